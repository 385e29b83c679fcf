import type { Place } from "./types";
import type { TextLine } from "./yaml-node";

/** The lines of a Markdown file that say something, without their indentation and without `<!-- comments -->`. */
export function markdownLines(text: string, file: string): TextLine[] {
  return blankComments(text)
    .split(/\r?\n/)
    .flatMap((line, index) => {
      const place: Place = { file, line: index + 1, column: line.search(/\S/) + 1 };
      return place.column > 0 ? [{ text: line.trim(), place }] : [];
    });
}

/** Comments become blanks, so that everything else stays in its place. One that never ends goes to the end. */
function blankComments(text: string): string {
  const parts: string[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf("<!--", position);
    if (start < 0) break;
    const close = text.indexOf("-->", start + 4);
    const end = close < 0 ? text.length : close + 3;
    parts.push(text.slice(position, start), text.slice(start, end).replace(/[^\r\n]/g, " "));
    position = end;
  }
  return parts.join("") + text.slice(position);
}

/** What stands behind the first `length` characters of a line, with its place. */
export function restOfLine({ text, place }: TextLine, length: number): TextLine {
  const rest = text.slice(length);
  const blanks = rest.length - rest.trimStart().length;
  return { text: rest.trim(), place: { ...place, column: place.column + length + blanks } };
}
