import type { Action, ActionContext } from "../../engine/actions/action";
import { formValidation } from "../../engine/actions/form-validation";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import { REQUESTED_SLOT } from "../../engine/project/domain";
import type { UserData } from "../../storage/schema";
import { withoutLeadIn } from "../conversation/correction";
import { lastIdIn } from "../last-record";
import { isPayload } from "../message";
import { mergeWhen } from "./merge-when";
import { correctedSubject, isAlarm, isBareTime, subjectOf, wholeSubject, wholeSubjectOf } from "./subject";
import { severalTimes, timesADay, withoutTimesADay } from "./several";
import { asWhen, overlaps, readWhen, type When } from "./when";

/** A subject longer than this isn't one. */
const MAX_SUBJECT = 200;
/** Longer messages aren't answers to "what?" or "when?". */
const MAX_ANSWER = 500;

/** Whatever else a message could be, these are taken as answers while the form asks. */
const ANSWERS = new Set(["inform", "correct", "set_reminder", "change_reminder"]);
/** A subject may sound like these ("call mum", "buy milk"); a list's name or a question shows that it isn't one. */
const SUBJECT_LIKE = new Set(["out_of_scope", "nlu_fallback", "add_to_list", "take_note", "check_off_item"]);

interface Answer {
  task?: string | null;
  when?: When | null;
}

/** Fills the form's two slots from a message; which of them were already filled matters, so mappings can't say it. */
export const extractReminder: Action<UserData> = {
  name: "action_extract_reminder",
  async run(context) {
    const message = context.tracker.latestMessage;
    if (!message || message.text.length > MAX_ANSWER) return [];
    const { task, when } = isAnswering(context) ? readAnswer(message, context) : await readOpening(message, context);
    const events: NewEvent[] = [];
    if (task !== undefined) events.push(slotSet("reminder_task", task));
    if (when !== undefined) events.push(slotSet("reminder_when", when));
    return events;
  },
};

/** The form reads the message that opened it once more; that is no answer yet. */
function isAnswering({ tracker }: ActionContext<UserData>): boolean {
  if (tracker.activeLoop?.name !== "reminder_form") return false;
  const started = tracker.events.findLastIndex(({ event }) => event === "active_loop");
  return started < tracker.events.findLastIndex(({ event }) => event === "user");
}

/** Keeps a candidate or asks again, and says why. */
export const validateReminderForm = formValidation<UserData>({
  form: "reminder_form",
  validators: {
    reminder_task(value, { dispatcher }) {
      if (typeof value === "string" && value.length <= MAX_SUBJECT) return value;
      dispatcher.utter("utter_subject_too_long");
      return null;
    },
    reminder_when(value, { dispatcher, clock }) {
      const when = asWhen(value);
      if (when && Date.parse(when.at) > clock.now()) return when;
      dispatcher.utter("utter_time_is_past");
      return null;
    },
  },
});

/** The message that starts it all: both slots anew, so that nothing of an abandoned reminder is left. */
async function readOpening(message: ParseData, context: ActionContext<UserData>): Promise<Answer> {
  const { clock } = context;
  const subject = wholeSubjectOf(withoutTimesADay(message));
  const isOneMore = subject === null && (isAlarm(message.text) || (await isAnotherAlarm(message, context)));
  const said = outsideTasks(message);
  const when = timesADay(said, clock) ?? severalTimes(said, clock) ?? readWhen(said, clock);
  return { task: subject ?? (isOneMore ? "" : null), when };
}

/** "And one for half past", right after an alarm was set. */
async function isAnotherAlarm({ text }: ParseData, { tracker, store }: ActionContext<UserData>): Promise<boolean> {
  const last = lastIdIn("reminders", tracker);
  if (last === null || !/\b(?:one|another)\b/i.test(text)) return false;
  return (await store.get("reminders", last))?.task === "";
}

function readAnswer(message: ParseData, { tracker, clock }: ActionContext<UserData>): Answer {
  if (isPayload(message.text)) return {};
  const asked = tracker.slot(REQUESTED_SLOT);
  const oldTask = tracker.slot("reminder_task");
  const oldWhen = asWhen(tracker.slot("reminder_when"));
  const intent = message.intent.name ?? "nlu_fallback";
  const said = outsideTasks(message);

  if (!ANSWERS.has(intent)) {
    if (isBareTime(message)) return timeAnswer(oldWhen ? mergeWhen(oldWhen, said, clock) : readWhen(said, clock));
    return asked === "reminder_task" && soundsLikeSubject(message, intent) ? subjectAnswer(message) : {};
  }
  const when = oldWhen ? mergeWhen(oldWhen, said, clock) : readWhen(said, clock);
  const named = subjectOf(message);
  if (intent === "correct" && typeof oldTask === "string" && !when) {
    return { task: named ?? correctedSubject(oldTask, message.text) ?? undefined };
  }
  const task =
    named ??
    (asked === "reminder_task" && !isBareTime(message) && !(when && intent === "correct") ? spoken(message) : null);
  return { ...(task !== null && { task }), ...timeAnswer(when) };
}

const timeAnswer = (when: When | null): Answer => (when ? { when } : {});

function subjectAnswer(message: ParseData): Answer {
  const task = spoken(message);
  return task === null ? {} : { task };
}

/** The whole message as a subject, without "it's", "sorry," and the like before it. */
function spoken(message: ParseData): string | null {
  const whole = wholeSubject(message);
  return whole === null ? null : withoutLeadIn(whole) || null;
}

function soundsLikeSubject(message: ParseData, intent: string): boolean {
  const isQuestion = /\?\s*$/.test(message.text);
  const isForList = message.entities.some(({ entity }) => entity === "list_name") || /\blist\b/i.test(message.text);
  return SUBJECT_LIKE.has(intent) && !isQuestion && !isForList;
}

/** The message without numbers and durations inside its subject: in "run for 20 minutes" they aren't the time to remind. */
function outsideTasks(message: ParseData): ParseData {
  const tasks = message.entities.filter(({ entity }) => entity === "task");
  const entities = message.entities.filter(
    (entity) => !["duration", "number"].includes(entity.entity) || !tasks.some((task) => overlaps(task, entity)),
  );
  return { ...message, entities };
}
