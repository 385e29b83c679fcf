import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Item, UserData } from "../../storage/schema";
import { lastIdIn } from "../last-record";
import { entityText, entityTexts, wordingOf } from "../message";
import { capitalize, joinWords } from "../phrases";
import { stopAllRinging } from "../reminders/ring-actions";
import { dealtWith, listCard, listSpokenOf, namedList, readLists, speakOf, type FilledList } from "./catalog";
import { listPhrase } from "./names";
import { pickByPlace, pickMentioned, pickNamed, type Picked } from "./pick";
import { meansReopen } from "./reopen";
import { contents, tellNoSuchList } from "./show";
import { meansTicked, removeTicked } from "./ticked";

/** Something done to items that are on a list. */
export interface Change {
  /** What a button sends for one of several items that could be meant. */
  payload: (item: Item) => string;
  /** Asks which item is meant. */
  ask: (context: ActionContext<UserData>) => void;
  apply: (items: Item[], context: ActionContext<UserData>) => Promise<void>;
  /** What was done, in words; `left` are the list's other items that are still open. */
  tell: (items: Item[], list: FilledList, left: Item[]) => string;
  /** Whether "the first one", "everything" counts an item. */
  counts: (item: Item) => boolean;
  /** Which of several items of the same words is probably meant. */
  isLikely: (item: Item) => boolean;
}

const isOpen = (item: Item) => !item.done;

const tickPayload =
  (ticked: "yes" | "no") =>
  ({ id }: Item) =>
    `/check_off_item${JSON.stringify({ item_id: id, ticked })}`;

const checkOff: Change = {
  payload: tickPayload("yes"),
  ask: ({ dispatcher }) => dispatcher.utter("utter_ask_check_off"),
  async apply(items, { store }) {
    for (const item of items) if (!item.done) await store.put("items", { ...item, done: true });
  },
  tell(items, list, left) {
    const told = `Ticked off ${joinWords(items.map(({ text }) => text))}.`;
    return left.length === 0 ? `${told} That's everything on your ${listPhrase(list.name)}.` : told;
  },
  counts: isOpen,
  isLikely: isOpen,
};

const reopen: Change = {
  payload: tickPayload("no"),
  ask: ({ dispatcher }) => dispatcher.say({ text: "Which one is still to do?" }),
  async apply(items, { store }) {
    for (const item of items) if (item.done) await store.put("items", { ...item, done: false });
  },
  tell: (items) =>
    `${capitalize(joinWords(items.map(({ text }) => text)))} ${items.length === 1 ? "is" : "are"} open again.`,
  counts: (item) => item.done,
  isLikely: (item) => item.done,
};

const remove: Change = {
  payload: ({ id }) => `/remove_from_list${JSON.stringify({ item_id: id })}`,
  ask: ({ dispatcher }) => dispatcher.utter("utter_ask_remove"),
  async apply(items, { store }) {
    for (const { id } of items) await store.delete("items", id);
  },
  tell: (items, list) => `Took ${joinWords(items.map(({ text }) => text))} off your ${listPhrase(list.name)}.`,
  counts: () => true,
  isLikely: isOpen,
};

/**
 * Ticks items off, or opens them again where the words say so. A card's tick says which it wants (`ticked`: "yes" or "no"): pressed twice, or in two
 * tabs, it doesn't come undone.
 */
export const checkOffItem: Action<UserData> = {
  name: "action_check_off_item",
  async run(context) {
    const id = entityText(context.tracker.latestMessage, "item_id");
    const text = wordingOf(context.tracker.latestMessage);
    if (id === null && meansTicked(text)) return removeTicked(context);
    // "I've done it" is said to what rings.
    const namesNothing = entityText(context.tracker.latestMessage, "item") === null;
    if (id === null && namesNothing && (await stopAllRinging(context, null)) > 0) {
      context.dispatcher.utter("utter_ringing_stopped");
      return [];
    }
    if (id === null) return changeItems(context, meansReopen(text) ? reopen : checkOff);
    const item = await context.store.get("items", id);
    if (!item) return [];
    const done = entityText(context.tracker.latestMessage, "ticked") !== "no";
    if (done !== item.done) await context.store.put("items", { ...item, done });
    context.dispatcher.utter(done ? "utter_ticked" : "utter_unticked", { item: item.text });
    return [];
  },
};

/** Takes items off their list. */
export const removeFromList: Action<UserData> = {
  name: "action_remove_from_list",
  async run(context) {
    const id = entityText(context.tracker.latestMessage, "item_id");
    if (id === null && meansTicked(wordingOf(context.tracker.latestMessage))) return removeTicked(context);
    if (id === null) return changeItems(context, remove);
    const item = await context.store.get("items", id);
    if (!item) return [];
    await context.store.delete("items", id);
    context.dispatcher.utter("utter_removed", { item: capitalize(item.text) });
    return [];
  },
};

/** Does it to the items that the message means; asks where that isn't clear. */
export async function changeItems(context: ActionContext<UserData>, kind: Change): Promise<NewEvent[]> {
  const lists = await readLists(context.store);
  const named = namedList(context, lists);
  if (named !== null && !lists.some(({ name }) => name === named)) {
    tellNoSuchList(context, named, lists);
    return [];
  }
  const scope = named === null ? lists : lists.filter(({ name }) => name === named);
  const picked = pick(context, scope, kind);
  const list = lists.find(({ id }) => id === picked.items[0]?.list);
  if (list) await changeAndTell(context, kind, list, picked.items);
  for (const { words, items } of picked.unclear) askWhich(context, kind, words, items, lists);
  if (picked.missing.length > 0) tellMissing(context, picked.missing, scope);
  else if (!list && picked.unclear.length === 0) askWhat(context, kind, scope);
  return list ? [speakOf(context, list.name), dealtWith(list, picked.items)] : [];
}

/** Words for the item last dealt with. */
const IT =
  /\b(?:it|that|this)(?:['’]?s)?(?: one)?(?= (?:off|again|back|done|is|urgent|important|high|low|top|an?|due|normal)\b|$|[.!?])/i;

function pick(context: ActionContext<UserData>, scope: FilledList[], kind: Change): Picked {
  const message = context.tracker.latestMessage;
  const id = entityText(message, "item_id");
  const names = entityTexts(message, "item").filter((name) => !/^(?:it|that|this)(?: one)?$/i.test(name));
  const items = scope.flatMap((list) => list.items);
  if (id !== null) return { items: items.filter((item) => item.id === id), unclear: [], missing: [] };
  if (names.length > 0) return pickNamed(names, items, kind.isLikely);
  const text = wordingOf(message);
  const mentioned = pickMentioned(text, items, kind.isLikely);
  if (mentioned.length > 0) return { items: mentioned, unclear: [], missing: [] };
  const last = IT.test(text) ? lastIdIn("items", context.tracker) : null;
  const it = items.find(({ id }) => id === last);
  if (it) return { items: [it], unclear: [], missing: [] };
  const spokenOf = listSpokenOf(context);
  const list = scope.length === 1 ? scope[0] : scope.find(({ name }) => name === spokenOf);
  return { items: pickByPlace(text, list?.items.filter(kind.counts) ?? []) ?? [], unclear: [], missing: [] };
}

async function changeAndTell(context: ActionContext<UserData>, kind: Change, list: FilledList, items: Item[]) {
  await kind.apply(items, context);
  const after = (await readLists(context.store)).find(({ id }) => id === list.id) ?? list;
  const left = after.items.filter((item) => !item.done && !items.some(({ id }) => id === item.id));
  context.dispatcher.say({ text: kind.tell(items, list, left), custom: listCard(after, items) });
}

function askWhich(
  { dispatcher }: ActionContext<UserData>,
  kind: Change,
  words: string,
  items: Item[],
  lists: FilledList[],
) {
  const isOneList = new Set(items.map((item) => item.list)).size === 1;
  const buttons = items.slice(0, MOST_BUTTONS).map((item) => {
    const list = lists.find(({ id }) => id === item.list)?.name ?? "";
    return { title: isOneList ? item.text : `${item.text} (${list})`, payload: kind.payload(item) };
  });
  dispatcher.say({
    text: `Which “${words}” do you mean: ${joinWords(
      buttons.map(({ title }) => title),
      "or",
    )}?`,
    buttons,
  });
}

function tellMissing({ dispatcher }: ActionContext<UserData>, missing: string[], scope: FilledList[]) {
  const [only] = scope;
  if (!only) return dispatcher.utter("utter_no_lists");
  const item = joinWords(missing, "or");
  if (scope.length === 1)
    dispatcher.utter("utter_not_on_list", { item, list: listPhrase(only.name), contents: contents(only) });
  else dispatcher.utter("utter_not_on_any_list", { item, lists: joinWords(scope.map(({ name }) => name)) });
}

/** Nothing was named, or nothing is left that "the first one" could be. */
function askWhat(context: ActionContext<UserData>, kind: Change, scope: FilledList[]) {
  const { dispatcher } = context;
  const items = scope.flatMap((list) => list.items).filter(kind.counts);
  if (items.length === 0 && kind === reopen) return dispatcher.say({ text: "Nothing is ticked off." });
  if (items.length === 0) return dispatcher.utter(scope.length === 0 ? "utter_no_lists" : "utter_nothing_on_lists");
  const buttons = items.slice(0, MOST_BUTTONS).map((item) => ({ title: item.text, payload: kind.payload(item) }));
  kind.ask(context);
  dispatcher.say({ text: `There is ${joinWords(items.map(({ text }) => text))}.`, buttons });
}

const MOST_BUTTONS = 6;
