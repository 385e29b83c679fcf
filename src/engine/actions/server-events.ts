import * as v from "valibot";
import type { Event, NewEvent } from "../dialogue/events";
import type { Json, JsonObject } from "../json";
import type { Entity } from "../nlu/parse-data";

/** An event as Rasa's own JSON has it: of a bot's message, what it was made from is metadata there. */
export function rasaEvent(event: Event): JsonObject {
  if (event.event !== "bot") return { ...event } as JsonObject;
  const { utter_action, ...data } = event.data;
  const metadata = { ...event.metadata, ...(utter_action !== undefined && { utter_action }) };
  const empty = { elements: null, quick_replies: null, buttons: null, attachment: null, image: null, custom: null };
  return { ...event, data: { ...empty, ...data }, metadata } as JsonObject;
}

const json: v.GenericSchema<unknown, Json> = v.custom<Json>(() => true);
const name = v.pipe(v.string(), v.minLength(1));
const nameOrNull = v.nullish(name, null);
const entities = v.nullish(v.record(v.string(), json), null);
const chosen = { name, policy: v.nullish(v.string(), null), confidence: v.nullish(v.number(), null) };

const intent = v.object({ name: v.nullish(v.string(), null), confidence: v.optional(v.number(), 1) });
const entity: v.GenericSchema<unknown, Entity> = v.looseObject({
  entity: v.string(),
  value: v.optional(json, null),
  start: v.optional(v.number(), 0),
  end: v.optional(v.number(), 0),
  extractor: v.optional(v.string(), "action-server"),
});

const userSchema = v.pipe(
  v.object({
    event: v.literal("user"),
    text: v.nullish(v.string(), ""),
    parse_data: v.nullish(v.object({ intent: v.optional(intent), entities: v.optional(v.array(entity), []) })),
    input_channel: v.nullish(v.string(), ""),
    message_id: v.nullish(v.string(), ""),
  }),
  v.transform(({ parse_data, ...user }): NewEvent => {
    const { intent = { name: null, confidence: 0 }, entities = [] } = parse_data ?? {};
    return { ...user, parse_data: { text: user.text, intent, entities, intent_ranking: [intent] } };
  }),
);

const botSchema = v.pipe(
  v.object({ event: v.literal("bot"), text: v.nullish(v.string(), null), data: v.nullish(v.record(v.string(), json)) }),
  v.transform(({ data, ...bot }): NewEvent => {
    const said = Object.entries(data ?? {}).filter(([, value]) => value !== null);
    return { ...bot, data: Object.fromEntries(said) };
  }),
);

/** The events that an action may return; of each what we keep, with Rasa's defaults filled in. */
const eventSchema = v.variant("event", [
  userSchema,
  botSchema,
  v.object({ event: v.literal("slot"), name, value: v.optional(json, null) }),
  v.pipe(
    v.object({ event: v.literal("action"), ...chosen, hide_rule_turn: v.nullish(v.boolean(), false) }),
    v.transform((action): NewEvent => action),
  ),
  v.object({ event: v.literal("active_loop"), name: nameOrNull }),
  v.object({ event: v.literal("loop_interrupted"), is_interrupted: v.boolean() }),
  v.object({ event: v.literal("action_execution_rejected"), ...chosen }),
  v.object({ event: v.literal("followup"), name }),
  v.pipe(
    v.object({
      event: v.literal("reminder"),
      intent: name,
      entities,
      date_time: name,
      name: nameOrNull,
      kill_on_user_msg: v.nullish(v.boolean(), true),
    }),
    // Rasa makes up a name that nobody can know; here it is the intent, so that setting it again replaces it.
    v.transform((reminder): NewEvent => ({ ...reminder, name: reminder.name ?? reminder.intent })),
  ),
  v.object({ event: v.literal("cancel_reminder"), intent: nameOrNull, entities, name: nameOrNull }),
  v.object({ event: v.picklist(["restart", "session_started", "rewind", "undo", "reset_slots", "pause", "resume"]) }),
  // Of Rasa 2 and before.
  v.pipe(
    v.object({ event: v.literal("form"), name: nameOrNull }),
    v.transform(({ name }): NewEvent => ({ event: "active_loop", name })),
  ),
  v.pipe(
    v.object({ event: v.literal("form_validation"), validate: v.boolean() }),
    v.transform(({ validate }): NewEvent => ({ event: "loop_interrupted", is_interrupted: !validate })),
  ),
]);

/** One event of Rasa's JSON, as an action returns it (its time is left to the turn); or what is wrong with it, in words. */
export function readRasaEvent(value: Json): NewEvent | string {
  const result = v.safeParse(eventSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? "the event"}: ${issue.message}`;
}
