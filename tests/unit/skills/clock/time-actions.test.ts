import { describe, expect, it, test } from "vitest";
import { actions as clock } from "../../../../src/skills/clock/actions";
import { made } from "../../../../src/skills/services";
import { memoryServices } from "../../../../training/commands/memory-services";
import { actionNamed, runAction, type Situation } from "../run-action";

const actions = [...made(clock, memoryServices)];

const askTime = actionNamed(actions, "action_ask_time");
const convert = actionNamed(actions, "action_convert_time_zone");

async function answer(action: typeof askTime, text: string, more: Situation = {}): Promise<string | undefined> {
  const { messages } = await runAction(action, { text, ...more });
  expect(messages).toHaveLength(1);
  return messages[0]?.text ?? messages[0]?.utter_action;
}

// The clock stands at 09:30 on Monday 2 March 2026 in Oslo.
describe("action_ask_time", () => {
  test.each([
    ["time?", "It's 09:30 on Monday 2 March 2026."],
    ["What time is it in Tokyo?", "It's 17:30 in Tokyo, 8 hours ahead of you."],
    ["is it morning in Sydney yet", "It's 19:30 in Sydney, evening, 10 hours ahead of you."],
    ["whats the time in delhi", "It's 14:00 in Delhi, 4 hours 30 minutes ahead of you."],
    ["time in Honolulu", "It's 22:30 in Honolulu, still Sun 1 Mar 2026, 11 hours behind you."],
    ["what's the current pst time", "It's 00:30 Pacific time, 9 hours behind you."],
    [
      "time in Lagos and Nairobi",
      "It's 09:30 in Lagos, the same time as here. It's 11:30 in Nairobi, 2 hours ahead of you.",
    ],
    ["what time is it in brazil", "Brazil has several time zones; it's 05:30 in São Paulo, 4 hours behind you."],
    ["what is the time over in the UK", "It's 08:30 in the UK, 1 hour behind you."],
    [
      "what time is it in the us",
      "The United States has several time zones; it's 03:30 in New York, 6 hours behind you.",
    ],
    [
      "time in georgia",
      "It's 12:30 in Georgia (the country), 3 hours ahead of you. It's 03:30 in Georgia (the US state), 6 hours behind you.",
    ],
    ["time in atlantis", "utter_place_unknown"],
    ["what time is it for us", "It's 09:30 on Monday 2 March 2026."],
    ["what time is it in tokio", "It's 17:30 in Tokyo, 8 hours ahead of you."],
  ])("%s: %s", async (text, reply) => expect(await answer(askTime, text)).toBe(reply));

  test.each([
    ["what time is it in Foobarville", []],
    ["foobarville time please", [{ entity: "place", value: "foobarville" }]],
  ])("asks for a bigger city: %s", async (text, entities) => {
    expect(await answer(askTime, text, { entities })).toBe("utter_place_unknown");
  });

  it("follows summer time, the two sides' changes apart", async () => {
    // From 8 to 29 March 2026 New York has changed and Oslo hasn't.
    const now = "2026-03-10T12:00:00+01:00";
    expect(await answer(askTime, "time in New York", { now })).toBe("It's 07:00 in New York, 5 hours behind you.");
  });

  it("shows a live card", async () => {
    const { messages } = await runAction(askTime, { text: "time in Tokyo" });
    expect(messages[0]?.custom).toEqual({
      card: "clock",
      live: true,
      at: "2026-03-02T09:30:00.000+01:00",
      faces: [{ name: "Tokyo", zone: "Asia/Tokyo", note: "8 hours ahead of you" }],
    });
  });
});

describe("action_convert_time_zone", () => {
  test.each([
    ["what is 3pm New York time in Oslo", "15:00 in New York is 21:00 in Oslo."],
    ["if it's noon in London what time is it in Delhi", "12:00 in London is 17:30 in Delhi."],
    ["9am pst in cet", "09:00 Pacific time is 18:00 Central European time."],
    ["8 pm Paris time here", "20:00 in Paris is 20:00 here."],
    ["What time is 10:30 EST for me?", "10:30 Eastern time is 16:30 here."],
    ["from Jakarta 15:00 to Brussels", "15:00 in Jakarta is 09:00 in Brussels."],
    ["how late is it in Seoul when it's midnight in Rome", "00:00 in Rome is 08:00 in Seoul."],
    ["0900 Zulu in local time", "09:00 UTC is 10:00 here."],
    ["at 2 pm my time, what time is it in Hong Kong", "14:00 here is 21:00 in Hong Kong."],
    [
      "if I ring Auckland at 9 tonight what time will it be there",
      "21:00 here is 09:00 in Auckland, the next day (Tue 3 Mar 2026).",
    ],
    [
      "10 tomorrow morning in Nairobi is what time in Vancouver",
      "10:00 in Nairobi is 23:00 in Vancouver, the day before (Mon 2 Mar 2026).",
    ],
    [
      "noon in mexico, what time is that in Ireland",
      "12:00 in Mexico City is 18:00 in Ireland (Mexico is taken as Mexico City).",
    ],
    ["convert a time from Spain to Peru", "utter_ask_time_to_convert"],
    ["convert 3 pm", "utter_ask_place_to_convert"],
  ])("%s: %s", async (text, reply) => expect(await answer(convert, text)).toBe(reply));
});

describe("at another moment than now", () => {
  test.each([
    ["what time was it three hours ago", "It was 06:30 on Monday 2 March 2026."],
    ["what time will it be in ninety minutes", "It will be 11:00 on Monday 2 March 2026."],
    ["what time will it be in Tokyo in 2 hours", "It will be 19:30 in Tokyo, 8 hours ahead of you."],
    ["the time now plus 40 minutes", "It will be 10:10 on Monday 2 March 2026."],
    ["what time was it 16 hours earlier", "It was 17:30 on Sunday 1 March 2026."],
  ])("%s: %s", async (text, reply) => {
    expect(await answer(askTime, text)).toBe(reply);
    expect(await answer(convert, text)).toBe(reply);
  });
});

test.each(["which time zone is this", "what's my timezone"])("%s: the user's own", async (text) => {
  const reply = "You're in the time zone Europe/Oslo: Central European Standard Time, UTC+1.";
  expect(await answer(askTime, text)).toBe(reply);
  expect(await answer(convert, text)).toBe(reply);
});

test.each([
  ["if I ring at 8 pm what time is it in Tokyo", "20:00 here is 04:00 in Tokyo, the next day (Tue 3 Mar 2026)."],
  ["if I ring Tokyo at nine", "09:00 here is 17:00 in Tokyo."],
])("%s: %s", async (text, reply) => expect(await answer(convert, text)).toBe(reply));
