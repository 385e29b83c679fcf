import { addDays, isCivilDate } from "../../../engine/time/calendar";
import { instantOf, wallClock, type WallClock } from "../../../engine/time/zone";

/** A DATE or DATE-TIME as it is written. `utc` ends in Z; neither has a zone of its own. */
export interface WrittenTime {
  wall: WallClock;
  kind: "date" | "floating" | "utc";
}

const TIME = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?$/i;

/** Null for what isn't one, or names a day or an hour that there isn't. */
export function readTime(text: string): WrittenTime | null {
  const match = TIME.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const wall: WallClock = { year, month, day, hour, minute, second: Math.min(second, 59) };
  // Years from 1601 to 9998 keep their zone's offsets and a day more on both sides within what Date can hold.
  const isTime = year > 1600 && year < 9999 && isCivilDate(wall) && hour < 24 && minute < 60 && second <= 60;
  if (!isTime) return null;
  return { wall, kind: match[4] === undefined ? "date" : match[7] ? "utc" : "floating" };
}

/** Its instant; `zone` holds for what has none of its own. */
export function instant({ wall, kind }: WrittenTime, zone: string): number {
  return instantOf(wall, kind === "utc" ? "UTC" : zone);
}

/** "20260302"; "20260302T093000". */
export function writeDate({ year, month, day }: Pick<WallClock, "year" | "month" | "day">): string {
  return `${String(year).padStart(4, "0")}${two(month)}${two(day)}`;
}

export function writeWall(wall: WallClock): string {
  return `${writeDate(wall)}T${two(wall.hour)}${two(wall.minute)}${two(wall.second)}`;
}

export function writeUtc(ms: number): string {
  return `${writeWall(wallClock(ms, "UTC"))}Z`;
}

const two = (number: number) => String(number).padStart(2, "0");

const DURATION = /^([+-]?)P(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?)$/i;

/** Days go by the calendar, the rest by elapsed time. */
export interface WrittenDuration {
  days: number;
  seconds: number;
}

/** "PT1H30M", "P2W", "P1DT12H"; null for what isn't one, or goes backwards. */
export function readDuration(text: string): WrittenDuration | null {
  const match = DURATION.exec(text.trim());
  if (!match || match[1] === "-" || /[PT]$/i.test(text.trim())) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(2)
    .map((digits) => Number(digits ?? 0));
  return { days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds };
}

export function after(start: number, { days, seconds }: WrittenDuration, zone: string): number {
  const wall = wallClock(start, zone);
  return (days === 0 ? start : instantOf({ ...wall, ...addDays(wall, days) }, zone)) + seconds * 1000;
}
