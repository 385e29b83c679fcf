import { describe, expect, it } from "vitest";
import type { Reminder } from "../../../../src/storage/schema";
import { Talk } from "../talk";

function reminder(id: string, task: string, due: string, more: Partial<Reminder> = {}): Reminder {
  const created = "2026-03-01T12:00:00.000+01:00";
  return { id, task, due, zone: "Europe/Oslo", state: "waiting", conversation: "test", created, ...more };
}

/** Monday 2 March 2026, 09:30 in Oslo. */
const withThree = () =>
  new Talk().put(
    "reminders",
    reminder("d", "dentist", "2026-03-03T15:00:00.000+01:00"),
    reminder("b", "call the bank", "2026-03-06T10:00:00.000+01:00"),
    reminder("a", "", "2026-03-03T06:30:00.000+01:00", { rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" }),
  );

const dueOf = (talk: Talk, id: string) => talk.reminders.find((found) => found.id === id)?.due;

describe("without a subject marked", () => {
  it("renames the one that is named before what it is to say", async () => {
    const talk = withThree();
    await talk.say("change_reminder", "rename the bank reminder to '[send the figures](task)'");
    expect(talk.reminders.find(({ id }) => id === "b")?.task).toBe("send the figures");
  });

  it("deletes the one whose words are in the message, and no other", async () => {
    const talk = withThree();
    await talk.say("cancel_reminder", "can u stop reminding me abt the dentist");
    expect(talk.reminders.map(({ id }) => id)).toEqual(["b", "a"]);
  });
});

describe("right after a reminder was set", () => {
  async function justSet() {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me tomorrow at 8 to [call the vet](task)");
    return talk;
  }

  it("takes a bare time for a correction", async () => {
    const talk = await justSet();
    await talk.say("inform", "and at 15:00, please");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-03T15:00:00.000+01:00" }]);
  });

  it("takes “no” and a time for a correction", async () => {
    const talk = await justSet();
    await talk.say("deny", "no, at 10");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-03T10:00:00.000+01:00" }]);
  });

  it("repeats it from its own day on, where none is named", async () => {
    const talk = await justSet();
    await talk.say("correct", "do that every week");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-03T08:00:00.000+01:00", rule: "FREQ=WEEKLY" }]);
  });

  it("takes it back at a mere “cancel”, but not once something else was said", async () => {
    const talk = await justSet();
    await talk.say("cancel", "cancel");
    expect(talk.reminders).toEqual([]);
    const later = await justSet();
    await later.say("ask_time", "what time is it");
    await later.say("cancel", "cancel");
    expect(later.reminders).toHaveLength(1);
  });
});

describe("change_reminder", () => {
  it.each([
    ["move the [dentist](task) reminder to 6", "d", "2026-03-03T18:00:00.000+01:00"],
    ["move my 3 o'clock reminder to 4", "d", "2026-03-03T16:00:00.000+01:00"],
    ["postpone the [bank](task) reminder by two days", "b", "2026-03-08T10:00:00.000+01:00"],
    ["push the [dentist](task) reminder back an hour", "d", "2026-03-03T16:00:00.000+01:00"],
    ["set the [dentist](task) reminder to 5pm instead of 3", "d", "2026-03-03T17:00:00.000+01:00"],
    ["switch the [dentist](task) reminder from Tuesday to Thursday", "d", "2026-03-05T15:00:00.000+01:00"],
    ["can you move the bank one to 2pm", "b", "2026-03-06T14:00:00.000+01:00"],
    ["move the second one to 6", "d", "2026-03-03T18:00:00.000+01:00"],
    ["move the bank call to 2pm", "b", "2026-03-06T14:00:00.000+01:00"],
    ["change my alarm to 7:15", "a", "2026-03-03T07:15:00.000+01:00"],
    ["make my alarm ten minutes earlier tomorrow", "a", "2026-03-03T06:20:00.000+01:00"],
  ])("%s", async (text, id, due) => {
    const talk = withThree();
    await talk.say("change_reminder", text);
    expect(dueOf(talk, id)).toBe(due);
    expect(talk.reminders).toHaveLength(3);
  });

  it("renames a reminder and leaves its time", async () => {
    const talk = withThree();
    await talk.say("change_reminder", "rename the [dentist](task) reminder to [hygienist](task)");
    expect(talk.reminders[0]).toMatchObject({ task: "hygienist", due: "2026-03-03T15:00:00.000+01:00" });
  });

  it("asks what is to change, and takes a bare time as the answer", async () => {
    const talk = withThree();
    await talk.say("change_reminder", "change the time of my [dentist](task) reminder");
    await talk.say("inform", "at five");
    expect(dueOf(talk, "d")).toBe("2026-03-03T17:00:00.000+01:00");
  });

  it("asks which one is meant by it after several were named", async () => {
    const talk = withThree();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    const before = talk.reminders;
    await talk.say("list_reminders", "what reminders do I have");
    const [question] = await talk.say("change_reminder", "push it back an hour");
    expect(question?.text).toContain("Which one do you mean");
    expect(talk.reminders).toEqual(before);
  });

  it("changes no other where what is to be moved isn't there", async () => {
    const talk = withThree();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    const before = talk.reminders;
    await talk.say("change_reminder", "move the vet call to 2pm");
    expect(talk.reminders).toEqual(before);
  });

  it("refuses a time that has passed", async () => {
    const talk = withThree();
    const [reply] = await talk.say("change_reminder", "move the [dentist](task) reminder to today at 08:00");
    expect(reply?.utter_action).toBe("utter_time_is_past");
    expect(dueOf(talk, "d")).toBe("2026-03-03T15:00:00.000+01:00");
  });

  it("says what there is when nothing fits", async () => {
    const talk = withThree();
    const [reply] = await talk.say("change_reminder", "move the [vet](task) reminder to 6");
    expect(reply?.text).toContain("no reminder for “vet”");
    expect(reply?.text).toContain("“dentist”, tomorrow, Tue 3 Mar at 15:00");
  });
});

describe("cancel_reminder", () => {
  it.each([
    ["cancel the [dentist](task) reminder", "d"],
    ["delete my reminder about the [bnak](task)", "b"],
    ["cancel the reminder for friday", "b"],
    ["cancel the three o'clock reminder", "d"],
    ["cancel my alarm", "a"],
    ["delete the weekday alarm", "a"],
  ])("%s", async (text, id) => {
    const talk = withThree();
    await talk.say("cancel_reminder", text);
    expect(talk.reminders.map((left) => left.id)).toEqual(["d", "b", "a"].filter((other) => other !== id));
  });

  it("deletes the one just set when it is called it", async () => {
    const talk = withThree();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    await talk.say("cancel_reminder", "delete that reminder");
    expect(talk.reminders.map(({ task }) => task)).not.toContain("stretch");
  });

  it.each(["call anna", "write Anna a birthday card"])("asks which of two has that subject: %s", async (other) => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [email anna](task) on friday");
    await talk.say("set_reminder", `remind me to [${other}](task) on saturday`);
    const [question] = await talk.say("cancel_reminder", "delete the [anna](task) reminder");
    expect(talk.reminders).toHaveLength(2);
    expect(question?.buttons).toHaveLength(2);
  });

  it("asks before it deletes several, and does so after a plain yes", async () => {
    const talk = withThree();
    const [question] = await talk.say("cancel_reminder", "delete all my reminders");
    expect(talk.reminders).toHaveLength(3);
    expect(question?.buttons?.map(({ payload }) => payload)).toEqual(["/affirm", "/deny"]);
    await talk.say("affirm", "yes");
    expect(talk.reminders).toEqual([]);
  });

  it("does not take a later yes for the answer", async () => {
    const talk = withThree();
    await talk.say("cancel_reminder", "delete all my reminders");
    await talk.say("ask_time", "what time is it");
    await talk.say("affirm", "yes");
    expect(talk.reminders).toHaveLength(3);
  });

  it("asks which one where it could be several, and its buttons tell", async () => {
    const talk = withThree();
    const [question] = await talk.say("cancel_reminder", "cancel a reminder");
    expect(question?.buttons).toHaveLength(3);
    await talk.press(question?.buttons?.[1]?.payload ?? "");
    expect(talk.reminders.map(({ id }) => id)).toEqual(["b", "a"]);
  });
});

describe("list_reminders", () => {
  it.each([
    ["any reminders?", "You have 3 reminders"],
    ["what do I have tomorrow", "You have 2 reminders tomorrow: alarm at 06:30 and “dentist” at 15:00."],
    ["what have I got on friday", "You have 2 reminders on friday: alarm at 06:30 and “call the bank” at 10:00."],
    ["what's on the 20th", "You have 1 reminder on the 20th: alarm at 06:30."],
    ["is there a reminder for the [dentist](task)", "You have “dentist”, tomorrow, Tue 3 Mar at 15:00."],
    ["when is my next reminder", "Next: alarm, tomorrow, Tue 3 Mar at 06:30, every weekday."],
  ])("%s", async (text, start) => {
    const [reply] = await withThree().say("list_reminders", text);
    expect(reply?.text?.startsWith(start), reply?.text).toBe(true);
  });

  it("says what comes next where a day is free", async () => {
    const [reply] = await withThree().say("list_reminders", "what do I have on saturday");
    expect(reply?.text).toContain("alarm, tomorrow, Tue 3 Mar at 06:30");
  });

  it("says so where there is none at all", async () => {
    const [reply] = await new Talk().say("list_reminders", "any reminders?");
    expect(reply?.utter_action).toBe("utter_no_reminders");
  });
});
