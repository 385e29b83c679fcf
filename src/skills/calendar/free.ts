import { addDays, type CivilDate } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";
import type { Occurrence, Span } from "./occurrences";
import { hourOn } from "./span";

/** The hours of a day in which people look for time. */
const WAKING = { from: 8, to: 20 };

/** The stretches of a span that nothing takes, each at least `shortest` milliseconds long. All-day events take none. */
export function gaps(span: Span, taken: readonly Occurrence[], shortest: number): Span[] {
  const found: Span[] = [];
  let from = span.from;
  for (const { appointment, start, end } of taken) {
    if (appointment.allDay) continue;
    found.push({ from, to: Math.min(start, span.to) });
    from = Math.max(from, end);
  }
  found.push({ from, to: span.to });
  return found.filter((gap) => gap.to - gap.from >= Math.max(1, shortest));
}

/** The waking hours of each day of the span, without what has passed. */
export function wakingDays(span: Span, now: number, zone: string): Span[] {
  const days: Span[] = [];
  let date: CivilDate = wallClock(span.from, zone);
  while (startOfDay(date, zone) < span.to) {
    const from = Math.max(hourOn(date, WAKING.from, zone), roundedUp(now));
    const to = hourOn(date, WAKING.to, zone);
    if (from < to) days.push({ from, to });
    date = addDays(date, 1);
  }
  return days;
}

/** The next quarter of an hour. */
function roundedUp(now: number): number {
  return Math.ceil(now / 900_000) * 900_000;
}
