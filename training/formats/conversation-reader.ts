import * as v from "valibot";
import type { Event } from "../../src/engine/dialogue/events";
import { readRasaEvents } from "../../src/engine/dialogue/rasa-json/read-events";
import type { JsonObject } from "../../src/engine/json";
import { ReadLog } from "./read-log";
import type { Fault, Place } from "./types";

/** A conversation as Rasa's tracker store dumps it. */
export interface Conversation {
  senderId: string;
  events: RecordedEvent[];
}

export interface RecordedEvent {
  event: Event;
  /** As it stands in the file, with whatever else is known there. */
  json: JsonObject;
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
      const message =
        'This is neither a conversation nor an event with its `sender_id`. Write {"sender_id": "...", "events": [...]}.';
      log.error(place, "conversation.shape", message);
      continue;
    }
    const { sender_id: sender, events } = read.output;
    const known = conversations.get(sender) ?? [];
    conversations.set(sender, known);
    events.forEach((one, index) => {
      const { events: taken, faults } = readRasaEvents([one], 0);
      // It came from JSON, and an event is an object.
      for (const event of taken) known.push({ event, json: one as JsonObject });
      for (const { message } of faults)
        log.error(
          place,
          "conversation.event",
          `Event ${index + 1} of \`${sender}\` can't be read, and is left out: ${message}.`,
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

const documentSchema = v.union([trackerSchema, loneEventSchema]);
