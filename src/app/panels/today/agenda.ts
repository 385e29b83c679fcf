import { nextOccurrence } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { startOfDay } from "../../transcript/transcript-groups";

type Reminder = RecordOf<"reminders">;
type Item = RecordOf<"items">;
type Appointment = RecordOf<"appointments">;
type Person = RecordOf<"people">;

/** Events and birthdays are told this many days ahead, today being the first. */
const AHEAD = { events: 7, birthdays: 14 };

const DAY = 86_400_000;

/** Reminders by when they are due; those that ring wait for an answer, whatever the day. */
export function dueReminders(reminders: Reminder[], now: number) {
  const tomorrow = startOfDay(startOfDay(now) + 1.5 * DAY);
  const open = reminders.filter(({ state }) => state !== "done").sort((a, b) => dueAt(a) - dueAt(b));
  const isLate = (reminder: Reminder) => reminder.state === "ringing" || dueAt(reminder) < now;
  return {
    late: open.filter(isLate),
    today: open.filter((reminder) => !isLate(reminder) && dueAt(reminder) < tomorrow),
    later: open.filter((reminder) => !isLate(reminder) && dueAt(reminder) >= tomorrow),
  };
}

function dueAt({ due }: Reminder): number {
  return Date.parse(due);
}

/** Open items of lists whose day has come, the oldest first. */
export function dueItems(items: Item[], now: number): Item[] {
  const today = dayOf(now);
  return items
    .filter(({ done, due }) => !done && due !== undefined && due <= today)
    .sort((a, b) => (a.due ?? "").localeCompare(b.due ?? ""));
}

/** `2026-03-02`, where the user is. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

export interface ComingEvent {
  appointment: Appointment;
  starts: number;
  ends: number;
}

/** What takes place from now on, each appointment at its next time, in order. */
export function comingEvents(appointments: Appointment[], now: number): ComingEvent[] {
  const end = startOfDay(now) + AHEAD.events * DAY;
  return appointments
    .flatMap((appointment): ComingEvent[] => {
      const starts = nextStart(appointment, now);
      return starts === null || starts >= end ? [] : [{ appointment, starts, ends: starts + lengthOf(appointment) }];
    })
    .sort((a, b) => a.starts - b.starts);
}

function lengthOf({ starts, ends }: Appointment): number {
  return Date.parse(ends) - Date.parse(starts);
}

/** The first start whose end is still to come. */
function nextStart(appointment: Appointment, now: number): number | null {
  const { starts, rule, zone, exceptions = [] } = appointment;
  const first = Date.parse(starts);
  const length = lengthOf(appointment);
  const excepted = new Set(exceptions.map((each) => Date.parse(each)));
  let start: number | null = first;
  if (rule !== undefined && first + length <= now) start = nextOccurrence(rule, now - length, zone, starts);
  while (start !== null && excepted.has(start))
    start = rule === undefined ? null : nextOccurrence(rule, start, zone, starts);
  return start !== null && start + length > now ? start : null;
}

export interface Birthday {
  person: Person;
  /** Midnight at its start. */
  day: number;
  /** Null where the year isn't known. */
  turns: number | null;
}

/** Birthdays from today on, the next first. One of 29 February is kept on the 28th where there is none. */
export function comingBirthdays(people: Person[], now: number): Birthday[] {
  const today = startOfDay(now);
  const year = new Date(now).getFullYear();
  return people
    .flatMap((person): Birthday[] => {
      const match = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(person.birthday ?? "");
      if (!match) return [];
      const [born, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
      const inYear = (of: number) => {
        const last = new Date(of, month, 0).getDate();
        return new Date(of, month - 1, Math.min(date, last)).getTime();
      };
      const of = inYear(year) < today ? year + 1 : year;
      return [{ person, day: inYear(of), turns: Number.isNaN(born) ? null : of - born }];
    })
    .filter(({ day }) => day < today + AHEAD.birthdays * DAY)
    .sort((a, b) => a.day - b.day);
}
