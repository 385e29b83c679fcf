import type { Clock } from "../../engine/environment";
import { addMonths } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";

/** A moment as it is meant of what was: "since May", read as the May to come, is the last one. */
export function pastMoment(at: number, clock: Clock): number {
  if (at <= clock.now()) return at;
  return startOfDay(addMonths(wallClock(at, clock.zone), -12), clock.zone);
}
