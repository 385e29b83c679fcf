import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Json } from "../../engine/json";
import type { TrackerView } from "../../engine/dialogue/tracker";

/**
 * What a question was about, kept in the slot `awaiting` so that the plain answer to it ("yes", "at ten") finds its way. It
 * counts only for the very next message.
 */
export type Awaiting = {
  /** The intent that answers it. */
  answer: "affirm" | "inform";
  /** The action that the answer runs. */
  action: string;
  /** The records it is about. */
  ids: string[];
};

export function awaitAnswer(awaiting: Awaiting): NewEvent {
  return slotSet("awaiting", awaiting);
}

/** What is being answered now; for the action that the answer runs. */
export function currentlyAwaited(tracker: TrackerView): Awaiting | null {
  return asAwaiting(tracker.slot("awaiting"));
}

/** What the assistant asked in the turn before this one; null where it asked nothing. */
export function awaited(tracker: TrackerView): Awaiting | null {
  return asAwaiting(setLastTurn(tracker, "awaiting"));
}

/** What the turn before this one left in a slot; null where it didn't set it. */
export function setLastTurn(tracker: TrackerView, slot: string): Json {
  const events = tracker.events;
  const thisMessage = events.findLastIndex((event) => event.event === "user");
  const before = events.slice(0, Math.max(0, thisMessage));
  const lastTurn = before.slice(before.findLastIndex((event) => event.event === "user") + 1);
  const set = lastTurn.findLast((event) => event.event === "slot" && event.name === slot);
  return set?.event === "slot" ? set.value : null;
}

function asAwaiting(value: unknown): Awaiting | null {
  // Only awaitAnswer writes this slot.
  return typeof value === "object" && value !== null ? (value as Awaiting) : null;
}
