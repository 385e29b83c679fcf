import * as v from "valibot";
import { CASE_STATES, INTERACTION_KINDS, PRIORITIES } from "../../storage/customer-records";
import { readMoment } from "../customers/import/moment";

/* What a description's expressions make of a server's answers. Ids are the server's. */

const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty("it has no id"));
const line = (longest: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.replace(/\s+/g, " ").trim().slice(0, longest)),
    v.nonEmpty(),
  );
const longText = v.pipe(
  v.string(),
  v.transform((text) => text.trim().slice(0, 20_000)),
  v.nonEmpty(),
);
const lines = (longest: number) => v.optional(v.pipe(v.array(line(longest)), v.maxLength(50)), []);
const moment = v.pipe(
  v.string(),
  v.transform((text) => readMoment(text, "UTC")),
  v.string("this is no date and time"),
);

const company = v.object({ id, name: line(200), notes: v.optional(longText) });
const customer = v.object({
  id,
  /** Absent where a case names nobody but an id. */
  name: v.optional(line(200)),
  emails: lines(320),
  phones: lines(60),
  company: v.optional(v.object({ id: v.optional(id), name: v.optional(line(200)) })),
  role: v.optional(line(200)),
  tags: lines(60),
  notes: v.optional(longText),
});

export const recordSchemas = {
  companies: company,
  customers: v.required(customer, ["name"]),
  cases: v.object({
    id,
    number: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
    subject: line(500),
    customer,
    state: v.optional(v.picklist(CASE_STATES), "open"),
    priority: v.optional(v.picklist(PRIORITIES), "normal"),
    opened: v.optional(moment),
    updated: v.optional(moment),
  }),
  interactions: v.object({
    id,
    /** One of both at least. */
    case: v.optional(id),
    customer: v.optional(id),
    kind: v.optional(v.picklist(INTERACTION_KINDS), "note"),
    direction: v.optional(v.picklist(["in", "out"])),
    /** Who wrote it, where no direction is told: the customer, or one of us. */
    author: v.optional(id),
    at: moment,
    text: longText,
  }),
};

export type SourceKind = keyof typeof recordSchemas;
export type SourceRecord<K extends SourceKind = SourceKind> = v.InferOutput<(typeof recordSchemas)[K]>;

/** Without what says nothing: null and empty texts. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact).filter((one) => one !== undefined);
  if (typeof value !== "object" || value === null) return value === null || value === "" ? undefined : value;
  const entries = Object.entries(value).map(([key, field]): [string, unknown] => [key, compact(field)]);
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined));
}
