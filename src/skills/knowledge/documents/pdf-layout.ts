import { escapeLine, escapeMarkdown } from "./read-text";

/** A piece of text as PDF.js gives it: `transform[5]` is how high on the page it stands. */
interface Piece {
  str: string;
  transform: number[];
  height: number;
  hasEOL: boolean;
}

/** A line of a page. */
export interface Line {
  text: string;
  /** Of its letters. */
  size: number;
  /** From the page's foot. */
  y: number;
}

/** A line with letters so much larger than most is a heading. */
const LARGER = 1.15;
/** No heading is longer (characters). */
const LONGEST_HEADING = 120;
/** A gap of so many line heights begins a paragraph. */
const GAP = 1.6;

/** The lines of a page, in its own order. */
export function pageLines(pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  for (const { str, transform, height, hasEOL } of pieces) {
    const y = transform[5] ?? 0;
    if (open && Math.abs(open.y - y) > Math.max(height, open.size) * 0.5) open = null;
    if (!open && str.trim() !== "") lines.push((open = { text: "", size: height, y }));
    if (open) {
      open.text += str;
      open.size = Math.max(open.size, height);
      if (hasEOL) open = null;
    }
  }
  return lines
    .map((line) => ({ ...line, text: line.text.replace(/\s+/gu, " ").trim() }))
    .filter(({ text }) => text !== "");
}

/** All pages as Markdown, and where each begins in it. */
export function pagesToMarkdown(pages: readonly (readonly Line[])[]): { text: string; starts: number[] } {
  const body = usualSize(pages.flat());
  const repeated = repeatedLines(pages);
  const starts: number[] = [];
  let text = "";
  for (const lines of pages) {
    starts.push(text.length);
    const blocks = blocksOf(
      lines.filter((line) => !repeated.has(bare(line.text))),
      body,
    );
    if (blocks.length > 0) text += `${blocks.join("\n\n")}\n\n`;
  }
  return { text, starts };
}

function blocksOf(lines: readonly Line[], body: number): string[] {
  const blocks: string[] = [];
  let paragraph = "";
  let above: Line | null = null;
  const flush = (): void => {
    if (paragraph !== "") blocks.push(escapeLine(paragraph));
    paragraph = "";
  };
  for (const line of lines) {
    const isHeading = line.size > body * LARGER && line.text.length <= LONGEST_HEADING && /\p{L}/u.test(line.text);
    const isApart = above !== null && Math.abs(above.y - line.y) > GAP * Math.max(above.size, line.size);
    if (isHeading || isApart) flush();
    if (isHeading) blocks.push(`${line.size > body * 1.5 ? "##" : "###"} ${escapeMarkdown(line.text)}`);
    else paragraph = joined(paragraph, line.text);
    above = line;
  }
  flush();
  return blocks;
}

/** A word that was broken at the line's end is whole again. */
function joined(paragraph: string, line: string): string {
  if (paragraph === "") return line;
  return /\p{L}-$/u.test(paragraph) && /^\p{Ll}/u.test(line) ? paragraph.slice(0, -1) + line : `${paragraph} ${line}`;
}

/** The size of most letters. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Heads and feet: first and last lines that most pages have, whatever number is in them. */
function repeatedLines(pages: readonly (readonly Line[])[]): Set<string> {
  if (pages.length < 4) return new Set();
  const counts = new Map<string, number>();
  for (const lines of pages)
    for (const text of new Set([lines[0], lines.at(-1)].flatMap((line) => (line ? [bare(line.text)] : []))))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > pages.length / 2).map(([text]) => text));
}

function bare(text: string): string {
  return text.replace(/\d+/g, "#");
}
