/** What stands between the cells of a line, in programs of different countries. */
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Characters of a row; a longer one begins with a quotation mark that nothing closes. */
const LONGEST_ROW = 200_000;

export type Delimiter = (typeof DELIMITERS)[number];

/** A row of a table, and the line of the file where it ends. */
export interface Row {
  line: number;
  cells: string[];
}

/** Where a file can't be read on, and why. */
export class UnreadableFrom extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** The one that parts the first lines into the same number of cells, and into most. */
export function delimiterOf(beginning: string): Delimiter {
  const lines = beginning.split(/\r\n?|\n/).filter((line) => line.trim() !== "");
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.slice(0, 20).map((line) => cellsIn(line, delimiter));
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    return { delimiter, score: first > 1 ? alike * first : 0 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

function cellsIn(line: string, delimiter: string): number {
  return line.replace(/"(?:[^"]|"")*"?/g, "").split(delimiter).length;
}

/** Reads a table as its text comes; never more of it than the caller takes. Throws UnreadableFrom where it can't go on. */
export async function* csvRows(pieces: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<Row, void> {
  const { parse } = await import("csv-parse/browser/esm");
  const ready: Row[] = [];
  let failed: Error | undefined;
  let last = 0;
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  parser.on("data", ({ record, info }: { record: string[]; info: { lines: number } }) => {
    last = info.lines;
    ready.push({ line: info.lines, cells: record });
  });
  parser.on("error", (error: Error) => (failed = error));
  for await (const piece of pieces) {
    await written(parser, piece);
    yield* ready.splice(0);
    if (failed) throw unreadable(last);
  }
  await ended(parser);
  yield* ready.splice(0);
  if (failed) throw unreadable(last);
}

const unreadable = (last: number) =>
  new UnreadableFrom(last + 1, "A quotation mark opens there that nothing closes, or the row is far too long.");

interface Parser {
  write(text: string, done: () => void): unknown;
  end(): unknown;
  on(event: "end" | "error", listener: () => void): unknown;
}

const written = (parser: Parser, text: string) => new Promise<void>((resolve) => parser.write(text, () => resolve()));

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ["end", "error"] as const) parser.on(event, resolve);
    parser.end();
  });
}
