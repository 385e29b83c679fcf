import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Appointment, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { clashes, describeClashes } from "./clash";
import { zoneName } from "../reminders/describe";
import { describeEvent, toldNow } from "./describe";
import { edited, editedSeries, singleFrom, withoutOccurrence, type EventFields } from "./edit";
import { occurrenceAt, relevant } from "./occurrences";
import type { Scope } from "./payload";
import { sayEvent } from "./records";

/** Keeps a new event, and says when it is and what it overlaps with. */
export async function addAppointment(context: ActionContext<UserData>, fields: EventFields): Promise<NewEvent[]> {
  const { store, clock, random } = context;
  const created = formatIso(clock.now(), clock.zone);
  const appointment: Appointment = { id: newId(random), ...fields, created };
  await store.put("appointments", appointment);
  return told(context, appointment, "Added");
}

/** Puts other words, times or a place in an event; in one of its times, or in all where it recurs. */
export async function saveAppointment(
  context: ActionContext<UserData>,
  appointment: Appointment,
  fields: EventFields,
  { scope, on }: { scope: Scope; on?: number | undefined },
): Promise<NewEvent[]> {
  const { store, clock, random, dispatcher } = context;
  const isOne = appointment.rule !== undefined && scope === "one" && on !== undefined;
  if (isOne) {
    const single = singleFrom(appointment, fields, newId(random), formatIso(clock.now(), clock.zone));
    await store.put("appointments", withoutOccurrence(appointment, on));
    await store.put("appointments", single);
    return told(context, single, "Changed, this time only");
  }
  const isSeries = appointment.rule !== undefined && on !== undefined;
  const changed = isSeries ? editedSeries(appointment, on, fields) : edited(appointment, fields);
  if (sameEvent(appointment, changed)) {
    dispatcher.utter("utter_event_is_so", {
      event: describeEvent(relevant(appointment, clock.now(), clock.zone), toldNow(clock)),
    });
    return [];
  }
  await store.put("appointments", changed);
  return told(context, changed, "Changed");
}

async function told(context: ActionContext<UserData>, appointment: Appointment, verb: string): Promise<NewEvent[]> {
  const { store, clock } = context;
  const occurrence = relevant(appointment, clock.now(), clock.zone);
  const others = await store.all("appointments");
  const clash = describeClashes(occurrence, clashes(occurrence, others, clock.zone), toldNow(clock));
  const isOver = occurrence.end <= clock.now() ? " That is in the past." : "";
  const what = describeEvent(occurrence, toldNow(clock));
  return sayEvent(context, occurrence, `${verb}: ${what} (${zoneName(clock.zone)}).${clash}${isOver}`);
}

function sameEvent(a: Appointment, b: Appointment): boolean {
  const same = (field: keyof Appointment) => a[field] === b[field];
  const at = (field: "starts" | "ends") => Date.parse(a[field]) === Date.parse(b[field]);
  return (
    at("starts") && at("ends") && same("title") && same("place") && same("notes") && same("rule") && same("allDay")
  );
}

/** Takes an event away, or one of its times. */
export async function removeAppointment(
  { store, clock, dispatcher }: ActionContext<UserData>,
  appointment: Appointment,
  { scope, on }: { scope: Scope; on?: number | undefined },
): Promise<NewEvent[]> {
  if (appointment.rule !== undefined && scope === "one" && on !== undefined) {
    await store.put("appointments", withoutOccurrence(appointment, on));
    const { rule: _rule, ...single } = appointment;
    const event = describeEvent({ ...occurrenceAt(appointment, on, clock.zone), appointment: single }, toldNow(clock));
    dispatcher.utter("utter_occurrence_deleted", { event });
    return [];
  }
  await store.delete("appointments", appointment.id);
  const event = describeEvent(relevant(appointment, clock.now(), clock.zone), toldNow(clock));
  dispatcher.utter("utter_event_deleted", { event });
  return [];
}
