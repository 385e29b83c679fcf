import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import { dayNumber } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { Item, UserData } from "../../storage/schema";
import { latestMessage, wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { spanOfTime, type TimeSpan } from "../reminders/time-span";
import { itemWords, readDay } from "./attributes";
import type { TasksCardData } from "./card-data";
import { namedList, readLists } from "./catalog";

const OVERDUE = /\b(?:overdue|past due|late|behind|missed)\b/i;
const URGENT = /\b(?:urgent|important|priorit(?:y|ies)|prio)\b/i;

interface Dated {
  item: Item;
  /** The day it is due; null where it has none. */
  day: number | null;
}

/** What is open and due then, overdue, or urgent, on all lists or the one named. */
export const showDue: Action<UserData> = {
  name: "action_show_due",
  async run(context) {
    const { tracker, store, clock } = context;
    const message = latestMessage(tracker);
    const text = wordingOf(message);
    const today = dayNumber(wallClock(clock.now(), clock.zone));
    const lists = await readLists(store);
    const name = namedList(context, lists);
    const open = lists
      .filter((list) => name === null || list.name === name)
      .flatMap(({ items }) => items.filter(({ done }) => !done));
    const dated = open
      .map((item) => ({ item, day: dayOf(item) }))
      .sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity));
    if (OVERDUE.test(text)) return tell(context, "Overdue", dated.filter(isBefore(today)), "Nothing is overdue.");
    const span = spanOfTime(message, clock);
    if (!span && URGENT.test(text)) {
      const urgent = dated.filter(({ item }) => item.priority === "high");
      return tell(context, "High priority", urgent, "Nothing on your lists has a high priority.");
    }
    const due = dated.filter(({ day }) => day !== null && (!span || (day >= span.from && day <= span.to)));
    // What should have been done by then counts, too: it is still to be done.
    const overdue =
      span && span.from <= today && today <= span.to ? dated.filter(isBefore(Math.min(today, span.from))) : [];
    const when = span ? ` ${span.words}` : "";
    return tell(
      context,
      span ? `Due ${span.words}` : "Due",
      [...overdue, ...due],
      `Nothing is due${when}.${nextDue(dated, today, span)}`,
    );
  },
};

function dayOf({ due }: Item): number | null {
  const day = due === undefined ? null : readDay(due);
  return day && dayNumber(day);
}

const isBefore =
  (limit: number) =>
  ({ day }: Dated) =>
    day !== null && day < limit;

/** " Next is pay the rent (due Fri 6 Mar 2026)." */
function nextDue(dated: Dated[], today: number, span: TimeSpan | null): string {
  const next = span && dated.find(({ day }) => day !== null && day >= today);
  return next ? ` Next is ${itemWords(next.item)}.` : "";
}

function tell({ dispatcher }: ActionContext<UserData>, title: string, found: Dated[], none: string): NewEvent[] {
  if (found.length === 0) {
    dispatcher.say({ text: none });
    return [];
  }
  const items = found.map(({ item }) => item);
  const card: TasksCardData = { card: "tasks", title, items: items.map((item) => ({ ...item })) };
  dispatcher.say({
    text: `${title}, ${countOf(items.length, "thing")}: ${joinWords(items.map(itemWords))}.`,
    custom: card,
  });
  return [slotSet("last_record", null)];
}
