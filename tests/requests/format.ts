import { readFileSync } from "node:fs";
import * as v from "valibot";
import { parse } from "yaml";
import { parseRule } from "../../src/engine/time/recurrence";
import { formatIso } from "../../src/engine/time/zone";

export const ZONE = "Europe/Oslo";

/*
 * The form of tests/requests/*.yml; runner.ts says what it means. `RECORDS` has the fields of src/storage/schema.ts that a request is
 * judged by: in `given` as they are written, in `then` as few of them as matter.
 */

const absentOr = <S extends v.GenericSchema>(schema: S) => v.optional(v.nullable(schema));
const text = v.string();
/** A moment, ISO 8601 with an offset; after `~` its beginning, where only the day or the hour is said. */
const moment = v.pipe(
  text,
  v.regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d|~\d{4}-\d\d-\d\d(T\d{0,2})?)$/),
  v.check((it) => it.startsWith("~") || isLocal(it), `its offset isn't that of ${ZONE} then`),
);
const rule = v.pipe(
  text,
  v.check((it) => parseRule(it) !== null, "this is no rule"),
);
const day = v.pipe(text, v.regex(/^(\d{4}-|--)\d\d-\d\d$/));

const RECORDS = {
  reminders: v.strictObject({
    task: text,
    due: moment,
    rule: absentOr(rule),
    state: v.optional(v.picklist(["waiting", "ringing", "done"])),
  }),
  timers: v.strictObject({
    name: text,
    seconds: v.number(),
    ends: moment,
    state: v.optional(v.picklist(["running", "ringing", "done"])),
  }),
  lists: v.strictObject({ name: text }),
  /** `list` is the list's name. */
  items: v.strictObject({
    list: text,
    text,
    done: v.optional(v.boolean()),
    due: absentOr(day),
    priority: absentOr(v.picklist(["high", "low"])),
  }),
  notes: v.strictObject({ text }),
  appointments: v.strictObject({
    title: text,
    starts: moment,
    ends: moment,
    allDay: v.optional(v.boolean()),
    place: absentOr(text),
    notes: absentOr(text),
    rule: absentOr(rule),
    exceptions: absentOr(v.array(moment)),
  }),
  people: v.strictObject({
    name: text,
    nickname: absentOr(text),
    phones: v.optional(v.array(v.strictObject({ kind: v.optional(text), number: text }))),
    emails: v.optional(v.array(v.strictObject({ kind: v.optional(text), address: text }))),
    birthday: absentOr(day),
    address: absentOr(text),
    organization: absentOr(text),
    notes: absentOr(text),
  }),
};

const given = v.strictObject({
  reminders: v.optional(v.array(RECORDS.reminders), []),
  timers: v.optional(v.array(RECORDS.timers), []),
  lists: v.optional(v.array(RECORDS.lists), []),
  items: v.optional(v.array(RECORDS.items), []),
  notes: v.optional(v.array(RECORDS.notes), []),
  appointments: v.optional(v.array(RECORDS.appointments), []),
  people: v.optional(v.array(RECORDS.people), []),
});

const records = v.strictObject({
  reminders: v.optional(v.array(v.partial(RECORDS.reminders))),
  timers: v.optional(v.array(v.partial(RECORDS.timers))),
  lists: v.optional(v.array(v.partial(RECORDS.lists))),
  items: v.optional(v.array(v.partial(RECORDS.items))),
  notes: v.optional(v.array(v.partial(RECORDS.notes))),
  appointments: v.optional(v.array(v.partial(RECORDS.appointments))),
  people: v.optional(v.array(v.partial(RECORDS.people))),
  some: v.optional(v.boolean(), false),
});

const outcome = {
  then: v.optional(records),
  answer: v.optional(
    v.pipe(
      text,
      v.transform((source) => new RegExp(source, "i")),
    ),
  ),
  nothing: v.optional(v.literal(true)),
};
const said = {
  say: v.union([v.pipe(text, v.minLength(1)), v.pipe(v.array(text), v.minLength(2), v.maxLength(8))]),
  given: v.optional(given, {}),
};

const request = v.union([
  v.strictObject({ ...said, ...outcome }),
  v.strictObject({ ...said, oneOf: v.pipe(v.array(v.strictObject(outcome)), v.minLength(2)) }),
]);

export type Given = v.InferOutput<typeof given>;
export type ExpectedRecords = v.InferOutput<typeof records>;
export type Outcome = Pick<v.InferOutput<v.StrictObjectSchema<typeof outcome, undefined>>, "then" | "answer">;

export interface Request {
  messages: string[];
  given: Given;
  /** One of these must come about. */
  outcomes: Outcome[];
}

/** The requests of a file; throws where it isn't of the form, and says which entry. */
export function readRequests(file: string): Request[] {
  const entries = v.parse(v.array(v.unknown()), parse(readFileSync(file, "utf8")));
  return entries.map((entry, i) => {
    const refuse = (why: string) => new Error(`${file}: entry ${i + 1}, ${JSON.stringify(entry)}: ${why}`);
    const result = v.safeParse(request, entry);
    if (!result.success) throw refuse(v.summarize(result.issues));
    const { say, given, ...rest } = result.output;
    const outcomes = "oneOf" in rest ? rest.oneOf : [rest];
    if (outcomes.some(({ then, answer, nothing }) => (then ?? answer ?? nothing) === undefined))
      throw refuse("an outcome wants `then`, `answer` or `nothing: true`");
    return { messages: typeof say === "string" ? [say] : say, given, outcomes };
  });
}

function isLocal(moment: string): boolean {
  const instant = Date.parse(moment);
  return !Number.isNaN(instant) && formatIso(instant, ZONE).endsWith(moment.slice(-6));
}
