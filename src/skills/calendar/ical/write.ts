import { parseRule } from "../../../engine/time/recurrence";
import { instantOf, wallClock } from "../../../engine/time/zone";
import type { Appointment, Reminder } from "../../../storage/schema";
import { foldedLine } from "../../folded-line";
import { escaped, REMINDER_MARK } from "./content-lines";
import { timezoneLines } from "./timezone";
import { writeDate, writeUtc, writeWall } from "./times";

/** How long a series is taken to last for the changes of the clocks that are written out. */
const SERIES_YEARS = 10;
const YEAR = 366 * 86_400_000;
/** A reminder is a moment; a calendar draws it as a quarter of an hour. */
const REMINDER_LENGTH = "PT15M";

/** What is written: events, and reminders as events that ring when they begin. */
export interface CalendarContent {
  appointments: readonly Appointment[];
  reminders?: readonly Reminder[];
  /** When it is written, in milliseconds. */
  now: number;
}

/** An iCalendar file (RFC 5545) that a phone's own calendar takes. */
export function writeCalendar({ appointments, reminders = [], now }: CalendarContent): string {
  const stamp = `DTSTAMP:${writeUtc(now)}`;
  const timed = [...appointments.filter(({ allDay }) => !allDay).map(spanOf), ...reminders.map(reminderSpan)];
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Sotto//Calendar//EN",
    "CALSCALE:GREGORIAN",
    ...zones(timed),
    ...appointments.flatMap((appointment) => eventLines(appointment, stamp)),
    ...reminders.flatMap((reminder) => reminderLines(reminder, stamp)),
    "END:VCALENDAR",
  ]
    .map(foldedLine)
    .join("");
}

/** What an event is known by in a file, whether it came from one or not. */
export function uidOf({ id, uid }: Pick<Appointment, "id" | "uid">): string {
  return uid ?? `${id}@sotto`;
}

interface ZoneSpan {
  zone: string;
  from: number;
  to: number;
}

function spanOf({ zone, starts, ends, rule }: Appointment): ZoneSpan {
  return { zone, from: Date.parse(starts), to: Date.parse(ends) + (rule === undefined ? 0 : SERIES_YEARS * YEAR) };
}

function reminderSpan({ zone, due, rule }: Reminder): ZoneSpan {
  return { zone, from: Date.parse(due), to: Date.parse(due) + (rule === undefined ? 0 : SERIES_YEARS * YEAR) };
}

function zones(spans: ZoneSpan[]): string[] {
  const byZone = new Map<string, ZoneSpan>();
  for (const span of spans) {
    const before = byZone.get(span.zone) ?? span;
    byZone.set(span.zone, {
      zone: span.zone,
      from: Math.min(before.from, span.from),
      to: Math.max(before.to, span.to),
    });
  }
  return [...byZone.values()]
    .filter(({ zone }) => zone !== "UTC")
    .flatMap(({ zone, from, to }) => timezoneLines(zone, from, Math.min(to, from + 4 * SERIES_YEARS * YEAR)));
}

function eventLines(appointment: Appointment, stamp: string): string[] {
  const { title, starts, ends, allDay, zone, place, notes, rule, exceptions = [] } = appointment;
  const time = allDay ? dateValue : timeValue;
  return [
    "BEGIN:VEVENT",
    `UID:${uidOf(appointment).replace(/[\r\n]/g, "")}`,
    stamp,
    `DTSTART${time(starts, zone)}`,
    `DTEND${time(ends, zone)}`,
    `SUMMARY:${escaped(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${escaped(place)}`]),
    ...(notes === undefined ? [] : [`DESCRIPTION:${escaped(notes)}`]),
    ...(rule === undefined ? [] : [`RRULE:${ruleValue(rule, allDay, zone)}`]),
    ...exceptions.map((iso) => `EXDATE${time(iso, zone)}`),
    "END:VEVENT",
  ];
}

function reminderLines({ id, task, due, zone, rule }: Reminder, stamp: string): string[] {
  const title = escaped(task === "" ? "Alarm" : task);
  return [
    "BEGIN:VEVENT",
    `UID:reminder-${id}@sotto`,
    stamp,
    `DTSTART${timeValue(due, zone)}`,
    `DURATION:${REMINDER_LENGTH}`,
    `SUMMARY:${title}`,
    ...(rule === undefined ? [] : [`RRULE:${rule}`]),
    `${REMINDER_MARK}:1`,
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${title}`,
    "TRIGGER:PT0S",
    "END:VALARM",
    "END:VEVENT",
  ];
}

function dateValue(iso: string, zone: string): string {
  return `;VALUE=DATE:${writeDate(wallClock(Date.parse(iso), zone))}`;
}

/** In the zone it was meant in; the second of an hour that the clocks show twice can only be told in UTC. */
function timeValue(iso: string, zone: string): string {
  const ms = Math.floor(Date.parse(iso) / 1000) * 1000;
  const wall = wallClock(ms, zone);
  return zone === "UTC" || instantOf(wall, zone) !== ms ? `:${writeUtc(ms)}` : `;TZID=${zone}:${writeWall(wall)}`;
}

/** The end of whole days is a day, as their beginning is. */
function ruleValue(rule: string, allDay: boolean, zone: string): string {
  const until = allDay ? parseRule(rule)?.until : undefined;
  return until === undefined ? rule : rule.replace(/UNTIL=[^;]*/i, `UNTIL=${writeDate(wallClock(until, zone))}`);
}
