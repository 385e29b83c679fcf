import { describe, expect, it } from "vitest";
import {
  stamp,
  type NewEvent,
  type ReminderCancelled,
  type ReminderScheduled,
} from "../../../../src/engine/dialogue/events";
import { dueTime } from "../../../../src/engine/dialogue/reminders";
import { Tracker } from "../../../../src/engine/dialogue/tracker";
import { said, turn } from "./events-of-a-talk";

function reminder(name: string, fields: Partial<ReminderScheduled> = {}): NewEvent {
  const rest = { intent: "water", entities: null, date_time: "2030-01-01T10:00:00Z", kill_on_user_msg: false };
  return { event: "reminder", name, ...rest, ...fields };
}

function cancel(fields: Partial<ReminderCancelled>): NewEvent {
  return { event: "cancel_reminder", name: null, intent: null, entities: null, ...fields };
}

function pendingAfter(...events: NewEvent[]): string[] {
  const tracker = new Tracker("test", {}, undefined, stamp(events, 0));
  return tracker.reminders.map(({ name }) => name);
}

const external = (reminderName?: string): NewEvent =>
  said("EXTERNAL: water", { metadata: { is_external: true, ...(reminderName && { reminder: reminderName }) } });

describe("a reminder", () => {
  it("takes the place of an earlier one of its name", () => {
    const events = [reminder("plant"), reminder("cat"), reminder("plant", { intent: "feed" })];
    const tracker = new Tracker("test", {}, undefined, stamp(events, 0));
    expect(tracker.reminders.map(({ name, intent }) => `${name}: ${intent}`)).toEqual(["cat: water", "plant: feed"]);
  });

  it("is cancelled by name, by intent, by entities, or with all others", () => {
    const all = [
      reminder("a", { intent: "feed", entities: { pet: "cat" } }),
      reminder("b", { intent: "feed" }),
      reminder("c"),
    ];
    expect(pendingAfter(...all, cancel({ name: "a" }))).toEqual(["b", "c"]);
    expect(pendingAfter(...all, cancel({ intent: "feed" }))).toEqual(["c"]);
    expect(pendingAfter(...all, cancel({ intent: "feed", entities: { pet: "cat" } }))).toEqual(["b", "c"]);
    expect(pendingAfter(...all, cancel({ name: "a", intent: "water" }))).toEqual(["a", "b", "c"]);
    expect(pendingAfter(...all, cancel({}))).toEqual([]);
  });

  it("ends when the user speaks, where it asks for that", () => {
    const set = [said("remind"), reminder("kept"), reminder("given up", { kill_on_user_msg: true })];
    expect(pendingAfter(...set)).toEqual(["kept", "given up"]);
    expect(pendingAfter(...set, said("hello"))).toEqual(["kept"]);
  });

  it("does not end by the rest of the message that set it, nor by what nobody said", () => {
    const set = [said("remind"), reminder("a", { kill_on_user_msg: true })];
    expect(pendingAfter(...set, said("next part", { message_id: "remind" }))).toEqual(["a"]);
    expect(pendingAfter(...set, external())).toEqual(["a"]);
  });

  it("is over once it fired, even where its turn was taken back", () => {
    const set = [reminder("a"), reminder("b"), ...turn("hello")];
    expect(pendingAfter(...set, external("a"), { event: "rewind" })).toEqual(["b"]);
  });

  it("goes with the turn that set it, and by a restart; a new session leaves it", () => {
    expect(pendingAfter(...turn("hello"), said("remind"), reminder("a"), { event: "rewind" })).toEqual([]);
    expect(pendingAfter(reminder("a"), { event: "restart" })).toEqual([]);
    expect(pendingAfter(reminder("a"), { event: "session_started" }, ...turn("hello"))).toEqual(["a"]);
  });

  it("is in the snapshot that a tracker goes on from", () => {
    const tracker = new Tracker("test", {}, undefined, stamp([reminder("a"), { event: "session_started" }], 0));
    const compacted = tracker.compact();
    expect(new Tracker("test", {}, structuredClone(compacted?.state)).reminders).toEqual(tracker.reminders);
  });
});

describe("when a reminder is due", () => {
  it.each([
    ["2030-01-01T10:00:00+02:00", "UTC", "2030-01-01T08:00:00.000Z"],
    ["2030-01-01T10:00:00.123456", "Europe/Oslo", "2030-01-01T09:00:00.000Z"],
    ["2030-07-01 10:00", "Europe/Oslo", "2030-07-01T08:00:00.000Z"],
    ["2030-01-01T10:00:00.000000Z", "Europe/Oslo", "2030-01-01T10:00:00.000Z"],
  ])("%s in %s is %s", (date_time, zone, expected) => {
    expect(new Date(dueTime({ date_time }, zone)).toISOString()).toBe(expected);
  });

  it("can't be told of what is no time", () => {
    expect(dueTime({ date_time: "tomorrow" }, "UTC")).toBeNaN();
  });
});
