import { readContacts } from "../../people/vcard/read";
import { csvRows, delimiterOf, type Row } from "./csv";
import { TextDecoding, type EncodingFound } from "./decode";

/** A file as a table: its columns, and its rows as they are read. */
export interface Table {
  format: "csv" | "json" | "vcard";
  columns: string[];
  rows: AsyncIterable<Row>;
  /** What was found so far of how its text is written. */
  encoding: () => EncodingFound;
  /** Parts that can't be rows, known before any is read. */
  faults: { line: number; message: string }[];
}

/** Thrown where a file holds no table at all; the message is for the user. */
export class NoTable extends Error {}

/** Bytes of a file that must be read whole: JSON and vCard. */
const LARGEST_WHOLE = 50_000_000;

const COLUMNS_OF_CARDS = ["Name", "Email", "Phone", "Company", "Notes", "UID"];

/** Opens a file of customers, of whichever kind it is. */
export async function openTable(name: string, file: Blob): Promise<Table> {
  const decoding = new TextDecoding();
  const pieces = decoded(file, decoding);
  const beginning = (await pieces.next()).value ?? "";
  const encoding = () => decoding.found;
  if (beginning.trim() === "") throw new NoTable("There is nothing in this file.");
  const isJson = /\.json$/i.test(name) || /^\s*[[{]/.test(beginning);
  const isCard = /\.(?:vcf|vcard)$/i.test(name) || /^\s*BEGIN:VCARD/i.test(beginning);
  if (isJson || isCard) {
    if (file.size > LARGEST_WHOLE)
      throw new NoTable(
        `A file of this kind may have up to ${LARGEST_WHOLE / 1_000_000} MB. Export it as CSV instead.`,
      );
    let text = beginning;
    for await (const piece of pieces) text += piece;
    return { ...(isJson ? jsonTable(text) : cardTable(text)), encoding };
  }
  const rows = csvRows(withBeginning(beginning, pieces), delimiterOf(beginning));
  const header = (await rows.next()).value;
  if (!header || header.cells.every((cell) => cell.trim() === "")) throw new NoTable("This file has no table in it.");
  return { format: "csv", columns: header.cells.map((cell) => cell.trim()), rows, encoding, faults: [] };
}

async function* decoded(file: Blob, decoding: TextDecoding): AsyncGenerator<string, void> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const text = decoding.push(value);
      if (text !== "") yield text;
    }
    yield decoding.end();
  } finally {
    // Whoever takes no more rows needs no more of the file.
    await reader.cancel();
  }
}

async function* withBeginning(beginning: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield beginning;
  yield* rest;
}

/** An array of objects, or the first one in an object: `{"customers": [...]}`. What is in an object in a row is `company.name`. */
function jsonTable(text: string): Omit<Table, "encoding"> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new NoTable("This file says it is JSON, and isn't: it may be cut off.");
  }
  const list = Array.isArray(json) ? json : isObject(json) ? Object.values(json).find(Array.isArray) : undefined;
  if (!list || list.length === 0) throw new NoTable("There is no list of customers in this file.");
  const faults: Table["faults"] = [];
  const records = list.flatMap((value: unknown, place) => {
    if (isObject(value)) return [{ line: place + 1, fields: new Map(flat(value, "", 0)) }];
    faults.push({ line: place + 1, message: "It isn't a record with fields." });
    return [];
  });
  const columns = [...new Set(records.flatMap(({ fields }) => [...fields.keys()]))];
  const rows = records.map(({ line, fields }) => ({ line, cells: columns.map((column) => fields.get(column) ?? "") }));
  return { format: "json", columns, rows: asAsync(rows), faults };
}

/** Objects in objects are read so deep. */
const DEEPEST = 4;

function flat(value: object, before: string, depth: number): [string, string][] {
  return Object.entries(value).flatMap(([key, field]: [string, unknown]): [string, string][] => {
    const name = before === "" ? key : `${before}.${key}`;
    if (isObject(field)) return depth < DEEPEST ? flat(field, name, depth + 1) : [];
    if (!Array.isArray(field)) return [[name, cellOf(field)]];
    const cells = field.map((one: unknown) => (isObject(one) ? Object.values(one).map(cellOf).join(" ") : cellOf(one)));
    return [[name, cells.join("; ")]];
  });
}

function cellOf(value: unknown): string {
  return typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : "";
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function cardTable(text: string): Omit<Table, "encoding"> {
  const { people, faults } = readContacts(text);
  if (people.length === 0) throw new NoTable(faults[0]?.message ?? "There is no contact in this file.");
  const rows = people.map(({ name, emails, phones, organization = "", notes = "", uid = "" }, place) => ({
    line: place + 1,
    cells: [
      name,
      emails.map(({ address }) => address).join("; "),
      phones.map(({ number }) => number).join("; "),
      organization,
      notes,
      uid,
    ],
  }));
  return { format: "vcard", columns: COLUMNS_OF_CARDS, rows: asAsync(rows), faults };
}

async function* asAsync(rows: Row[]): AsyncGenerator<Row, void> {
  yield* rows;
}
