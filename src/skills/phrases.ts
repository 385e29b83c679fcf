/** "milk", "milk and eggs", "milk, eggs and bread". */
export function joinWords(words: string[], conjunction = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** "1 thing", "3 things". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** At most `length` characters, cut at a word where one ends near the limit. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > length / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** Without the courtesies, punctuation and quotation marks around what is meant: "also milk, please!" is "milk". */
export function stripCourtesy(text: string): string {
  const before = /^(?:(?:oh|hey|hi|um+|uh+|er|ok|okay|so|and|also|plus|then|just|please|pls|maybe)\b[\s,]*)+/i;
  const after = /[\s,]*\b(?:please|pls|plz|thanks|thank you|thx|ta|too|also|as well|mate|ok|okay|quick)$/i;
  let bare = unquote(text).replace(before, "");
  for (let previous = ""; previous !== bare;) {
    previous = bare;
    bare = unquote(bare.replace(after, ""));
  }
  return bare;
}

function unquote(text: string): string {
  return text.replace(/^[\s"“”'‘’«»,;:.!?–-]+|[\s"“”'‘’«»,;:.!?–-]+$/g, "");
}
