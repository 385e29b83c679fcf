import * as v from "valibot";
import type { Rate } from "../../storage/schema";
import { MONTHS } from "../clock/date-words";
import { isCivilDate } from "../../engine/time/calendar";
import { isCode } from "./currencies";

export type FileRate = Pick<Rate, "base" | "currency" | "rate" | "date">;

/** What is wrong in a file; `line` from 1. */
export interface RatesFault {
  line: number;
  message: string;
}

export interface RatesRead {
  /** The newest of each pair. */
  rates: FileRate[];
  faults: RatesFault[];
}

/** Characters and faults at most: the ECB's file of all days since 1999 has 1.6 million. */
const LONGEST_FILE = 5_000_000;
const MOST_FAULTS = 100;
/** The ECB's rates are of one euro. */
const EURO = "EUR";

/**
 * Reads rates as the European Central Bank gives them: the CSV of a day or of all days (`Date, USD, JPY, ...`), the CSV or JSON of its
 * data portal (SDMX), and the plain JSON of services that pass them on (`{base, date, rates}`).
 */
export function readRates(text: string): RatesRead {
  if (text.length > LONGEST_FILE) return refused("The file is too long.");
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain === "") return refused("It is empty, or can't be read.");
  const read = plain.startsWith("{") ? readJson(plain) : readCsv(plain);
  return { rates: newest(read.rates), faults: read.faults.slice(0, MOST_FAULTS) };
}

const refused = (message: string): RatesRead => ({ rates: [], faults: [{ line: 1, message }] });

function newest(rates: FileRate[]): FileRate[] {
  const best = new Map<string, FileRate>();
  for (const rate of rates) {
    const key = `${rate.base}/${rate.currency}`;
    const known = best.get(key);
    if (!known || known.date < rate.date) best.set(key, rate);
  }
  return [...best.values()];
}

function readCsv(text: string): RatesRead {
  const [head = "", ...lines] = text.split(/\r\n|\n|\r/);
  const columns = fieldsOf(head);
  if (columns.includes("OBS_VALUE")) return readSeries(columns, lines);
  if (columns[0]?.toLowerCase() !== "date" || !columns.some(isCode))
    return refused("It has none of the forms that I can read.");
  const read: RatesRead = { rates: [], faults: [] };
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const fields = fieldsOf(line);
    const date = dayOf(fields[0] ?? "");
    if (date === null)
      read.faults.push({ line: index + 2, message: `“${(fields[0] ?? "").slice(0, 40)}” is no date.` });
    else
      columns.forEach((currency, place) => {
        const value = fields[place] ?? "";
        // The bank writes N/A of days on which a currency had no rate.
        if (place === 0 || !isCode(currency) || /^(?:n\/a)?$/i.test(value)) return;
        addRate(read, index + 2, { base: EURO, currency, rate: value, date });
      });
  });
  return read;
}

/** A row for each value (SDMX-CSV). */
function readSeries(columns: string[], lines: string[]): RatesRead {
  const read: RatesRead = { rates: [], faults: [] };
  lines.forEach((line, index) => {
    if (line.trim() === "") return;
    const fields = fieldsOf(line);
    const field = (name: string) => fields[columns.indexOf(name)] ?? "";
    const [currency, base, date] = [field("CURRENCY"), field("CURRENCY_DENOM") || EURO, dayOf(field("TIME_PERIOD"))];
    if (date === null || !isCode(currency) || !isCode(base))
      read.faults.push({ line: index + 2, message: "It has no currency or no day." });
    else addRate(read, index + 2, { base, currency, rate: field("OBS_VALUE"), date });
  });
  return read;
}

function addRate(
  read: RatesRead,
  line: number,
  { rate: written, ...rest }: Omit<FileRate, "rate"> & { rate: string },
): void {
  const rate = Number(written);
  if (written !== "" && Number.isFinite(rate) && rate > 0) read.rates.push({ ...rest, rate });
  else read.faults.push({ line, message: `“${written.slice(0, 40)}” is no rate of ${rest.currency}.` });
}

/** A line's fields, quoted or not. */
function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g)].map(([, quoted, plain = ""]) =>
    (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim(),
  );
}

/** `2026-03-02`, or "02 March 2026" as the CSV of a day has it. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const words = /^(\d{1,2}) ([A-Za-z]+) (\d{4})$/.exec(text);
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : [
        Number(words?.[3]),
        MONTHS.findIndex((name) => name.slice(0, 3) === words?.[2]?.slice(0, 3)) + 1,
        Number(words?.[1]),
      ];
  if (!isCivilDate({ year, month, day })) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

const plainSchema = v.object({ base: v.string(), date: v.string(), rates: v.record(v.string(), v.number()) });
const seriesSchema = v.object({
  dataSets: v.array(
    v.object({
      series: v.record(v.string(), v.object({ observations: v.record(v.string(), v.array(v.unknown())) })),
    }),
  ),
  structure: v.object({
    dimensions: v.object({
      series: v.array(v.object({ id: v.string(), values: v.array(v.object({ id: v.string() })) })),
      observation: v.array(v.object({ values: v.array(v.object({ id: v.string() })) })),
    }),
  }),
});

function readJson(text: string): RatesRead {
  const json = parsed(text);
  const plain = v.safeParse(plainSchema, json);
  if (plain.success) return readPlain(plain.output);
  const series = v.safeParse(seriesSchema, json);
  return series.success ? readSdmx(series.output) : refused("It has none of the forms that I can read.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readPlain({ base, date: said, rates }: v.InferOutput<typeof plainSchema>): RatesRead {
  const date = dayOf(said);
  if (date === null || !isCode(base)) return refused("It names no day, or no currency that its rates are of.");
  const read: RatesRead = { rates: [], faults: [] };
  for (const [currency, rate] of Object.entries(rates))
    if (isCode(currency) && currency !== base) addRate(read, 1, { base, currency, rate: String(rate), date });
  return read;
}

/** A series' key counts into each dimension's values, "0:3:0:0:0"; so does an observation's into the days. */
function readSdmx({ dataSets, structure: { dimensions } }: v.InferOutput<typeof seriesSchema>): RatesRead {
  const read: RatesRead = { rates: [], faults: [] };
  for (const [key, { observations }] of dataSets.flatMap(({ series }) => Object.entries(series))) {
    const places = key.split(":");
    const valueOf = (id: string) => {
      const at = dimensions.series.findIndex((dimension) => dimension.id === id);
      return dimensions.series[at]?.values[Number(places[at])]?.id ?? "";
    };
    const [currency, base] = [valueOf("CURRENCY"), valueOf("CURRENCY_DENOM") || EURO];
    for (const [place, [value]] of Object.entries(observations)) {
      const date = dayOf(dimensions.observation[0]?.values[Number(place)]?.id ?? "");
      if (date === null || !isCode(currency) || !isCode(base))
        read.faults.push({ line: 1, message: `A rate of ${currency || "no currency"} has no day.` });
      else if (typeof value === "number") addRate(read, 1, { base, currency, rate: String(value), date });
    }
  }
  return read;
}
