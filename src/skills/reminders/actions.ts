import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { cancelReminder, changeReminder, deleteReminders } from "./change-actions";
import { extractReminder, validateReminderForm } from "./form";
import { ring, snoozeReminder, stopRinging } from "./ring-actions";
import { listReminders, setReminder } from "./set-actions";

export const actions: Action<UserData>[] = [
  extractReminder,
  validateReminderForm,
  setReminder,
  listReminders,
  cancelReminder,
  deleteReminders,
  changeReminder,
  snoozeReminder,
  ring,
  stopRinging,
];
