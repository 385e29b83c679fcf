import * as v from "valibot";
import type { Json, JsonObject } from "../../json";
import type { Event, GivenEntities, NewEvent } from "../events";
import { jsonObject, jsonValue, numberOrNull, textOrNull } from "./fields";
import { botSchema, entitySchema, userSchema } from "./message-reader";

/** An event that could not be taken over from Rasa. The others were. */
export interface RasaEventFault {
  code: "event.unknown" | "event.invalid";
  /** Its place in the list, from 0. */
  index: number;
  message: string;
}

/**
 * Events in Rasa's own JSON (`rasa/shared/core/events.py`): a list of them, as an action server returns it, or a tracker's dump
 * (`{"events": [...]}`). Each is taken over whole or named among the faults. `now`, in seconds, is the time of those without one.
 */
export function readRasaEvents(json: unknown, now: number): { events: Event[]; faults: RasaEventFault[] } {
  const given = Array.isArray(json) ? json : isDump(json) ? json.events : null;
  if (!given) {
    const message = "Rasa's events are a list, or a tracker's JSON with a list `events`; this is neither";
    return { events: [], faults: [{ code: "event.invalid", index: 0, message }] };
  }
  const events: Event[] = [];
  const faults: RasaEventFault[] = [];
  given.forEach((one: unknown, index) => {
    const read = readEvent(one, now);
    if ("event" in read) events.push(read);
    else faults.push({ ...read, index });
  });
  return { events, faults };
}

function isDump(json: unknown): json is { events: unknown[] } {
  return typeof json === "object" && json !== null && "events" in json && Array.isArray(json.events);
}

const baseSchema = v.object({
  event: v.string(),
  timestamp: v.nullish(v.number()),
  metadata: v.nullish(jsonObject, {}),
});

function readEvent(json: unknown, now: number): Event | Omit<RasaEventFault, "index"> {
  const base = v.safeParse(baseSchema, json);
  if (!base.success) return { code: "event.invalid", message: `this is no event: ${inWords(base.issues)}` };
  const { event: kind, timestamp, metadata } = base.output;
  const schema = Object.hasOwn(SCHEMAS, kind) ? SCHEMAS[kind] : undefined;
  if (!schema) return { code: "event.unknown", message: `Rasa 3 has no event called ${kind}` };
  const read = v.safeParse(schema, json);
  if (!read.success)
    return { code: "event.invalid", message: `the event ${kind} isn't as Rasa writes it: ${inWords(read.issues)}` };
  // A reply keeps for itself what it knows of the metadata.
  const rest = read.output.metadata ?? metadata;
  const { metadata: _read, ...fields } = read.output;
  return { ...fields, timestamp: timestamp ?? now, ...(Object.keys(rest).length > 0 && { metadata: rest }) };
}

function inWords(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`).join("; ");
}

const entitiesOrNull = v.nullish(
  v.custom<GivenEntities>((given) => typeof given === "object"),
  null,
);

/** What a policy chose. */
const chosen = { policy: textOrNull, confidence: numberOrNull };

/** Kind of event in Rasa's JSON -> what is read of it. Two names are of older trackers; Rasa too writes them back as the newer. */
const SCHEMAS: Readonly<Record<string, v.GenericSchema<unknown, NewEvent & { metadata?: JsonObject }>>> = {
  user: userSchema,
  bot: botSchema,
  action: v.pipe(
    v.object({
      name: textOrNull,
      action_text: textOrNull,
      hide_rule_turn: v.nullish(v.boolean(), false),
      ...chosen,
    }),
    v.check(({ name, action_text }) => name !== null || action_text !== null, "neither a name nor an action_text"),
    v.transform(({ name, action_text, ...rest }) => ({
      event: "action" as const,
      name: name ?? action_text ?? "",
      ...(name === null && { is_text: true as const }),
      ...rest,
    })),
  ),
  slot: v.object({ event: v.literal("slot"), name: v.string(), value: jsonValue }),
  active_loop: v.object({ event: v.literal("active_loop"), name: textOrNull }),
  form: v.pipe(
    v.object({ name: textOrNull }),
    v.transform(({ name }) => ({ event: "active_loop" as const, name })),
  ),
  loop_interrupted: v.object({ event: v.literal("loop_interrupted"), is_interrupted: v.nullish(v.boolean(), false) }),
  form_validation: v.pipe(
    v.object({ validate: v.nullish(v.boolean(), true) }),
    v.transform(({ validate }) => ({ event: "loop_interrupted" as const, is_interrupted: !validate })),
  ),
  action_execution_rejected: v.object({ event: v.literal("action_execution_rejected"), name: v.string(), ...chosen }),
  followup: v.object({ event: v.literal("followup"), name: v.string() }),
  reminder: v.pipe(
    v.object({
      intent: v.string(),
      entities: entitiesOrNull,
      date_time: v.string(),
      name: textOrNull,
      kill_on_user_msg: v.nullish(v.boolean(), true),
    }),
    v.transform(({ name, ...rest }) => ({
      event: "reminder" as const,
      // Without a name none replaces another, unless it's the very same.
      name: name ?? `${rest.intent} at ${rest.date_time}`,
      ...rest,
    })),
  ),
  cancel_reminder: v.object({
    event: v.literal("cancel_reminder"),
    name: textOrNull,
    intent: textOrNull,
    entities: entitiesOrNull,
  }),
  entities: v.object({ event: v.literal("entities"), entities: v.array(entitySchema) }),
  user_featurization: v.object({
    event: v.literal("user_featurization"),
    use_text_for_featurization: v.nullish(v.boolean(), null),
  }),
  agent: v.pipe(
    v.object({ text: textOrNull, data: v.unknown() }),
    v.transform(({ text, data }) => ({ event: "agent" as const, text, data: (data ?? null) as Json })),
  ),
  export: v.object({ event: v.literal("export"), path: textOrNull }),
  restart: v.object({ event: v.literal("restart") }),
  session_started: v.object({ event: v.literal("session_started") }),
  rewind: v.object({ event: v.literal("rewind") }),
  undo: v.object({ event: v.literal("undo") }),
  reset_slots: v.object({ event: v.literal("reset_slots") }),
  pause: v.object({ event: v.literal("pause") }),
  resume: v.object({ event: v.literal("resume") }),
};
