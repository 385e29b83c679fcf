import * as v from "valibot";
import type { ParseData } from "../../engine/nlu/parse-data";
import { parseRule } from "../../engine/time/recurrence";
import type { EventFields } from "./edit";
import type { Scope } from "./payload";

const moment = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const words = v.pipe(v.string(), v.trim());

const Saved = v.object({
  id: v.optional(v.string()),
  event_title: v.pipe(words, v.nonEmpty(), v.maxLength(200)),
  starts: moment,
  ends: moment,
  all_day: v.optional(v.boolean(), false),
  event_place: v.optional(words),
  notes: v.optional(words),
  rule: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseRule(text) !== null),
    ),
  ),
  scope: v.optional(v.picklist(["one", "all"]), "all"),
  on: v.optional(moment),
});

/** What a form of the page, or a button, wants kept. */
export interface SaveRequest {
  /** Absent: a new event. */
  id?: string;
  fields: EventFields;
  scope: Scope;
  /** The start of the time that is meant, in milliseconds. */
  on?: number;
}

/** Reads `/save_event{...}`; null where it isn't an event. */
export function readSaveRequest(message: ParseData, zone: string): SaveRequest | null {
  const read = v.safeParse(Saved, Object.fromEntries(message.entities.map(({ entity, value }) => [entity, value])));
  if (!read.success) return null;
  const {
    id,
    event_title: title,
    starts,
    ends,
    all_day: allDay,
    event_place: place,
    notes,
    rule,
    scope,
    on,
  } = read.output;
  if (Date.parse(ends) < Date.parse(starts)) return null;
  const fields = {
    title,
    starts,
    ends,
    allDay,
    zone,
    ...(place && { place }),
    ...(notes && { notes }),
    ...(rule !== undefined && { rule }),
  };
  return { ...(id !== undefined && { id }), fields, scope, ...(on !== undefined && { on: Date.parse(on) }) };
}
