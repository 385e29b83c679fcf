import { addDays } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";
import type { Appointment } from "../../storage/schema";
import type { EventData } from "./card-data";
import { occurrenceAt, occurrencesBetween, type Occurrence } from "./occurrences";

/**
 * What a card draws: the stored record at the time that was told. Of a series that is its time on that day; null where there is none any
 * more.
 */
export function liveOccurrence(
  { event, on }: { event: EventData; on: string },
  stored: readonly Appointment[] | undefined,
  zone: string,
): Occurrence | null {
  const told = Date.parse(on);
  if (!stored) return occurrenceAt({ ...event, created: "" }, told, zone);
  const found = stored.find(({ id }) => id === event.id);
  if (!found) return null;
  if (found.rule === undefined) return occurrenceAt(found, Date.parse(found.starts), zone);
  const day = wallClock(told, found.zone);
  const span = { from: startOfDay(day, zone), to: startOfDay(addDays(day, 1), zone) };
  return occurrencesBetween([found], span, zone)[0] ?? null;
}
