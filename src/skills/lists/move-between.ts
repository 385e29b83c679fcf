import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Item, UserData } from "../../storage/schema";
import { lastIdIn } from "../last-record";
import { joinWords } from "../phrases";
import { dealtWith, listCard, makeList, readLists, speakOf, type FilledList } from "./catalog";
import { findList, listPhrase, normalizeListName } from "./names";
import { pickNamed } from "./pick";

/** The items, the list they are on where it is said, and the list they are to go to. */
const MOVE =
  /\b(?:move|shift|transfer|switch|bring|send|drag|put|swap|take)\s+(.+?)\s+(?:(?:off|from|out of)\s+(?:my |the |our )?(.+?)(?: list)?\s+(?:and (?:put|move) (?:it|them)\s+)?)?(?:over |across )?(?:to|onto|on)\s+(?:my |the |our )?(.+?)(?:\s+instead)?$/iu;
const BELONGS =
  /^(?:the |my )?(.+?)\s+(?:belongs?|should (?:be|go)|goes|go|is to go)\s+(?:to|onto|on)()\s+(?:my |the |our )?(.+?)(?:,?\s+(?:and )?not\b.*|\s+instead)?$/iu;
const PLACE = /\b(?:top|bottom|start|beginning|front|head|end|back|first|last)\b/i;
/** "Eggs before bread" are moved within their list. */
const BESIDE = /\b(?:before|after|above|below|under|behind|ahead of|on top of)\b|\b(?:first|last)$/i;
const IT = /^(?:it|that|this|them|those)(?: one)?$/i;

export interface ListMove {
  words: string;
  /** The list's name, stored or new. */
  to: string;
}

/** What a text moves from one list to another: "move milk to the hardware list". Null where it names no list to go to. */
export function readListMove(text: string, lists: readonly FilledList[]): ListMove | null {
  const plain = text.replace(/[\s.!?]+$/, "").replace(/[\s,]+(?:please|pls|thanks)$/i, "");
  const [, words = "", , where = ""] = MOVE.exec(plain) ?? BELONGS.exec(plain) ?? [];
  const name = normalizeListName(where);
  if (words === "" || name === "" || PLACE.test(where) || BESIDE.test(words)) return null;
  const known = findList([...lists], name)?.name;
  const isList = /\blists?$/i.test(where);
  return known === undefined && !isList ? null : { words, to: known ?? name };
}

/** Puts the items on the other list, which is made where there is none yet. */
export async function moveBetween(
  context: ActionContext<UserData>,
  { words, to }: ListMove,
  lists: FilledList[],
): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const others = lists.filter(({ name }) => name !== to).flatMap(({ items }) => items);
  const items = meant(context, words, others);
  const [first] = items;
  if (!first) {
    dispatcher.utter("utter_cannot_move", { item: words });
    return [];
  }
  const list = lists.find(({ name }) => name === to) ?? (await makeList(context, to));
  for (const { position: _position, ...item } of items) await store.put("items", { ...item, list: list.id });
  const after = (await readLists(store)).find(({ id }) => id === list.id) ?? list;
  const told = `Moved ${joinWords(items.map(({ text }) => text))} to your ${listPhrase(to)}.`;
  dispatcher.say({ text: told, custom: listCard(after, items) });
  return [speakOf(context, to), dealtWith(list, items)];
}

function meant({ tracker }: ActionContext<UserData>, words: string, items: Item[]): Item[] {
  if (IT.test(words)) return items.filter(({ id }) => id === lastIdIn("items", tracker));
  const { items: found, unclear } = pickNamed([words], items, ({ done }) => !done);
  return [...found, ...unclear.flatMap((each) => each.items.slice(0, 1))];
}
