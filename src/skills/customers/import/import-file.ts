import type { Table } from "./table";
import type { EncodingFound } from "./decode";
import { readRow, type Draft, type RowFault } from "./draft";
import { UnreadableFrom } from "./csv";
import { guessMapping, type Mapping } from "./fields";
import { openTable } from "./table";

/** Rows that one import takes; what is behind them is told of, and left. */
export const MOST_ROWS = 50_000;

/** So many of the rows that failed are named. */
const MOST_FAULTS = 1_000;

/** Rows shown before anything is imported. */
const PREVIEWED = 5;

export interface FilePreview {
  format: Table["format"];
  columns: string[];
  /** The first rows. */
  rows: string[][];
  /** What each column seems to hold. */
  mapping: Mapping;
}

/** What stands at the beginning of a file, and what that seems to be. */
export async function previewFile(name: string, file: Blob): Promise<FilePreview> {
  const { format, columns, rows: all } = await openTable(name, file);
  const rows: string[][] = [];
  try {
    for await (const { cells } of all) if (rows.push(cells) >= PREVIEWED) break;
  } catch (error) {
    // What can be read is shown; the import tells where it ends.
    if (!(error instanceof UnreadableFrom)) throw error;
  }
  return { format, columns, rows, mapping: guessMapping(columns, rows) };
}

export interface FileRead {
  drafts: Draft[];
  /** Rows that were read, with those that failed. */
  rows: number;
  /** The first of them, and how many there are in all. */
  faults: RowFault[];
  faultCount: number;
  encoding: EncodingFound;
  /** The file has more rows than are taken. */
  hasMore: boolean;
}

export interface Reading {
  mapping: Mapping;
  zone: string;
  signal: AbortSignal;
  /** Told now and then how many rows were read. */
  onProgress: (rows: number) => void;
}

/** Between two signs of progress, in rows. */
const STEP = 2_000;

/** Reads a file's rows as its mapping says. Rejects with the signal's reason when that aborts; nothing is written here. */
export async function readFile(name: string, file: Blob, reading: Reading): Promise<FileRead> {
  const table = await openTable(name, file);
  const faults: RowFault[] = [...table.faults];
  const drafts: Draft[] = [];
  let rows = table.faults.length;
  let hasMore = false;
  try {
    for await (const row of table.rows) {
      if (rows >= MOST_ROWS) {
        hasMore = true;
        break;
      }
      rows++;
      const draft = readRow(row, reading.mapping, reading.zone, faults);
      if (draft) drafts.push(draft);
      if (rows % STEP === 0) {
        reading.onProgress(rows);
        // Lets the order to stop come in.
        await new Promise<void>((resolve) => queueTask(resolve));
        reading.signal.throwIfAborted();
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFrom)) throw error;
    faults.push({ line: error.line, message: `${error.message} Nothing from there on was read.` });
  }
  return {
    drafts,
    rows,
    faults: faults.slice(0, MOST_FAULTS),
    faultCount: faults.length,
    encoding: table.encoding(),
    hasMore,
  };
}

/** A task of its own, so that messages that have come are heard first. */
function queueTask(task: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    task();
  };
  port2.postMessage(null);
}
