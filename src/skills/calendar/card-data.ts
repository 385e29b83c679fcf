import type { Appointment } from "../../storage/schema";

/** What an event's card needs to draw it before the stored record has been read. */
export type EventData = Omit<Appointment, "created" | "uid" | "exceptions" | "notes">;

/** One event, at the time it was spoken of: of a recurring one that may be any of its times. */
export type EventCardData = { card: "event"; event: EventData; on: string };

/** Several, in order of time. */
export type AgendaCardData = { card: "agenda"; title: string; events: { event: EventData; on: string }[] };

/** A calendar file to save. */
export type CalendarFileCardData = { card: "calendar_file"; name: string; ics: string; count: number };
