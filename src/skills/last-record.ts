import { slotSet, type NewEvent } from "../engine/dialogue/events";
import type { TrackerView } from "../engine/dialogue/tracker";

/** Makes a record the one that "it" and "make it ten" refer to. */
export function rememberRecord(store: string, id: string): NewEvent {
  return slotSet("last_record", { store, id });
}

/** The record last dealt with, in words "it". */
export function lastRecord(tracker: TrackerView): { store: string; id: string } | null {
  const value = tracker.slot("last_record");
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { store, id } = value;
  return typeof store === "string" && typeof id === "string" ? { store, id } : null;
}

/** The id of the record last dealt with, if it is one of this store. */
export function lastIdIn(store: string, tracker: TrackerView): string | null {
  const last = lastRecord(tracker);
  return last?.store === store ? last.id : null;
}
