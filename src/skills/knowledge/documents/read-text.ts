import { titleFromName, type ReadDocument } from "./document";

/** What means something at any place in Markdown, and what does at the beginning of a line. */
const MARKS = /[\\`*_[\]<>|~]/g;
const LINE_MARK = /^(\s*\d*)([#+=.)-])(?=#*\s|[=-]*$)/;

/** Plain words as Markdown that shows the same. */
export function escapeMarkdown(text: string): string {
  return text.replace(MARKS, "\\$&");
}

/** A line of plain words, or all of a paragraph, as Markdown that shows the same. */
export function escapeLine(line: string): string {
  return escapeMarkdown(line).replace(LINE_MARK, "$1\\$2");
}

/** Plain text: its lines and paragraphs as they are; a short line in capitals, alone, is a heading. */
export function readText(source: string, name: string): ReadDocument {
  const paragraphs = source
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/);
  const text = paragraphs
    .map((paragraph) => {
      const lines = paragraph.split("\n").map((line) => line.trim());
      const [only = ""] = lines;
      if (lines.length === 1 && isHeading(only)) return `## ${escapeMarkdown(only)}`;
      return lines.map(escapeLine).join("\n");
    })
    .filter((paragraph) => paragraph.trim() !== "")
    .join("\n\n");
  return { title: titleFromName(name), text, tags: [] };
}

function isHeading(line: string): boolean {
  return line.length <= 80 && /\p{Lu}/u.test(line) && line === line.toUpperCase() && !/[.!?,;:]$/.test(line);
}
