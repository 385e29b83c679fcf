import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { CivilDate } from "../../engine/time/calendar";

const SLOT = "last_date";

/** Makes a day the one that "and a week later?" and "what day is that" speak of next. */
export function rememberDate({ year, month, day }: CivilDate): NewEvent {
  return slotSet(SLOT, { year, month, day });
}

/** The day that the turn before this one told; null where it told none. */
export function lastDate({ events }: TrackerView): CivilDate | null {
  const thisMessage = events.findLastIndex(({ event }) => event === "user");
  const before = events.slice(0, Math.max(0, thisMessage));
  const lastTurn = before.slice(before.findLastIndex(({ event }) => event === "user") + 1);
  const set = lastTurn.findLast((event) => event.event === "slot" && event.name === SLOT);
  const value = set?.event === "slot" ? set.value : null;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { year, month, day } = value;
  return typeof year === "number" && typeof month === "number" && typeof day === "number" ? { year, month, day } : null;
}
