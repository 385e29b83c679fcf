import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { lastIdIn } from "../last-record";
import { closest } from "../matching";
import { capitalize, stripCourtesy } from "../phrases";
import { dealtWith, listCard, readLists, speakOf } from "./catalog";
import { TO_LIST } from "./items";

const ON_LIST = new RegExp(`\\s+${TO_LIST}.*$`, "iu");
/** The item as it is, and as it is to read. */
const REWORDINGS: readonly RegExp[] = [
  /\b(?:change|swap|replace|turn|switch|edit|rename|reword|exchange|make)\s+(?:the |my )?(.+?)\s+(?:to(?: say| read)?|for|with|into|by|as)\s+(.+)$/iu,
  /\binstead of\s+(?:the )?(.+?),?\s+(?:put|get|make it|write|buy)\s+(.+)$/iu,
];
const REVERSED = /\b(?:meant|want|get|put|buy|be)\s+(.+?),?\s+(?:instead of|not|rather than)\s+(?:the )?(.+)$/iu;
/** "Make that two packs of butter": an amount of what is there. */
const AMOUNT =
  /\b(?:make|should be|change)\s+(?:it|that|them|this)?\s*(?:to )?((?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|couple)\b.+)$/iu;

/** An item's words put anew: "change rice to pasta", "make that two packs of butter". Null where the text asks for nothing like it. */
export async function reword(context: ActionContext<UserData>, said: string): Promise<NewEvent[] | null> {
  const lists = await readLists(context.store);
  const items = lists.flatMap(({ items }) => items);
  const read = readRewording(stripCourtesy(said));
  const last = items.filter(({ id }) => id === lastIdIn("items", context.tracker));
  const found = read ? (read.old === null ? last : closest(read.old, items, ({ text }) => text)) : [];
  const [item] = found;
  const list = lists.find(({ id }) => id === item?.list);
  if (!read || !item || !list) return null;
  await context.store.put("items", { ...item, text: read.now });
  const after = (await readLists(context.store)).find(({ id }) => id === list.id) ?? list;
  const text = `${capitalize(item.text)} is ${read.now} now.`;
  context.dispatcher.say({ text, custom: listCard(after, [item]) });
  return [speakOf(context, list.name), dealtWith(list, [item])];
}

/** `old` is null where it is the item last dealt with. */
function readRewording(text: string): { old: string | null; now: string } | null {
  const [, more] = AMOUNT.exec(text) ?? [];
  if (more !== undefined) return { old: / of (.+)$/i.exec(more)?.[1] ?? more.replace(/^\S+\s*/, ""), now: tidy(more) };
  for (const pattern of REWORDINGS) {
    const [, old, now] = pattern.exec(text) ?? [];
    if (old !== undefined && now !== undefined) return { old: isIt(old) ? null : tidy(old), now: tidy(now) };
  }
  const [, now, old] = REVERSED.exec(text) ?? [];
  return now === undefined || old === undefined ? null : { old: tidy(old), now: tidy(now) };
}

const isIt = (words: string) => /^(?:it|that|this)(?: one)?$/i.test(words);

function tidy(words: string): string {
  return stripCourtesy(words.replace(ON_LIST, ""));
}
