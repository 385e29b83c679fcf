import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import * as rruleModule from "rrule";
import { formatRule, nextOccurrence, parseRule } from "../../../../src/engine/time/recurrence";
import { formatIso } from "../../../../src/engine/time/zone";

const { rrulestr } = rruleModule;
const OSLO = "Europe/Oslo";
const next = (rule: string, after: string, anchor: string, zone = OSLO) => {
  const ms = nextOccurrence(rule, Date.parse(after), zone, anchor);
  return ms === null ? null : formatIso(ms, zone);
};

describe("the next occurrence", () => {
  test.each([
    ["FREQ=DAILY", "2026-11-22T08:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-22T09:00:00.000+01:00"],
    ["FREQ=DAILY", "2026-11-22T09:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-23T09:00:00.000+01:00"],
    [
      "FREQ=WEEKLY;BYDAY=MO,TH",
      "2026-11-23T18:00:00+01:00",
      "2026-11-23T18:00:00+01:00",
      "2026-11-26T18:00:00.000+01:00",
    ],
    [
      "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
      "2026-11-24T07:00:00+01:00",
      "2026-11-24T07:00:00+01:00",
      "2026-12-08T07:00:00.000+01:00",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=31",
      "2027-01-31T10:00:00+01:00",
      "2026-12-31T09:00:00+01:00",
      "2027-03-31T09:00:00.000+02:00",
    ],
    [
      "FREQ=MONTHLY;BYMONTHDAY=-1",
      "2027-02-01T10:00:00+01:00",
      "2026-12-31T09:00:00+01:00",
      "2027-02-28T09:00:00.000+01:00",
    ],
    [
      "FREQ=MONTHLY;BYDAY=-1FR",
      "2026-11-22T10:00:00+01:00",
      "2026-10-30T09:00:00+01:00",
      "2026-11-27T09:00:00.000+01:00",
    ],
    [
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
      "2026-11-22T10:00:00+01:00",
      "2024-02-29T09:00:00+01:00",
      "2028-02-29T09:00:00.000+01:00",
    ],
    [
      "FREQ=HOURLY;INTERVAL=2",
      "2026-11-22T10:30:00+01:00",
      "2026-11-22T08:15:00+01:00",
      "2026-11-22T12:15:00.000+01:00",
    ],
    ["FREQ=DAILY", "2026-01-01T00:00:00+01:00", "2026-11-20T09:00:00+01:00", "2026-11-20T09:00:00.000+01:00"],
  ])("%s after %s, begun %s, is %s", (rule, after, anchor, expected) => {
    expect(next(rule, after, anchor)).toBe(expected);
  });

  test("keeps its time of day when the clocks change", () => {
    expect(next("FREQ=DAILY", "2027-03-27T10:00:00+01:00", "2026-11-20T09:00:00+01:00")).toBe(
      "2027-03-28T09:00:00.000+02:00",
    );
  });

  test("moves past the gap on the day that its time doesn't exist, and is back the day after", () => {
    expect(next("FREQ=DAILY", "2027-03-27T10:00:00+01:00", "2026-11-20T02:30:00+01:00")).toBe(
      "2027-03-28T03:30:00.000+02:00",
    );
    expect(next("FREQ=DAILY", "2027-03-28T10:00:00+02:00", "2026-11-20T02:30:00+01:00")).toBe(
      "2027-03-29T02:30:00.000+02:00",
    );
  });

  test("counts hours by elapsed time across the change", () => {
    expect(next("FREQ=HOURLY;INTERVAL=2", "2027-03-28T01:30:00+01:00", "2027-03-28T01:00:00+01:00")).toBe(
      "2027-03-28T04:00:00.000+02:00",
    );
  });

  test("ends with UNTIL", () => {
    const rule = "FREQ=DAILY;UNTIL=20261127T225959Z";
    expect(next(rule, "2026-11-26T10:00:00+01:00", "2026-11-20T09:00:00+01:00")).toBe("2026-11-27T09:00:00.000+01:00");
    expect(next(rule, "2026-11-27T10:00:00+01:00", "2026-11-20T09:00:00+01:00")).toBeNull();
  });

  test("is none for a rule that no calendar fulfils, a rule of another kind, or a broken anchor", () => {
    expect(next("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-22T10:00:00Z", "2026-11-20T09:00:00Z")).toBeNull();
    for (const rule of [
      "",
      "FREQ=SECONDLY",
      "FREQ=DAILY;BYSETPOS=1",
      "FREQ=DAILY;INTERVAL=0",
      "FREQ=WEEKLY;BYDAY=XX",
      "every day",
    ]) {
      expect(next(rule, "2026-11-22T10:00:00Z", "2026-11-20T09:00:00Z")).toBeNull();
    }
    expect(next("FREQ=DAILY", "2026-11-22T10:00:00Z", "soon")).toBeNull();
  });
});

test("a rule written from its parts is read as the same parts", () => {
  for (const rule of [
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3",
    "FREQ=DAILY;UNTIL=20261127T225959Z",
  ]) {
    const parsed = parseRule(rule);
    expect(parsed && formatRule(parsed)).toBe(rule);
  }
});

test("agrees with the rrule library in UTC", () => {
  const day = fc.constantFrom("MO", "TU", "WE", "TH", "FR", "SA", "SU");
  const rules = fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((n) => `FREQ=DAILY;INTERVAL=${n}`),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.uniqueArray(day, { minLength: 1, maxLength: 3 }))
      .map(([n, days]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${days.join(",")}`),
    fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(1, 15, 29, 31, -1, -3))
      .map(([n, d]) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${d}`),
    fc.tuple(fc.constantFrom(1, 2, 4, -1), day).map(([n, d]) => `FREQ=MONTHLY;BYDAY=${n}${d}`),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
      .map(([n, m, d]) => `FREQ=YEARLY;INTERVAL=${n};BYMONTH=${m};BYMONTHDAY=${d}`),
    fc.integer({ min: 1, max: 30 }).map((n) => `FREQ=HOURLY;INTERVAL=${n}`),
  );
  const seconds = { min: Date.UTC(2020, 0) / 1000, max: Date.UTC(2030, 0) / 1000 };
  fc.assert(
    fc.property(rules, fc.integer(seconds), fc.integer({ min: 0, max: 3 * 365 * 86_400 }), (rule, start, later) => {
      const anchor = new Date(start * 1000);
      const after = new Date((start + later) * 1000);
      const oracle = rrulestr(rule, { dtstart: anchor }).after(after);
      expect(nextOccurrence(rule, after.getTime(), "UTC", anchor.toISOString())).toBe(oracle?.getTime());
    }),
    { numRuns: 150 },
  );
});
