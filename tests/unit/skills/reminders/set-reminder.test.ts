import { describe, expect, it } from "vitest";
import { Talk } from "../talk";

/** Monday 2 March 2026, 09:30 in Oslo. */
const talk = () => new Talk();

describe("set_reminder", () => {
  it("does it in one turn when subject and time are said, and says both with the date", async () => {
    const conversation = talk();
    const [reply] = await conversation.say("set_reminder", "remind me to [call Anna](task) tomorrow at nine");
    expect(conversation.reminders).toMatchObject([
      { task: "call Anna", due: "2026-03-03T09:00:00.000+01:00", zone: "Europe/Oslo", state: "waiting" },
    ]);
    expect(reply?.text).toBe("I'll remind you: call Anna, tomorrow, Tue 3 Mar at 09:00.");
    expect(reply?.custom).toMatchObject({ card: "reminder", reminder: { task: "call Anna" } });
  });

  it("takes time words at its ends off a subject that was marked too wide", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [call Anna tomorrow at nine](task)");
    expect(conversation.reminders).toMatchObject([{ task: "call Anna", due: "2026-03-03T09:00:00.000+01:00" }]);
  });

  it.each([
    ["remind me to [check in](task) tomorrow at 10", "check in"],
    ["remind me to [log in](task) at 3pm", "log in"],
    ["remind me to [put the bins out on](task) friday", "put the bins out"],
    ["remind me to [hand in the essay by](task) friday", "hand in the essay"],
    ["remind me to [stand by](task) at noon", "stand by"],
    ["remind me to [hand in the essay by friday](task)", "hand in the essay"],
  ])("keeps a last word that doesn't lead to the time: %s", async (text, task) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders).toMatchObject([{ task }]);
  });

  it("isn't of what is said before the request", async () => {
    const conversation = talk();
    const said = "[buy stamps](task) and remind me tomorrow at 9 to [post the letter](task)";
    await conversation.say("set_reminder", said);
    expect(conversation.reminders).toMatchObject([{ task: "post the letter" }]);
  });

  it("takes the meal at which it is to be done off the subject", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me");
    await conversation.say("inform", "at lunchtime to pay");
    await conversation.say("inform", "at noon");
    expect(conversation.reminders).toMatchObject([{ task: "pay" }]);
  });

  it("finds a subject before which it is to ring", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me an hour before kickoff at 8pm");
    expect(conversation.reminders).toMatchObject([{ task: "kickoff", due: "2026-03-02T19:00:00.000+01:00" }]);
  });

  it("counts back from what the time belongs to", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me 30 minutes before the [school run](task) at 3");
    expect(conversation.reminders).toMatchObject([{ due: "2026-03-02T14:30:00.000+01:00" }]);
  });

  it.each([
    [
      "set alarms for 7, 7:30 and 8",
      ["2026-03-02T19:00", "2026-03-02T19:30", "2026-03-02T20:00"],
      "3 alarms set, today, Mon 2 Mar at 19:00, 19:30 and 20:00.",
    ],
    [
      "alarms at 7 and 7:15 tomorrow",
      ["2026-03-03T07:00", "2026-03-03T07:15"],
      "2 alarms set, tomorrow, Tue 3 Mar at 07:00 and 07:15.",
    ],
    [
      "remind me at 6 tonight and again at 8 to [stretch](task)",
      ["2026-03-02T18:00", "2026-03-02T20:00"],
      "I'll remind you: stretch, today, Mon 2 Mar at 18:00 and 20:00.",
    ],
    [
      "remind me at 10 and at 4 to [buy 2 and 3 inch nails](task)",
      ["2026-03-02T10:00", "2026-03-02T16:00"],
      "I'll remind you: buy 2 and 3 inch nails, today, Mon 2 Mar at 10:00 and 16:00.",
    ],
    [
      "remind me at 7, [2 eggs need boiling](task)",
      ["2026-03-02T19:00"],
      "I'll remind you: 2 eggs need boiling, today, Mon 2 Mar at 19:00.",
    ],
  ])("makes one for each time that is named: %s", async (text, due, told) => {
    const conversation = talk();
    const [reply] = await conversation.say("set_reminder", text);
    expect(conversation.reminders.map((reminder) => reminder.due.slice(0, 16))).toEqual(due);
    expect(reply?.text).toBe(told);
  });

  it.each([
    ["remind me to [take the pills three times a day](task)", ["13:00", "18:00", "08:00"]],
    ["remind me twice a day at 8 and 18:30 to [take the pills](task)", ["18:30", "20:00"]],
  ])("repeats daily at each time: %s", async (text, hours) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders.map(({ due }) => due.slice(11, 16))).toEqual(hours);
    expect(conversation.reminders.every(({ task, rule }) => task === "take the pills" && rule === "FREQ=DAILY")).toBe(
      true,
    );
  });

  it("begins with the day that a repeated one is to start on", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me every Friday at 8 to [water the ferns](task) starting next week");
    expect(conversation.reminders).toMatchObject([{ task: "water the ferns", due: "2026-03-13T08:00:00.000+01:00" }]);
  });

  it("takes the time that is asked for, not the one that is spoken of", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "must [ring the garage](task) before noon so remind me at 11.15");
    expect(conversation.reminders).toMatchObject([{ task: "ring the garage", due: "2026-03-02T11:15:00.000+01:00" }]);
  });

  it("finds a subject that the model did not mark", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to ring the plumber at 5pm");
    expect(conversation.reminders).toMatchObject([{ task: "ring the plumber", due: "2026-03-02T17:00:00.000+01:00" }]);
  });

  it("leaves a duration in the subject where it belongs and asks for the time", async () => {
    const conversation = talk();
    const [reply] = await conversation.say("set_reminder", "remind me to [run for 20 minutes](task)");
    expect(conversation.reminders).toEqual([]);
    expect(reply?.buttons?.map(({ title }) => title)).toEqual(["In 1 hour", "This evening", "Tomorrow at 9"]);
    await conversation.press("this evening");
    expect(conversation.reminders).toMatchObject([
      { task: "run for 20 minutes", due: "2026-03-02T18:00:00.000+01:00" },
    ]);
  });

  it.each(["now", "in 0 minutes"])("takes %s for the next minute", async (when) => {
    const conversation = talk();
    await conversation.say("set_reminder", `remind me ${when} to [drink](task)`);
    expect(conversation.reminders).toMatchObject([{ task: "drink", due: "2026-03-02T09:31:00.000+01:00" }]);
  });

  it("takes no number right after the task for an hour", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [read chapter](task) 5");
    expect(conversation.reminders).toEqual([]);
    await conversation.say("inform", "tonight");
    expect(conversation.reminders).toMatchObject([{ due: "2026-03-02T20:00:00.000+01:00" }]);
  });

  it("asks for the time where the date is none", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me on 31 april at 9 to [call](task)");
    expect(conversation.reminders).toEqual([]);
  });

  it("needs no subject for an alarm", async () => {
    const conversation = talk();
    const [reply] = await conversation.say("set_reminder", "wake me at 7");
    expect(conversation.reminders).toMatchObject([{ task: "", due: "2026-03-03T07:00:00.000+01:00" }]);
    expect(reply?.text).toBe("Alarm set, tomorrow, Tue 3 Mar at 07:00.");
  });

  it("keeps a recurrence as a rule, and puts an hour said apart into it", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "at six remind me to [water the plants](task) every Monday");
    expect(conversation.reminders).toMatchObject([
      { task: "water the plants", rule: "FREQ=WEEKLY;BYDAY=MO", due: "2026-03-02T18:00:00.000+01:00" },
    ]);
  });

  it("chooses nine in the morning for a day without an hour, and says that it did", async () => {
    const conversation = talk();
    const [reply] = await conversation.say("set_reminder", "remind me to [pay rent](task) on friday");
    expect(conversation.reminders).toMatchObject([{ due: "2026-03-06T09:00:00.000+01:00" }]);
    expect(reply?.text).toContain("You gave no time, so I chose 09:00.");
  });

  it("asks again for a time that has passed", async () => {
    const conversation = talk();
    const replies = await conversation.say("set_reminder", "remind me to [stretch](task) today at 08:15");
    expect(conversation.reminders).toEqual([]);
    expect(replies).toHaveLength(2);
    await conversation.say("inform", "tomorrow");
    expect(conversation.reminders).toMatchObject([{ task: "stretch", due: "2026-03-03T09:00:00.000+01:00" }]);
  });
});

describe("answers while the form asks", () => {
  it.each([
    ["inform", "at nine", "2026-03-02T21:00:00.000+01:00"],
    ["inform", "ten", "2026-03-02T10:00:00.000+01:00"],
    ["set_timer", "20 minutes", "2026-03-02T09:50:00.000+01:00"],
    ["calculate", "10", "2026-03-02T10:00:00.000+01:00"],
    ["inform", "every day at noon", "2026-03-02T12:00:00.000+01:00"],
  ])("takes a bare time understood as %s: %s", async (intent, answer, due) => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [stretch](task)");
    await conversation.say(intent, answer);
    expect(conversation.reminders).toMatchObject([{ task: "stretch", due }]);
  });

  it.each([
    ["inform", "[call Anna](task)", "call Anna"],
    ["inform", "it's about the [car insurance](task)", "car insurance"],
    ["out_of_scope", "call mum", "call mum"],
    ["add_to_list", "buy milk", "buy milk"],
    ["nlu_fallback", "zumba", "zumba"],
  ])("takes a subject understood as %s: %s", async (intent, answer, task) => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me tomorrow at nine");
    await conversation.say(intent, answer);
    expect(conversation.reminders).toMatchObject([{ task, due: "2026-03-03T09:00:00.000+01:00" }]);
  });

  it.each([
    ["ask_time", "what time is it", "action_ask_time"],
    ["help", "help", "action_help"],
    ["undo", "undo", "action_undo"],
    ["out_of_scope", "who won the match?", "action_out_of_scope"],
  ])("answers %s as what it is and asks again", async (intent, text, action) => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me tomorrow at nine");
    await conversation.say(intent, text);
    expect(conversation.actions).toEqual([action, "reminder_form"]);
    await conversation.say("inform", "[call Anna](task)");
    expect(conversation.reminders).toMatchObject([{ task: "call Anna" }]);
  });

  it.each(["cancel", "deny"])("gives up on %s, and nothing of it is in the next reminder", async (intent) => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [stretch](task)");
    await conversation.say(intent, "never mind");
    await conversation.say("set_reminder", "remind me at 5pm");
    expect(conversation.reminders).toEqual([]);
    await conversation.say("inform", "[call Anna](task)");
    expect(conversation.reminders).toMatchObject([{ task: "call Anna", due: "2026-03-02T17:00:00.000+01:00" }]);
  });

  it("starts a timer that is asked for in between", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [stretch](task)");
    await conversation.say("set_timer", "set a timer for 10 minutes");
    expect(conversation.timers).toMatchObject([{ seconds: 600 }]);
  });

  it("puts right what was already given", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me tomorrow at nine");
    await conversation.say("correct", "no, make it ten");
    await conversation.say("correct", "I meant Friday");
    await conversation.say("inform", "[call Anna](task)");
    expect(conversation.reminders).toMatchObject([{ task: "call Anna", due: "2026-03-06T10:00:00.000+01:00" }]);
  });

  it("puts the subject right while the time is asked", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [call Anna](task)");
    await conversation.say("correct", "sorry, call Bob");
    await conversation.say("inform", "at noon");
    expect(conversation.reminders).toMatchObject([{ task: "call Bob", due: "2026-03-02T12:00:00.000+01:00" }]);
  });

  it.each([
    ["call mum", "no, I meant dad", "call dad"],
    ["call mum about the car", "no, I meant dad", "call dad about the car"],
    ["dentist", "no, I meant the vet", "the vet"],
    ["call mum", "no, I meant visit dad", "visit dad"],
  ])("keeps the verb of %s: %s", async (subject, correction, task) => {
    const conversation = talk();
    await conversation.say("set_reminder", `remind me to [${subject}](task)`);
    await conversation.say("correct", correction);
    await conversation.say("inform", "at noon");
    expect(conversation.reminders).toMatchObject([{ task }]);
  });

  it("does not take a message of thousands of characters as a subject", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me tomorrow at nine");
    await conversation.say("inform", "na ".repeat(5000));
    expect(conversation.reminders).toEqual([]);
  });
});

describe("set_reminder, read once", () => {
  it.each([
    ["every 4 months remind me to [descale the kettle](task)", "2026-04-02T09:00:00.000+02:00"],
    ["remind me a week from tomorrow at 4 pm to [send the invoice](task)", "2026-03-10T16:00:00.000+01:00"],
    ["now, remind me at 5 pm to [send the invoice](task)", "2026-03-02T17:00:00.000+01:00"],
  ])("%s", async (text, due) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders).toMatchObject([{ due }]);
  });

  it("keeps a part of the day that belongs to the subject's name", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me about the [girls' night](task) on friday at 8");
    expect(conversation.reminders).toMatchObject([{ task: "girls' night", due: "2026-03-06T20:00:00.000+01:00" }]);
  });

  it("moves the reminder that is there, instead of making another", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "remind me to [pay the rent](task) tomorrow at 9");
    await conversation.say("set_reminder", "remind me about the [rent](task) on friday at 4 pm instead");
    expect(conversation.reminders).toMatchObject([{ task: "pay the rent", due: "2026-03-06T16:00:00.000+01:00" }]);
  });
});

describe("set_reminder, ahead of something", () => {
  it.each([
    ["the [call](task) is at four, remind me half an hour before", "2026-03-02T15:30:00.000+01:00"],
    ["remind me of the [match](task) on friday at 8 pm, two hours ahead of it", "2026-03-06T18:00:00.000+01:00"],
  ])("%s", async (text, due) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders).toMatchObject([{ due }]);
  });

  it.each([
    ["make sure I'm up by 7 tomorrow", "2026-03-03T07:00:00.000+01:00"],
    ["I need waking at six tomorrow", "2026-03-03T06:00:00.000+01:00"],
  ])("an alarm needs no subject: %s", async (text, due) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders).toMatchObject([{ task: "", due }]);
  });

  it("takes an alarm that repeats to be for the morning", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "alarm for half six every weekday");
    expect(conversation.reminders).toMatchObject([{ due: "2026-03-03T06:30:00.000+01:00" }]);
  });
});

describe("set_reminder, marked too short or said right after another", () => {
  it.each([
    ["remind me: [dentist](task) papers, wednesday 8:15", "dentist papers"],
    ["tell me on the 20th at 9 that the [car goes](task) in for its MOT", "car goes in for its MOT"],
    ["set a [dentist](task) reminder for friday at ten", "dentist"],
    ["[call Anna](task) can you remind me tomorrow at 10", "call Anna"],
    ["give me a shout at five about the kettle", "kettle"],
    ["at 6 remind me 2 go running", "go running"],
    ["let me know when it's five so that I can start dinner", "start dinner"],
    ["I need reminding on the 20th at 16:45 that the lease runs out", "lease runs out"],
  ])("%s", async (text, task) => {
    const conversation = talk();
    await conversation.say("set_reminder", text);
    expect(conversation.reminders).toMatchObject([{ task }]);
  });

  it("sets another alarm right after one", async () => {
    const conversation = talk();
    await conversation.say("set_reminder", "wake me at 6 tomorrow");
    await conversation.say("set_reminder", "and another one for 6:30 tomorrow morning");
    expect(conversation.reminders.map(({ task, due }) => `${task} ${due.slice(0, 16)}`)).toEqual([
      " 2026-03-03T06:00",
      " 2026-03-03T06:30",
    ]);
  });
});
