import * as v from "valibot";
import { connector, watch } from "./connection-schemas";
import { day, id, moment, zone } from "./field-schemas";
import { article, feedback, version } from "./knowledge-schemas";
import { customerSchemas } from "./customer-schemas";
import { DATA_STORES, type DataStoreName, type JournalEntry, type UserData } from "./schema";

const reminder = v.object({
  id,
  task: v.string(),
  due: moment,
  zone,
  rule: v.optional(v.string()),
  state: v.picklist(["waiting", "ringing", "done"]),
  conversation: v.string(),
  created: moment,
});

const timer = v.object({
  id,
  name: v.string(),
  seconds: v.number(),
  ends: moment,
  state: v.picklist(["running", "ringing", "done"]),
  conversation: v.string(),
  created: moment,
});

const list = v.object({ id, name: v.string(), created: moment });

const item = v.object({
  id,
  list: v.string(),
  text: v.string(),
  done: v.boolean(),
  due: v.optional(day),
  priority: v.optional(v.picklist(["high", "low"])),
  position: v.optional(v.number()),
  created: moment,
});

const note = v.object({ id, text: v.string(), created: moment });

const appointment = v.object({
  id,
  title: v.string(),
  starts: moment,
  ends: moment,
  allDay: v.boolean(),
  zone,
  place: v.optional(v.string()),
  notes: v.optional(v.string()),
  rule: v.optional(v.string()),
  exceptions: v.optional(v.array(moment)),
  uid: v.optional(v.string()),
  created: moment,
});

const person = v.object({
  id,
  name: v.string(),
  nickname: v.optional(v.string()),
  phones: v.array(v.object({ kind: v.string(), number: v.string() })),
  emails: v.array(v.object({ kind: v.string(), address: v.string() })),
  birthday: v.optional(v.pipe(v.string(), v.regex(/^(?:\d{4}|-)-\d\d-\d\d$/))),
  address: v.optional(v.string()),
  organization: v.optional(v.string()),
  notes: v.optional(v.string()),
  uid: v.optional(v.string()),
  created: moment,
});

const rate = v.object({
  id,
  base: v.string(),
  currency: v.string(),
  rate: v.pipe(v.number(), v.gtValue(0)),
  date: day,
  created: moment,
});

type Schemas = { [S in DataStoreName]: v.GenericSchema<unknown, UserData[S]> };

/** What a record of each store must be, whoever wrote it: an older Sotto, or a file that was changed by hand. */
const recordSchemas: Schemas = {
  reminders: reminder,
  timers: timer,
  lists: list,
  items: item,
  notes: note,
  appointments: appointment,
  people: person,
  rates: rate,
  connectors: connector,
  watches: watch,
  articles: article,
  versions: version,
  feedback,
  ...customerSchemas,
  journal: v.object({
    id,
    at: moment,
    conversation: v.string(),
    label: v.string(),
    changes: v.pipe(v.array(v.unknown()), v.rawTransform(readChanges)),
    undone: v.boolean(),
  }),
};

/** The record, or what is wrong with it. */
export function readRecord<S extends DataStoreName>(
  store: S,
  json: unknown,
): { record: UserData[S]; fault?: undefined } | { record?: undefined; fault: string } {
  const schema: v.GenericSchema<unknown, UserData[S]> = recordSchemas[store];
  const read = v.safeParse(schema, json);
  if (read.success) return { record: read.output };
  const [issue] = read.issues;
  return { fault: `${v.getDotPath(issue) ?? "it"}: ${issue.message}` };
}

const changeSchema = v.union([
  v.object({ store: v.picklist(DATA_STORES), before: v.unknown(), after: v.unknown() }),
  v.object({ store: v.picklist(DATA_STORES), id, before: v.unknown(), mark: v.pipe(v.number(), v.integer()) }),
]);

/** A change is of one store: its records before and after are of that store's kind. */
function readChanges({ dataset, addIssue, NEVER }: v.RawTransformContext<unknown[]>): JournalEntry["changes"] {
  const changes: JournalEntry["changes"] = [];
  for (const json of dataset.value) {
    const read = v.safeParse(changeSchema, json);
    if (!read.success) {
      addIssue({ message: "a change isn't one" });
      return NEVER;
    }
    const { store } = read.output;
    const side = (record: unknown) => (record === null ? { record: null } : readRecord(store, record));
    const before = side(read.output.before);
    const after = "mark" in read.output ? { record: null } : side(read.output.after);
    if (before.record === undefined || after.record === undefined) {
      addIssue({ message: "a changed record isn't one" });
      return NEVER;
    }
    changes.push(
      "mark" in read.output
        ? { store, id: read.output.id, before: before.record, mark: read.output.mark }
        : { store, before: before.record, after: after.record },
    );
  }
  return changes;
}
