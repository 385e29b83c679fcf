import type { Action } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { readSaveRequest } from "./save-request";
import { addAppointment, saveAppointment } from "./save";
import { asEventWhen } from "./when";

/** The form is full: keeps the event. */
export const addEvent: Action<UserData> = {
  name: "action_add_event",
  async run(context) {
    const { tracker, clock } = context;
    const title = tracker.slot("event_title");
    const when = asEventWhen(tracker.slot("event_when"));
    const place = tracker.slot("event_place");
    if (typeof title !== "string" || !when) return emptyForm();
    const fields = { title, ...when, zone: clock.zone, ...(typeof place === "string" && { place }) };
    return [...(await addAppointment(context, fields)), ...emptyForm()];
  },
};

/** `/save_event{...}`: a form of the page or a button tells the whole event, a new one or one changed. */
export const saveEvent: Action<UserData> = {
  name: "action_save_event",
  async run(context) {
    const { tracker, store, clock, dispatcher } = context;
    const request = readSaveRequest(latestMessage(tracker), clock.zone);
    const appointment = request?.id === undefined ? undefined : await store.get("appointments", request.id);
    if (request && request.id === undefined) return addAppointment(context, request.fields);
    if (request && appointment) return saveAppointment(context, appointment, request.fields, request);
    dispatcher.utter(request ? "utter_event_is_gone" : "utter_event_not_saved");
    return [];
  },
};

function emptyForm(): NewEvent[] {
  return ["event_title", "event_when", "event_draft", "event_place"].map((slot) => slotSet(slot, null));
}
