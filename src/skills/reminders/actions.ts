import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { changeEvent, deleteEvent } from "../calendar/change-actions";
import { removeFromList } from "../lists/change";
import { changeItem } from "../lists/change-item";
import { ofThoseShown, orElse } from "../or-else";
import { cancelReminder, changeReminder, deleteReminders } from "./change-actions";
import { extractReminder, validateReminderForm } from "./form";
import { ring, snoozeReminder, stopRinging } from "./ring-actions";
import { listReminders, setReminder } from "./set-actions";

export const actions: Action<UserData>[] = [
  extractReminder,
  validateReminderForm,
  setReminder,
  listReminders,
  ofThoseShown(orElse(cancelReminder, "reminders", deleteEvent, "appointments"), {
    appointments: deleteEvent,
    items: removeFromList,
  }),
  deleteReminders,
  ofThoseShown(orElse(changeReminder, "reminders", changeEvent, "appointments"), {
    appointments: changeEvent,
    items: changeItem,
  }),
  snoozeReminder,
  ring,
  stopRinging,
];
