import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { joinWords } from "../phrases";
import { dealtWith, listCard, listSpokenOf, namedList, readLists, speakOf } from "./catalog";
import { listPhrase } from "./names";

const REMOVE = /\b(?:clear|remove|delete|take|get rid of|bin|erase|clean|wipe|drop|tidy)\b/i;
const DONE = "(?:done|ticked|checked|crossed|completed?|finished|bought)(?: off| out)?";
const TICKED = new RegExp(
  `(?<!not |un-|n['’]t )\\b${DONE} (?:items?|ones?|things?|tasks?|stuff|entries)\\b` +
    `|\\b(?:everything|all|items?|things|what)(?: (?:that|which))?(?: (?:is|are|i)|['’](?:s|re|ve))?(?: already)? ${DONE}\\b`,
  "i",
);

/** Whether a text asks to take away only what is ticked off: "clear done items", "remove the ticked ones". */
export function meansTicked(text: string): boolean {
  return REMOVE.test(text) && TICKED.test(text);
}

/** Takes what is ticked off from the list that is named or was last spoken of; from all where there is none such. */
export async function removeTicked(context: ActionContext<UserData>): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const lists = await readLists(store);
  const name = namedList(context, lists) ?? listSpokenOf(context);
  const meant = lists.some((list) => list.name === name) ? lists.filter((list) => list.name === name) : lists;
  const events: NewEvent[] = [];
  for (const list of meant) {
    const ticked = list.items.filter(({ done }) => done);
    if (ticked.length === 0) continue;
    for (const { id } of ticked) await store.delete("items", id);
    const left = { ...list, items: list.items.filter(({ done }) => !done) };
    const text = `Took ${joinWords(ticked.map((item) => item.text))} off your ${listPhrase(list.name)}.`;
    dispatcher.say({ text, custom: listCard(left, []) });
    events.push(speakOf(context, list.name), dealtWith(list, []));
  }
  const [only] = meant;
  const where = only && meant.length === 1 ? `your ${listPhrase(only.name)}` : "your lists";
  if (events.length === 0) dispatcher.say({ text: `Nothing is ticked off on ${where}.` });
  return events;
}
