import * as v from "valibot";
import type { Json, JsonObject } from "../../src/engine/json";
import { ReadLog } from "./read-log";
import type { Fault, Place } from "./types";

/** A conversation as Rasa's tracker store dumps it. */
export interface Conversation {
  senderId: string;
  events: RecordedEvent[];
}

/** An event as it stands in the file, and what it says happened. */
export interface RecordedEvent {
  json: JsonObject;
  /** Seconds since the epoch; 0 where the event doesn't say. */
  timestamp: number;
  happened:
    | { kind: "user"; /** `faq`, and `faq/ask_hours` where a response was chosen. */ intents: string[] }
    | { kind: "action"; name: string }
    | { kind: "slot"; name: string; value: Json }
    | { kind: "other" };
}

/**
 * Reads conversations: trackers (`{"sender_id", "events"}`) as one JSON list, one alone, or one a line; or one event a line, each with
 * its `sender_id`, as an event broker writes them. What can't be read is reported and left out.
 */
export function readConversations(text: string, file: string): { conversations: Conversation[]; faults: Fault[] } {
  const log = new ReadLog();
  const conversations = new Map<string, RecordedEvent[]>();
  for (const { json, place } of documents(text, file, log)) {
    const read = v.safeParse(documentSchema, json);
    if (!read.success) {
      log.error(place, "conversation.shape", `${inWords(read.issues)}. Each is {"sender_id": "...", "events": [...]}.`);
      continue;
    }
    const { sender_id: sender, events } = read.output;
    const known = conversations.get(sender) ?? [];
    conversations.set(sender, known);
    events.forEach((event, index) => {
      const recorded = v.safeParse(eventSchema, event);
      if (recorded.success) known.push(recorded.output);
      else
        log.error(
          place,
          "conversation.event",
          `Event ${index + 1} of \`${sender}\` isn't as Rasa writes it, and is left out: ${inWords(recorded.issues)}.`,
        );
    });
  }
  return {
    conversations: [...conversations].map(([senderId, events]) => ({ senderId, events })),
    faults: log.sorted(),
  };
}

/** The JSON values of a file, each with its place. */
function documents(text: string, file: string, log: ReadLog): { json: unknown; place: Place }[] {
  const top = { file, line: 1, column: 1 };
  const whole = parsed(text);
  if (whole.ok)
    return (Array.isArray(whole.json) ? whole.json : [whole.json]).map((json: unknown) => ({ json, place: top }));
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const place = { file, line: index + 1, column: 1 };
    const one = parsed(line);
    if (one.ok) return [{ json: one.json, place }];
    log.error(place, "conversation.syntax", `This line isn't JSON (${one.message}), and is left out. Export it again.`);
    return [];
  });
}

function parsed(text: string): { ok: true; json: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, json: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

const trackerSchema = v.object({ sender_id: v.string(), events: v.array(v.unknown()) });

/** One event by itself. */
const loneEventSchema = v.pipe(
  v.looseObject({ sender_id: v.string(), event: v.string() }),
  v.transform(({ sender_id, ...event }) => ({ sender_id, events: [event] as unknown[] })),
);

const documentSchema = v.union(
  [trackerSchema, loneEventSchema],
  "This is neither a conversation nor an event with a sender_id",
);

const selectionSchema = v.nullish(v.record(v.string(), v.unknown()), {});
const choiceSchema = v.object({ response: v.object({ intent_response_key: v.string() }) });

/** The intent by its own name, and by the response key that a selector chose for it. */
const userSchema = v.pipe(
  v.looseObject({
    parse_data: v.nullish(
      v.looseObject({
        intent: v.nullish(
          v.looseObject({ name: v.nullish(v.string()), full_retrieval_intent_name: v.nullish(v.string()) }),
        ),
        response_selector: selectionSchema,
      }),
    ),
  }),
  v.transform(({ parse_data: parse }): RecordedEvent["happened"] => {
    const { name, full_retrieval_intent_name: full } = parse?.intent ?? {};
    if (typeof name !== "string") return { kind: "user", intents: [] };
    const chosen = [name, "default"].flatMap((selector) => {
      const choice = v.safeParse(choiceSchema, parse?.response_selector?.[selector]);
      return choice.success ? choice.output.response.intent_response_key : [];
    });
    const key = full ?? chosen.find((candidate) => candidate.startsWith(`${name}/`));
    return { kind: "user", intents: typeof key === "string" ? [name, key] : [name] };
  }),
);

/** An action that only says an end-to-end text has no name. */
const actionSchema = v.pipe(
  v.looseObject({ name: v.nullish(v.string()), action_text: v.nullish(v.string()) }),
  v.transform(({ name, action_text: text }): RecordedEvent["happened"] => ({
    kind: "action",
    name: name ?? text ?? "",
  })),
);

const slotSchema = v.pipe(
  v.looseObject({ name: v.string(), value: v.nullish(v.custom<Json>(() => true)) }),
  v.transform(({ name, value }): RecordedEvent["happened"] => ({ kind: "slot", name, value: value ?? null })),
);

const otherSchema = v.pipe(
  v.unknown(),
  v.transform((): RecordedEvent["happened"] => ({ kind: "other" })),
);

const SCHEMAS: Readonly<Record<string, v.GenericSchema<unknown, RecordedEvent["happened"]>>> = {
  user: userSchema,
  action: actionSchema,
  slot: slotSchema,
};

const eventSchema = v.pipe(
  v.looseObject({ event: v.string(), timestamp: v.nullish(v.number()) }),
  v.rawTransform(({ dataset, addIssue, NEVER }): RecordedEvent => {
    const { event, timestamp } = dataset.value;
    const schema = Object.hasOwn(SCHEMAS, event) ? SCHEMAS[event] : undefined;
    const happened = v.safeParse(schema ?? otherSchema, dataset.value);
    if (!happened.success) {
      addIssue({ message: `${event}: ${inWords(happened.issues)}` });
      return NEVER;
    }
    // It came from JSON.
    return { json: dataset.value as JsonObject, timestamp: timestamp ?? 0, happened: happened.output };
  }),
);

function inWords(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(": ")).join("; ");
}
