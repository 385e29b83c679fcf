import type { Event } from "../../../src/engine/dialogue/events";
import type { Conversation } from "../../formats/conversation-reader";
import { relevantEvents, type NamedMarker } from "./marker";

/** An event where a marker applies. */
export interface MarkedEvent {
  /** Its place in the conversation, from 0. */
  index: number;
  /** Messages of the user before it, in the session. */
  precedingUserTurns: number;
}

/** What the markers found in one session of a conversation, by their names. */
export interface SessionMarks {
  senderId: string;
  session: number;
  marks: Map<string, MarkedEvent[]>;
}

/** Looks for markers in each session of each conversation by itself. */
export function evaluateMarkers(
  markers: readonly NamedMarker[],
  conversations: readonly Conversation[],
): SessionMarks[] {
  return conversations.flatMap(({ senderId, events }) =>
    sessionsOf(events.map(({ event }) => event)).map(({ start, events: session }, index) => {
      const turns = precedingUserTurns(session);
      const marks = markers.map(({ name, marker }): [string, MarkedEvent[]] => [
        name,
        relevantEvents(marker, session).map((at) => ({ index: start + at, precedingUserTurns: turns[at] ?? 0 })),
      ]);
      return { senderId, session: index, marks: new Map(marks) };
    }),
  );
}

/** A session begins where `action_session_start` ran; what is before the first of several belongs to none, as in Rasa. */
function sessionsOf(events: readonly Event[]): { start: number; events: readonly Event[] }[] {
  const starts = events.flatMap((event, index) =>
    event.event === "action" && event.name === "action_session_start" ? [index] : [],
  );
  if (starts.length === 0) return [{ start: 0, events }];
  return starts.map((start, session) => ({ start, events: events.slice(start, starts[session + 1]) }));
}

function precedingUserTurns(events: readonly Event[]): number[] {
  let turns = 0;
  return events.map((event) => (event.event === "user" ? turns++ : turns));
}
