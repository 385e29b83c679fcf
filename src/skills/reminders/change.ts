import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import type { Reminder, UserData } from "../../storage/schema";
import { awaitAnswer } from "../conversation/awaiting";
import { onlyTakesBack } from "../conversation/correction";
import { describeMoment, describeReminder, describeRule, reminderName } from "./describe";
import { mergeWhen } from "./merge-when";
import { sayReminder } from "./records";
import { correctedSubject, isSubject, subjectOf } from "./subject";
import { direction, wordsOf } from "./time-words";
import { overlaps, timesOf, type Said, type TimeSaid, type When } from "./when";

/** What a request for a change says: which reminder, and what about it is to be new. */
export interface Change {
  target: { subject: string | null; times: TimeSaid[] };
  /** The message without the words that only tell which reminder. */
  fresh: Said;
  newTask: string | null;
}

const TIME_KINDS = new Set(["time", "duration", "recurrence", "number"]);
const RENAMES = /\b(?:rename|reword|says?|said|retitle)\b|\bcall (?:it|that|this)\b|^\W*(?:please )?call\b/i;
/** "Rename the *forecast* reminder to *send the figures*": which one comes before what it is to say. */
const RENAMED =
  /\b(?:rename|reword|retitle) (?:the |my )?(?:reminder (?:about|for|of|to) )?(?:the )?(.+?)(?: reminder)? (?:to(?: say| read)?|as|into)\s+["“'‘]?(.+?)["”'’]?[.!]*$/i;
const NEW_NAME = /\b(?:to|say|into)\s+(?!\S*\bcall\b)([^,]+?)\s*(?:,.*)?$/i;

/** What is to be moved, where the model marked no subject: "move the *bank call* to 2pm". */
const MOVED =
  /\b(?:move|change|push|shift|postpone|reschedule|delay|bring|switch)\s+(?:back\s+)?(?:the|my)\s+(.+?)\s+(?:to|back|forward|by|from|until|for|earlier|later|on|at|in)\b/i;

/** Words that tell a reminder by something else than its subject. */
const NO_SUBJECT =
  /\b(?:reminders?|alarms?|times?|date|day|hour|one|ones|first|second|third|last|latest|newest|next|other|it|that|this)\b/i;

function movedSubject({ text, entities }: ParseData): string | null {
  const found = MOVED.exec(text);
  const subject = found?.[1];
  if (!found || subject === undefined || NO_SUBJECT.test(subject)) return null;
  const start = found.index + found[0].indexOf(subject);
  const span = { start, end: start + subject.length };
  const namesTime = entities.some((value) => TIME_KINDS.has(value.entity) && overlaps(value, { ...value, ...span }));
  return namesTime ? null : subject;
}

/** Takes a request apart: "move my [3 o'clock] reminder to [4]", "change [call Dave] to [call Diana]". */
export function readChange(message: ParseData): Change {
  const [, renamedFrom, renamedTo] = RENAMED.exec(message.text) ?? [];
  if (renamedFrom !== undefined && renamedTo !== undefined && !/^(?:it|that|this)$/i.test(renamedFrom))
    return { target: { subject: renamedFrom, times: [] }, fresh: { text: "", entities: [] }, newTask: renamedTo };
  const tasks = message.entities.filter(isSubject);
  const [task, second] = tasks.flatMap(({ value }) => (typeof value === "string" ? value : []));
  const subject = task ?? movedSubject(message);
  const renamed = RENAMES.test(message.text) ? (NEW_NAME.exec(message.text)?.[1] ?? null) : null;
  const newTask = second ?? renamed;
  if (subject !== null) return { target: { subject, times: [] }, fresh: outside(message, tasks), newTask };

  const anchor = targetTime(message);
  const fresh = anchor ? without(message, anchor) : message;
  const times = timesOf(message).filter(({ entity }) => entity === anchor);
  return { target: { subject: null, times }, fresh, newTask };
}

/** Of two times named, the one that tells which reminder: "the *3 o'clock* one to 4", "ten minutes earlier *tomorrow*". */
function targetTime(message: ParseData): Entity | null {
  const { text, entities } = message;
  const isShift = (entity: Entity) => entity.entity === "duration" || direction(wordsOf(entity, text)) !== null;
  const named = entities.filter(({ entity }) => TIME_KINDS.has(entity));
  const moments = named.filter((entity) => ["time", "recurrence"].includes(entity.entity) && !isShift(entity));
  const [first] = moments;
  if (!first) return null;
  if (named.some((entity) => isShift(entity) && !overlaps(entity, first))) return first;
  const isAlone = named.every((entity) => entity === first || overlaps(entity, first));
  return isAlone || /\b(to|until|till|for|at)\s*$/i.test(text.slice(0, first.start)) ? null : first;
}

/** What else was named; a number that is part of the time goes with it. */
function without(message: ParseData, time: Entity): Said {
  return { text: message.text, entities: message.entities.filter((other) => !overlaps(other, time)) };
}

function outside(message: ParseData, spans: Entity[]): Said {
  const entities = message.entities.filter(
    (entity) => !TIME_KINDS.has(entity.entity) || !spans.some((span) => overlaps(span, entity)),
  );
  return { text: message.text, entities };
}

/** Stores a reminder with a new time or subject, and says so. A time that has passed is refused. */
export async function changeReminderTo(
  context: ActionContext<UserData>,
  reminder: Reminder,
  { when, task }: { when?: When; task?: string },
): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  if (when && Date.parse(when.at) <= clock.now()) {
    dispatcher.utter("utter_time_is_past");
    return [];
  }
  const { rule: _oldRule, ...rest } = reminder;
  const rule = when ? when.rule : reminder.rule;
  const changed: Reminder = {
    ...rest,
    ...(task !== undefined && { task }),
    ...(rule !== undefined && { rule }),
    ...(when && { due: when.at, zone: clock.zone, state: "waiting" as const }),
  };
  if (isSame(reminder, changed)) {
    return sayReminder(context, reminder, `It is that already: ${describeReminder(reminder, clock)}.`);
  }
  await store.put("reminders", changed);
  return sayReminder(context, changed, describeChange(changed, clock.now()));
}

function isSame(a: Reminder, b: Reminder): boolean {
  return a.task === b.task && Date.parse(a.due) === Date.parse(b.due) && a.rule === b.rule && a.state === b.state;
}

function describeChange(reminder: Reminder, now: number): string {
  const what = reminder.task === "" ? "Your alarm" : reminderName(reminder);
  const moment = describeMoment(reminder.due, reminder.zone, now);
  return reminder.rule
    ? `Changed: ${what} rings ${describeRule(reminder.rule)}, next ${moment}.`
    : `Changed: ${what} is now ${moment}.`;
}

/** Puts right what was just set: a time where the message names one ("make it ten"), else the subject ("no, I said Bob"). */
export async function correctReminder(
  context: ActionContext<UserData>,
  reminder: Reminder,
  message: ParseData,
): Promise<NewEvent[]> {
  if (onlyTakesBack(message, context.clock)) {
    context.dispatcher.utter("utter_ask_when_then");
    return [awaitAnswer({ answer: "inform", action: "action_correct", ids: [reminder.id] })];
  }
  const when = mergeWhen({ at: reminder.due, ...(reminder.rule && { rule: reminder.rule }) }, message, context.clock);
  if (when) return changeReminderTo(context, reminder, { when });
  const task = subjectOf(message) ?? correctedSubject(reminder.task, message.text);
  if (task !== null) return changeReminderTo(context, reminder, { task });
  context.dispatcher.utter("utter_correct_to_what");
  return [];
}
