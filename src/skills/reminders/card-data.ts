import type { Reminder } from "../../storage/schema";

/** What a reminder's card needs to draw it before the stored record has been read. */
export type ReminderData = Pick<Reminder, "id" | "task" | "due" | "zone" | "rule" | "state">;

/** One reminder, just set, changed or ringing. */
export type ReminderCardData = { card: "reminder"; reminder: ReminderData };

/** Several, in order of time. */
export type RemindersCardData = { card: "reminders"; title: string; reminders: ReminderData[] };
