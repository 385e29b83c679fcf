import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Item, List, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { sameMeaning } from "../matching";
import { wordingOf } from "../message";
import { capitalize, joinWords } from "../phrases";
import { dealtWith, listCard, listSpokenOf, namedList, readLists, speakOf, type FilledList } from "./catalog";
import { impliedList } from "./implied-list";
import { itemsIn, readItems, splitItems } from "./items";
import { listPhrase } from "./names";

/** Puts what the message names on its list, which is made where there is none yet; asks (list_form) where it names nothing. */
export const addToList: Action<UserData> = {
  name: "action_add_to_list",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = tracker.latestMessage;
    const lists = await readLists(store);
    const answer = tracker.slot("list_items");
    const named = namedList(context, lists);
    const texts = answer === null ? (message ? itemsIn(message) : []) : itemsAnswered(wordingOf(message));
    if (texts.length === 0) {
      if (answer === null) return [...(named === null ? [] : [speakOf(context, named)]), followup("list_form")];
      dispatcher.utter("utter_no_item_named");
      return [slotSet("list_items", null)];
    }
    const spokenOf = listSpokenOf(context);
    // The form was asked for a certain list a moment ago: that one is still meant, whatever is put on it.
    const asked = answer === null ? null : spokenOf;
    const name = named ?? asked ?? impliedList(wordingOf(message), texts, spokenOf);
    const known = lists.find((list) => list.name === name);
    const list = known ?? (await makeList(context, name));
    const put = await putOn(context, list, texts);
    dispatcher.say({
      text: tellPut(list.name, put, known === undefined),
      custom: listCard(list, [...put.added, ...put.already], put.added.length > 0),
    });
    const events = [slotSet("list_items", null), speakOf(context, name)];
    return [...events, dealtWith(list, [...put.added, ...put.already])];
  },
};

/** What the answer to "What should I add?" names: it may be a whole request again. */
function itemsAnswered(answer: string): string[] {
  const requested = readItems(answer);
  return requested.length > 0 ? requested : splitItems(answer);
}

async function makeList({ store, random, clock }: ActionContext<UserData>, name: string): Promise<FilledList> {
  const list: List = { id: newId(random), name, created: formatIso(clock.now(), clock.zone) };
  await store.put("lists", list);
  return { ...list, items: [] };
}

interface Put {
  /** New ones, and ticked ones that are wanted again. */
  added: Item[];
  already: Item[];
}

/** Adds the items to the stored list and to `list` itself. */
async function putOn(
  { store, random, clock }: ActionContext<UserData>,
  list: FilledList,
  texts: string[],
): Promise<Put> {
  const put: Put = { added: [], already: [] };
  for (const text of texts) {
    const existing = list.items.find((item) => sameMeaning(item.text, text));
    if (existing && !existing.done) {
      if (!put.added.includes(existing)) put.already.push(existing);
      continue;
    }
    // A millisecond apart, so that items of one message keep their order.
    const created = formatIso(clock.now() + put.added.length, clock.zone);
    const item = { id: existing?.id ?? newId(random), list: list.id, text, done: false, created };
    await store.put("items", item);
    list.items = [...list.items.filter(({ id }) => id !== item.id), item];
    put.added.push(item);
  }
  return put;
}

function tellPut(name: string, { added, already }: Put, isNew: boolean): string {
  const there = joinWords(already.map(({ text }) => text));
  const isAre = already.length === 1 ? "is" : "are";
  if (added.length === 0) return `${capitalize(there)} ${isAre} already on your ${listPhrase(name)}.`;
  const what = joinWords(added.map(({ text }) => text));
  const told = isNew ? `Started your ${listPhrase(name)} with ${what}.` : `Added ${what} to your ${listPhrase(name)}.`;
  return already.length === 0 ? told : `${told} ${capitalize(there)} ${isAre} already there.`;
}
