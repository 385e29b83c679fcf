import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { dayNumber, fromDayNumber } from "../../engine/time/calendar";
import { nextOccurrence } from "../../engine/time/recurrence";
import { formatIso, startOfDay, wallClock } from "../../engine/time/zone";
import type { Reminder, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { countOf, joinWords } from "../phrases";
import { latestMessage } from "../message";
import { closest } from "../matching";
import { changeReminderTo } from "./change";
import { clockTime, describeMoment, describeReminder, describeRule, reminderName } from "./describe";
import {
  activeReminders,
  byDue,
  emptyForm,
  forgetRecord,
  listed,
  remindersCard,
  sayNone,
  sayReminder,
} from "./records";
import { isAlarm, subjectOf } from "./subject";
import { spanOfTime, type TimeSpan } from "./time-span";
import { asWhen } from "./when";

/** The form is full: keeps the reminder. */
export const setReminder: Action<UserData> = {
  name: "action_set_reminder",
  async run(context) {
    const { tracker, store, clock, random } = context;
    const task = tracker.slot("reminder_task");
    const when = asWhen(tracker.slot("reminder_when"));
    if (typeof task !== "string" || !when) return emptyForm();
    const replaced = await replacedReminder(context, task);
    if (replaced) return [...(await changeReminderTo(context, replaced, { when })), ...emptyForm()];
    const reminders = [when.at, ...(when.more ?? [])].map((due): Reminder => ({
      ...{ id: newId(random), task, due, zone: clock.zone },
      ...(when.rule !== undefined && { rule: when.rule }),
      ...{ state: "waiting", conversation: tracker.conversation, created: formatIso(clock.now(), clock.zone) },
    }));
    for (const reminder of reminders) await store.put("reminders", reminder);
    const times = joinWords(reminders.map(({ due }) => clockTime(due, clock.zone)));
    const assumed = when.assumedHour ? ` You gave no time, so I chose ${times}.` : "";
    return [...told(context, reminders, assumed), ...emptyForm()];
  },
};

function told(context: ActionContext<UserData>, reminders: Reminder[], assumed: string): NewEvent[] {
  const text = promise(reminders, context.clock.now()) + assumed;
  const [only] = reminders;
  if (only && reminders.length === 1) return sayReminder(context, only, text);
  context.dispatcher.say({ text, custom: remindersCard("Reminders set", reminders) });
  return [forgetRecord()];
}

/** The reminder that "remind me about the rent on Friday instead" moves; null where it is a new one. */
async function replacedReminder(context: ActionContext<UserData>, task: string): Promise<Reminder | null> {
  if (!/\binstead\W*$/i.test(latestMessage(context.tracker).text)) return null;
  const [only, ...others] = closest(task, await activeReminders(context), (reminder) => reminder.task);
  return only && others.length === 0 ? only : null;
}

/** Of reminders that differ only in their time. */
function promise(reminders: Reminder[], now: number): string {
  const moments = joinWords(reminders.map((reminder, i) => momentAfter(reminders[i - 1], reminder, now)));
  const { task = "", rule } = reminders[0] ?? {};
  const alarms = reminders.length === 1 ? "Alarm set" : `${reminders.length} alarms set`;
  const what = task === "" ? alarms : `I'll remind you: ${task}`;
  return rule === undefined ? `${what}, ${moments}.` : `${what}, ${describeRule(rule)}, first ${moments}.`;
}

/** The moment in words, without its day where the one told before has it, too. */
function momentAfter(before: Reminder | undefined, { due, zone }: Reminder, now: number): string {
  const day = (at: string) => dayNumber(wallClock(Date.parse(at), zone));
  return before && day(before.due) === day(due) ? clockTime(due, zone) : describeMoment(due, zone, now);
}

/** Shows all reminders, those of a day or a week, the next one, or those about something. */
export const listReminders: Action<UserData> = {
  name: "action_list_reminders",
  async run(context) {
    const { tracker, dispatcher, clock } = context;
    const message = latestMessage(tracker);
    const all = await activeReminders(context);
    const subject = subjectOf(message);
    if (subject !== null) {
      const matching = closest(subject, all, ({ task }) => task);
      if (matching.length === 0) return sayNone(context, `“${subject}”`, all);
      return show(matching, `You have ${listed(matching, clock)}.`, "Found");
    }
    const kind = isAlarm(message.text) ? all.filter(({ task }) => task === "") : all;
    const shown = kind.length > 0 ? kind : all;
    if (/\bnext (reminder|alarm|one)\b|\bnext\?*$/i.test(message.text) && shown[0]) {
      return sayReminder(context, shown[0], `Next: ${describeReminder(shown[0], clock)}.`);
    }
    const span = spanOfTime(message, clock);
    const within = span ? shown.flatMap((reminder) => occurrenceWithin(reminder, span)).sort(byDue) : shown;
    if (within.length === 0) {
      const [next] = shown;
      if (!span || !next) dispatcher.utter("utter_no_reminders");
      else dispatcher.utter("utter_no_reminders_then", { when: span.words, next: describeReminder(next, clock) });
      return [];
    }
    const told = span && span.from === span.to ? joinWords(within.map(nameAndTime)) : listed(within, clock);
    const count = countOf(within.length, "reminder");
    return show(within, `You have ${count}${span ? ` ${span.words}` : ""}: ${told}.`, titleFor(span));

    function show(reminders: Reminder[], text: string, title: string) {
      const [only] = reminders;
      if (only && reminders.length === 1) return sayReminder(context, only, text);
      dispatcher.say({ text, custom: remindersCard(title, reminders) });
      return [forgetRecord()];
    }
  },
};

function titleFor(span: TimeSpan | null): string {
  return span ? `Reminders ${span.words}` : "Your reminders";
}

/** "“call Anna” at 09:00", where the day is clear. */
function nameAndTime(reminder: Reminder): string {
  return `${reminderName(reminder)} at ${clockTime(reminder.due, reminder.zone)}`;
}

/** The reminder with its first time within whole days, as the user's clocks show them; nothing where it has none there. */
function occurrenceWithin(reminder: Reminder, { from, to }: TimeSpan): Reminder[] {
  const { due, rule, zone } = reminder;
  const begin = startOfDay(fromDayNumber(from), zone);
  const isEarlier = Date.parse(due) < begin;
  const at = rule !== undefined && isEarlier ? nextOccurrence(rule, begin - 1, zone, due) : Date.parse(due);
  if (at === null || at < begin || dayNumber(wallClock(at, zone)) > to) return [];
  return [{ ...reminder, due: formatIso(at, zone) }];
}
