/** A line of a vCard after unfolding; `line` is where it begins in the file, from 1. */
export interface ContentLine {
  line: number;
  text: string;
}

const QUOTED_PRINTABLE = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i;

/**
 * The lines of a file, folded ones joined: a line that begins with a space or tab goes on the one before, and one in
 * quoted-printable goes on while it ends in "=". Any line ending counts, and a byte order mark is left out.
 */
export function contentLines(text: string): ContentLine[] {
  const lines: { line: number; parts: string[]; isQuoted: boolean }[] = [];
  const physical = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  physical.forEach((part, index) => {
    const last = lines.at(-1);
    const end = last?.parts.at(-1) ?? "";
    if (last?.isQuoted && end.endsWith("=")) {
      last.parts[last.parts.length - 1] = end.slice(0, -1);
      last.parts.push(part);
    } else if (last && /^[ \t]/.test(part)) last.parts.push(part.slice(1));
    else lines.push({ line: index + 1, parts: [part], isQuoted: QUOTED_PRINTABLE.test(part) });
  });
  return lines
    .map(({ line, parts }) => ({ line, text: parts.join("") }))
    .filter(({ text: joined }) => joined.trim() !== "");
}
