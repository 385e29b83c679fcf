import { addDays, dayNumber, fromDayNumber } from "../../engine/time/calendar";
import { nextOccurrence } from "../../engine/time/recurrence";
import { startOfDay, wallClock } from "../../engine/time/zone";
import type { Appointment } from "../../storage/schema";

/** A stretch of time in milliseconds since the epoch, `to` exclusive. */
export interface Span {
  from: number;
  to: number;
}

/** One time that an appointment takes place. */
export interface Occurrence {
  appointment: Appointment;
  /** The start that the rule gives, in milliseconds: what `exceptions` would name to leave it out. */
  on: number;
  /** As the user's clocks show it; of an all-day event the midnights of the user's own zone. */
  start: number;
  end: number;
}

/** No more of one appointment are looked at in one question: a rule may say "every minute, for ever". */
const MOST = 500;

/** All that takes place at some time of the span, in order. */
export function occurrencesBetween(appointments: readonly Appointment[], span: Span, zone: string): Occurrence[] {
  return appointments.flatMap((appointment) => within(appointment, span, zone)).sort(byStart);
}

/** The first that hasn't ended yet; null where the appointment is over. */
export function upcoming(appointment: Appointment, now: number, zone: string): Occurrence | null {
  for (const on of startsFrom(appointment, now - longest(appointment))) {
    const occurrence = occurrenceAt(appointment, on, zone);
    if (occurrence.end > now) return occurrence;
  }
  return null;
}

/** The time of an appointment to speak of: its next, or its first where it is over. */
export function relevant(appointment: Appointment, now: number, zone: string): Occurrence {
  return upcoming(appointment, now, zone) ?? occurrenceAt(appointment, Date.parse(appointment.starts), zone);
}

/** The appointment's time that begins at `on`. */
export function occurrenceAt(appointment: Appointment, on: number, zone: string): Occurrence {
  const length = Date.parse(appointment.ends) - Date.parse(appointment.starts);
  if (!appointment.allDay) return { appointment, on, start: on, end: on + length };
  const first = dayNumber(wallClock(on, appointment.zone));
  return {
    appointment,
    on,
    start: startOfDay(fromDayNumber(first), zone),
    end: startOfDay(addDays(fromDayNumber(first), daysOf(appointment)), zone),
  };
}

/** Of an all-day event, how many days it takes. */
export function daysOf({ starts, ends, zone }: Pick<Appointment, "starts" | "ends" | "zone">): number {
  return Math.max(1, dayNumber(wallClock(Date.parse(ends), zone)) - dayNumber(wallClock(Date.parse(starts), zone)));
}

export function byStart(a: Occurrence, b: Occurrence): number {
  return a.start - b.start || a.end - b.end;
}

/** Whether both take the same time. What ends when the other begins doesn't; an event without a length is at its moment. */
export function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < Math.max(b.end, b.start + 1) && b.start < Math.max(a.end, a.start + 1);
}

function within(appointment: Appointment, { from, to }: Span, zone: string): Occurrence[] {
  const found: Occurrence[] = [];
  for (const on of startsFrom(appointment, from - longest(appointment))) {
    const occurrence = occurrenceAt(appointment, on, zone);
    if (on > to + DAY || found.length >= MOST) break;
    if (overlap(occurrence, { start: from, end: to })) found.push(occurrence);
  }
  return found;
}

/** An all-day event may begin up to a day apart in two zones. */
const DAY = 86_400_000;

function longest({ starts, ends }: Appointment): number {
  return Date.parse(ends) - Date.parse(starts) + DAY;
}

/** The first start counts whether or not the rule gives it, as RFC 5545 has it. */
function* startsFrom({ starts, zone, rule, exceptions = [] }: Appointment, from: number): Generator<number> {
  const left = new Set(exceptions.map((iso) => Date.parse(iso)));
  const first = Date.parse(starts);
  const next = (after: number) => (rule === undefined ? null : nextOccurrence(rule, after, zone, starts));
  for (let at = first >= from ? first : next(from - 1); at !== null; at = next(at)) {
    if (!left.has(at)) yield at;
  }
}
