import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Item, UserData } from "../../storage/schema";
import { lastIdIn } from "../last-record";
import { closest } from "../matching";
import { latestMessage, wordingOf } from "../message";
import { dealtWith, listCard, listSpokenOf, namedList, readLists, speakOf, type FilledList } from "./catalog";
import { moveBetween, readListMove } from "./move-between";
import { listPhrase } from "./names";
import { moved, placed, readMove, type Move } from "./order";
import { tellNoSuchList } from "./show";

const IT = /^(?:it|that|this)(?: one)?$/i;

/** Gives an item another place in its list: "move milk to the top", "put eggs after bread". */
export const moveItem: Action<UserData> = {
  name: "action_move_item",
  async run(context) {
    const lists = await readLists(context.store);
    const text = wordingOf(latestMessage(context.tracker));
    const toList = readListMove(text, lists);
    if (toList) return moveBetween(context, toList, lists);
    const move = readMove(text);
    const name = namedList(context, lists);
    const scope = name === null ? lists : lists.filter((list) => list.name === name);
    if (name !== null && scope.length === 0) tellNoSuchList(context, name, lists);
    else if (lists.length === 0) context.dispatcher.utter("utter_no_lists");
    else if (!move) context.dispatcher.utter("utter_ask_move");
    else return moveIn(context, move, scope);
    return [];
  },
};

/** Of several lists that have such an item, the one last spoken of. */
async function moveIn(context: ActionContext<UserData>, move: Move, scope: FilledList[]): Promise<NewEvent[]> {
  const { place } = move;
  const found = scope.flatMap((list) => {
    const [item] = itemsMeant(context, move.item, list);
    const other = "other" in place ? itemsMeant(context, place.other, list)[0] : null;
    return item && other !== undefined && other?.id !== item.id ? [{ list, item, other }] : [];
  });
  const spokenOf = listSpokenOf(context);
  const best = found.find(({ list }) => list.name === spokenOf) ?? found[0];
  if (!best) {
    context.dispatcher.utter("utter_cannot_move", {
      item: "other" in place ? `${move.item} and ${place.other}` : move.item,
    });
    return [];
  }
  const { list, item, other } = best;
  const order = moved(list.items, item, place.to, other);
  for (const changed of placed(order ?? [])) await context.store.put("items", changed);
  const after = (await readLists(context.store)).find(({ id }) => id === list.id) ?? list;
  const where = other ? `${place.to} ${other.text} on` : WHERE[place.to];
  const text = order
    ? `Moved ${item.text} ${where} your ${listPhrase(list.name)}.`
    : `There is nothing to move: ${item.text} stands there already.`;
  context.dispatcher.say({ text, custom: listCard(after, [item]) });
  return [speakOf(context, list.name), dealtWith(list, [item])];
}

const WHERE: Readonly<Record<string, string>> = {
  top: "to the top of",
  bottom: "to the bottom of",
  up: "one place up on",
  down: "one place down on",
};

/** Open ones before those that are ticked off. */
function itemsMeant({ tracker }: ActionContext<UserData>, words: string, { items }: FilledList): Item[] {
  if (IT.test(words)) return items.filter(({ id }) => id === lastIdIn("items", tracker));
  const found = closest(words, items, (item) => item.text);
  return [...found.filter(({ done }) => !done), ...found.filter(({ done }) => done)];
}
