import { formatIso } from "../engine/time/zone";
import { countOf } from "./phrases";
import { describeMoment } from "./reminders/describe";

/** How old what was read at a moment is: "5 minutes ago", and of longer ago the day and the time. */
export function ageInWords(at: number, now: number, zone: string): string {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 1) return "a moment ago";
  if (minutes < 60) return `${countOf(minutes, "minute")} ago`;
  if (minutes < 12 * 60) return `${countOf(Math.round(minutes / 60), "hour")} ago`;
  return describeMoment(formatIso(at, zone), zone, now);
}
