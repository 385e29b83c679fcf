import type { ActionContext } from "../../engine/actions/action";
import type { Store } from "../../engine/actions/store";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { Item, List, UserData } from "../../storage/schema";
import { formatIso } from "../../engine/time/zone";
import { rememberRecord } from "../last-record";
import { entityText, wordingOf } from "../message";
import { newId } from "../ids";
import { byCreated } from "../records";
import type { ListCardData } from "./card-data";
import { findList, normalizeListName, readListName } from "./names";
import { inOrder } from "./order";

export interface FilledList extends List {
  /** As they stand on it. */
  items: Item[];
}

/** All lists with what is on them, the oldest first. */
export async function readLists(store: Store<UserData>): Promise<FilledList[]> {
  const [lists, items] = [await store.all("lists"), (await store.all("items")).sort(inOrder)];
  return lists.sort(byCreated).map((list) => ({ ...list, items: items.filter((item) => item.list === list.id) }));
}

export async function makeList({ store, random, clock }: ActionContext<UserData>, name: string): Promise<FilledList> {
  const list: List = { id: newId(random), name, created: formatIso(clock.now(), clock.zone) };
  await store.put("lists", list);
  return { ...list, items: [] };
}

/** The name of the list that the latest message names; null where it names none. */
export function namedList(context: ActionContext<UserData>, lists: FilledList[]): string | null {
  return listNamedIn(context.tracker.latestMessage, lists);
}

/** The name of the list that a message names, that of a stored list where it is near one; null where it names none. */
export function listNamedIn(message: ParseData | null, lists: FilledList[]): string | null {
  const known = lists.map((list) => list.name);
  const name = normalizeListName(entityText(message, "list_name") ?? "") || readListName(wordingOf(message), known);
  return name === null ? null : (findList(lists, name)?.name ?? name);
}

/** For how long "the list" is the one last spoken of. */
const SPOKEN_OF_MS = 10 * 60_000;

/** The name of the list last spoken of, if that is not long ago. */
export function listSpokenOf({ tracker, clock }: ActionContext<UserData>): string | null {
  const spoken = tracker.slot("current_list");
  if (spoken === null || typeof spoken !== "object" || Array.isArray(spoken)) return null;
  const { name, at } = spoken;
  return typeof name === "string" && typeof at === "number" && clock.now() - at < SPOKEN_OF_MS ? name : null;
}

/** Remembers that this list was spoken of. */
export function speakOf({ clock }: ActionContext<UserData>, name: string): NewEvent {
  return slotSet("current_list", { name, at: clock.now() });
}

/** Remembers what was dealt with: a single item, else the list. */
export function dealtWith(list: List, items: Item[]): NewEvent {
  const [only] = items;
  const isSingle = only !== undefined && items.length === 1;
  return isSingle ? rememberRecord("items", only.id) : rememberRecord("lists", list.id);
}

export function listCard(list: FilledList, highlighted: Item[]): ListCardData {
  return {
    card: "list",
    list: list.id,
    name: list.name,
    items: list.items.map((item) => ({ ...item })),
    highlighted: highlighted.map(({ id }) => id),
    overview: false,
  };
}
