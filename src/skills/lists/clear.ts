import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { listCard, listSpokenOf, namedList, readLists, speakOf, type FilledList } from "./catalog";
import { listPhrase } from "./names";
import { tellNoSuchList } from "./show";
import { meansTicked, removeTicked } from "./ticked";

const ALL_LISTS = /\b(?:all|every)(?: of)?(?: my| the)? lists?\b/i;
const WHOLE_LIST = /\b(?:delete|remove|get rid of|bin|trash|scrap|drop|throw|nuke|erase|can go)\b/i;
const CONTENTS_ONLY = /\b(?:everything|all|items?|things?|the lot|off|from)\b/i;

/** Finds what is to be emptied or deleted, and asks before anything is lost. */
export const clearList: Action<UserData> = {
  name: "action_clear_list",
  async run(context) {
    const { tracker, dispatcher, store } = context;
    const text = wordingOf(tracker.latestMessage);
    if (meansTicked(text)) return removeTicked(context);
    const lists = await readLists(store);
    const isAll = ALL_LISTS.test(text);
    const name = namedList(context, lists) ?? (isAll ? null : (listSpokenOf(context) ?? only(lists)?.name ?? null));
    const meant = isAll ? lists : lists.filter((list) => list.name === name);
    const whole = WHOLE_LIST.test(text) && (isAll || !CONTENTS_ONLY.test(text));
    if (lists.length === 0) dispatcher.utter("utter_no_lists");
    else if (meant.length === 0 && name !== null) tellNoSuchList(context, name, lists);
    else if (meant.length === 0) askWhich(context, lists, whole);
    else if (meant.some(({ items }) => items.length > 0)) {
      askFirst(context, meant, whole);
      const action = whole ? deleteListsConfirmed.name : clearListsConfirmed.name;
      return [awaitAnswer({ answer: "affirm", action, ids: meant.map(({ id }) => id) })];
    } else if (whole) return clear(context, meant, true);
    else dispatcher.utter("utter_list_already_empty", { list: listPhrase(name ?? "") });
    return [];
  },
};

/** The question is settled; no rule names what follows an answer, so the turn ends here. */
const ANSWERED = [slotSet("awaiting", null), followup("action_listen")];

/** "Yes, clear it." */
export const clearListsConfirmed: Action<UserData> = {
  name: "action_clear_lists_confirmed",
  run: async (context) => [...(await clear(context, await listsAskedAbout(context), false)), ...ANSWERED],
};

/** "Yes, delete it." */
export const deleteListsConfirmed: Action<UserData> = {
  name: "action_delete_lists_confirmed",
  run: async (context) => [...(await clear(context, await listsAskedAbout(context), true)), ...ANSWERED],
};

async function listsAskedAbout({ tracker, store }: ActionContext<UserData>): Promise<FilledList[]> {
  const ids = currentlyAwaited(tracker)?.ids ?? [];
  return (await readLists(store)).filter(({ id }) => ids.includes(id));
}

/** Asks whether to go on; "yes" and "no" answer it, typed or tapped. */
function askFirst({ dispatcher }: ActionContext<UserData>, lists: FilledList[], whole: boolean): void {
  const things = countOf(
    lists.reduce((sum, { items }) => sum + items.length, 0),
    "thing",
  );
  const list = lists.length > 1 ? `all ${lists.length} lists` : `your ${listPhrase(only(lists)?.name ?? "")}`;
  dispatcher.utter(whole ? "utter_ask_delete_list" : "utter_ask_clear_list", { list, things });
}

async function clear(context: ActionContext<UserData>, lists: FilledList[], whole: boolean): Promise<NewEvent[]> {
  for (const { id, items } of lists) {
    for (const item of items) await context.store.delete("items", item.id);
    if (whole) await context.store.delete("lists", id);
  }
  const names = joinWords(lists.map(({ name }) => listPhrase(name)));
  const list = only(lists);
  if (whole || !list) {
    context.dispatcher.utter(whole ? "utter_list_deleted" : "utter_lists_cleared", { list: names });
    return [slotSet("current_list", null)];
  }
  context.dispatcher.say({ text: `Cleared your ${names}.`, custom: listCard({ ...list, items: [] }, []) });
  return [speakOf(context, list.name)];
}

function askWhich({ dispatcher }: ActionContext<UserData>, lists: FilledList[], whole: boolean): void {
  const verb = whole ? "delete" : "clear";
  const buttons = lists.map(({ name }) => ({ title: name, payload: `${verb} my ${listPhrase(name)}` }));
  dispatcher.say({
    text: `Which list: ${joinWords(
      lists.map(({ name }) => name),
      "or",
    )}?`,
    buttons,
  });
}

function only(lists: FilledList[]): FilledList | undefined {
  return lists.length === 1 ? lists[0] : undefined;
}
