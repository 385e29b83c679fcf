import type { CivilDate } from "./calendar";

/** What a clock on the wall shows. `hour` is 0 to 23. */
export interface WallClock extends CivilDate {
  hour: number;
  minute: number;
  second: number;
}

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** Making a formatter costs far more than using one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** What the clocks of `zone` show at an instant (milliseconds since the epoch). An unknown zone is a RangeError, here and below. */
export function wallClock(ms: number, zone: string): WallClock {
  // "11/23/2026, 09:00:00"
  const shown = formatterFor(zone).format(ms).match(/\d+/g) ?? [];
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = shown.map(Number);
  return { year, month, day, hour, minute, second };
}

function asUtc(wall: WallClock): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
}

function offsetMs(ms: number, zone: string): number {
  return asUtc(wallClock(ms, zone)) - Math.floor(ms / 1000) * 1000;
}

/** Minutes east of UTC at an instant. */
export function offsetMinutes(ms: number, zone: string): number {
  return offsetMs(ms, zone) / MS_PER_MINUTE;
}

/**
 * The instant at which the clocks of `zone` show this. A time shown twice (clocks set back) is the first of the two; a time
 * never shown (clocks set forward) is as much after the change as it was meant to be after it: 02:30 becomes 03:30.
 */
export function instantOf(wall: WallClock, zone: string): number {
  const utc = asUtc(wall);
  const before = offsetMs(utc - MS_PER_DAY, zone);
  const after = offsetMs(utc + MS_PER_DAY, zone);
  const early = utc - before;
  if (before === after || offsetMs(early, zone) === before) return early;
  const late = utc - after;
  return offsetMs(late, zone) === after ? late : early;
}

/** The instant at which a day begins; not always 00:00, where the clocks change at midnight. */
export function startOfDay(date: CivilDate, zone: string): number {
  return instantOf({ ...date, hour: 0, minute: 0, second: 0 }, zone);
}

/** ISO 8601 in the zone's own time: `2026-11-23T09:00:00.000+01:00`. */
export function formatIso(ms: number, zone: string): string {
  const offset = Math.round(offsetMinutes(ms, zone));
  const local = new Date(ms + offset * MS_PER_MINUTE).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${hours}:${String(size % 60).padStart(2, "0")}`;
}
