import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import { readIntentMessage } from "../../engine/nlu/intent-message";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { UserData } from "../../storage/schema";
import { awaitAnswer, awaited } from "../conversation/awaiting";
import { rememberRecord } from "../last-record";
import { entityText, latestMessage, wordingOf } from "../message";
import { describeDay } from "../reminders/describe";
import type { EventFields } from "./edit";
import type { Occurrence } from "./occurrences";
import { deletePayload, savePayload, type Scope } from "./payload";
import { iso } from "./records";
import { removeAppointment, saveAppointment } from "./save";
import { readSaveRequest } from "./save-request";

/** Does it, in the times that the message names, or asks which of a recurring event's times are meant. */
export function inScope(
  context: ActionContext<UserData>,
  { appointment, on, start }: Occurrence,
  { namesDay, fields }: { namesDay: boolean; /** As they are to be; absent to delete it. */ fields?: EventFields },
): Promise<NewEvent[]> | NewEvent[] {
  const { tracker, clock, dispatcher } = context;
  const scope = appointment.rule === undefined ? "all" : (scopeIn(latestMessage(tracker)) ?? (namesDay ? "one" : null));
  if (scope) {
    return fields
      ? saveAppointment(context, appointment, fields, { scope, on })
      : removeAppointment(context, appointment, { scope, on });
  }
  const { id, title } = appointment;
  const payload = (which: Scope) =>
    fields ? savePayload({ id, fields, scope: which, on: iso(on, clock) }) : deletePayload(id, which, iso(on, clock));
  const day = describeDay(iso(start, clock), clock.zone, clock.now());
  dispatcher.utter(
    fields ? "utter_change_which_times" : "utter_delete_which_times",
    { event: `“${title}”`, day },
    {
      buttons: [
        { title: `Only ${day}`, payload: payload("one") },
        { title: "The whole series", payload: payload("all") },
      ],
    },
  );
  return [
    rememberRecord("appointments", id),
    slotSet("event_choice", { one: payload("one"), all: payload("all") }),
    awaitAnswer({ answer: "inform", action: chooseOccurrence.name, ids: [id] }),
  ];
}

const ALL_TIMES = /\b(?:all|whole|every|everything|entire|series|each|always|both|completely|altogether|for good)\b/i;
const ONE_TIME =
  /\b(?:only|just|this (?:one|time)|that (?:one|day)|once|single|one (?:time|of them)|this (?:week|month)'?s)\b/i;

/** Which times a message means; null where it doesn't say. */
function scopeIn(message: ParseData): Scope | null {
  const sent = entityText(message, "scope");
  if (sent === "one" || sent === "all") return sent;
  const text = wordingOf(message);
  if (ONE_TIME.test(text)) return "one";
  return ALL_TIMES.test(text) ? "all" : null;
}

/** "Only this one", "the whole series": the answer to which times of a recurring event are meant. */
export const chooseOccurrence: Action<UserData> = {
  name: "action_choose_occurrence",
  async run(context) {
    const { tracker, store, dispatcher, clock } = context;
    const choice = tracker.slot("event_choice");
    const isAsked = awaited(tracker)?.action === chooseOccurrence.name;
    const answer = scopeIn(latestMessage(tracker)) ?? "one";
    const payload = choice !== null && typeof choice === "object" && !Array.isArray(choice) ? choice[answer] : null;
    const read = isAsked && typeof payload === "string" ? readIntentMessage(payload) : null;
    if (!read || typeof payload !== "string") {
      dispatcher.utter("utter_nothing_to_choose");
      return [];
    }
    const message: ParseData = { text: payload, ...read, intent_ranking: [] };
    const request = readSaveRequest(message, clock.zone);
    const appointment = await store.get("appointments", entityText(message, "id") ?? "");
    if (!appointment) {
      dispatcher.utter("utter_event_is_gone");
      return [];
    }
    const on = Date.parse(entityText(message, "on") ?? "");
    if (request) return saveAppointment(context, appointment, request.fields, { scope: answer, on });
    return removeAppointment(context, appointment, { scope: answer, on });
  },
};
