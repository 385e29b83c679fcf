import { addDays, type CivilDate } from "../../engine/time/calendar";
import { offsetMinutes, startOfDay, wallClock } from "../../engine/time/zone";
import type { Today } from "./dates";

/** The day on which clocks are set forward or back, as a text asks for it. */
export interface ClockChange {
  date: CivilDate;
  words: string;
  start: number;
  end: number;
}

const FORWARD =
  /\b(?:forwards?|ahead|spring)\b|\bsummer ?time (?:starts?|begins?)\b|\b(?:savings?(?: time)?|dst|summer ?time) (?:starts?|begins?)\b|\b(?:start|begin)/i;
const BACK = /\b(?:back(?:wards?)?|fall|winter ?time)\b|\bend/i;
const ASKED =
  /\b(?:the )?clocks? (?:go|goes|going|change|changes|changing|turn|turned|move|moved|put|set|spring|fall|adjust)\b[^,?.!]*|\b(?:the )?clock change\b|\bdaylight savings?(?: time)?\b[^,?.!]*|\bdst\b[^,?.!]*|\b(?:summer|winter) ?time (?:starts?|begins?|ends?)\b/i;
/** A zone that changes its clocks does so twice a year. */
const LOOK_AHEAD_DAYS = 380;

/** Null where a text doesn't ask for it, or the zone's clocks never change. */
export function readClockChange(text: string, { now, zone }: Today): ClockChange | null {
  const asked = ASKED.exec(text);
  if (!asked) return null;
  const way = FORWARD.test(text) ? 1 : BACK.test(text) ? -1 : 0;
  const today = wallClock(now, zone);
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days++) {
    const date = addDays(today, days);
    const before = offsetMinutes(startOfDay(date, zone), zone);
    const moved = offsetMinutes(startOfDay(addDays(date, 1), zone), zone) - before;
    if (moved === 0 || (way !== 0 && Math.sign(moved) !== way)) continue;
    const words = `the change to ${moved > 0 ? "summer" : "winter"} time`;
    return { date, words, start: asked.index, end: asked.index + asked[0].length };
  }
  return null;
}
