import type { Message } from "./message";
import { normaliseWord } from "./normalise";

/**
 * The text of each token as it was meant: as it stands in the message, unless the SpellingCorrector read another word there. Of a word
 * that was written as several tokens the first has all of it, and the others nothing.
 */
export function tokenTexts({ tokens, words }: Message): string[] {
  const texts = tokens.map(({ text }) => text);
  if (!words) return texts;
  let token = 0;
  for (let word = 0; word < words.length;) {
    const { start, end } = words[word] as { start: number; end: number };
    const meant: string[] = [];
    for (; word < words.length && words[word]?.start === start; word++) meant.push(words[word]?.text ?? "");
    while (token < tokens.length && (tokens[token]?.start ?? 0) < start) token++;
    const first = token;
    let written = "";
    for (; token < tokens.length && (tokens[token]?.end ?? 0) <= end; token++)
      written += normaliseWord(tokens[token]?.text ?? "");
    if (meant.length === 1 && meant[0] === written) continue;
    for (let i = first; i < token; i++) texts[i] = i === first ? meant.join(" ") : "";
  }
  return texts;
}
