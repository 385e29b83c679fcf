import { nextOccurrence } from "../../engine/time/recurrence";
import { formatIso } from "../../engine/time/zone";
import type { Reminder, Timer } from "../../storage/schema";

/** Something that is going to ring. */
export interface Due {
  store: "reminders" | "timers";
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** Later than this and it is said that it rang late. */
const LATE_MS = 2 * 60_000;

/** Still to ring: waiting, or a repeating one that rings now and already has its next time. */
export function isToRing({ state, rule }: Reminder): boolean {
  return state === "waiting" || (state === "ringing" && rule !== undefined);
}

/**
 * All that is still to ring, the next first; what is overdue is among them.
 */
export function nextDue(reminders: readonly Reminder[], timers: readonly Timer[]): Due[] {
  const due: Due[] = [
    ...reminders
      .filter(isToRing)
      .map((reminder): Due => ({ store: "reminders", id: reminder.id, at: Date.parse(reminder.due) })),
    ...timers
      .filter(({ state }) => state === "running")
      .map((timer): Due => ({ store: "timers", id: timer.id, at: Date.parse(timer.ends) })),
  ];
  return due.sort((a, b) => a.at - b.at);
}

/** Whether it rings so late that Sotto can't have been open when it was due. */
export function isLate(due: string, now: number): boolean {
  return now - Date.parse(due) > LATE_MS;
}

/** The reminder as it is kept once it rings; a repeating one already with its next time. */
export function ringingNow(reminder: Reminder, now: number): Reminder {
  const { rule, due, zone } = reminder;
  const next = rule === undefined ? null : nextOccurrence(rule, now, zone, due);
  return { ...reminder, state: "ringing", ...(next !== null && { due: formatIso(next, zone) }) };
}
