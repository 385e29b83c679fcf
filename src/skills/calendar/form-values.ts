import { addDays, dayNumber, type CivilDate } from "../../engine/time/calendar";
import { formatIso, instantOf, startOfDay, wallClock } from "../../engine/time/zone";
import { fieldsOf, type EventFields } from "./edit";
import type { Occurrence } from "./occurrences";

/** What the event's form holds, as its inputs have it: days "2026-03-06", times "12:30". */
export interface FormValues {
  title: string;
  allDay: boolean;
  startDay: string;
  startTime: string;
  /** The last day, which belongs to the event. */
  endDay: string;
  endTime: string;
  place: string;
  notes: string;
  /** A recurrence rule; empty for none. */
  rule: string;
}

/** The rules that the form offers; their days are the first day's. */
export const RULES = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY"];

const MINUTES_PER_DAY = 1440;

export function valuesOf(occurrence: Occurrence, zone: string): FormValues {
  const { start, end, appointment } = occurrence;
  const { title, place = "", notes = "", rule = "", allDay } = fieldsOf(occurrence, zone);
  const last = appointment.allDay ? end - 1 : end;
  return {
    title,
    allDay,
    startDay: dayText(wallClock(start, zone)),
    startTime: allDay ? "09:00" : timeText(start, zone),
    endDay: dayText(wallClock(last, zone)),
    endTime: allDay ? "10:00" : timeText(end, zone),
    place,
    notes,
    rule,
  };
}

/** A new event's: an hour of the day, from nine or from the next full hour of today. */
export function newValues(day: CivilDate, now: number, zone: string): FormValues {
  const today = wallClock(now, zone);
  const hour = dayNumber(day) === dayNumber(today) ? Math.min(today.hour + 1, 22) : 9;
  const time = (h: number) => `${String(h).padStart(2, "0")}:00`;
  const text = dayText(day);
  return {
    title: "",
    allDay: false,
    startDay: text,
    startTime: time(hour),
    endDay: text,
    endTime: time(hour + 1),
    place: "",
    notes: "",
    rule: "",
  };
}

/** With another beginning; the end moves along, so that the event stays as long as it is. */
export function withStart(values: FormValues, start: Partial<Pick<FormValues, "startDay" | "startTime">>): FormValues {
  const moved = { ...values, ...start };
  const [from, to, end] = [
    minuteOf(values.startDay, values.startTime),
    minuteOf(moved.startDay, moved.startTime),
    minuteOf(values.endDay, values.endTime),
  ];
  if (from === null || to === null || end === null) return moved;
  const minute = end + to - from;
  const { year, month, day } = addDays({ year: 1970, month: 1, day: 1 }, Math.floor(minute / MINUTES_PER_DAY));
  const ofDay = ((minute % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  const endTime = `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
  return { ...moved, endDay: dayText({ year, month, day }), endTime };
}

/** The event; in words what is wrong with it where it is none. */
export function readValues(values: FormValues, zone: string): { fields: EventFields } | { fault: string } {
  const title = values.title.trim();
  if (title === "") return { fault: "Give it a title." };
  const [first, last] = [readDay(values.startDay), readDay(values.endDay)];
  const [from, to] = [readTimeOfDay(values.startTime), readTimeOfDay(values.endTime)];
  if (!first || !last || !from || !to) return { fault: "Give it a day and a time." };
  const start = values.allDay ? startOfDay(first, zone) : instantOf({ ...first, ...from, second: 0 }, zone);
  const end = values.allDay ? startOfDay(addDays(last, 1), zone) : instantOf({ ...last, ...to, second: 0 }, zone);
  if (end < start || (values.allDay && end === start)) return { fault: "The end is before the beginning." };
  return {
    fields: {
      title,
      starts: formatIso(start, zone),
      ends: formatIso(end, zone),
      allDay: values.allDay,
      zone,
      ...(values.place.trim() && { place: values.place.trim() }),
      ...(values.notes.trim() && { notes: values.notes.trim() }),
      ...(values.rule && { rule: values.rule }),
    },
  };
}

/** "2026-03-06". */
function dayText({ year, month, day }: CivilDate): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function readDay(text: string): CivilDate | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : null;
}

function readTimeOfDay(text: string): { hour: number; minute: number } | null {
  const match = /^(\d\d):(\d\d)/.exec(text);
  return match ? { hour: Number(match[1]), minute: Number(match[2]) } : null;
}

function timeText(ms: number, zone: string): string {
  const { hour, minute } = wallClock(ms, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** Minutes since 1970 by the clock on the wall; null where either isn't filled in. */
function minuteOf(day: string, time: string): number | null {
  const [date, clock] = [readDay(day), readTimeOfDay(time)];
  return date && clock ? dayNumber(date) * MINUTES_PER_DAY + clock.hour * 60 + clock.minute : null;
}
