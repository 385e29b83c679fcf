import { describe, expect, it } from "vitest";
import { newValues, readValues, valuesOf, withStart } from "../../../../src/skills/calendar/form-values";
import { occurrenceAt } from "../../../../src/skills/calendar/occurrences";
import { appointment } from "./appointments";

const ZONE = "Europe/Oslo";
const lunch = appointment("l", "Lunch", "2026-03-06T12:30:00.000+01:00", { place: "Rosso", rule: "FREQ=DAILY" });
const values = valuesOf(occurrenceAt(lunch, Date.parse(lunch.starts), ZONE), ZONE);
const NOW = Date.parse("2026-03-02T09:30:00+01:00");

describe("the event's form", () => {
  it("gives back the event it was filled with", () => {
    const { id: _id, created: _created, ...fields } = lunch;
    expect(readValues(values, ZONE)).toEqual({ fields: { ...fields, ends: "2026-03-06T13:30:00.000+01:00" } });
  });

  it("holds the last day of whole days, and gives back the day after it", () => {
    const trip = appointment("t", "Trip", "2026-03-06T00:00:00.000+01:00", {
      ends: "2026-03-09T00:00:00.000+01:00",
      allDay: true,
    });
    const held = valuesOf(occurrenceAt(trip, Date.parse(trip.starts), ZONE), ZONE);
    expect(held).toMatchObject({ startDay: "2026-03-06", endDay: "2026-03-08" });
    expect(readValues(held, ZONE)).toMatchObject({ fields: { ends: "2026-03-09T00:00:00.000+01:00", allDay: true } });
  });

  it("moves the end along with the beginning, over midnight too", () => {
    expect(withStart(values, { startDay: "2026-03-10" })).toMatchObject({ endDay: "2026-03-10", endTime: "13:30" });
    expect(withStart(values, { startTime: "23:30" })).toMatchObject({ endDay: "2026-03-07", endTime: "00:30" });
  });

  it.each([
    [{ title: " " }, "Give it a title."],
    [{ startDay: "" }, "Give it a day and a time."],
    [{ endDay: "2026-03-05" }, "The end is before the beginning."],
  ])("says what is wrong: %j", (change, fault) => {
    expect(readValues({ ...values, ...change }, ZONE)).toEqual({ fault });
  });

  it("offers an hour for a new event: today's next, or nine", () => {
    expect(newValues({ year: 2026, month: 3, day: 2 }, NOW, ZONE)).toMatchObject({
      startTime: "10:00",
      endTime: "11:00",
    });
    expect(newValues({ year: 2026, month: 3, day: 5 }, NOW, ZONE)).toMatchObject({
      startDay: "2026-03-05",
      startTime: "09:00",
    });
  });
});
