import { describe, expect, it } from "vitest";
import { countdown, describeLength, secondsUntil } from "../../../../src/skills/timers/length";
import { Talk } from "../talk";

/** Monday 2 March 2026, 09:30 in Oslo. */
async function withTwo() {
  const talk = new Talk();
  await talk.say("set_timer", "20 minute [pasta](timer_name) timer");
  await talk.say("set_timer", "start a 45 second timer");
  return talk;
}

describe("set_timer", () => {
  it("starts a named timer and says until when", async () => {
    const talk = new Talk();
    const [reply] = await talk.say("set_timer", "20 minute [pasta](timer_name) timer");
    expect(talk.timers).toMatchObject([
      { name: "pasta", seconds: 1200, ends: "2026-03-02T09:50:00.000+01:00", state: "running" },
    ]);
    expect(reply?.text).toBe("Pasta timer started: 20 minutes, until 09:50.");
    expect(reply?.custom).toMatchObject({ card: "timer", timer: { name: "pasta" } });
  });

  it.each([
    ["set a timer for half an hour", 1800],
    ["timer for 1h30m", 5400],
    ["start a timer for an hour and ten minutes", 4200],
    ["set a timer for 5", 300],
  ])("%s", async (text, seconds) => {
    const talk = new Talk();
    await talk.say("set_timer", text);
    expect(talk.timers).toMatchObject([{ seconds }]);
  });

  it.each([
    ["inform", "ten", 600],
    ["inform", "for 45 minutes", 2700],
    ["calculate", "10", 600],
  ])("asks for how long, and takes what comes as %s: %s", async (intent, answer, seconds) => {
    const talk = new Talk();
    await talk.say("set_timer", "set a [pizza](timer_name) timer");
    expect(talk.timers).toEqual([]);
    await talk.say(intent, answer);
    expect(talk.timers).toMatchObject([{ name: "pizza", seconds }]);
  });

  it("runs until the time of day that is named", async () => {
    const talk = new Talk();
    await talk.say("set_timer", "start a timer until 10");
    expect(talk.timers).toMatchObject([{ seconds: 1800, ends: "2026-03-02T10:00:00.000+01:00" }]);
  });

  it("asks again where the length is none", async () => {
    const talk = new Talk();
    const replies = await talk.say("set_timer", "set a timer for 3 days");
    expect(talk.timers).toEqual([]);
    expect(replies.map(({ utter_action }) => utter_action)).toEqual(["utter_timer_length", "utter_ask_timer_seconds"]);
  });

  it("gives up on cancel, and the name is not in the next timer", async () => {
    const talk = new Talk();
    await talk.say("set_timer", "set a [pizza](timer_name) timer");
    await talk.say("cancel", "never mind");
    await talk.say("set_timer", "5 minutes timer");
    expect(talk.timers).toMatchObject([{ name: "", seconds: 300 }]);
  });

  it("puts the last one right, counted from when it was started", async () => {
    const talk = await withTwo();
    talk.now = "2026-03-02T09:30:10+01:00";
    await talk.say("correct", "make it 12 minutes");
    expect(talk.timers).toMatchObject([{ seconds: 1200 }, { seconds: 720, ends: "2026-03-02T09:42:00.000+01:00" }]);
  });

  it("does not set a timer to a time that is over already", async () => {
    const talk = await withTwo();
    talk.now = "2026-03-02T09:30:40+01:00";
    await talk.say("correct", "no, 30 seconds");
    expect(talk.timers[1]).toMatchObject({ seconds: 45 });
  });
});

describe("add 5 minutes", () => {
  it.each([
    ["set_timer", "add 5 minutes"],
    ["set_timer", "5 more minutes"],
    ["correct", "add 5 minutes"],
    ["set_timer", "add 5 minutes to the timer"],
  ])("adds to the timer that runs, understood as %s: %s", async (intent, text) => {
    const talk = new Talk();
    await talk.say("set_timer", "10 minute timer");
    await talk.say(intent, text);
    expect(talk.timers).toMatchObject([{ seconds: 900, ends: "2026-03-02T09:45:00.000+01:00" }]);
  });

  it("adds to the one named", async () => {
    const talk = await withTwo();
    await talk.say("set_timer", "add 5 minutes to the [pasta](timer_name) timer");
    expect(talk.timers).toMatchObject([{ seconds: 1500 }, { seconds: 45 }]);
  });

  it("asks which where it could be several, and its buttons add", async () => {
    const talk = await withTwo();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    const [question] = await talk.say("set_timer", "add 5 minutes");
    await talk.press(question?.buttons?.[1]?.payload ?? "");
    expect(talk.timers).toMatchObject([{ seconds: 1500 }, { seconds: 45 }]);
  });

  it.each(["another 5 minute timer", "add a 5 minute timer", "add a timer for 5 minutes"])(
    "starts one: %s",
    async (text) => {
      const talk = new Talk();
      await talk.say("set_timer", "10 minute timer");
      await talk.say("set_timer", text);
      expect(talk.timers).toMatchObject([{ seconds: 600 }, { seconds: 300 }]);
    },
  );
});

describe("check_timer", () => {
  it("tells what is left, of one or of all", async () => {
    const talk = await withTwo();
    talk.now = "2026-03-02T09:30:05+01:00";
    const [one] = await talk.say("check_timer", "how long left on the [pasta](timer_name)");
    expect(one?.text).toBe("Pasta timer: 19 minutes 55 seconds left.");
    const [all] = await talk.say("check_timer", "which timers are running");
    expect(all?.text).toBe("45 second timer: 40 seconds left; Pasta timer: 19 minutes 55 seconds left.");
    expect(all?.custom).toMatchObject({ card: "timers" });
  });

  it("says so where none runs, and what runs where that one doesn't", async () => {
    const [none] = await new Talk().say("check_timer", "time left?");
    expect(none?.utter_action).toBe("utter_no_timers");
    const [other] = await (await withTwo()).say("check_timer", "how long left on the [rice](timer_name)");
    expect(other?.text).toContain("no timer for “rice”. Running: 45 second timer");
  });
});

describe("cancel_timer", () => {
  it.each([
    ["turn off the [pasta](timer_name) timer", [45]],
    ["cancel the 20 minute one, the timer I mean", [45]],
    ["stop the timer", [1200]],
    ["cancel all timers", []],
  ])("%s", async (text, left) => {
    const talk = await withTwo();
    await talk.say("cancel_timer", text);
    expect(talk.timers.map(({ seconds }) => seconds)).toEqual(left);
  });

  it("asks which where it could be several, and its buttons tell", async () => {
    const talk = await withTwo();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    const [question] = await talk.say("cancel_timer", "stop the timer");
    expect(question?.buttons?.map(({ title }) => title)).toEqual(["45 second timer", "Pasta timer", "All of them"]);
    await talk.press(question?.buttons?.[1]?.payload ?? "");
    expect(talk.timers.map(({ seconds }) => seconds)).toEqual([45]);
  });
});

describe("a timer that ends", () => {
  it("rings, and a minute more starts it again", async () => {
    const talk = await withTwo();
    const [, timer] = talk.timers;
    talk.now = "2026-03-02T09:30:45+01:00";
    const [reply] = await talk.ring("timers", timer?.id ?? "");
    expect(reply?.text).toBe("Time's up: 45 second timer.");
    expect(talk.timers[1]?.state).toBe("ringing");
    await talk.press(reply?.buttons?.[1]?.payload ?? "");
    expect(talk.timers[1]).toMatchObject({ state: "running", ends: "2026-03-02T09:31:45.000+01:00" });
  });

  it("says that it ended while Sotto was closed", async () => {
    const talk = await withTwo();
    await talk.press(`/cancel_timer${JSON.stringify({ id: talk.timers[1]?.id })}`);
    talk.now = "2026-03-02T11:00:00+01:00";
    const [reply] = await talk.ring("timers", talk.timers[0]?.id ?? "");
    expect(reply?.text).toBe("Your pasta timer ended today, Mon 2 Mar at 09:50, while Sotto was closed.");
  });

  it("gets a minute more while it runs", async () => {
    const talk = await withTwo();
    await talk.press(`/extend_timer{"id":"${talk.timers[0]?.id}","seconds":60}`);
    expect(talk.timers[0]).toMatchObject({ seconds: 1260, ends: "2026-03-02T09:51:00.000+01:00" });
  });
});

describe("lengths", () => {
  it.each([
    [4800, "1 hour 20 minutes", "1:20:00"],
    [61, "1 minute 1 second", "1:01"],
    [0, "0 seconds", "0:00"],
  ])("%d seconds", (seconds, words, shown) => {
    expect(describeLength(seconds)).toBe(words);
    expect(countdown(seconds)).toBe(shown);
  });

  it("counts a begun second as a whole one, and never below none", () => {
    const ends = "2026-03-02T09:30:00.000+01:00";
    expect(secondsUntil(ends, Date.parse(ends) - 1)).toBe(1);
    expect(secondsUntil(ends, Date.parse(ends) + 5000)).toBe(0);
  });
});

describe("several timers, shorter ones and those that start again", () => {
  it.each([
    ["set timers, 4 minutes the one and 9 minutes the other", [240, 540]],
    ["start 3 and 7 minute timers", [180, 420]],
    ["set one for 90 seconds and another for 2 minutes", [90, 120]],
    ["set a timer for 2 hours and 5 minutes", [7500]],
  ])("%s", async (text, seconds) => {
    const talk = new Talk();
    await talk.say("set_timer", text);
    expect(talk.timers.map((timer) => timer.seconds)).toEqual(seconds);
  });

  it("takes time off, but never more than is left", async () => {
    const talk = await withTwo();
    await talk.say("set_timer", "knock 5 minutes off the [pasta](timer_name) timer");
    expect(talk.timers).toContainEqual(expect.objectContaining({ name: "pasta", seconds: 900 }));
    await talk.say("set_timer", "take half an hour off the [pasta](timer_name) timer");
    expect(talk.timers).toContainEqual(expect.objectContaining({ name: "pasta", seconds: 900 }));
  });

  it.each(["set_timer", "check_timer", "cancel_timer"])("starts one again, understood as %s", async (intent) => {
    const talk = await withTwo();
    talk.now = "2026-03-02T09:35:00+01:00";
    await talk.say(intent, "start the [pasta](timer_name) timer again");
    const [pasta, ...others] = talk.timers.filter(({ name }) => name === "pasta");
    expect(pasta).toMatchObject({ seconds: 1200, ends: "2026-03-02T09:55:00.000+01:00" });
    expect(others).toEqual([]);
  });

  it("takes a name that is given afterwards", async () => {
    const talk = new Talk();
    await talk.say("set_timer", "timer 7 minutes");
    await talk.say("correct", "actually call it eggs");
    expect(talk.timers).toMatchObject([{ name: "eggs", seconds: 420 }]);
  });

  it("takes time off by a correction, too", async () => {
    const talk = new Talk().put("timers", {
      ...{ id: "t", name: "rice", seconds: 600, ends: "2026-03-02T09:36:00.000+01:00", state: "running" },
      ...{ conversation: "test", created: "2026-03-02T09:26:00.000+01:00" },
    });
    await talk.say("correct", "make it 2 minutes shorter");
    expect(talk.timers).toMatchObject([{ seconds: 480, ends: "2026-03-02T09:34:00.000+01:00" }]);
  });
});

describe("what else may be asked of timers", () => {
  it("names each of several, where each has a name", async () => {
    const talk = new Talk();
    await talk.say("set_timer", "timers, 10 minutes [tea](timer_name) with 25 minutes [cake](timer_name)");
    expect(talk.timers).toMatchObject([
      { name: "tea", seconds: 600 },
      { name: "cake", seconds: 1500 },
    ]);
  });

  it("gives the one named another length", async () => {
    const talk = await withTwo();
    await talk.say("set_timer", "make the [pasta](timer_name) timer 25 minutes");
    expect(talk.timers.filter(({ name }) => name === "pasta")).toMatchObject([{ seconds: 1500 }]);
  });

  it("gives both more time", async () => {
    const talk = await withTwo();
    await talk.say("set_timer", "add a minute to both");
    expect(talk.timers.map((timer) => timer.seconds)).toEqual([1260, 105]);
  });

  it("takes another one for a new one", async () => {
    const talk = await withTwo();
    await talk.say("set_timer", "and another one for the [sauce](timer_name), 8 minutes");
    expect(talk.timers).toHaveLength(3);
  });

  it("says that it can't pause, and stops nothing", async () => {
    const talk = await withTwo();
    const [reply] = await talk.say("cancel_timer", "pause the [pasta](timer_name) timer");
    expect(reply?.utter_action).toBe("utter_timer_no_pause");
    expect(talk.timers).toHaveLength(2);
  });

  it("tells the reminders that are left, where no timer runs", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) tomorrow at nine");
    const [reply] = await talk.say("check_timer", "what's left?");
    expect(reply?.text).toContain("call Anna");
  });
});

it.each([
  ["a timer for my hair dye, twenty minutes", "hair dye"],
  ["put 9 minutes on for the green beans", "green beans"],
  ["new timer 40 minutes yoga", "yoga"],
  ["set a timer for 5 minutes please", ""],
  ["set a timer for half an hour", ""],
  ["a timer for ten minutes from now", ""],
])("reads the name where none was marked: %s", async (text, name) => {
  const talk = new Talk();
  await talk.say("set_timer", text);
  expect(talk.timers).toMatchObject([{ name }]);
});
