import { addDays, addMonths } from "../../../time/calendar";
import { instantOf, wallClock, type WallClock } from "../../../time/zone";
import { readDurations, type DurationMatch, type DurationUnit } from "../duration";
import { scan, spanOf } from "../dimension";
import { readNumber } from "../number-words";
import type { Grain, Piece, Reading } from "./piece";

const MS: Partial<Record<DurationUnit, number>> = { hour: 3_600_000, minute: 60_000, second: 1000 };

/**
 * A moment and a duration later (`sign` 1) or earlier (-1). Whole days, weeks, months and years go by the calendar, so that
 * "in 2 days" is at the same time of day across a change of clocks; the rest goes by the clock that never changes.
 */
export function shift(ms: number, parts: DurationMatch["parts"], sign: 1 | -1, zone: string): number {
  let wall: WallClock = wallClock(ms, zone);
  let days = 0;
  let rest = 0;
  for (const { amount, unit } of parts) {
    const whole = Math.trunc(amount);
    const fraction = amount - whole;
    if (unit === "year" || unit === "month") {
      wall = { ...wall, ...addMonths(wall, sign * Math.round(amount * (unit === "year" ? 12 : 1))) };
    } else if (unit === "week" || unit === "day") {
      const size = unit === "week" ? 7 : 1;
      days += whole * size + Math.trunc(fraction * size);
      rest += (fraction * size - Math.trunc(fraction * size)) * 86_400_000;
    } else {
      rest += amount * (MS[unit] ?? 0);
    }
  }
  const calendar = parts.some(({ unit }) => MS[unit] === undefined);
  const base = calendar ? instantOf({ ...wall, ...addDays(wall, sign * days) }, zone) : ms;
  return base + sign * Math.round(rest);
}

/** The smallest unit said; half a day is told in hours. */
export function grainOf(parts: DurationMatch["parts"]): Grain {
  const last = parts.at(-1);
  if (!last) return "second";
  if (Number.isInteger(last.amount)) return last.unit;
  return last.unit === "hour" || last.unit === "minute" ? "minute" : "hour";
}

/** A century either way: beyond it a number was meant as something else, and the calendar ends somewhere. */
export const FARTHEST_SECONDS = 100 * 31_536_000;

const BEFORE = /\b(?:in|after|within)\s(?:about\s|around\s|exactly\s|the\snext\s|like\s|another\s)?$/i;
const AFTER = /^\s(?:from\s(?:now|today)|later|hence|from\sthis\smoment)\b/i;
const AGO = /^\s(?:ago|earlier)\b/i;
/** "in 0 minutes" is no length of time, but a moment; "not now" is any other. */
const NOW =
  /\b(?<!\bnot\s(?:(?:right|just)\s)?)(?:(?:right\s|just\s)?now|in\s(?:0|zero|no)\s(?:seconds?|secs?|minutes?|mins?|hours?))\b/gi;
const TIME_IN = /^['’]?s?\stime\b/i;

/** "in 20 minutes", "2 days from now", "in a week's time", "an hour ago"; and "now". */
export function relativeTimes({ text, now, zone }: Reading): Piece[] {
  const shifted = readDurations(text).flatMap((duration): Piece[] => {
    if (duration.seconds > FARTHEST_SECONDS) return [];
    const before = BEFORE.exec(text.slice(Math.max(0, duration.start - 20), duration.start));
    const rest = text.slice(duration.end, duration.end + 24);
    const ago = AGO.exec(rest);
    const after = ago ?? AFTER.exec(rest) ?? (before && TIME_IN.exec(rest));
    if (!before && !after) return [];
    const start = duration.start - (ago ? 0 : (before?.[0].length ?? 0));
    const span = { start, end: duration.end + (after?.[0].length ?? 0) };
    const ms = shift(now, duration.parts, ago ? -1 : 1, zone);
    const grain = grainOf(duration.parts);
    if (grain === "hour" || grain === "minute" || grain === "second") return [{ kind: "moment", ...span, ms, grain }];
    const { year, month, day } = wallClock(ms, zone);
    return [{ kind: "day", ...span, date: { year, month, day } }];
  });
  const nows = scan(text, NOW, (match): Piece => ({
    kind: "moment",
    ...spanOf(match),
    ms: now,
    grain: "second",
  }));
  return [...shifted, ...bareMinutes(text, now), ...nows];
}

const ASKS_FOR_RING = /\b(?:alarm|remind(?:er)?|wake|ping|nudge|tell\sme)\b|^in\s/i;
const NO_UNIT_FOLLOWS =
  /^(?:\s?$|[.,!?;:]|\s(?:please|pls|that|about|to\s(?!\d|(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b))\b)/i;

/** "remind me in twenty to check the oven": minutes, which go without saying. */
function bareMinutes(text: string, now: number): Piece[] {
  if (!ASKS_FOR_RING.test(text)) return [];
  return readNumber(text).flatMap(({ start, end, value }): Piece[] => {
    const lead = /\bin\s(?:about\s)?$/i.exec(text.slice(Math.max(0, start - 12), start));
    if (!lead || !(value > 0 && value <= 120) || !NO_UNIT_FOLLOWS.test(text.slice(end))) return [];
    return [{ kind: "moment", start: start - lead[0].length, end, ms: now + value * 60_000, grain: "minute" }];
  });
}
