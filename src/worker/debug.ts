import type { TurnResult } from "../engine/assistant";
import type { Event, UserUttered } from "../engine/dialogue/events";
import { outcomeInWords } from "../engine/dialogue/slot-trace";
import type { JsonObject } from "../engine/json";
import type { StoredEvent } from "../storage/schema";
import type { Storage } from "../storage/storage";
import type { DebugNotes, DebugStep, DebugTurn } from "./protocol";

/** Events read from the storage at a time. */
const CHUNK_OF_EVENTS = 200;

/** A session that is longer is shown, and told, from here on. */
const MAX_EVENTS = 5_000;

/** The likeliest intents that are shown. */
const INTENTS = 5;

/** The events since the session began, up to event `until`, oldest first. */
export async function sessionEvents(
  storage: Pick<Storage, "eventsBefore">,
  conversation: string,
  until: number,
): Promise<StoredEvent[]> {
  let events: StoredEvent[] = [];
  for (let end = until + 1; end > 1 && events.length < MAX_EVENTS; end -= CHUNK_OF_EVENTS) {
    events = [...(await storage.eventsBefore(conversation, end, CHUNK_OF_EVENTS)), ...events];
    const start = events.findLastIndex(({ event }) => event.event === "session_started" || event.event === "restart");
    if (start >= 0) return events.slice(start);
  }
  return events;
}

/** A turn for each message and each thing that happened; `notes` knows what isn't kept, by the message's id. */
export function debugTurns(events: readonly StoredEvent[], notes: ReadonlyMap<string, DebugNotes>): DebugTurn[] {
  const turns: DebugTurn[] = [];
  for (const { seq, event } of events) {
    if (event.event === "user") {
      turns.push(turnOf(event, seq, notes.get(event.message_id) ?? null));
      continue;
    }
    const turn = turns.at(-1);
    if (!turn) continue;
    turn.steps.push(stepOf(event));
    turn.seq = seq;
  }
  return turns;
}

/** What a turn's result says beyond its events. Of several requests in a message the last has the say about the slots. */
export function debugNotes({ slots, problems }: Pick<TurnResult<unknown>, "slots" | "problems">): DebugNotes {
  const explained = (slots.at(-1) ?? []).filter(({ mappings }) => mappings.length > 0);
  return {
    problems,
    slots: explained.map(({ slot, mappings, value, after }) => {
      const why = mappings.map(({ mapping, outcome }) => `${mapping.type}: ${outcomeInWords(outcome)}`);
      const isJudged = value !== undefined && JSON.stringify(value) !== JSON.stringify(after);
      return { name: slot, why: isJudged ? [...why, `is ${JSON.stringify(after)} after validation`] : why };
    }),
  };
}

function turnOf({ parse_data: parse }: UserUttered, seq: number, notes: DebugNotes | null): DebugTurn {
  const { intent, intent_ranking: ranking, entities } = parse;
  const named = [intent, ...ranking.filter(({ name }) => name !== intent.name)];
  return {
    seq,
    text: parse.text,
    intents: named.flatMap(({ name, confidence }) => (name === null ? [] : [{ name, confidence }])).slice(0, INTENTS),
    outOfScope: parse.out_of_scope ?? null,
    entities: entities.map(({ entity, value, role, group, extractor, confidence_entity: confidence }) => ({
      entity,
      value,
      extractor,
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
      ...(confidence !== undefined && { confidence }),
    })),
    steps: [],
    notes,
  };
}

function stepOf(event: Event): DebugStep {
  if (event.event === "action") {
    const source = event.metadata?.["source"];
    const { name, policy, confidence } = event;
    return { kind: "action", name, policy, confidence, source: typeof source === "string" ? source : null };
  }
  const { event: name, timestamp: _timestamp, metadata: _metadata, ...detail } = event;
  return { kind: "event", name, detail: detail as unknown as JsonObject };
}
