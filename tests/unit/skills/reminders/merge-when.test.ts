import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../../src/engine/environment";
import { createDucklingExtractor } from "../../../../src/engine/nlu/extractors/duckling";
import { mergeWhen } from "../../../../src/skills/reminders/merge-when";

const ZONE = "Europe/Oslo";
/** Monday. */
const NOW = Date.parse("2026-03-02T09:30:00+01:00");
const extractor = createDucklingExtractor();
const tomorrowAtNine = { at: "2026-03-03T09:00:00.000+01:00" };

function merge(old: { at: string; rule?: string }, text: string) {
  const entities = extractor.extract(text, { now: NOW, zone: ZONE });
  return mergeWhen(old, { text, entities }, fixedClock(NOW, ZONE));
}

describe("mergeWhen", () => {
  it.each([
    ["no, make it ten", "2026-03-03T10:00:00.000+01:00"],
    ["make it two", "2026-03-03T14:00:00.000+01:00"],
    ["actually 5 pm", "2026-03-03T17:00:00.000+01:00"],
    ["I meant half past seven", "2026-03-03T07:30:00.000+01:00"],
    ["change that to noon", "2026-03-03T12:00:00.000+01:00"],
    ["no, in the evening", "2026-03-03T18:00:00.000+01:00"],
    ["it should be 18:45", "2026-03-03T18:45:00.000+01:00"],
  ])("keeps the day: %s", (text, at) => {
    expect(merge(tomorrowAtNine, text)).toEqual({ at });
  });

  it.each([
    ["I meant Thursday", "2026-03-05T09:00:00.000+01:00"],
    ["not Tuesday, Friday", "2026-03-06T09:00:00.000+01:00"],
    ["sorry, I meant Wednesday, not Thursday", "2026-03-04T09:00:00.000+01:00"],
    ["it's on the 21st", "2026-03-21T09:00:00.000+01:00"],
  ])("keeps the hour: %s", (text, at) => {
    expect(merge(tomorrowAtNine, text)).toEqual({ at });
  });

  it.each([
    ["20 minutes later", "2026-03-03T09:20:00.000+01:00"],
    ["push it back an hour", "2026-03-03T10:00:00.000+01:00"],
    ["bring it forward by half an hour", "2026-03-03T08:30:00.000+01:00"],
    ["a day later", "2026-03-04T09:00:00.000+01:00"],
  ])("shifts: %s", (text, at) => {
    expect(merge(tomorrowAtNine, text)).toEqual({ at });
  });

  it.each([
    ["sorry, 20 minutes not 10", "2026-03-02T09:50:00.000+01:00"],
    ["no, in 2 hours", "2026-03-02T11:30:00.000+01:00"],
    ["friday at four", "2026-03-06T16:00:00.000+01:00"],
  ])("takes a whole new time: %s", (text, at) => {
    expect(merge(tomorrowAtNine, text)).toEqual({ at });
  });

  it.each(["oops I meant pm", "pm, not am"])("turns the half of the day: %s", (text) => {
    expect(merge(tomorrowAtNine, text)).toEqual({ at: "2026-03-03T21:00:00.000+01:00" });
  });

  it("shifts by days on the calendar, across the change of clocks", () => {
    expect(merge({ at: "2026-03-28T09:00:00.000+01:00" }, "a day later")).toEqual({
      at: "2026-03-29T09:00:00.000+02:00",
    });
  });

  it("makes it repeat at the old hour unless a new one is said", () => {
    expect(merge(tomorrowAtNine, "make it every Thursday instead")).toEqual({
      at: "2026-03-05T09:00:00.000+01:00",
      rule: "FREQ=WEEKLY;BYDAY=TH",
    });
    expect(merge(tomorrowAtNine, "every Thursday at six in the evening")).toMatchObject({
      at: "2026-03-05T18:00:00.000+01:00",
    });
  });

  it("moves a weekly reminder to another weekday, and keeps the rule when only the hour changes", () => {
    const mondays = { at: "2026-03-09T09:00:00.000+01:00", rule: "FREQ=WEEKLY;BYDAY=MO" };
    expect(merge(mondays, "make it Thursday")).toEqual({
      at: "2026-03-05T09:00:00.000+01:00",
      rule: "FREQ=WEEKLY;BYDAY=TH",
    });
    expect(merge(mondays, "make it ten")).toEqual({ at: "2026-03-09T10:00:00.000+01:00", rule: mondays.rule });
  });

  it.each(["sorry, call Bob", "", "I am late"])("finds no time in %j", (text) => {
    expect(merge(tomorrowAtNine, text)).toBeNull();
  });
});
