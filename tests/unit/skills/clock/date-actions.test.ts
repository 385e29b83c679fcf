import { describe, expect, it, test } from "vitest";
import { isoWeek, isoWeeksIn } from "../../../../src/skills/clock/iso-week";
import { actions as clock } from "../../../../src/skills/clock/actions";
import { made } from "../../../../src/skills/services";
import { memoryServices } from "../../../../training/commands/memory-services";
import { actionNamed, runAction } from "../run-action";
import { Talk } from "../talk";

const actions = [...made(clock, memoryServices)];

async function answer(name: string, text: string, now?: string): Promise<string | undefined> {
  const { messages } = await runAction(actionNamed(actions, name), { text, ...(now && { now }) });
  expect(messages).toHaveLength(1);
  return messages[0]?.text ?? messages[0]?.utter_action;
}

// Today is Monday 2 March 2026.
test.each([
  ["what's the date", "Today is Monday 2 March 2026."],
  ["what's tomorrow's date", "Tomorrow is Tuesday 3 March 2026."],
  ["what is yesterdays date", "Yesterday was Sunday 1 March 2026."],
  ["what's the day after tomorrow", "The day after tomorrow is Wednesday 4 March 2026."],
  ["is today friday", "No, today is Monday 2 March 2026."],
  ["is it monday already", "Yes, today is Monday 2 March 2026."],
  ["is tomorrow saturday", "No, tomorrow is Tuesday 3 March 2026."],
  ["is it Tuesday or Wednesday today", "Today is Monday 2 March 2026."],
  ["are we in march already", "Yes, today is Monday 2 March 2026."],
  ["is it the weekend", "No, today is Monday 2 March 2026."],
])("ask_date, %s: %s", async (text, reply) => expect(await answer("action_ask_date", text)).toBe(reply));

test.each([
  ["how many days until Christmas", "298 days until Christmas, Fri 25 Dec 2026 (9 months and 23 days)."],
  ["how long till 4 july", "124 days until Sat 4 Jul 2026 (4 months and 2 days)."],
  ["weeks since new year", "8 weeks and 4 days since New Year, Thu 1 Jan 2026 (60 days)."],
  ["how long since 14 february", "16 days since Sat 14 Feb 2026 (2 weeks and 2 days)."],
  ["how many days since the 24th", "6 days since Tue 24 Feb 2026."],
  ["days between 1 may and 20 june", "50 days from Fri 1 May 2026 to Sat 20 Jun 2026 (7 weeks and 1 day)."],
  [
    "number of days between christmas and easter",
    "93 days from Fri 25 Dec 2026 to Sun 28 Mar 2027 (13 weeks and 2 days).",
  ],
  ["how many weeks between 10/02 and 05/06", "16 weeks and 3 days from Wed 10 Feb 2027 to Sat 5 Jun 2027 (115 days)."],
  ["how long ago was 9 November 1989", "13,262 days since Thu 9 Nov 1989 (36 years, 3 months and 21 days)."],
  ["days left in the year", "304 days until the end of the year, Thu 31 Dec 2026 (9 months and 29 days)."],
  [
    "how many working days until easter",
    "25 working days until Easter, Sun 5 Apr 2026 (Monday to Friday; 34 days in all).",
  ],
  ["business days until saturday", "5 working days until Sat 7 Mar 2026 (Monday to Friday; 5 days in all)."],
  ["days until yesterday", "Yesterday, Sun 1 Mar 2026, is past: it was 1 day ago."],
  ["days until 30 february", "February has at most 29 days."],
  ["how many weekends until 16 march", "2 weekends until Mon 16 Mar 2026 (14 days)."],
  ["how many hours until midnight", "14 hours 30 minutes until midnight."],
  ["how many years since 1969", "57 years, 2 months and 1 day since Wed 1 Jan 1969 (20,879 days)."],
  ["how many days until 2 march", "utter_date_is_today"],
  ["how many days until a date", "utter_ask_which_date"],
])("ask_days_until, %s: %s", async (text, reply) => expect(await answer("action_ask_days_until", text)).toBe(reply));

test.each([
  ["what day of the week is 4 july", "4 July 2026 is a Saturday, in 124 days."],
  ["when is easter", "Easter is on Sunday 5 April 2026, in 34 days."],
  ["when was easter in 1987", "Easter was on Sunday 19 April 1987, 14,197 days ago."],
  ["when's pentecost next year", "Pentecost is on Sunday 16 May 2027, in 440 days."],
  ["whats the date of good friday", "Good Friday is on Friday 3 April 2026, in 32 days."],
  ["what day was 1 january 2000", "1 January 2000 was a Saturday, 9,557 days ago."],
  ["what day is the 24th", "24 March 2026 is a Tuesday, in 22 days."],
  ["is 13 october a friday", "No, 13 October 2026 is a Tuesday, in 225 days."],
  ["my wedding was on 8 june 2002, was that a saturday", "Yes, 8 June 2002 was a Saturday, 8,668 days ago."],
  ["Does Christmas Eve fall on a weekend?", "No, Christmas Eve is on Thursday 24 December 2026, in 297 days."],
  ["find the weekday for a date", "utter_ask_which_date"],
])("ask_weekday_of, %s: %s", async (text, reply) => expect(await answer("action_ask_weekday_of", text)).toBe(reply));

test.each([
  ["what date is 45 days from now", "45 days from today is Thursday 16 April 2026."],
  ["3 weeks after friday", "3 weeks after Fri 6 Mar 2026 is Friday 27 March 2026."],
  ["what was the date 100 days ago", "100 days ago was Saturday 22 November 2025."],
  ["10 days before christmas", "10 days before Fri 25 Dec 2026 is Tuesday 15 December 2026."],
  ["add 30 days to 14 march", "30 days after Sat 14 Mar 2026 is Monday 13 April 2026."],
  ["today plus 60 days", "60 days from today is Friday 1 May 2026."],
  ["today minus 33 days", "33 days ago was Wednesday 28 January 2026."],
  ["1 month after 31 january 2027", "1 month after Sun 31 Jan 2027 is Sunday 28 February 2027."],
  ["the date a fortnight from now", "A fortnight from today is Monday 16 March 2026."],
  ["10 working days from today", "10 working days from today is Monday 16 March 2026."],
  ["date calculator add days", "utter_ask_date_sum"],
])("add_to_date, %s: %s", async (text, reply) => expect(await answer("action_add_to_date", text)).toBe(reply));

test.each([
  ["what week is it", "It's week 10: Mon 2 Mar 2026 to Sun 8 Mar 2026."],
  ["what calendar week is 20 june in", "Sat 20 Jun 2026 is in week 25: Mon 15 Jun 2026 to Sun 21 Jun 2026."],
  ["next week is week what", "Mon 9 Mar 2026 is in week 11: Mon 9 Mar 2026 to Sun 15 Mar 2026."],
  ["is this an even or an odd week", "It's week 10, an even one: Mon 2 Mar 2026 to Sun 8 Mar 2026."],
  ["is it week 12 now", "It's week 10: Mon 2 Mar 2026 to Sun 8 Mar 2026."],
  ["how many weeks does this year have", "utter_weeks_in_year"],
])("ask_week_number, %s: %s", async (text, reply) => expect(await answer("action_ask_week_number", text)).toBe(reply));

it("counts days by the calendar when the clocks change in between", async () => {
  expect(await answer("action_ask_days_until", "days until 30 march", "2026-03-28T23:59:00+01:00")).toBe(
    "2 days until Mon 30 Mar 2026.",
  );
});

describe("ISO weeks", () => {
  test.each([
    [
      { year: 2027, month: 1, day: 1 },
      { year: 2026, week: 53 },
    ],
    [
      { year: 2024, month: 12, day: 30 },
      { year: 2025, week: 1 },
    ],
    [
      { year: 1969, month: 12, day: 31 },
      { year: 1970, week: 1 },
    ],
    [
      { year: 2026, month: 1, day: 4 },
      { year: 2026, week: 1 },
    ],
  ])("%o is in %o", (date, week) => expect(isoWeek(date)).toEqual(week));
  it("a year has 52 or 53", () => expect([2025, 2026].map(isoWeeksIn)).toEqual([52, 53]));
});

describe("a message of 100,000 characters", () => {
  const names = actions.map(({ name }) => name);
  const texts = ["1 day after ", "time in ", "1", "friday ", "9 am "].map((part) => part.repeat(100_000 / part.length));
  test.each(names)("%s answers it in good time", async (name) => {
    for (const text of texts) {
      const start = performance.now();
      expect(await answer(name, text)).toBeTypeOf("string");
      expect(performance.now() - start).toBeLessThan(2000);
    }
  });
});

test.each([
  ["what day is 29 february 2027", "February 2027 has 28 days."],
  ["what day is february 30th", "February has at most 29 days."],
  ["what day is 31 april", "April has 30 days."],
  ["what day is 29 february 2028", "29 February 2028 is a Tuesday, in 729 days."],
])("a date that there isn't, %s: %s", async (text, reply) =>
  expect(await answer("action_ask_weekday_of", text)).toBe(reply),
);

test.each([
  ["action_ask_weekday_of", "will 2032 be a leap year", "Yes, 2032 is a leap year."],
  ["action_ask_date", "is next year a leap year", "No, 2027 isn't a leap year."],
  ["action_ask_date", "when is the next leap year", "The next leap year is 2028."],
  ["action_ask_days_until", "how many days does june have", "June 2026 has 30 days."],
  ["action_ask_days_until", "how many days in february 2028", "February 2028 has 29 days."],
  ["action_ask_days_until", "how many days are there in next month", "April 2026 has 30 days."],
  ["action_ask_days_until", "number of days in 2028", "2028 has 366 days."],
  [
    "action_ask_days_until",
    "how many days remain this year",
    "304 days until the end of the year, Thu 31 Dec 2026 (9 months and 29 days).",
  ],
  [
    "action_ask_days_until",
    "days until the month is over",
    "29 days until the end of the month, Tue 31 Mar 2026 (4 weeks and 1 day).",
  ],
  ["action_ask_days_until", "how long until midnight", "14 hours 30 minutes until midnight."],
  [
    "action_ask_weekday_of",
    "when do the clocks go back",
    "The change to winter time is on Sunday 25 October 2026, in 237 days.",
  ],
  [
    "action_ask_days_until",
    "how long until the clocks change",
    "27 days until the change to summer time, Sun 29 Mar 2026 (3 weeks and 6 days).",
  ],
  ["action_add_to_date", "what time is 100 minutes from now", "It will be 11:10 on Monday 2 March 2026."],
  ["action_add_to_date", "45 days from now", "45 days from today is Thursday 16 April 2026."],
])("%s, %s: %s", async (action, text, reply) => expect(await answer(action, text)).toBe(reply));

describe("the day just told", () => {
  it("is what a later question goes on from", async () => {
    const talk = new Talk();
    await talk.say("ask_days_until", "how many days until 8 june");
    const [weekday] = await talk.say("ask_weekday_of", "what day is that");
    expect(weekday?.text).toBe("8 June 2026 is a Monday, in 98 days.");
    const [later] = await talk.say("add_to_date", "and two weeks later?");
    expect(later?.text).toBe("Two weeks after Mon 8 Jun 2026 is Monday 22 June 2026.");
  });

  it("is forgotten once something else was said", async () => {
    const talk = new Talk();
    await talk.say("ask_days_until", "how many days until 8 june");
    await talk.say("greet", "hello");
    const [later] = await talk.say("add_to_date", "two weeks later");
    expect(later?.text).toBe("Two weeks from today is Monday 16 March 2026.");
  });
});
