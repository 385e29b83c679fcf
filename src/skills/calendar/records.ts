import type { ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Clock } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import type { Appointment, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import type { EventData } from "./card-data";
import { describeEvent, toldNow } from "./describe";
import { byStart, relevant, upcoming, type Occurrence } from "./occurrences";

/** A question with more buttons than this is no help. */
const MAX_BUTTONS = 6;

function eventData({ appointment }: Occurrence): EventData {
  const { created: _created, uid: _uid, exceptions: _exceptions, notes: _notes, ...data } = appointment;
  return data;
}

/** Says something about one event, with its card, and makes it the one that "it" means. */
export function sayEvent(context: ActionContext<UserData>, occurrence: Occurrence, text: string): NewEvent[] {
  context.dispatcher.say({
    text,
    custom: { card: "event", event: eventData(occurrence), on: iso(occurrence.on, context.clock) },
  });
  return [rememberRecord("appointments", occurrence.appointment.id)];
}

/** Once several were named, "it" is none of them. */
export const forgetEvent = (): NewEvent => slotSet("last_record", null);

export function agendaCard(title: string, occurrences: Occurrence[], clock: Clock) {
  const events = occurrences.map((occurrence) => ({ event: eventData(occurrence), on: iso(occurrence.on, clock) }));
  return { card: "agenda", title, events };
}

/** Says that nothing of that name is there, and what comes next. */
export function sayNoEvent(context: ActionContext<UserData>, what: string, known: Appointment[]): NewEvent[] {
  const { clock, dispatcher } = context;
  const next = known.flatMap((appointment) => upcoming(appointment, clock.now(), clock.zone) ?? []).sort(byStart)[0];
  if (next) dispatcher.utter("utter_no_such_event", { what, next: describeEvent(next, toldNow(clock)) });
  else dispatcher.utter("utter_no_events");
  return [forgetEvent()];
}

/** Asks which of several is meant; each button sends `intent` with that event's id. */
export function askWhichEvent(
  context: ActionContext<UserData>,
  intent: string,
  appointments: Appointment[],
): NewEvent[] {
  const { clock, dispatcher } = context;
  const soonest = appointments
    .map((appointment) => relevant(appointment, clock.now(), clock.zone))
    .sort(byStart)
    .slice(0, MAX_BUTTONS);
  const buttons = soonest.map((occurrence) => ({
    title: describeEvent(occurrence, toldNow(clock)),
    payload: `/${intent}${JSON.stringify({ id: occurrence.appointment.id })}`,
  }));
  const names = buttons.map(({ title }) => title);
  const rest = appointments.length - soonest.length;
  const listed = rest > 0 ? [...names, `one of ${rest} more`] : names;
  dispatcher.say({ text: `Which one do you mean: ${listed.slice(0, -1).join("; ")}; or ${listed.at(-1)}?`, buttons });
  return [forgetEvent()];
}

export function iso(ms: number, { zone }: Clock): string {
  return formatIso(ms, zone);
}
