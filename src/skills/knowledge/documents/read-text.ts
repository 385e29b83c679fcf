import { titleFromName, type ReadDocument } from "./document";

/** What means something at any place in Markdown, and what does at the beginning of a line. */
const MARKS = /[\\`*_[\]<>|~]/g;
const LINE_MARKS = /^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|\d+[.)](?=\s)|={3,}|-{3,})/;

/** Plain words as Markdown that shows the same. */
export function escapeMarkdown(text: string): string {
  return text.replace(MARKS, "\\$&");
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
      return lines.map((line) => escapeMarkdown(line).replace(LINE_MARKS, "$1\\$2")).join("\n");
    })
    .filter((paragraph) => paragraph.trim() !== "")
    .join("\n\n");
  return { title: titleFromName(name), text, tags: [] };
}

function isHeading(line: string): boolean {
  return line.length <= 80 && /\p{Lu}/u.test(line) && line === line.toUpperCase() && !/[.!?,;:]$/.test(line);
}
