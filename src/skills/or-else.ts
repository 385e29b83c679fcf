import type { Action, ActionContext } from "../engine/actions/action";
import type { TrackerView } from "../engine/dialogue/tracker";
import type { UserData } from "../storage/schema";
import { lastRecord } from "./last-record";
import { closest } from "./matching";
import { entityText, latestMessage, wordingOf } from "./message";

/** The stores whose records people move and delete by name, without saying of what kind they are. */
const KINDS = {
  reminders: { named: /\b(?:reminders?|alarms?|remind)\b/i },
  appointments: { named: /\b(?:events?|calendar|diary|agenda|appointments?|meetings?)\b/i },
} as const;
type Kind = keyof typeof KINDS;

const ORDINAL = /\b(?:first|second|third|fourth|last|1st|2nd|3rd)\b/i;
const IT = /\b(?:it|that|this)\b/i;
const NAMED = new Set(["task", "event_title", "item", "list_name", "timer_name", "id", "item_id"]);

/** What an ordinal may count: the records shown last. */
type Shown = Kind | "items";
const KINDS_SHOWN: readonly Shown[] = ["reminders", "appointments", "items"];
const SHOWN_BY = new Map<string, Shown>([
  ["action_list_reminders", "reminders"],
  ["action_show_events", "appointments"],
  ["action_show_list", "items"],
]);

/** Of which kind those were that were shown last. */
function lastShown({ events }: TrackerView): Shown | undefined {
  const shown = events.findLast((event) => event.event === "action" && SHOWN_BY.has(event.name));
  return shown?.event === "action" ? SHOWN_BY.get(shown.name) : undefined;
}

/** The action, or that of the kind meant, where a message says no more of it than "the second one" (of those shown last) or "it". */
export function ofThoseShown(
  action: Action<UserData>,
  others: Partial<Record<Shown, Action<UserData>>>,
): Action<UserData> {
  return {
    name: action.name,
    run(context) {
      const message = latestMessage(context.tracker);
      const text = wordingOf(message);
      const isBare = !message.entities.some(({ entity }) => NAMED.has(entity)) && !/\blist\b/i.test(text);
      const isOrdinal = isBare && ORDINAL.test(text);
      const shown = isOrdinal ? lastShown(context.tracker) : undefined;
      const last = isBare && !isOrdinal && IT.test(text) ? lastRecord(context.tracker)?.store : undefined;
      const other = KINDS_SHOWN.find((kind) => kind === shown || kind === last);
      return ((other && others[other]) ?? action).run(context);
    },
  };
}

/**
 * The action, or `other` in its place where the message names only a record of the other kind: "move the dentist to 4" is of whichever
 * there is, a reminder or an event.
 */
export function orElse(action: Action<UserData>, own: Kind, other: Action<UserData>, others: Kind): Action<UserData> {
  return {
    name: action.name,
    run: async (context) => ((await isOf(context, own, others)) ? other : action).run(context),
  };
}

async function isOf({ tracker, store }: ActionContext<UserData>, own: Kind, others: Kind): Promise<boolean> {
  const message = latestMessage(tracker);
  const text = wordingOf(message);
  if (KINDS[own].named.test(text) || message.entities.some(({ entity }) => entity === "id")) return false;
  const name = entityText(message, "task") ?? entityText(message, "event_title");
  if (name === null) {
    if (IT.test(text) && lastRecord(tracker)?.store === others) return true;
    // "Cancel the first one": of what there is.
    return (await store.all(own)).length === 0 && (await store.all(others)).length > 0;
  }
  const reminders = closest(name, await store.all("reminders"), ({ task }) => task).length;
  const appointments = closest(name, await store.all("appointments"), ({ title }) => title).length;
  return own === "reminders" ? reminders === 0 && appointments > 0 : appointments === 0 && reminders > 0;
}
