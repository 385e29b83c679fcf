import { describe, expect, test } from "vitest";
import { createDucklingExtractor } from "../../../../../src/engine/nlu/extractors/duckling";
import { readRecurrence } from "../../../../../src/engine/nlu/extractors/recurrence";

/** Sunday the 22nd of November 2026, a quarter past eleven in Oslo. */
const context = { now: Date.parse("2026-11-22T11:15:00+01:00"), zone: "Europe/Oslo" };
const read = (text: string) => {
  const found = readRecurrence(text, context);
  return found && `[${text.slice(found.start, found.end)}] ${found.rule} ${found.first.slice(0, 16)}`;
};

describe("how often", () => {
  test.each([
    ["every monday", "[every monday] FREQ=WEEKLY;BYDAY=MO 2026-11-23T09:00"],
    ["every other tuesday at 7", "[every other tuesday at 7] FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-11-24T07:00"],
    ["every school day at 8", "[every school day at 8] FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-11-23T08:00"],
    ["weekdays at 8", "[weekdays at 8] FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-11-23T08:00"],
    [
      "every monday to friday at 8:30",
      "[every monday to friday at 8:30] FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR 2026-11-23T08:30",
    ],
    ["daily", "[daily] FREQ=DAILY 2026-11-23T09:00"],
    ["every day at 9", "[every day at 9] FREQ=DAILY 2026-11-23T09:00"],
    ["every day at 9pm", "[every day at 9pm] FREQ=DAILY 2026-11-22T21:00"],
    ["at 7 every day", "[at 7 every day] FREQ=DAILY 2026-11-23T07:00"],
    ["each morning", "[each morning] FREQ=DAILY 2026-11-23T09:00"],
    ["every evening at 9", "[every evening at 9] FREQ=DAILY 2026-11-22T21:00"],
    ["nightly", "[nightly] FREQ=DAILY 2026-11-22T20:00"],
    ["every 2 hours", "[every 2 hours] FREQ=HOURLY;INTERVAL=2 2026-11-22T13:15"],
    ["every half hour", "[every half hour] FREQ=MINUTELY;INTERVAL=30 2026-11-22T11:45"],
    ["every other day at 6pm", "[every other day at 6pm] FREQ=DAILY;INTERVAL=2 2026-11-22T18:00"],
    ["every weekend", "[every weekend] FREQ=WEEKLY;BYDAY=SA,SU 2026-11-28T09:00"],
    ["water the plants on sundays", "[on sundays] FREQ=WEEKLY;BYDAY=SU 2026-11-29T09:00"],
    ["mondays and thursdays at 18:00", "[mondays and thursdays at 18:00] FREQ=WEEKLY;BYDAY=MO,TH 2026-11-23T18:00"],
    ["every mon, wed and fri at 6pm", "[every mon, wed and fri at 6pm] FREQ=WEEKLY;BYDAY=MO,WE,FR 2026-11-23T18:00"],
    ["every monday morning at 8", "[every monday morning at 8] FREQ=WEEKLY;BYDAY=MO 2026-11-23T08:00"],
    ["every second week on friday", "[every second week on friday] FREQ=WEEKLY;INTERVAL=2;BYDAY=FR 2026-11-27T09:00"],
    ["on the first of every month", "[on the first of every month] FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01T09:00"],
    [
      "every month on the 15th at noon",
      "[every month on the 15th at noon] FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15T12:00",
    ],
    ["on the last day of every month", "[on the last day of every month] FREQ=MONTHLY;BYMONTHDAY=-1 2026-11-30T09:00"],
    [
      "every first monday of the month at 10",
      "[every first monday of the month at 10] FREQ=MONTHLY;BYDAY=1MO 2026-12-07T10:00",
    ],
    ["last friday of every month", "[last friday of every month] FREQ=MONTHLY;BYDAY=-1FR 2026-11-27T09:00"],
    ["every year on 3 march", "[every year on 3 march] FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 2027-03-03T09:00"],
    ["every 4 july", "[every 4 july] FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4 2027-07-04T09:00"],
    ["once a week", "[once a week] FREQ=WEEKLY 2026-11-29T09:00"],
    ["every day at 9 until friday", "[every day at 9 until friday] FREQ=DAILY;UNTIL=20261127T225959Z 2026-11-23T09:00"],
    ["every monday starting 1 december", "[every monday starting 1 december] FREQ=WEEKLY;BYDAY=MO 2026-12-07T09:00"],
    ["evry wendesday at 9", "[evry wendesday at 9] FREQ=WEEKLY;BYDAY=WE 2026-11-25T09:00"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    "",
    "everyone",
    "every second counts",
    "every time I call",
    "my daily report",
    "twice a day",
    "each of them",
    "tomorrow at nine",
    "on monday",
  ])("nothing recurs in %j", (text) => {
    expect(read(text)).toBeNull();
  });
});

test("says whether a time of day was said", () => {
  expect(readRecurrence("every monday", context)?.hourSaid).toBe(false);
  expect(readRecurrence("every monday at 9", context)?.hourSaid).toBe(true);
});

test("is an entity beside the time that it overlaps", () => {
  const entities = createDucklingExtractor({ dimensions: ["time", "recurrence"] }).extract(
    "every monday at 9",
    context,
  );
  expect(entities.map(({ entity, value }) => [entity, value])).toEqual([
    ["recurrence", { rule: "FREQ=WEEKLY;BYDAY=MO", first: "2026-11-23T09:00:00.000+01:00" }],
    ["time", "2026-11-23T09:00:00.000+01:00"],
  ]);
});

test("Monday to Friday at an hour is every working day, from one to the other is a stretch", () => {
  expect(readRecurrence("ping me monday through friday at 8", context)?.rule).toBe("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
  expect(readRecurrence("away from monday to friday at the coast", context)).toBeNull();
  expect(readRecurrence("the fair is monday to friday", context)).toBeNull();
});

test("an alarm that recurs is for the morning", () => {
  expect(readRecurrence("alarm at half five every day", context)?.first).toContain("T05:30");
  expect(readRecurrence("football at half five every day", context)?.first).toContain("T17:30");
});
