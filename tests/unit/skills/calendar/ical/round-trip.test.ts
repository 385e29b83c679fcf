import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, fromDayNumber } from "../../../../../src/engine/time/calendar";
import { formatIso, instantOf, startOfDay, wallClock } from "../../../../../src/engine/time/zone";
import { readCalendar } from "../../../../../src/skills/calendar/ical/read";
import { writeCalendar } from "../../../../../src/skills/calendar/ical/write";
import type { Appointment } from "../../../../../src/storage/schema";

const NOW = Date.parse("2026-03-02T09:30:00+01:00");
const zones = fc.constantFrom(
  "Europe/Oslo",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "UTC",
  "Pacific/Apia",
);
/** Anything a user may write, control characters and halves of emoji among it; none of it only spaces. */
const words = fc
  .string({ unit: "binary", minLength: 1, maxLength: 200 })
  .map((text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .trim(),
  )
  .filter((text) => text !== "");
const rules = fc.constantFrom(
  "FREQ=DAILY",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
  "FREQ=MONTHLY;BYDAY=-1FR",
  "FREQ=MONTHLY;BYMONTHDAY=-1",
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
  "FREQ=HOURLY;INTERVAL=6",
);

const appointments: fc.Arbitrary<Appointment> = fc
  .record({
    title: words,
    place: fc.option(words, { nil: undefined }),
    notes: fc.option(words, { nil: undefined }),
    zone: zones,
    minute: fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2060, 0, 1) / 60_000 }),
    length: fc.integer({ min: 0, max: 5000 }),
    allDay: fc.boolean(),
    rule: fc.option(rules, { nil: undefined }),
    until: fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }),
    skipped: fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 4 }),
  })
  .map(({ zone, minute, length, allDay, rule, until, skipped, place, notes, title }): Appointment => {
    // The second of an hour shown twice can't be told in its zone.
    const wall = wallClock(minute * 60_000, zone);
    const start = allDay ? startOfDay(wall, zone) : instantOf(wall, zone);
    const day = (ms: number, count: number) => startOfDay(addDays(wallClock(ms, zone), count), zone);
    const end = allDay ? day(start, 1 + (length % 20)) : start + length * 60_000;
    const wholeRule = rule !== undefined && allDay && rule.startsWith("FREQ=HOURLY") ? "FREQ=DAILY" : rule;
    const last = until === undefined ? 0 : allDay ? day(start, until) - 1000 : start + until * 86_400_000;
    const untilPart = `;UNTIL=${new Date(last).toISOString().replace(/[-:]|\.\d{3}/g, "")}`;
    const exceptions = skipped
      .sort((a, b) => a - b)
      .map((count) => (allDay ? day(start, count) : instantOf({ ...wall, ...addDays(wall, count) }, zone)));
    return {
      id: "x",
      title,
      ...(place !== undefined && { place }),
      ...(notes !== undefined && { notes }),
      starts: formatIso(start, zone),
      ends: formatIso(end, zone),
      allDay,
      zone,
      ...(wholeRule !== undefined && { rule: until === undefined ? wholeRule : wholeRule + untilPart }),
      ...(wholeRule !== undefined &&
        exceptions.length > 0 && { exceptions: exceptions.map((ms) => formatIso(ms, zone)) }),
      created: formatIso(NOW, "Europe/Oslo"),
    };
  });

describe("a calendar file", () => {
  it("reads as what was written", () => {
    fc.assert(
      fc.property(fc.array(appointments, { maxLength: 4 }), (all) => {
        const numbered = all.map((each, place) => ({ ...each, id: `id${place}` }));
        const text = writeCalendar({ appointments: numbered, now: NOW });
        const read = readCalendar(text, "UTC");
        expect(read.faults).toEqual([]);
        const expected = numbered.map(({ id, created: _created, ...event }) => {
          // A whole day of another zone is that day wherever the file is read.
          return { ...event, uid: `${id}@sotto` };
        });
        const anyZone = ({ allDay, ...event }: (typeof read.appointments)[number]) =>
          allDay ? { ...event, allDay, zone: "", ...datesOf(event) } : { ...event, allDay };
        expect(read.appointments.map(anyZone)).toEqual(expected.map(anyZone));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("has lines of at most 75 octets, ended as RFC 5545 says", () => {
    fc.assert(
      fc.property(appointments, (appointment) => {
        const text = writeCalendar({ appointments: [appointment], now: NOW });
        const lines = text.split("\r\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("survives anything: the reader throws at nothing, and says where it is wrong", () => {
    const start = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260302T090000Z\r\n";
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(400), (noise, place) => {
        const good = writeCalendar({ appointments: [], now: NOW });
        for (const text of [noise, start + noise, good.slice(0, place) + noise + good.slice(place)]) {
          for (const { line } of readCalendar(text, "Europe/Oslo").faults) expect(line).toBeGreaterThan(0);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

/** The days of an all-day event without their zone. */
function datesOf({
  starts,
  ends,
  exceptions,
  rule,
  zone,
}: Pick<Appointment, "starts" | "ends" | "exceptions" | "rule" | "zone">) {
  const date = (iso: string) => JSON.stringify(fromWall(iso, zone));
  const until = rule?.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_all, ...parts: string[]) => {
    const [year, month, day, hour, minute, second] = parts.map(Number);
    const ms = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
    return `UNTIL=${JSON.stringify(fromWall(new Date(ms).toISOString(), zone))}`;
  });
  return { starts: date(starts), ends: date(ends), exceptions: exceptions?.map(date), rule: until };
}

function fromWall(iso: string, zone: string) {
  const { year, month, day } = wallClock(Date.parse(iso), zone);
  return fromDayNumber(Math.round(Date.UTC(year, month - 1, day) / 86_400_000));
}
