import { orDocuments } from "../knowledge/or-documents";
import { removeFromList } from "../lists/change";
import { changeItem } from "../lists/change-item";
import { ofThoseShown, orElse } from "../or-else";
import { cancelReminder, changeReminder } from "../reminders/change-actions";
import type { SkillActions } from "../services";
import { addEvent, saveEvent } from "./add-actions";
import { clearDayConfirmed } from "./clear-day";
import { changeEvent, deleteEvent } from "./change-actions";
import { exportCalendar, importCalendar } from "./file-actions";
import { askEventWhen, extractEvent, validateEventForm } from "./form";
import { checkFree } from "./free-actions";
import { chooseOccurrence } from "./scope";
import { namesNoEvent, showEvents } from "./show-actions";

export const actions: SkillActions = (services) => [
  extractEvent,
  validateEventForm,
  askEventWhen,
  addEvent,
  saveEvent,
  orDocuments(services, showEvents, namesNoEvent),
  checkFree,
  ofThoseShown(orElse(changeEvent, "appointments", changeReminder, "reminders"), {
    reminders: changeReminder,
    items: changeItem,
  }),
  ofThoseShown(orElse(deleteEvent, "appointments", cancelReminder, "reminders"), {
    reminders: cancelReminder,
    items: removeFromList,
  }),
  clearDayConfirmed,
  chooseOccurrence,
  importCalendar,
  exportCalendar,
];
