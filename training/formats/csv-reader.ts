import { CsvError, parse } from "csv-parse/sync";
import { ReadLog } from "./read-log";

/** A file of rows under a line of names, all rows as long as it. */
export interface CsvTable {
  file: string;
  /** No two alike. One without a name is `Unnamed: 0` and so on by its place, as pandas has it. */
  columns: string[];
  rows: CsvRow[];
}

export interface CsvRow {
  /** As written, without quotes and blanks around it. */
  values: string[];
  /** Where the row begins; lines count from 1. */
  line: number;
}

const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Reads a table in CSV (RFC 4180), with any line ends, and commas, semicolons, tabs or bars between the values. Blank lines are
 * skipped. Null where there are errors, which are then in the log.
 */
export function readCsv(text: string, file: string, log: ReadLog): CsvTable | null {
  const source = text.replace(/^\ufeff/, "");
  if (source.includes("\ufffd") || source.includes("\0")) {
    const message = "This file isn't text in UTF-8. Save it as CSV in UTF-8.";
    log.error({ file, line: 1, column: 1 }, "file.unreadable", message);
    return null;
  }
  const [header, ...rows] = readRecords(source, file, log) ?? [];
  if (!header) return null;
  const columns = header.values.map((name, index) => (name === "" ? `Unnamed: ${index}` : name));
  columns.forEach((name, index) => {
    if (columns.indexOf(name) === index) return;
    const message = `Two columns are named "${name}". Give each a name of its own in the first line.`;
    log.error({ file, line: header.line, column: 1 }, "csv.header", message);
  });
  for (const { values, line } of rows) {
    if (values.length === header.values.length) continue;
    const message = `This row has ${values.length} values where the first line has ${header.values.length} names. Add what is missing, or put values that hold a separator between quotes.`;
    log.error({ file, line, column: 1 }, "csv.ragged", message);
  }
  return log.faults.some(({ severity }) => severity === "error") ? null : { file, columns, rows };
}

function readRecords(source: string, file: string, log: ReadLog): CsvRow[] | null {
  const rows: CsvRow[] = [];
  let lastLine = 0;
  try {
    parse(source, {
      delimiter: delimiterOf(source),
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_empty_values: true,
      trim: true,
      on_record: (values, { lines }) => {
        rows.push({ values, line: lines - lineBreaks(values) });
        lastLine = lines;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const found = error.message.split(":")[0]?.toLowerCase() ?? "";
    const message = `This row can't be read: ${found}. Put quotes around the whole value, and double those within it.`;
    log.error({ file, line: lastLine + 1, column: 1 }, "csv.syntax", message);
    return null;
  }
  if (rows.length === 0)
    log.error({ file, line: 1, column: 1 }, "csv.no-rows", "This file is empty. Give it a line of names, and rows.");
  return rows;
}

/** The separator that the line of names has most of, outside quotes. */
function delimiterOf(source: string): string {
  const firstLine = /[^\r\n]+/.exec(source)?.[0].replace(/"[^"]*"/g, "") ?? "";
  const counts = DELIMITERS.map((delimiter) => firstLine.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function lineBreaks(values: string[]): number {
  return values.reduce((sum, value) => sum + value.split(/\r\n|\r|\n/).length - 1, 0);
}
