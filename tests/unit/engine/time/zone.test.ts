import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { formatIso, instantOf, offsetMinutes, startOfDay, wallClock } from "../../../../src/engine/time/zone";

const at = (iso: string) => Date.parse(iso);
const wall = (year: number, month: number, day: number, hour: number, minute = 0) => ({
  year,
  month,
  day,
  hour,
  minute,
  second: 0,
});

describe("wall clock and instant", () => {
  test.each([
    ["2026-11-22T10:15:30Z", "Europe/Oslo", "2026-11-22T11:15:30.000+01:00"],
    ["2026-07-01T10:15:30.250Z", "Europe/Oslo", "2026-07-01T12:15:30.250+02:00"],
    ["2026-11-22T10:15:30Z", "America/New_York", "2026-11-22T05:15:30.000-05:00"],
    ["2026-11-22T10:15:30Z", "Asia/Kathmandu", "2026-11-22T16:00:30.000+05:45"],
    ["2026-11-22T00:00:00Z", "UTC", "2026-11-22T00:00:00.000+00:00"],
    ["2026-11-22T10:15:30Z", "America/St_Johns", "2026-11-22T06:45:30.000-03:30"],
  ])("%s in %s is written %s", (instant, zone, iso) => {
    expect(formatIso(at(instant), zone)).toBe(iso);
    expect(Date.parse(iso)).toBe(at(instant));
  });

  test("a time that the clocks skip is as much after the change as it was meant to be", () => {
    expect(formatIso(instantOf(wall(2027, 3, 28, 2, 30), "Europe/Oslo"), "Europe/Oslo")).toBe(
      "2027-03-28T03:30:00.000+02:00",
    );
    expect(formatIso(instantOf(wall(2026, 3, 8, 2, 15), "America/New_York"), "America/New_York")).toBe(
      "2026-03-08T03:15:00.000-04:00",
    );
  });

  test("of a time shown twice the first is meant", () => {
    expect(formatIso(instantOf(wall(2026, 10, 25, 2, 30), "Europe/Oslo"), "Europe/Oslo")).toBe(
      "2026-10-25T02:30:00.000+02:00",
    );
    expect(formatIso(instantOf(wall(2026, 11, 1, 1, 30), "America/New_York"), "America/New_York")).toBe(
      "2026-11-01T01:30:00.000-04:00",
    );
  });

  test("a day whose midnight is skipped begins at the first hour it has", () => {
    expect(formatIso(startOfDay({ year: 2024, month: 9, day: 8 }, "America/Santiago"), "America/Santiago")).toBe(
      "2024-09-08T01:00:00.000-03:00",
    );
  });

  test("offsets are minutes east of UTC", () => {
    expect(offsetMinutes(at("2026-07-01T00:00:00Z"), "Europe/Oslo")).toBe(120);
    expect(offsetMinutes(at("2026-07-01T00:00:00Z"), "America/New_York")).toBe(-240);
  });

  test("what the clocks show leads back to the instant, outside the hour shown twice", () => {
    const zones = fc.constantFrom(
      "Europe/Oslo",
      "America/New_York",
      "Asia/Kolkata",
      "Australia/Lord_Howe",
      "Pacific/Apia",
      "UTC",
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 4_000_000_000 }), (zone, seconds) => {
        const ms = seconds * 1000;
        const back = instantOf(wallClock(ms, zone), zone);
        expect(formatIso(back, zone).slice(0, 19)).toBe(formatIso(ms, zone).slice(0, 19));
        expect(back).toBeLessThanOrEqual(ms);
      }),
    );
  });
});
