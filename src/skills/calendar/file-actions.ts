import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { formatIso, wallClock } from "../../engine/time/zone";
import type { Appointment, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { entityText, latestMessage } from "../message";
import { countOf, joinWords } from "../phrases";
import { activeReminders } from "../reminders/records";
import { readCalendar, type CalendarFault, type FileEvent } from "./ical/read";
import { writeDate } from "./ical/times";
import { uidOf, writeCalendar } from "./ical/write";
import { relevant } from "./occurrences";
import { forgetEvent, sayEvent } from "./records";

/** Faults told one by one; more tell nothing new. */
const TOLD = 5;

/** `/import_events{"ics": "..."}`: adds a file's events, and changes those that are known by their UID. */
export const importCalendar: Action<UserData> = {
  name: "action_import_calendar",
  async run(context) {
    const { tracker, store, clock, random, dispatcher } = context;
    const text = entityText(latestMessage(tracker), "ics");
    if (text === null) {
      dispatcher.utter("utter_import_where");
      return [];
    }
    const { appointments, faults } = readCalendar(text, clock.zone);
    const known = new Map((await store.all("appointments")).map((each) => [uidOf(each), each]));
    const created = formatIso(clock.now(), clock.zone);
    const counts = { added: 0, changed: 0, same: 0 };
    let last: Appointment | null = null;
    for (const event of appointments) {
      const before = known.get(event.uid);
      const after = merged(event, before ?? { id: newId(random), created });
      if (before && sameEvent(before, after)) {
        counts.same++;
        continue;
      }
      counts[before ? "changed" : "added"]++;
      await store.put("appointments", after);
      known.set(event.uid, after);
      last = after;
    }
    const told = `${summary(counts)}${described(faults)}`;
    if (last && appointments.length === 1) return sayEvent(context, relevant(last, clock.now(), clock.zone), told);
    dispatcher.say({ text: told });
    return [forgetEvent()];
  },
};

/** What the file says, in the record that is there: one of Sotto's own events keeps going without a UID. */
function merged(event: FileEvent, known: Pick<Appointment, "id" | "created"> & { uid?: string }): Appointment {
  const { uid, ...fields } = event;
  const isOwn = known.uid === undefined && uidOf(known) === uid;
  return { ...fields, id: known.id, created: known.created, ...(!isOwn && { uid }) };
}

function sameEvent(a: Appointment, b: Appointment): boolean {
  const comparable = (each: Appointment) => JSON.stringify(Object.entries(each).sort(([x], [y]) => (x < y ? -1 : 1)));
  return comparable(a) === comparable(b);
}

function summary({ added, changed, same }: { added: number; changed: number; same: number }): string {
  const parts = [
    ...(added > 0 ? [`added ${countOf(added, "event")}`] : []),
    ...(changed > 0 ? [`changed ${added > 0 ? changed : countOf(changed, "event")}`] : []),
    ...(same > 0
      ? [`${added + changed > 0 ? same : countOf(same, "event")} ${same === 1 ? "was" : "were"} there already`]
      : []),
  ];
  if (parts.length === 0) return "There was no event in that file that I could keep.";
  const text = joinWords(parts);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function described(faults: CalendarFault[]): string {
  const tell = (chosen: CalendarFault[]) => {
    const told = chosen.slice(0, TOLD).map(({ line, message }) => `line ${line}: ${message}`);
    const more = chosen.length > TOLD ? [`and ${chosen.length - TOLD} more`] : [];
    return [...told, ...more].join("; ");
  };
  const left = faults.filter(({ leftOut }) => leftOut);
  const other = faults.filter(({ leftOut }) => !leftOut);
  return [
    ...(left.length > 0 ? [` Left out ${left.length}: ${tell(left)}.`] : []),
    ...(other.length > 0 ? [` Not all could be read: ${tell(other)}.`] : []),
  ].join("");
}

/** Answers with all events, and the reminders still to come, as a calendar file. */
export const exportCalendar: Action<UserData> = {
  name: "action_export_calendar",
  async run(context: ActionContext<UserData>): Promise<NewEvent[]> {
    const { store, clock, dispatcher } = context;
    const appointments = await store.all("appointments");
    const reminders = await activeReminders(context);
    if (appointments.length + reminders.length === 0) {
      dispatcher.utter("utter_nothing_to_export");
      return [];
    }
    const ics = writeCalendar({ appointments, reminders, now: clock.now() });
    const name = `calendar-${writeDate(wallClock(clock.now(), clock.zone))}.ics`;
    const count = joinWords([
      ...(appointments.length > 0 ? [countOf(appointments.length, "event")] : []),
      ...(reminders.length > 0 ? [countOf(reminders.length, "reminder")] : []),
    ]);
    dispatcher.say({
      text: `Here is a calendar file with ${count}. Save it and open it in your phone's calendar, which then rings for the reminders.`,
      custom: { card: "calendar_file", name, ics, count: appointments.length + reminders.length },
    });
    return [];
  },
};
