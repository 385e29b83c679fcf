import { parseMarkdown, plainText } from "../markdown";
import type { QuestionWords } from "./question-words";
import { sentencesOf } from "./split";

/** A part of a passage that says what was asked. */
export interface Highlight {
  /** In the text that the passage is of. */
  start: number;
  end: number;
  /** Its words, without the marks of Markdown. */
  words: string;
}

/** A line that stands for itself: an item of a list, or a row of a table. */
const OWN_LINE = /^\s*(?:[-*+]|\d+[.)]|\|)\s?/u;
/** The line under a table's head. */
const RULE = /^\s*\|?[\s:|-]+\|?\s*$/u;

/** A sentence, an item or a row that covers the question nearly as well as the best one is quoted with it. */
const NEARLY = 0.9;

/** The sentence that covers a question best, with the next where that does as well; `start` is where the passage begins. */
export function highlight(passage: string, start: number, question: QuestionWords): Highlight | null {
  const scored = unitsOf(passage, start).map((unit) => ({ unit, score: question.coveredBy(unit.words) }));
  const best = scored.reduce((top, { score }) => Math.max(top, score), 0);
  const at = scored.findIndex(({ score }) => score === best);
  const first = scored[at];
  if (!first || best === 0) return null;
  const next = scored[at + 1];
  if (!next || next.score < best * NEARLY) return first.unit;
  return { start: first.unit.start, end: next.unit.end, words: `${first.unit.words} ${next.unit.words}` };
}

function unitsOf(passage: string, offset: number): Highlight[] {
  const units: Highlight[] = [];
  let prose = "";
  let proseStart = 0;
  const flush = (): void => {
    for (const { start, end, words } of sentencesOf(prose, offset + proseStart))
      units.push({ start, end, words: plain(words) });
    prose = "";
  };
  let at = 0;
  for (const line of passage.split(/(?<=\n)/u)) {
    if (OWN_LINE.test(line)) {
      flush();
      const mark = OWN_LINE.exec(line)?.[0].length ?? 0;
      const text = line.trimEnd();
      const words = line.trimStart().startsWith("|") ? cells(text) : plain(text.slice(mark));
      if (!RULE.test(line)) units.push({ start: offset + at + mark, end: offset + at + text.length, words });
    } else {
      if (prose === "") proseStart = at;
      prose += line;
    }
    at += line.length;
  }
  flush();
  return units.filter(({ words }) => words !== "");
}

function cells(row: string): string {
  return row
    .split(/(?<!\\)\|/u)
    .map((cell) => plain(cell.trim()))
    .filter(Boolean)
    .join(" – ");
}

function plain(markdown: string): string {
  return plainText(parseMarkdown(markdown));
}
