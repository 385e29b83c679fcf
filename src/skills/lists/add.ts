import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import { formatIso } from "../../engine/time/zone";
import type { Item, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { sameMeaning } from "../matching";
import { entityText, entityTexts, latestMessage, wordingOf } from "../message";
import { capitalize, joinWords } from "../phrases";
import { attributesIn, attributeWords, hasAttributes, withAttributes, type Attributes } from "./attributes";
import {
  dealtWith,
  listCard,
  listNamedIn,
  listSpokenOf,
  makeList,
  namedList,
  readLists,
  speakOf,
  type FilledList,
} from "./catalog";
import { impliedList } from "./implied-list";
import { itemsIn, readItems, splitItems } from "./items";
import { listPhrase } from "./names";
import { requestsIn } from "./requests";

/** Puts what the message names on its list, which is made where there is none yet; asks (list_form) where it names nothing. */
export const addToList: Action<UserData> = {
  name: "action_add_to_list",
  async run(context) {
    const { tracker, store, dispatcher, clock } = context;
    const message = latestMessage(tracker);
    const id = entityText(message, "list_id");
    if (id !== null) return addVerbatim(context, id, entityTexts(message, "item"));
    if (tracker.slot("list_items") !== null) {
      const { message: answer, attributes } = attributesIn(message, clock);
      const texts = itemsAnswered(wordingOf(answer));
      // The form was asked for a certain list a moment ago: that one is still meant, whatever is put on it.
      if (texts.length > 0) return add(context, answer, { texts, attributes }, listSpokenOf(context));
      dispatcher.utter("utter_no_item_named");
      return [slotSet("list_items", null)];
    }
    const events: NewEvent[] = [];
    for (const request of requestsIn(message)) {
      const { message: bare, attributes } = attributesIn(request, clock);
      const texts = itemsIn(bare);
      if (texts.length > 0) events.push(...(await add(context, bare, { texts, attributes }, null)));
    }
    if (events.length > 0) return events;
    const named = namedList(context, await readLists(store));
    return [...(named === null ? [] : [speakOf(context, named)]), followup("list_form")];
  },
};

/** What is to be put on a list, and what is said of all of it. */
interface Wanted {
  texts: string[];
  attributes: Attributes;
}

/** Adds the items to the list that the request names; else to the one asked for; else to the one it implies. */
async function add(
  context: ActionContext<UserData>,
  request: ParseData,
  wanted: Wanted,
  asked: string | null,
): Promise<NewEvent[]> {
  const lists = await readLists(context.store);
  const name =
    listNamedIn(request, lists) ?? asked ?? impliedList(wordingOf(request), wanted.texts, listSpokenOf(context));
  const known = lists.find((list) => list.name === name);
  const list = known ?? (await makeList(context, name));
  return [slotSet("list_items", null), ...(await addTo(context, list, wanted, known === undefined))];
}

/** The page's Lists panel adds what was written there, word for word: `/add_to_list{"list_id": "...", "item": "milk"}`. */
async function addVerbatim(context: ActionContext<UserData>, id: string, texts: string[]): Promise<NewEvent[]> {
  const list = (await readLists(context.store)).find((each) => each.id === id);
  if (list && texts.length > 0) return addTo(context, list, { texts, attributes: {} }, false);
  context.dispatcher.utter("utter_list_gone");
  return [];
}

async function addTo(
  context: ActionContext<UserData>,
  list: FilledList,
  wanted: Wanted,
  isNew: boolean,
): Promise<NewEvent[]> {
  const put = await putOn(context, list, wanted);
  const about = [...put.added, ...put.already];
  context.dispatcher.say({
    text: tellPut(list.name, put, isNew) + tellAttributes(wanted.attributes),
    custom: listCard(list, about),
  });
  return [speakOf(context, list.name), dealtWith(list, about)];
}

/** What the answer to "What should I add?" names: it may be a whole request again. */
function itemsAnswered(answer: string): string[] {
  const requested = readItems(answer);
  return requested.length > 0 ? requested : splitItems(answer);
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
  { texts, attributes }: Wanted,
): Promise<Put> {
  const put: Put = { added: [], already: [] };
  for (const text of texts) {
    const existing = list.items.find((item) => sameMeaning(item.text, text));
    if (existing && !existing.done) {
      if (!put.added.includes(existing)) put.already.push(existing);
      if (hasAttributes(attributes)) await store.put("items", withAttributes(existing, attributes));
      continue;
    }
    // A millisecond apart, so that items of one message keep their order.
    const created = formatIso(clock.now() + put.added.length, clock.zone);
    const plain = { id: existing?.id ?? newId(random), list: list.id, text, done: false, created };
    const item = withAttributes(plain, attributes);
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

/** " High priority, due Fri 6 Mar 2026." */
function tellAttributes(attributes: Attributes): string {
  const words = attributeWords(attributes);
  return words === "" ? "" : ` ${capitalize(words)}.`;
}
