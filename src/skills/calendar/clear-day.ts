import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { wordingOf } from "../message";
import { countOf } from "../phrases";
import { withoutOccurrence } from "./edit";
import { occurrencesBetween } from "./occurrences";
import { agendaCard, forgetEvent, iso } from "./records";
import { spanSaid } from "./span";

/** "Clear my calendar for Friday", "cancel everything tomorrow", "delete all meetings on Monday". */
const ALL_OF_IT =
  /\b(?:clear|empty|wipe|free up)\b|\b(?:cancel|delete|remove|drop|take off|erase)\b.*\b(?:everything|(?:all|every)\b.*\b(?:events?|meetings?|appointments?|plans))\b/i;

/** "Clear my calendar", "delete all my events": of every day, and of nobody in particular. */
const WHOLE_CALENDAR =
  /\b(?:(?:clear|empty|wipe)(?: out)? (?:my |the )?(?:(?:whole|entire|full) )?(?:calendar|diary|schedule)|(?:cancel|delete|remove|drop|erase|clear|wipe) (?:everything|(?:all|every)(?: of)?(?: my| the)? (?:events?|meetings?|appointments?|plans))(?: (?:in|on|from|off) my (?:calendar|diary|schedule))?)(?:[\s,]+(?:please|now|for me))*\W*$/i;

const YES_OR_NO = [
  { title: "Yes, delete", payload: "/affirm" },
  { title: "No, keep", payload: "/deny" },
];

/** Asks before everything of a day or more is deleted; null where the message asks for no such thing. */
export async function askClearDay(context: ActionContext<UserData>, message: ParseData): Promise<NewEvent[] | null> {
  const { store, clock, dispatcher } = context;
  if (WHOLE_CALENDAR.test(wordingOf(message))) return askClearAll(context);
  const span = ALL_OF_IT.test(wordingOf(message)) ? spanSaid(message, clock) : null;
  const found = span ? occurrencesBetween(await store.all("appointments"), span, clock.zone) : [];
  if (!span || found.length === 0) return null;
  const text = `Delete ${countOf(found.length, "event")} ${span.words}?`;
  dispatcher.say({ text, custom: agendaCard(`Calendar ${span.words}`, found, clock), buttons: YES_OR_NO });
  const ids = found.map(({ appointment, on }) => `${appointment.id}@${iso(on, clock)}`);
  return [forgetEvent(), awaitAnswer({ answer: "affirm", action: clearDayConfirmed.name, ids })];
}

async function askClearAll({ store, dispatcher }: ActionContext<UserData>): Promise<NewEvent[] | null> {
  const all = await store.all("appointments");
  if (all.length === 0) return null;
  const recurring = all.some(({ rule }) => rule !== undefined) ? ", those that recur with all their times" : "";
  const text = `Delete everything in your calendar: ${countOf(all.length, "event")}${recurring}?`;
  dispatcher.say({ text, buttons: YES_OR_NO });
  return [
    forgetEvent(),
    awaitAnswer({ answer: "affirm", action: clearDayConfirmed.name, ids: all.map(({ id }) => id) }),
  ];
}

/** "Yes": of what recurs only the time named goes. */
export const clearDayConfirmed: Action<UserData> = {
  name: "action_clear_day_confirmed",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const ids = currentlyAwaited(tracker)?.ids ?? [];
    for (const key of ids) {
      const [id, on] = key.split("@");
      const appointment = await store.get("appointments", id ?? "");
      if (!appointment) continue;
      if (appointment.rule === undefined || on === undefined) await store.delete("appointments", appointment.id);
      else await store.put("appointments", withoutOccurrence(appointment, Date.parse(on)));
    }
    dispatcher.say({ text: `Deleted ${countOf(ids.length, "event")}.` });
    return [slotSet("awaiting", null), followup("action_listen")];
  },
};
