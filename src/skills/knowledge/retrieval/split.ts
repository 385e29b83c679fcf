import type { RootContent } from "mdast";
import { parseMarkdown, plainText } from "../markdown";

/** A part of a text that is found, shown and quoted by itself. */
export interface Span {
  /** Where it stands in the text. */
  start: number;
  end: number;
  /** Those that it stands under, outermost first. */
  headings: string[];
  /** Its words, without the marks of Markdown. */
  words: string;
}

/** A passage has no more words than this, unless one sentence or one row of a table has. */
const MOST_WORDS = 110;

interface Piece {
  start: number;
  end: number;
  words: string;
  count: number;
}

/** The passages of a text: split at its headings, then between paragraphs, items, rows and sentences. */
export function splitText(text: string): Span[] {
  const spans: Span[] = [];
  const path: { depth: number; title: string }[] = [];
  let pieces: Piece[] = [];
  let count = 0;
  const flush = (): void => {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (first && last) {
      const headings = path.map(({ title }) => title);
      const words = pieces.map((piece) => piece.words).join(" ");
      spans.push({ start: first.start, end: last.end, headings, words });
    }
    pieces = [];
    count = 0;
  };
  for (const node of parseMarkdown(text).children) {
    if (node.type === "heading") {
      flush();
      while ((path.at(-1)?.depth ?? 0) >= node.depth) path.pop();
      path.push({ depth: node.depth, title: plainText(node) });
      continue;
    }
    for (const piece of piecesOf(node, text)) {
      if (count + piece.count > MOST_WORDS) flush();
      pieces.push(piece);
      count += piece.count;
    }
  }
  flush();
  return spans;
}

function piecesOf(node: RootContent, text: string): Piece[] {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const words = plainText(node);
  const piece: Piece = { start, end, words, count: countWords(words) };
  if (piece.count === 0) return [];
  if (piece.count <= MOST_WORDS) return [piece];
  if (node.type === "list" || node.type === "table" || node.type === "blockquote" || node.type === "listItem")
    return node.children.flatMap((child) => piecesOf(child, text));
  return sentencesOf(text.slice(start, end), start);
}

const SENTENCE = /[^.!?]+(?:[.!?]+(?![\s"”’)\]])[^.!?]*)*[.!?]*["”’)\]]*\s*/gu;

/** The sentences of a text, as they stand in it. A long text without any is cut between words. */
export function sentencesOf(text: string, offset = 0): Piece[] {
  return [...text.matchAll(SENTENCE)].flatMap(({ 0: found, index }) => {
    const words = found.trim();
    if (words === "") return [];
    const start = offset + index + (found.length - found.trimStart().length);
    const piece = { start, end: start + words.length, words, count: countWords(words) };
    return piece.count <= 3 * MOST_WORDS ? [piece] : cut(piece);
  });
}

function cut({ start, words }: Piece): Piece[] {
  const pieces: Piece[] = [];
  const pattern = new RegExp(`(?:\\S+\\s*){1,${MOST_WORDS}}`, "gu");
  for (const { 0: found, index } of words.matchAll(pattern)) {
    const part = found.trimEnd();
    pieces.push({ start: start + index, end: start + index + part.length, words: part, count: countWords(part) });
  }
  return pieces;
}

function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}
