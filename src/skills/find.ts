/** Finding by what is written in a text, whatever its case and accents: "cafe" in "Café". */

/** Marks that a letter bears, once it is taken apart. */
const MARKS = /\p{M}/gu;

/** Lower case, without accents. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase();
}

/** The words of a query, folded. A text is found where it has each of them, anywhere. */
export function foldedWords(query: string): string[] {
  return fold(query).split(/\s+/u).filter(Boolean);
}

export function hasAll(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}

/** At most `length` characters of a text, on one line, around the first of the words that it has. */
export function excerpt(text: string, words: readonly string[], length: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= length) return line;
  const place = firstPlace(line, words);
  // A third of it before the word, to tell what it is about; all of the end where that is near.
  const start = Math.min(Math.max(0, place - Math.floor(length / 3)), line.length - length + 2);
  const from = start === 0 ? 0 : line.indexOf(" ", start) + 1 || start;
  const isWhole = line.length - from < length;
  const cut = line.slice(from, isWhole ? undefined : from + length - 2).trimEnd();
  return `${from > 0 ? "…" : ""}${cut}${isWhole ? "" : "…"}`;
}

/** Where the first of the words stands in the text itself, whose folded form may be longer or shorter; 0 where none does. */
function firstPlace(text: string, words: readonly string[]): number {
  const folded = fold(text);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const wanted = Math.min(...places);
  if (places.length === 0) return 0;
  let length = 0;
  let place = 0;
  for (const character of text) {
    if (length >= wanted) break;
    length += fold(character).length;
    place += character.length;
  }
  return place;
}
