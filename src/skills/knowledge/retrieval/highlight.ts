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
function isRule(line = ""): boolean {
  return line.includes("-") && /^[\s:|-]+$/u.test(line);
}

/** A sentence, an item or a row that covers the question nearly as well as the best one is quoted with it. */
const NEARLY = 0.9;

/** A part that may be quoted; a table's rows answer together where they do as well. */
interface Unit extends Highlight {
  isRow: boolean;
}

/** The sentence that covers a question best, with the next where that does as well, or the rows that do; `start` is where the passage begins. */
export function highlight(passage: string, start: number, question: QuestionWords): Highlight | null {
  const scored = unitsOf(passage, start).map((unit) => ({ unit, score: question.coveredBy(unit.words) }));
  const best = scored.reduce((top, { score }) => Math.max(top, score), 0);
  const at = scored.findIndex(({ score }) => score === best);
  const first = scored[at]?.unit;
  if (!first || best === 0) return null;
  const doesAsWell = (i: number) => {
    const other = scored[i];
    return other !== undefined && other.unit.isRow === first.isRow && other.score >= best * NEARLY;
  };
  let [from, to] = [at, at];
  if (first.isRow) {
    while (doesAsWell(from - 1)) from--;
    while (doesAsWell(to + 1)) to++;
  } else if (doesAsWell(at + 1)) to++;
  const quoted = scored.slice(from, to + 1).map(({ unit }) => unit);
  const words = quoted.map((unit) => unit.words).join(first.isRow ? ". " : " ");
  return { start: quoted[0]?.start ?? first.start, end: quoted.at(-1)?.end ?? first.end, words };
}

/** The sentences, items and rows of a passage. */
function unitsOf(passage: string, offset: number): Unit[] {
  const units: Unit[] = [];
  let prose = "";
  let proseStart = 0;
  let head: string[] = [];
  const flush = (): void => {
    for (const { start, end, words } of sentencesOf(prose, offset + proseStart))
      units.push({ start, end, words: plain(words), isRow: false });
    prose = "";
  };
  let at = 0;
  const lines = passage.split(/(?<=\n)/u);
  lines.forEach((line, i) => {
    const mark = OWN_LINE.exec(line)?.[0].length;
    if (mark === undefined) {
      if (prose === "") proseStart = at;
      prose += line;
    } else {
      flush();
      const text = line.trimEnd();
      const isRow = text.trimStart().startsWith("|");
      if (isRow && isRule(lines[i + 1])) head = cells(text);
      else if (!isRule(text)) {
        const words = isRow ? rowInWords(head, cells(text)) : plain(text.slice(mark));
        units.push({ start: offset + at + mark, end: offset + at + text.length, words, isRow });
      }
    }
    at += line.length;
  });
  flush();
  return units.filter(({ words }) => words !== "");
}

/** "Site: Ulm; Days: 30", or the cells alone where the passage has no head to them. */
function rowInWords(head: readonly string[], row: readonly string[]): string {
  const named = row.flatMap((cell, i) => (cell === "" ? [] : [head[i] ? `${head[i]}: ${cell}` : cell]));
  return named.join(head.length > 0 ? "; " : " – ");
}

function cells(row: string): string[] {
  return row
    .trim()
    .replace(/^\||\|$/gu, "")
    .split(/(?<!\\)\|/u)
    .map((cell) => plain(cell.trim()));
}

function plain(markdown: string): string {
  return plainText(parseMarkdown(markdown));
}
