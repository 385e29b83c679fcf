/** One line of a calendar file, unfolded: `DTSTART;TZID=Europe/Oslo:20260302T093000`. */
export interface ContentLine {
  /** Where it begins in the file, from 1. */
  line: number;
  /** Upper case. */
  name: string;
  /** By upper-case name; of a list the first. */
  params: ReadonlyMap<string, string>;
  value: string;
}

/** Marks a reminder that was written out as an event: it is kept already. */
export const REMINDER_MARK = "X-SOTTO-REMINDER";

/** What can't be one is told as such, with the beginning of it. */
export type ReadLine = ContentLine | { line: number; bad: string };

/** A line longer than this (characters, unfolded) is no line of a calendar: pictures come as such. */
const LONGEST = 100_000;

/** The lines of RFC 5545, whatever ends them. A line that begins with a space or a tab goes on with the one before. */
export function* contentLines(text: string): Generator<ReadLine> {
  let parts: string[] = [];
  let length = 0;
  let first = 1;
  let number = 0;
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    start = end + 1;
    number++;
    if ((line.startsWith(" ") || line.startsWith("\t")) && parts.length > 0) {
      length += line.length - 1;
      if (length <= LONGEST) parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield whole(parts, length, first);
    parts = line.trim() === "" ? [] : [line];
    length = line.length;
    first = number;
  }
  if (parts.length > 0) yield whole(parts, length, first);
}

function whole(parts: string[], length: number, line: number): ReadLine {
  const [beginning = ""] = parts;
  const parsed = length > LONGEST ? null : parseLine(parts.join(""), line);
  return parsed ?? { line, bad: beginning.slice(0, 60) };
}

const NAME = /^[A-Za-z0-9-]+/;

function parseLine(text: string, line: number): ContentLine | null {
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return null;
  const params = new Map<string, string>();
  let at = name.length;
  while (text[at] === ";") {
    const equals = text.indexOf("=", at);
    if (equals < 0) return null;
    const key = text.slice(at + 1, equals).toUpperCase();
    const { value, end } = paramValue(text, equals + 1);
    if (!params.has(key)) params.set(key, value);
    at = end;
  }
  return text[at] === ":" ? { line, name: name.toUpperCase(), params, value: text.slice(at + 1) } : null;
}

/** Of a parameter with several values the first; quotation marks keep `:`, `;` and `,` from meaning anything. */
function paramValue(text: string, start: number): { value: string; end: number } {
  let isQuoted = false;
  let end = start;
  while (end < text.length && (isQuoted || (text[end] !== ";" && text[end] !== ":"))) {
    if (text[end] === '"') isQuoted = !isQuoted;
    end++;
  }
  const raw = text.slice(start, end);
  return { value: raw.startsWith('"') ? raw.slice(1, raw.indexOf('"', 1)) : (raw.split(",")[0] ?? ""), end };
}

/** A text value as it was meant. */
export function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_all, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));
}

/** A text as the value of a line. Other control characters than a tab have no place in one. */
export function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")

    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}
