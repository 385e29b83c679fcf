import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import type { Appointment, UserData } from "../../storage/schema";
import { awaitAnswer } from "../conversation/awaiting";
import { onlyTakesBack } from "../conversation/correction";
import { deleteLast } from "../conversation/delete-last";
import { lastIdIn, rememberRecord } from "../last-record";
import { entityText, latestMessage } from "../message";
import { capitalize } from "../phrases";
import { correctedSubject } from "../reminders/subject";
import { recurrenceOf } from "../reminders/when";
import { changedFields, readEventChange } from "./change";
import { askClearDay } from "./clear-day";
import { fieldsOf, type EventFields } from "./edit";
import { occurrenceAt, relevant, type Occurrence } from "./occurrences";
import { askWhichEvent, sayNoEvent } from "./records";
import { saveAppointment } from "./save";
import { inScope } from "./scope";
import { selectEvent } from "./select";
import { spokenTitle } from "./title";

type Context = ActionContext<UserData>;

/** Moves, lengthens or renames the event meant; asks what is to change where nothing new was said. */
export const changeEvent: Action<UserData> = {
  name: "action_change_event",
  async run(context) {
    const { tracker, store, clock } = context;
    const said = latestMessage(tracker);
    const change = readEventChange(said, clock);
    const all = await store.all("appointments");
    const lastId = lastIdIn("appointments", tracker);
    const query = { said, title: change.title, times: change.times ?? [], lastId };
    const selection = selectEvent(all, query, clock);
    if (selection.kind === "none") return sayNoEvent(context, selection.what, all);
    if (selection.kind === "unclear") return askWhichEvent(context, "change_event", selection.appointments);
    const { occurrence, namesDay } = selection;
    const fields = changedFields(occurrence, change, clock);
    if (!fields) return askChange(context, occurrence.appointment);
    // A new repetition is one of the whole series.
    if (recurrenceOf(change.fresh)) return saveAppointment(context, occurrence.appointment, fields, { scope: "all" });
    return inScope(context, occurrence, { namesDay, fields });
  },
};

/** Deletes the event meant; asks which, and of a recurring one whether this time or all. */
export const deleteEvent: Action<UserData> = {
  name: "action_delete_event",
  async run(context) {
    const { tracker, store, clock } = context;
    const said = latestMessage(tracker);
    const deleted = await deleteLast(context);
    if (deleted) return deleted;
    const cleared = await askClearDay(context, said);
    if (cleared) return cleared;
    const all = await store.all("appointments");
    const title = spokenTitle(said);
    const selection = selectEvent(all, { said, title, lastId: lastIdIn("appointments", tracker) }, clock);
    if (selection.kind === "none") return sayNoEvent(context, selection.what, all);
    if (selection.kind === "unclear") return askWhichEvent(context, "delete_event", selection.appointments);
    return inScope(context, withTimeOf(selection.occurrence, said, context), { namesDay: selection.namesDay });
  },
};

/** Puts right what was just spoken of: a time ("make it ten", "two hours"), a place, or its title ("no, I said Bob"). */
export async function correctEvent(
  context: Context,
  appointment: Appointment,
  message: ParseData,
): Promise<NewEvent[]> {
  const { clock, dispatcher } = context;
  if (onlyTakesBack(message, clock)) {
    dispatcher.utter("utter_ask_when_then");
    return [awaitAnswer({ answer: "inform", action: "action_correct", ids: [appointment.id] })];
  }
  const occurrence = relevant(appointment, clock.now(), clock.zone);
  const place = entityText(message, "event_place");
  const save = (fields: EventFields) =>
    saveAppointment(context, appointment, fields, { scope: "all", on: occurrence.on });
  const fields = changedFields(occurrence, { fresh: message, newTitle: null, place }, clock);
  if (fields) return save(fields);
  const named = spokenTitle(message) ?? correctedSubject(appointment.title, message.text);
  if (named !== null) return save({ ...fieldsOf(occurrence, clock.zone), title: capitalize(named) });
  dispatcher.utter("utter_correct_to_what");
  return [];
}

function askChange({ dispatcher }: Context, { id, title }: Appointment): NewEvent[] {
  dispatcher.utter("utter_ask_event_change", { event: `“${title}”` });
  return [rememberRecord("appointments", id), awaitAnswer({ answer: "inform", action: "action_correct", ids: [id] })];
}

/** A button or card names the very time that it is about. */
function withTimeOf(occurrence: Occurrence, said: ParseData, { clock }: Context): Occurrence {
  const on = Date.parse(entityText(said, "on") ?? "");
  return Number.isNaN(on) ? occurrence : occurrenceAt(occurrence.appointment, on, clock.zone);
}
