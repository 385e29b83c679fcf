import { offsetMinutes, wallClock } from "../../../engine/time/zone";
import { writeWall } from "./times";

const DAY = 86_400_000;
/** Clocks don't change twice within this. */
const STEP = 30 * DAY;

/** A zone's VTIMEZONE, with every change of its clocks from one instant to another written out. */
export function timezoneLines(zone: string, from: number, to: number): string[] {
  const first = from - STEP;
  const lines = ["BEGIN:VTIMEZONE", `TZID:${zone}`, ...observance(zone, first, offsetMinutes(first, zone))];
  for (let at = first; at < to; at += STEP) {
    const before = offsetMinutes(at, zone);
    if (offsetMinutes(at + STEP, zone) !== before)
      lines.push(...observance(zone, changeWithin(zone, at, at + STEP), before));
  }
  return [...lines, "END:VTIMEZONE"];
}

/** The minute from which the offset is another than at `from`. */
function changeWithin(zone: string, from: number, to: number): number {
  const before = offsetMinutes(from, zone);
  let [low, high] = [from, to];
  while (high - low > 60_000) {
    const middle = low + Math.floor((high - low) / 120_000) * 60_000;
    if (middle === low) break;
    if (offsetMinutes(middle, zone) === before) low = middle;
    else high = middle;
  }
  return Math.ceil(high / 60_000) * 60_000;
}

function observance(zone: string, at: number, before: number): string[] {
  const now = offsetMinutes(at, zone);
  const kind = now > before ? "DAYLIGHT" : "STANDARD";
  return [
    `BEGIN:${kind}`,
    // By the clocks as they were until then.
    `DTSTART:${writeWall(wallClock(at + before * 60_000, "UTC"))}`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(now)}`,
    `END:${kind}`,
  ];
}

function offset(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const two = (number: number) => String(number).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
