import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { orElse } from "../or-else";
import { cancelReminder, changeReminder } from "../reminders/change-actions";
import { addEvent, saveEvent } from "./add-actions";
import { clearDayConfirmed } from "./clear-day";
import { changeEvent, deleteEvent } from "./change-actions";
import { exportCalendar, importCalendar } from "./file-actions";
import { askEventWhen, extractEvent, validateEventForm } from "./form";
import { checkFree } from "./free-actions";
import { chooseOccurrence } from "./scope";
import { showEvents } from "./show-actions";

export const actions: Action<UserData>[] = [
  extractEvent,
  validateEventForm,
  askEventWhen,
  addEvent,
  saveEvent,
  showEvents,
  checkFree,
  orElse(changeEvent, "appointments", changeReminder, "reminders"),
  orElse(deleteEvent, "appointments", cancelReminder, "reminders"),
  clearDayConfirmed,
  chooseOccurrence,
  importCalendar,
  exportCalendar,
];
