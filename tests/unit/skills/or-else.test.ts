import { describe, expect, it } from "vitest";
import type { Reminder } from "../../../src/storage/schema";
import { Talk } from "./talk";
import { byId, fullCalendar, kept } from "./calendar/appointments";

const plumber: Reminder = {
  id: "p",
  task: "call the plumber",
  due: "2026-03-04T10:00:00.000+01:00",
  zone: "Europe/Oslo",
  state: "waiting",
  conversation: "test",
  created: "2026-03-01T12:00:00.000+01:00",
};
const both = () => fullCalendar().put("reminders", plumber);

describe("what is moved or deleted by name", () => {
  it.each([
    ["change_reminder", "move the [dentist](task) to 4"],
    ["change_event", "move the [dentist](event_title) to 4"],
  ])("is an event where only an event has the name, taken for %s", async (intent, text) => {
    const talk = both();
    await talk.say(intent, text);
    expect(byId(talk, "d")?.starts).toBe("2026-03-03T16:00:00.000+01:00");
    expect(talk.reminders).toEqual([plumber]);
  });

  it.each([
    ["change_event", "move the [plumber](event_title) to 11"],
    ["change_reminder", "move the [plumber](task) to 11"],
  ])("is a reminder where only a reminder has it, taken for %s", async (intent, text) => {
    const talk = both();
    await talk.say(intent, text);
    expect(talk.reminders).toMatchObject([{ due: "2026-03-04T11:00:00.000+01:00" }]);
  });

  it("is deleted in the same way", async () => {
    const talk = both();
    await talk.say("cancel_reminder", "cancel the [dentist](task)");
    await talk.say("delete_event", "cancel the [plumber](event_title)");
    expect(kept(talk).map(({ id }) => id)).toEqual(["l", "h", "s"]);
    expect(talk.reminders).toEqual([]);
  });

  it("is of the kind last spoken of, where it is called it", async () => {
    const talk = both();
    await talk.say("add_event", "[tea](event_title) tomorrow at 5");
    await talk.say("change_reminder", "move it to 6");
    expect(kept(talk).at(-1)?.starts).toBe("2026-03-03T18:00:00.000+01:00");
  });

  it("is a reminder where that is said", async () => {
    const talk = both();
    const [reply] = await talk.say("cancel_reminder", "delete the [dentist](task) reminder");
    expect(reply?.text).toContain("no reminder for “dentist”");
    expect(kept(talk)).toHaveLength(4);
  });

  it("says so where neither is there", async () => {
    const [reply] = await new Talk().say("change_event", "move the [vet](event_title) to 4");
    expect(reply?.utter_action).toBe("utter_no_events");
  });
});
