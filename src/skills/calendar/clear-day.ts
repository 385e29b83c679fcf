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

/** Asks before everything of a day or more is deleted; null where the message asks for no such thing. */
export async function askClearDay(context: ActionContext<UserData>, message: ParseData): Promise<NewEvent[] | null> {
  const { store, clock, dispatcher } = context;
  const span = ALL_OF_IT.test(wordingOf(message)) ? spanSaid(message, clock) : null;
  const found = span ? occurrencesBetween(await store.all("appointments"), span, clock.zone) : [];
  if (!span || found.length === 0) return null;
  const text = `Delete ${countOf(found.length, "event")} ${span.words}?`;
  dispatcher.say({ text, custom: agendaCard(`Calendar ${span.words}`, found, clock) });
  const ids = found.map(({ appointment, on }) => `${appointment.id}@${iso(on, clock)}`);
  return [forgetEvent(), awaitAnswer({ answer: "affirm", action: clearDayConfirmed.name, ids })];
}

/** "Yes": of what recurs only that time goes. */
export const clearDayConfirmed: Action<UserData> = {
  name: "action_clear_day_confirmed",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const ids = currentlyAwaited(tracker)?.ids ?? [];
    for (const key of ids) {
      const [id, on] = key.split("@");
      const appointment = await store.get("appointments", id ?? "");
      if (!appointment) continue;
      if (appointment.rule === undefined) await store.delete("appointments", appointment.id);
      else await store.put("appointments", withoutOccurrence(appointment, Date.parse(on ?? "")));
    }
    dispatcher.say({ text: `Deleted ${countOf(ids.length, "event")}.` });
    return [slotSet("awaiting", null), followup("action_listen")];
  },
};
