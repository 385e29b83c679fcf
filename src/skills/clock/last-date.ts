import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { CivilDate } from "../../engine/time/calendar";
import { setLastTurn } from "../conversation/awaiting";

const SLOT = "last_date";

/** Makes a day the one that "and a week later?" and "what day is that" speak of next. */
export function rememberDate({ year, month, day }: CivilDate): NewEvent {
  return slotSet(SLOT, { year, month, day });
}

/** The day that the turn before this one told; null where it told none. */
export function lastDate(tracker: TrackerView): CivilDate | null {
  const value = setLastTurn(tracker, SLOT);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { year, month, day } = value;
  return typeof year === "number" && typeof month === "number" && typeof day === "number" ? { year, month, day } : null;
}
