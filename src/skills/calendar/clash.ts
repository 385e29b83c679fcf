import type { Appointment } from "../../storage/schema";
import { joinWords } from "../phrases";
import { describeHours, describeTime, isSameDay, type Told } from "./describe";
import { occurrencesBetween, overlap, type Occurrence } from "./occurrences";

/** How far ahead a recurring event is compared with the others. */
const AHEAD_MS = 90 * 86_400_000;
/** More than these needn't be told one by one. */
const TOLD = 3;

/** What takes the same time as an appointment, from its time `first` on. All-day events leave room for others. */
export function clashes(first: Occurrence, others: readonly Appointment[], zone: string): Occurrence[] {
  const { appointment } = first;
  if (appointment.allDay) return [];
  const span = { from: first.start, to: appointment.rule === undefined ? first.end : first.start + AHEAD_MS };
  const mine = occurrencesBetween([appointment], span, zone);
  const candidates = others.filter(({ id, allDay }) => id !== appointment.id && !allDay);
  return occurrencesBetween(candidates, span, zone).filter((other) => mine.some((own) => overlap(own, other)));
}

/** " It overlaps with “standup”, 12:00 to 13:00."; empty where there is none. */
export function describeClashes(first: Occurrence, found: Occurrence[], told: Told): string {
  if (found.length === 0) return "";
  const named = found.slice(0, TOLD).map((other) => {
    const when = isSameDay(other.start, first.start, told.zone)
      ? describeHours(other, told.zone)
      : describeTime(other, told);
    return `“${other.appointment.title}” (${when})`;
  });
  const more = found.length > TOLD ? [`${found.length - TOLD} more`] : [];
  return ` It overlaps with ${joinWords([...named, ...more])}.`;
}
