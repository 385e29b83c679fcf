import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { closest } from "../matching";
import { entityText, entityTexts, wordingOf } from "../message";
import { capitalize, countOf, joinWords } from "../phrases";
import { itemWords } from "./attributes";
import type { ListsCardData } from "./card-data";
import { dealtWith, listCard, listSpokenOf, namedList, readLists, speakOf, type FilledList } from "./catalog";
import { impliedList, listAskedFor } from "./implied-list";
import { listPhrase } from "./names";

/** Shows a list, or answers whether something is on it. */
export const showList: Action<UserData> = {
  name: "action_show_list",
  async run(context) {
    const lists = await readLists(context.store);
    const wanted = listWanted(context, lists);
    const list = typeof wanted === "string" ? lists.find(({ name }) => name === wanted) : wanted;
    if (list) return tellList(context, list);
    if (typeof wanted === "string") tellNoSuchList(context, wanted, lists);
    else tellLists(context, lists);
    return [];
  },
};

/** Shows which lists there are. */
export const listLists: Action<UserData> = {
  name: "action_list_lists",
  async run(context) {
    tellLists(context, await readLists(context.store));
    return [];
  },
};

/** The list meant: one there is, the name of one that there may not be, or undefined where any could be meant. */
function listWanted(context: ActionContext<UserData>, lists: FilledList[]): FilledList | string | undefined {
  const message = context.tracker.latestMessage;
  const id = entityText(message, "list_id");
  if (id !== null) return lists.find((list) => list.id === id);
  const name = namedList(context, lists) ?? listAskedFor(wordingOf(message)) ?? listSpokenOf(context);
  if (name !== undefined && name !== null) return name;
  // "Is there milk on the list": of the list that has it, else of the one it would go to.
  const [item] = entityTexts(message, "item");
  if (item !== undefined && lists.length > 1) {
    const having = lists.find(({ items }) => closest(item, items, ({ text }) => text).length > 0);
    return having ?? lists.find((list) => list.name === impliedList(wordingOf(message), [item], null));
  }
  return lists.length === 1 ? lists[0] : undefined;
}

function tellList(context: ActionContext<UserData>, list: FilledList): NewEvent[] {
  const asked = entityTexts(context.tracker.latestMessage, "item");
  const answers = asked.map((text) => ({ text, found: closest(text, list.items, (item) => item.text) }));
  const found = answers.flatMap((answer) => answer.found);
  const told = answers.map(({ text, found: [item] }) => {
    if (!item) return `No, ${text} isn't on your ${listPhrase(list.name)}.`;
    return item.done
      ? `${capitalize(item.text)} is ticked off on your ${listPhrase(list.name)}.`
      : `Yes, ${item.text} is on your ${listPhrase(list.name)}.`;
  });
  const text = told.length > 0 ? told.join(" ") : contents(list) + countAsked(context, list);
  context.dispatcher.say({ text, custom: { ...listCard(list, found), overview: told.length === 0 } });
  return [speakOf(context, list.name), dealtWith(list, found)];
}

function countAsked({ tracker }: ActionContext<UserData>, { items }: FilledList): string {
  if (items.length === 0 || !/\bhow (?:many|much)\b/i.test(wordingOf(tracker.latestMessage))) return "";
  return ` That's ${countOf(items.filter(({ done }) => !done).length, "thing")}.`;
}

/** "On your shopping list: milk and eggs. Ticked off: bread." */
export function contents({ name, items }: FilledList): string {
  const open = items.filter((item) => !item.done).map(itemWords);
  const done = items.filter((item) => item.done).map((item) => item.text);
  if (items.length === 0) return `Your ${listPhrase(name)} is empty.`;
  if (open.length === 0) return `Everything on your ${listPhrase(name)} is ticked off: ${joinWords(done)}.`;
  const told = `On your ${listPhrase(name)}: ${joinWords(open)}.`;
  return done.length === 0 ? told : `${told} Ticked off: ${joinWords(done)}.`;
}

/** Says that there is no such list, and which there are. */
export function tellNoSuchList({ dispatcher }: ActionContext<UserData>, name: string, lists: FilledList[]): void {
  if (lists.length === 0) dispatcher.utter("utter_no_lists");
  else
    dispatcher.utter("utter_no_such_list", {
      list: listPhrase(name),
      lists: joinWords(lists.map((list) => list.name)),
    });
}

function tellLists({ dispatcher }: ActionContext<UserData>, lists: FilledList[]): void {
  if (lists.length === 0) return dispatcher.utter("utter_no_lists");
  const told = lists.map(({ id, name, items }) => ({ id, name, open: items.filter((item) => !item.done).length }));
  const each = told.map(({ name, open }) => `${name} (${open === 0 ? "nothing open" : `${open} open`})`);
  const card: ListsCardData = { card: "lists", lists: told };
  dispatcher.say({ text: `You have ${countOf(lists.length, "list")}: ${joinWords(each)}.`, custom: card });
}
