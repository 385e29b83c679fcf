import { compareDates, dayNumber } from "../../engine/time/calendar";
import { offsetMinutes, wallClock } from "../../engine/time/zone";
import { countOf } from "../phrases";

/** "8 hours ahead of you", "5 hours 30 minutes behind you", "the same time as here". */
export function differenceWords(ms: number, zone: string, home: string): string {
  const minutes = offsetMinutes(ms, zone) - offsetMinutes(ms, home);
  if (minutes === 0) return "the same time as here";
  const size = Math.abs(minutes);
  const parts = [
    Math.floor(size / 60) > 0 && countOf(Math.floor(size / 60), "hour"),
    size % 60 > 0 && countOf(size % 60, "minute"),
  ];
  return `${parts.filter(Boolean).join(" ")} ${minutes > 0 ? "ahead of" : "behind"} you`;
}

/** Where a place's day isn't the other's: "the next day", "the day before"; empty where it's the same. */
export function dayDifferenceWords(ms: number, zone: string, other: string): string {
  const days = compareDates(wallClock(ms, zone), wallClock(ms, other));
  if (days === 0) return "";
  return days > 0 ? "the next day" : "the day before";
}

/** Whether a place's day is another than the user's: "already tomorrow, Mon 23 Nov", "still yesterday". */
export function dayAgainstHome(ms: number, zone: string, home: string): "tomorrow" | "yesterday" | null {
  const days = dayNumber(wallClock(ms, zone)) - dayNumber(wallClock(ms, home));
  return days === 0 ? null : days > 0 ? "tomorrow" : "yesterday";
}
