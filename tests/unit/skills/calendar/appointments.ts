import type { Appointment } from "../../../../src/storage/schema";
import { Talk } from "../talk";

/** An hour in Oslo, unless `more` says otherwise. */
export function appointment(id: string, title: string, starts: string, more: Partial<Appointment> = {}): Appointment {
  const ends = new Date(Date.parse(starts) + 3_600_000).toISOString();
  const created = "2026-03-01T12:00:00.000+01:00";
  return { id, title, starts, ends, allDay: false, zone: "Europe/Oslo", created, ...more };
}

export const standup = appointment("s", "Standup", "2026-03-02T09:00:00.000+01:00", {
  ends: "2026-03-02T09:30:00.000+01:00",
  rule: "FREQ=WEEKLY;BYDAY=MO",
});

/** Monday 2 March 2026, 09:30 in Oslo; a standup every Monday, and three other events. */
export const fullCalendar = () =>
  new Talk().put(
    "appointments",
    appointment("d", "Dentist", "2026-03-03T15:00:00.000+01:00"),
    appointment("l", "Lunch with Anna", "2026-03-06T12:30:00.000+01:00", { place: "Cafe Rosso" }),
    appointment("h", "Holiday", "2026-03-06T00:00:00.000+01:00", {
      ends: "2026-03-08T00:00:00.000+01:00",
      allDay: true,
    }),
    standup,
  );

export const kept = (talk: Talk) => talk.all("appointments") as Appointment[];
export const byId = (talk: Talk, id: string) => kept(talk).find((each) => each.id === id);
