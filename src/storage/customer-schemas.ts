import * as v from "valibot";
import { id, moment } from "./field-schemas";
import { CASE_STATES, INTERACTION_KINDS, PRIORITIES } from "./customer-records";

const texts = v.array(v.string());

/** What the records of customer-records.ts must be (record-schemas.ts). */
export const customerSchemas = {
  customers: v.object({
    id,
    name: v.string(),
    emails: texts,
    phones: texts,
    company: v.optional(id),
    role: v.optional(v.string()),
    tags: texts,
    notes: v.optional(v.string()),
    external: texts,
    created: moment,
  }),
  companies: v.object({ id, name: v.string(), notes: v.optional(v.string()), external: texts, created: moment }),
  cases: v.object({
    id,
    number: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    subject: v.string(),
    customer: id,
    state: v.picklist(CASE_STATES),
    priority: v.picklist(PRIORITIES),
    opened: moment,
    updated: moment,
    external: texts,
  }),
  interactions: v.object({
    id,
    customer: id,
    case: v.optional(id),
    kind: v.picklist(INTERACTION_KINDS),
    direction: v.optional(v.picklist(["in", "out"])),
    at: moment,
    text: v.string(),
    external: texts,
  }),
  replies: v.object({ id, name: v.string(), text: v.string(), created: moment }),
};
