import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
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
  checkOffItem,
  removeFromList,
  clearList,
  clearListsConfirmed,
  deleteListsConfirmed,
  ...panelActions,
  changeItem,
  moveItem,
  showDue,
];
