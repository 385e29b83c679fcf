import { describe, expect, it, vi } from "vitest";
import {
  comingBirthdays,
  comingEvents,
  dayOf,
  dueItems,
  dueReminders,
} from "../../../../../src/app/panels/today/agenda";
import type { Appointment, Item, Person, Reminder } from "../../../../../src/storage/schema";

vi.stubEnv("TZ", "Europe/Oslo");

const created = "2026-02-01T09:00:00.000+01:00";
/** Monday. */
const now = Date.parse("2026-03-02T09:30:00+01:00");

const reminder = (id: string, due: string, state: Reminder["state"] = "waiting"): Reminder => ({
  id,
  task: id,
  due,
  zone: "Europe/Oslo",
  state,
  conversation: "c",
  created,
});
const ids = (records: { id: string }[]) => records.map(({ id }) => id);

describe("reminders", () => {
  it("are told by day, in order; what rings is late whatever its day, and what is done is gone", () => {
    const due = dueReminders(
      [
        reminder("last minute", "2026-03-02T23:59:00+01:00"),
        reminder("tomorrow", "2026-03-03T00:00:00+01:00"),
        reminder("noon", "2026-03-02T12:00:00+01:00"),
        reminder("rings", "2026-03-02T09:30:00+01:00", "ringing"),
        reminder("missed", "2026-03-01T09:30:00+01:00"),
        reminder("over", "2026-03-02T12:00:00+01:00", "done"),
      ],
      now,
    );
    expect(ids(due.late)).toEqual(["missed", "rings"]);
    expect(ids(due.today)).toEqual(["noon", "last minute"]);
    expect(ids(due.later)).toEqual(["tomorrow"]);
  });

  it("of the day on which the clocks change are told to its end", () => {
    const springForward = Date.parse("2026-03-29T00:30:00+01:00");
    const due = dueReminders([reminder("late evening", "2026-03-29T23:30:00+02:00")], springForward);
    expect(ids(due.today)).toEqual(["late evening"]);
  });
});

it("items are due on their day and after it, until they are ticked", () => {
  const item = (id: string, due: string | undefined, done = false): Item => ({
    id,
    list: "L",
    text: id,
    done,
    created,
    ...(due !== undefined && { due }),
  });
  const items = [
    item("today", "2026-03-02"),
    item("tomorrow", "2026-03-03"),
    item("any day", undefined),
    item("ticked", "2026-03-01", true),
    item("yesterday", "2026-03-01"),
  ];
  expect(ids(dueItems(items, now))).toEqual(["yesterday", "today"]);
  expect(dayOf(now)).toBe("2026-03-02");
});

describe("events", () => {
  const event = (id: string, starts: string, ends: string, more: Partial<Appointment> = {}): Appointment => ({
    id,
    title: id,
    starts,
    ends,
    allDay: false,
    zone: "Europe/Oslo",
    created,
    ...more,
  });

  it("come with their next time within a week, those that go on first", () => {
    const coming = comingEvents(
      [
        event("in a week", "2026-03-09T00:00:00+01:00", "2026-03-09T01:00:00+01:00"),
        event("on Sunday", "2026-03-08T20:00:00+01:00", "2026-03-08T21:00:00+01:00"),
        event("over", "2026-03-02T08:00:00+01:00", "2026-03-02T09:30:00+01:00"),
        event("goes on", "2026-03-02T09:00:00+01:00", "2026-03-02T10:00:00+01:00"),
      ],
      now,
    );
    expect(coming.map(({ appointment }) => appointment.id)).toEqual(["goes on", "on Sunday"]);
  });

  it("that recur keep their hour, and leave out their exceptions", () => {
    const standUp = event("stand-up", "2026-02-02T09:00:00+01:00", "2026-02-02T09:15:00+01:00", {
      rule: "FREQ=DAILY",
      exceptions: ["2026-03-03T09:00:00+01:00"],
    });
    const [next] = comingEvents([standUp], now);
    expect(next?.starts).toBe(Date.parse("2026-03-04T09:00:00+01:00"));
    expect(next?.ends).toBe(Date.parse("2026-03-04T09:15:00+01:00"));
  });
});

describe("birthdays", () => {
  const person = (id: string, birthday?: string): Person => ({
    id,
    name: id,
    phones: [],
    emails: [],
    created,
    ...(birthday !== undefined && { birthday }),
  });

  it("come two weeks ahead, with the age where the year is known", () => {
    const people = [
      person("in two weeks", "1990-03-16"),
      person("in 13 days", "1990-03-15"),
      person("today", "--03-02"),
      person("yesterday", "1990-03-01"),
      person("unknown"),
    ];
    expect(comingBirthdays(people, now).map(({ person, turns }) => [person.id, turns])).toEqual([
      ["today", null],
      ["in 13 days", 36],
    ]);
  });

  it("come over the turn of the year, and on the 28th where there is no 29 February", () => {
    const silvester = new Date(2026, 11, 31, 12).getTime();
    expect(comingBirthdays([person("January", "2000-01-02")], silvester)[0]?.turns).toBe(27);
    const february = new Date(2027, 1, 20).getTime();
    expect(comingBirthdays([person("leap", "2000-02-29")], february)[0]?.day).toBe(new Date(2027, 1, 28).getTime());
  });
});
