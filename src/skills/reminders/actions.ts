import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { changeEvent, deleteEvent } from "../calendar/change-actions";
import { orElse } from "../or-else";
import { cancelReminder, changeReminder, deleteReminders } from "./change-actions";
import { extractReminder, validateReminderForm } from "./form";
import { ring, snoozeReminder, stopRinging } from "./ring-actions";
import { listReminders, setReminder } from "./set-actions";

export const actions: Action<UserData>[] = [
  extractReminder,
  validateReminderForm,
  setReminder,
  listReminders,
  orElse(cancelReminder, "reminders", deleteEvent, "appointments"),
  deleteReminders,
  orElse(changeReminder, "reminders", changeEvent, "appointments"),
  snoozeReminder,
  ring,
  stopRinging,
];
