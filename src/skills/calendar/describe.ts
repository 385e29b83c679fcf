import { parseRule } from "../../engine/time/recurrence";
import type { Clock } from "../../engine/environment";
import { formatIso, wallClock } from "../../engine/time/zone";
import { dayNumber } from "../../engine/time/calendar";
import { clockTime, describeDay, describeRule } from "../reminders/describe";
import type { Occurrence } from "./occurrences";

/** "Fri 6 Mar, 12:30 to 13:30"; "today, Mon 2 Mar, all day". */
export function describeTime({ appointment, start, end }: Occurrence, { zone, now }: Told): string {
  const day = (ms: number) => describeDay(formatIso(ms, zone), zone, now);
  const time = (ms: number) => clockTime(formatIso(ms, zone), zone);
  if (appointment.allDay) {
    const last = end - 1;
    return isSameDay(start, last, zone) ? `${day(start)}, all day` : `${day(start)} to ${day(last)}, all day`;
  }
  if (end === start) return `${day(start)}, ${time(start)}`;
  // What ends at midnight still is of one day.
  return isSameDay(start, end - 1, zone)
    ? `${day(start)}, ${time(start)} to ${time(end)}`
    : `${day(start)}, ${time(start)} to ${day(end)}, ${time(end)}`;
}

/** "12:30 to 13:30", where the day is clear. */
export function describeHours({ appointment, start, end }: Occurrence, zone: string): string {
  const time = (ms: number) => clockTime(formatIso(ms, zone), zone);
  if (appointment.allDay) return "all day";
  return end === start ? time(start) : `${time(start)} to ${time(end)}`;
}

/** "“lunch with Anna”, Fri 6 Mar, 12:30 to 13:30, at Cafe Rosso, every Friday". */
export function describeEvent(occurrence: Occurrence, told: Told): string {
  const { title, place, rule } = occurrence.appointment;
  const parts = [`“${title}”`, describeTime(occurrence, told)];
  if (place !== undefined) parts.push(atPlace(place));
  if (rule !== undefined) parts.push(describeSeries(rule, told.zone, told.now));
  return parts.join(", ");
}

/** "every Monday until Mon 1 Jun". */
export function describeSeries(rule: string, zone: string, now: number): string {
  const until = parseRule(rule)?.until;
  return until === undefined
    ? describeRule(rule)
    : `${describeRule(rule)} until ${describeDay(formatIso(until, zone), zone, now)}`;
}

/** "at Cafe Rosso"; a place said with its own preposition keeps that. */
function atPlace(place: string): string {
  return /^(?:at|in|on|near|by|behind|opposite)\b/i.test(place) ? place : `at ${place}`;
}

/** Against what a time is told. */
export interface Told {
  zone: string;
  now: number;
}

export function toldNow(clock: Clock): Told {
  return { zone: clock.zone, now: clock.now() };
}

export function isSameDay(a: number, b: number, zone: string): boolean {
  return dayNumber(wallClock(a, zone)) === dayNumber(wallClock(b, zone));
}
