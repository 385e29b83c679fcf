import { describe, expect, it } from "vitest";
import { nextDue } from "../../../../src/skills/reminders/ringing";
import type { Reminder, Timer } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const reminder: Reminder = {
  id: "r",
  task: "call Anna",
  due: "2026-03-02T10:00:00.000+01:00",
  zone: "Europe/Oslo",
  state: "waiting",
  conversation: "test",
  created: "2026-03-01T12:00:00.000+01:00",
};
const timer: Timer = {
  id: "t",
  name: "pasta",
  seconds: 600,
  ends: "2026-03-02T09:59:00.000+01:00",
  state: "running",
  conversation: "test",
  created: "2026-03-02T09:49:00.000+01:00",
};
const weekly = { ...reminder, rule: "FREQ=WEEKLY;BYDAY=MO" };
/** Just after ten. */
const at = (now: string, ...reminders: Reminder[]) => new Talk(now).put("reminders", ...reminders).put("timers", timer);

describe("nextDue", () => {
  it("has what waits or runs, the next first", () => {
    expect(nextDue([reminder], [timer])).toEqual([
      { store: "timers", id: "t", at: Date.parse(timer.ends) },
      { store: "reminders", id: "r", at: Date.parse(reminder.due) },
    ]);
  });

  it("leaves out what rang or is done, but not the next time of a repeating one that still rings", () => {
    const reminders = [
      { ...reminder, id: "ringing", state: "ringing" as const },
      { ...reminder, id: "done", state: "done" as const },
      { ...weekly, id: "weekly", state: "ringing" as const },
    ];
    expect(nextDue(reminders, [{ ...timer, state: "done" }]).map(({ id }) => id)).toEqual(["weekly"]);
  });
});

describe("a reminder that comes due", () => {
  it("rings with its subject, and is done when the button is pressed", async () => {
    const talk = at("2026-03-02T10:00:00+01:00", reminder);
    const [reply] = await talk.ring("reminders", "r");
    expect(reply).toMatchObject({ text: "It's 10:00: call Anna", custom: { card: "reminder" } });
    expect(reply?.buttons?.map(({ title }) => title)).toEqual(["Done", "Snooze 10 min"]);
    expect(talk.reminders[0]?.state).toBe("ringing");
    await talk.press(reply?.buttons?.[0]?.payload ?? "");
    expect(talk.reminders[0]?.state).toBe("done");
  });

  it.each([
    ["07:00 stays 07:00 when the clocks go forward", "2026-03-28T07:00:00.000+01:00", "2026-03-29T07:00:00.000+02:00"],
    ["07:00 stays 07:00 when they go back", "2026-10-24T07:00:00.000+02:00", "2026-10-25T07:00:00.000+01:00"],
    ["the hour that a day lacks is the one after it", "2026-03-28T02:30:00.000+01:00", "2026-03-29T03:30:00.000+02:00"],
    [
      "it rings once in the hour that a day has twice",
      "2026-10-24T02:30:00.000+02:00",
      "2026-10-25T02:30:00.000+02:00",
    ],
  ])("repeats by the clock on the wall: %s", async (_name, due, next) => {
    const talk = new Talk(due).put("reminders", { ...reminder, due, rule: "FREQ=DAILY" });
    await talk.ring("reminders", "r");
    expect(talk.reminders[0]?.due).toBe(next);
  });

  it("tells what came due while Sotto was closed in one message, with its times, and rings all of it", async () => {
    const talk = at("2026-03-03T08:00:00+01:00", reminder, { ...weekly, id: "w", task: "bins" });
    const replies = await talk.ring("timers", "t");
    expect(replies.map(({ text }) => text)).toEqual([
      "3 things came due while Sotto was closed: pasta timer, yesterday, Mon 2 Mar at 09:59; " +
        "“call Anna”, yesterday, Mon 2 Mar at 10:00; “bins”, yesterday, Mon 2 Mar at 10:00.",
    ]);
    expect([...talk.reminders, ...talk.timers].map(({ state }) => state)).toEqual(["ringing", "ringing", "ringing"]);
    expect(talk.reminders[1]?.due).toBe("2026-03-09T10:00:00.000+01:00");
    expect(await talk.ring("reminders", "r")).toEqual([]);
    await talk.press(replies[0]?.buttons?.[0]?.payload ?? "");
    expect([...talk.reminders, ...talk.timers].map(({ state }) => state)).toEqual(["done", "waiting", "done"]);
  });

  it("says that it is late where Sotto was closed", async () => {
    const talk = new Talk("2026-03-03T08:00:00+01:00").put("reminders", reminder);
    const [reply] = await talk.ring("reminders", "r");
    expect(reply?.text).toBe("This was due yesterday, Mon 2 Mar at 10:00, while Sotto was closed: call Anna");
  });

  it("goes on to its next time where it repeats, however late it rings", async () => {
    const talk = at("2026-03-20T08:00:00+01:00", weekly);
    await talk.ring("reminders", "r");
    expect(talk.reminders).toMatchObject([{ state: "ringing", due: "2026-03-23T10:00:00.000+01:00" }]);
    await talk.press('/stop_ringing{"id":"r"}');
    expect(talk.reminders).toMatchObject([{ state: "waiting" }]);
  });

  it("stays silent when it was deleted in the meantime", async () => {
    expect(await at("2026-03-02T10:00:00+01:00").ring("reminders", "r")).toEqual([]);
  });

  it("is ended by a plain stop", async () => {
    const talk = at("2026-03-02T10:00:00+01:00", reminder);
    await talk.ring("reminders", "r");
    await talk.say("cancel", "stop");
    expect(talk.reminders[0]?.state).toBe("done");
  });

  it("rings in the middle of a form, which then asks again", async () => {
    const talk = at("2026-03-02T10:00:00+01:00", reminder);
    await talk.say("set_reminder", "remind me to [stretch](task)");
    await talk.ring("reminders", "r");
    expect(talk.actions).toEqual(["action_ring", "reminder_form"]);
  });
});

describe("snooze_reminder", () => {
  it.each([
    ["snooze", "2026-03-02T10:10:00.000+01:00"],
    ["snooze for 5", "2026-03-02T10:05:00.000+01:00"],
    ["remind me again in an hour", "2026-03-02T11:00:00.000+01:00"],
    ["give me five more minutes", "2026-03-02T10:05:00.000+01:00"],
    ["snooze until 8", "2026-03-02T20:00:00.000+01:00"],
  ])("%s", async (text, due) => {
    const talk = at("2026-03-02T10:00:00+01:00", reminder);
    await talk.ring("reminders", "r");
    await talk.say("snooze_reminder", text);
    expect(talk.reminders).toMatchObject([{ state: "waiting", due }]);
  });

  it("lets a repeating one keep its times, and rings once more in between", async () => {
    const talk = at("2026-03-02T10:00:00+01:00", weekly);
    await talk.ring("reminders", "r");
    await talk.press('/snooze_reminder{"id":"r"}');
    expect(talk.reminders).toMatchObject([
      { id: "r", state: "waiting", due: "2026-03-09T10:00:00.000+01:00", rule: weekly.rule },
      { state: "waiting", due: "2026-03-02T10:10:00.000+01:00" },
    ]);
    expect(talk.reminders[1]).not.toHaveProperty("rule");
  });

  it("gives a ringing timer more time where no reminder rings", async () => {
    const talk = at("2026-03-02T09:59:00+01:00");
    await talk.ring("timers", "t");
    await talk.say("snooze_reminder", "5 more minutes");
    expect(talk.timers).toMatchObject([{ state: "running", ends: "2026-03-02T10:04:00.000+01:00" }]);
  });

  it("says so when nothing rings", async () => {
    const [reply] = await at("2026-03-02T09:00:00+01:00", reminder).say("snooze_reminder", "snooze");
    expect(reply?.utter_action).toBe("utter_nothing_rings");
  });
});

describe("snooze_reminder with a time of its own", () => {
  it("waits until then, whatever is said of now", async () => {
    const talk = at("2026-03-02T10:00:05+01:00", { ...reminder, state: "ringing" });
    await talk.say("snooze_reminder", "not now, try again at 11:30");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-02T11:30:00.000+01:00", state: "waiting" }]);
  });

  it("gives a timer that runs more time, where nothing rings", async () => {
    const talk = new Talk("2026-03-02T09:50:00+01:00").put("timers", timer);
    await talk.say("snooze_reminder", "give it 3 more minutes");
    expect(talk.timers).toMatchObject([{ ends: "2026-03-02T10:02:00.000+01:00" }]);
  });
});

it("an OK to what rings has heard it", async () => {
  const talk = at("2026-03-02T10:00:05+01:00", { ...reminder, state: "ringing" });
  await talk.say("affirm", "ok ok");
  expect(talk.reminders).toMatchObject([{ state: "done" }]);
});
