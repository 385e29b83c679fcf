import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Item, List, UserData } from "../../storage/schema";
import { entityText, entityTexts, latestMessage, wordingOf } from "../message";
import { capitalize, countOf, stripCourtesy } from "../phrases";
import { makeList, readLists, speakOf, type FilledList } from "./catalog";
import { findList, listPhrase, normalizeListName, readListName } from "./names";
import { inOrder, moved, placed } from "./order";

/**
 * What the page's Lists panel does; lists are made and renamed by words too. Its payloads name the record by its id, and have been
 * confirmed where something is lost; what they name may be gone all the same, deleted in another tab.
 */

/** `/create_list{"list_name": "packing"}`, or "start a packing list" */
const createList: Action<UserData> = {
  name: "action_create_list",
  async run(context) {
    const lists = await readLists(context.store);
    const text = wordingOf(latestMessage(context.tracker));
    const said = /\blist (?:for|about|of) (.+?)[\s.!?]*$/iu.exec(stripCourtesy(text))?.[1] ?? readListName(text, []);
    const name = nameIn(context) || normalizeListName(said ?? "");
    if (name === "") {
      context.dispatcher.utter("utter_ask_list_name");
      return [];
    }
    if (lists.some((list) => list.name === name)) return sayTaken(context, name);
    await makeList(context, name);
    context.dispatcher.utter("utter_list_created", { list: listPhrase(name) });
    return [speakOf(context, name)];
  },
};

/** `/rename_list{"list_id": "...", "list_name": "packing"}`, or "rename the packing list to holiday": the first name is the old one. */
const renameList: Action<UserData> = {
  name: "action_rename_list",
  async run(context) {
    const lists = await readLists(context.store);
    const message = latestMessage(context.tracker);
    const marked = entityTexts(message, "list_name");
    const [old = "", wanted] = (marked.length === 1 ? (renaming(message.text) ?? marked) : marked).map(
      normalizeListName,
    );
    const list = listMeant(context, lists) ?? (wanted === undefined ? undefined : findList(lists, old));
    const name = wanted ?? old;
    if (!list || name === "") return sayGone(context);
    if (lists.some((other) => other.id !== list.id && other.name === name)) return sayTaken(context, name);
    const { id, created } = list;
    await context.store.put("lists", { id, name, created } satisfies List);
    context.dispatcher.utter("utter_list_renamed", { old: listPhrase(list.name), list: listPhrase(name) });
    return [speakOf(context, name)];
  },
};

/** `/delete_list{"list_id": "..."}` */
const deleteList: Action<UserData> = {
  name: "action_delete_list",
  async run(context) {
    const list = listMeant(context, await readLists(context.store));
    if (!list) return sayGone(context);
    for (const { id } of list.items) await context.store.delete("items", id);
    await context.store.delete("lists", list.id);
    context.dispatcher.utter("utter_list_deleted", { list: listPhrase(list.name) });
    return [];
  },
};

/** `/clear_ticked{"list_id": "..."}` */
const clearTicked: Action<UserData> = {
  name: "action_clear_ticked",
  async run(context) {
    const list = listMeant(context, await readLists(context.store));
    const ticked = list?.items.filter(({ done }) => done) ?? [];
    if (!list || ticked.length === 0) return sayGone(context);
    for (const { id } of ticked) await context.store.delete("items", id);
    const things = countOf(ticked.length, "ticked item");
    context.dispatcher.utter("utter_ticked_cleared", { things, list: listPhrase(list.name) });
    return [];
  },
};

/** `/edit_item{"item_id": "...", "item": "oat milk"}` */
const editItem: Action<UserData> = {
  name: "action_edit_item",
  async run(context) {
    const item = await itemMeant(context);
    const text = entityText(latestMessage(context.tracker), "item")?.trim() ?? "";
    if (!item || text === "") return sayGone(context);
    await context.store.put("items", { ...item, text });
    context.dispatcher.utter("utter_item_corrected", { old: item.text, item: text });
    return [];
  },
};

/**
 * `/place_item{"item_id": "...", "direction": "up"}`: past the open item above it, or below. Said relative to where the item stands when this
 * runs, so that of two quick presses each moves it.
 */
const placeItem: Action<UserData> = {
  name: "action_place_item",
  async run(context) {
    const { store, tracker, dispatcher } = context;
    const item = await itemMeant(context);
    if (!item) return sayGone(context);
    const isUp = entityText(latestMessage(tracker), "direction") === "up";
    const items = (await store.all("items")).filter(({ list }) => list === item.list).sort(inOrder);
    const open = items.filter(({ id, done }) => !done || id === item.id);
    const passed = open[open.findIndex(({ id }) => id === item.id) + (isUp ? -1 : 1)];
    const order = passed ? moved(items, item, isUp ? "before" : "after", passed) : null;
    for (const each of placed(order ?? [])) await store.put("items", each);
    dispatcher.utter("utter_item_moved", { item: capitalize(item.text) });
    return [];
  },
};

/** Both names, where the model marked but one of them. */
function renaming(text: string): string[] | null {
  return /^(?:please )?rename (.+?) (?:to|as|into) (.+?)[.!]?$/i.exec(text)?.slice(1) ?? null;
}

function nameIn({ tracker }: ActionContext<UserData>): string {
  return normalizeListName(entityText(latestMessage(tracker), "list_name") ?? "");
}

function listMeant({ tracker }: ActionContext<UserData>, lists: FilledList[]): FilledList | undefined {
  const id = entityText(latestMessage(tracker), "list_id");
  return lists.find((list) => list.id === id);
}

async function itemMeant({ tracker, store }: ActionContext<UserData>): Promise<Item | undefined> {
  const id = entityText(latestMessage(tracker), "item_id");
  return id === null ? undefined : store.get("items", id);
}

function sayGone({ dispatcher }: ActionContext<UserData>): NewEvent[] {
  dispatcher.utter("utter_list_gone");
  return [];
}

function sayTaken({ dispatcher }: ActionContext<UserData>, name: string): NewEvent[] {
  dispatcher.utter("utter_list_name_taken", { list: listPhrase(name) });
  return [];
}

export const panelActions: Action<UserData>[] = [createList, renameList, deleteList, clearTicked, editItem, placeItem];
