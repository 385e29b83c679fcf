import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../../src/engine/environment";
import { describeMoment, describeReminder, describeRule } from "../../../../src/skills/reminders/describe";

const NOW = Date.parse("2026-03-02T09:30:00+01:00");

describe("describeMoment", () => {
  it.each([
    ["2026-03-02T17:00:00+01:00", "today, Mon 2 Mar at 17:00"],
    ["2026-03-03T09:05:00+01:00", "tomorrow, Tue 3 Mar at 09:05"],
    ["2026-03-01T09:00:00+01:00", "yesterday, Sun 1 Mar at 09:00"],
    ["2026-03-29T09:00:00+02:00", "Sun 29 Mar at 09:00"],
    ["2027-01-01T00:00:00+01:00", "Fri 1 Jan 2027 at 00:00"],
  ])("%s", (iso, words) => {
    expect(describeMoment(iso, "Europe/Oslo", NOW)).toBe(words);
  });
});

describe("describeReminder", () => {
  const reminder = { task: "call Jo", due: "2026-03-03T07:00:00-05:00", zone: "America/New_York", rule: "FREQ=DAILY" };

  it("tells the time by the clocks of where it was set, and names that place to whoever is elsewhere", () => {
    expect(describeReminder(reminder, fixedClock(NOW, "Europe/Oslo"))).toBe(
      "“call Jo”, tomorrow, Tue 3 Mar at 07:00 (America/New York), every day",
    );
    expect(describeReminder(reminder, fixedClock(NOW, "America/New_York"))).toBe(
      "“call Jo”, tomorrow, Tue 3 Mar at 07:00, every day",
    );
  });
});

describe("describeRule", () => {
  it.each([
    ["FREQ=DAILY", "every day"],
    ["FREQ=WEEKLY;BYDAY=MO", "every Monday"],
    ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"],
    ["FREQ=WEEKLY;BYDAY=MO,WE,FR", "every Monday, Wednesday and Friday"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "every 2 weeks on Wednesday"],
    ["FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st"],
    ["FREQ=MONTHLY;BYMONTHDAY=22", "every month on the 22nd"],
    ["FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"],
    ["FREQ=HOURLY;INTERVAL=2", "every 2 hours"],
    ["nonsense", "repeatedly"],
  ])("%s", (rule, words) => {
    expect(describeRule(rule)).toBe(words);
  });
});
