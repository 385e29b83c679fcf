import { describe, expect, it } from "vitest";
import { dayNumber } from "../../../../src/engine/time/calendar";
import { byDay, dayAfterKey, monthGrid } from "../../../../src/skills/calendar/month-grid";
import { occurrencesBetween } from "../../../../src/skills/calendar/occurrences";
import { dayBlocks } from "../../../../src/skills/calendar/week-layout";
import { appointment, standup } from "./appointments";

const ZONE = "Europe/Oslo";
const march = (day: number) => ({ year: 2026, month: 3, day });

describe("monthGrid", () => {
  it.each([
    ["a month that begins on a Monday and fits", { year: 2027, month: 2 }, 4],
    ["a month that begins on a Sunday", { year: 2026, month: 3 }, 6],
    ["any other", { year: 2026, month: 4 }, 5],
  ])("%s", (_what, month, weeks) => {
    const grid = monthGrid(month);
    expect(grid).toHaveLength(weeks);
    const days = grid.flat().map(dayNumber);
    expect(days).toEqual(days.map((_day, place) => (days[0] ?? 0) + place));
    expect(grid.flat().filter((date) => date.month === month.month)[0]?.day).toBe(1);
  });
});

it.each([
  ["ArrowLeft", false, { year: 2026, month: 2, day: 28 }],
  ["ArrowDown", false, march(8)],
  ["Home", false, { year: 2026, month: 2, day: 23 }],
  ["End", false, march(1)],
  ["PageDown", false, { year: 2026, month: 4, day: 1 }],
  ["PageUp", true, { year: 2025, month: 3, day: 1 }],
  ["a", false, null],
])("%s (shift %s) leads to the day", (key, isShifted, date) => {
  expect(dayAfterKey(march(1), key, isShifted)).toEqual(date);
});

it("puts an event of several days on each of them, and none on the day that begins when it ends", () => {
  const trip = appointment("t", "Trip", "2026-03-05T22:00:00+01:00", { ends: "2026-03-08T00:00:00+01:00" });
  const span = { from: Date.parse("2026-03-01T00:00:00+01:00"), to: Date.parse("2026-04-01T00:00:00+02:00") };
  const days = byDay(occurrencesBetween([trip, standup], span, ZONE), ZONE);
  const titles = (day: number) => days.get(dayNumber(march(day)))?.map(({ appointment: each }) => each.title) ?? [];
  expect([4, 5, 6, 7, 8].map(titles)).toEqual([[], ["Trip"], ["Trip"], ["Trip"], []]);
  expect([2, 9, 16, 23, 30].map(titles)).toEqual(Array.from({ length: 5 }, () => ["Standup"]));
});

describe("dayBlocks", () => {
  const at = (id: string, from: string, to: string) =>
    appointment(id, id, `2026-03-05T${from}:00+01:00`, { ends: `2026-03-05T${to}:00+01:00` });
  const blocks = (...all: ReturnType<typeof at>[]) => {
    const span = { from: Date.parse("2026-03-05T00:00:00+01:00"), to: Date.parse("2026-03-06T00:00:00+01:00") };
    return dayBlocks(occurrencesBetween(all, span, ZONE), march(5), ZONE).map(
      ({ occurrence, from, to, lane, lanes }) => {
        return [occurrence.appointment.id, from, to, `${lane}/${lanes}`];
      },
    );
  };

  it("puts what overlaps side by side, and uses a lane again once it is free", () => {
    expect(
      blocks(
        at("a", "09:00", "11:00"),
        at("b", "09:30", "10:00"),
        at("c", "10:00", "12:00"),
        at("d", "12:00", "13:00"),
      ),
    ).toEqual([
      ["a", 540, 660, "0/2"],
      ["b", 570, 600, "1/2"],
      ["c", 600, 720, "1/2"],
      ["d", 720, 780, "0/1"],
    ]);
  });

  it("draws what is short as high as its title, within the day", () => {
    expect(blocks(at("a", "09:00", "09:00"), at("b", "23:50", "23:55"))).toEqual([
      ["a", 540, 570, "0/1"],
      ["b", 1410, 1440, "0/1"],
    ]);
  });

  it("cuts what began the day before", () => {
    const night = appointment("n", "n", "2026-03-04T22:00:00+01:00", { ends: "2026-03-05T02:00:00+01:00" });
    expect(blocks(night)).toEqual([["n", 0, 120, "0/1"]]);
  });
});
