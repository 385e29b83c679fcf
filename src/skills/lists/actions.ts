import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { changeEvent, deleteEvent } from "../calendar/change-actions";
import { ofThoseShown } from "../or-else";
import { cancelReminder, changeReminder } from "../reminders/change-actions";
import { addToList } from "./add";
import { changeItem } from "./change-item";
import { checkOffItem, removeFromList } from "./change";
import { clearList, clearListsConfirmed, deleteListsConfirmed } from "./clear";
import { showDue } from "./due";
import { moveItem } from "./move-item";
import { panelActions } from "./panel-actions";
import { listLists, showList } from "./show";

/** Shopping, to-do and any other lists. */
export const actions: Action<UserData>[] = [
  addToList,
  showList,
  listLists,
  ofThoseShown(checkOffItem, { reminders: cancelReminder }),
  ofThoseShown(removeFromList, { reminders: cancelReminder, appointments: deleteEvent }),
  clearList,
  clearListsConfirmed,
  deleteListsConfirmed,
  ...panelActions,
  ofThoseShown(changeItem, { reminders: changeReminder, appointments: changeEvent }),
  ofThoseShown(moveItem, { reminders: changeReminder, appointments: changeEvent }),
  showDue,
];
