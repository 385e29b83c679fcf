import type { Action, ActionContext } from "../../engine/actions/action";
import { followup } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { UserData } from "../../storage/schema";
import { correctEvent } from "../calendar/change-actions";
import { checkFree } from "../calendar/free-actions";
import { addAppointment } from "../calendar/save";
import { chooseOccurrence } from "../calendar/scope";
import { showEvents } from "../calendar/show-actions";
import { titleOf } from "../calendar/title";
import { readEventWhen } from "../calendar/when";
import { answerInstead } from "../knowledge/instead";
import { lastRecord } from "../last-record";
import { addToList } from "../lists/add";
import { isPayload, latestMessage, wordingOf } from "../message";
import { findPerson } from "../people/find";
import { peopleMentioned } from "../people/names";
import { isPlainNote } from "../notes/note-text";
import { takeNote } from "../notes/take";
import { correctReminder } from "../reminders/change";
import { changeReminder } from "../reminders/change-actions";
import { activeReminders } from "../reminders/records";
import { stopAllRinging } from "../reminders/ring-actions";
import { isBareTime, subjectOf } from "../reminders/subject";
import { durationOf } from "../reminders/when";
import { addTime, correctTimer } from "../timers/actions";
import type { Services, SkillActions } from "../services";
import { activeTimers } from "../timers/records";
import { asksForLess } from "../timers/select";
import { awaited, setLastTurn } from "./awaiting";
import { bareValue } from "./correction";
import { correctItem, correctNote } from "./correct-text";
import { deleteLast } from "./delete-last";
import { didYouMean } from "./did-you-mean";
import { extractWords } from "./extract-words";
import { help } from "./help";
import { repeat } from "./repeat";
import { markSmallTalk } from "./small-talk";
import { undo } from "./undo";

/** Puts right what was last dealt with: "no, make it ten". */
const correct: Action<UserData> = {
  name: "action_correct",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const message = latestMessage(tracker);
    const { store: name, id } = lastRecord(tracker) ?? {};
    if (id !== undefined && name === "reminders") {
      const reminder = await store.get("reminders", id);
      if (reminder) return correctReminder(context, reminder, message);
    }
    if (id !== undefined && name === "timers") {
      const timer = await store.get("timers", id);
      if (timer) return correctTimer(context, timer, message);
    }
    if (id !== undefined && name === "appointments") {
      const appointment = await store.get("appointments", id);
      if (appointment) return correctEvent(context, appointment, message);
    }
    if (id !== undefined && name === "items") return correctItem(context, id, message);
    if (id !== undefined && name === "notes") return correctNote(context, id, message);
    const timers = await activeTimers(context);
    const seconds = durationOf(message);
    if (timers.length > 0 && seconds !== null && asksForLess(message)) return addTime(context, timers, -seconds);
    // "Actually, remind me about the rent on Friday instead", said before anything else.
    if (subjectOf(message) !== null && (await activeReminders(context)).length > 0) return changeReminder.run(context);
    dispatcher.utter("utter_nothing_to_correct");
    return [];
  },
};

/** "Yes": runs what was asked about, if something was; "OK" to what rings has heard it. */
const affirm: Action<UserData> = {
  name: "action_affirm",
  async run(context) {
    const { tracker, dispatcher } = context;
    const awaiting = awaited(tracker);
    if (awaiting?.answer === "affirm") return [followup(awaiting.action)];
    const isSaid = tracker.activeLoop === null && !isPayload(latestMessage(tracker).text);
    if (isSaid && (await stopAllRinging(context, null)) > 0) {
      dispatcher.utter("utter_ringing_stopped");
      return [];
    }
    dispatcher.utter("utter_affirm");
    return [];
  },
};

/** "No": nothing is done, and that is said. */
const deny: Action<UserData> = {
  name: "action_deny",
  run(context) {
    const { tracker, dispatcher } = context;
    const message = latestMessage(tracker);
    // "No, 95", right after something was set; "no, limes" right after an item was added.
    const isCorrection =
      setLastTurn(tracker, "last_record") !== null &&
      (bareValue(message) !== null || isOtherItem(tracker, message.text));
    if (isCorrection && tracker.activeLoop === null && !isPayload(message.text)) return correct.run(context);
    dispatcher.utter(awaited(tracker) ? "utter_left_as_it_is" : "utter_deny");
    return [];
  },
};

/** "No, limes" right after "lemons" was added; of more words it is an answer. */
function isOtherItem(tracker: TrackerView, text: string): boolean {
  const said = /^\W*no+(?:pe)?\s*[,.-]?\s+(\p{L}[\p{L}'’ -]*?)[\s.!]*$/iu.exec(text)?.[1];
  if (said === undefined || said.split(" ").length > MOST_WORDS_OF_ITEM || ANSWER_WORDS.test(said)) return false;
  return lastRecord(tracker)?.store === "items";
}

const MOST_WORDS_OF_ITEM = 3;
const ANSWER_WORDS =
  /\b(?:thanks?|ta|cheers|thank|need|more|that'?s?|this|it'?s?|i|i'?m|you|all|not|nothing|none|fine|good|ok|okay|do|don'?t|did|later|yet|way|worries|problem|please|sorry|never|way|leave|keep|stop|cancel|undo|remove|delete|go|is|are|was|what|why|no|nope|never ?mind|forget)\b/i;

/** "Stop": what rings, where something does; "forget it": what was just set. */
const cancel: Action<UserData> = {
  name: "action_cancel",
  async run(context) {
    const { tracker, dispatcher } = context;
    const stopped = await stopAllRinging(context, null);
    if (stopped > 0) {
      dispatcher.utter("utter_ringing_stopped");
      return [];
    }
    if (awaited(tracker)) {
      dispatcher.utter("utter_left_as_it_is");
      return [];
    }
    const deleted = await deleteLast(context);
    if (!deleted) dispatcher.utter("utter_nothing_to_cancel");
    return deleted ?? [];
  },
};

/** Only a value ("tomorrow at nine", "call Anna"): the answer to what was asked, else asks what to do with it. */
const inform = ({ knowledge }: Services): Action<UserData> => ({
  name: "action_inform",
  async run(context) {
    const { tracker, dispatcher } = context;
    const awaiting = awaited(tracker);
    if (awaiting?.answer === "inform") {
      return awaiting.action === chooseOccurrence.name ? chooseOccurrence.run(context) : correct.run(context);
    }
    if (isPlainNote(latestMessage(tracker).text)) return takeNote.run(context);
    // "And on Saturday?"
    const question = setLastTurn(tracker, "event_question");
    if (question !== null) return (question === "free" ? checkFree : showEvents).run(context);
    if (isOfLastEvent(context)) return correct.run(context);
    // "Tomorrow", "and at three, please", right after something was set.
    if (setLastTurn(tracker, "last_record") !== null && isBareTime(latestMessage(tracker))) return correct.run(context);
    const text = wordingOf(latestMessage(tracker));
    if (BUY.test(text)) return addToList.run(context);
    const meal = MEAL.test(text) ? titleOf(latestMessage(tracker)) : null;
    const { when } = readEventWhen(latestMessage(tracker), context.clock);
    if (meal !== null && when) return addAppointment(context, { title: meal, ...when, zone: context.clock.zone });
    if (CALL.test(text) && peopleMentioned(text, await context.store.all("people")).length > 0)
      return findPerson.run(context);
    const answered = await answerInstead(knowledge, context);
    if (answered) return answered;
    const said = latestMessage(tracker).text.replace(/[\s.!?]+$/, "");
    dispatcher.utter("utter_inform", { said });
    return [];
  },
});

/** Alone, "buy stamps" is of the shopping list and "call Anna" of a contact, where there is one. */
const BUY = /^\W*(?:(?:please|also|and|we should|we must|i must|let'?s) )*(?:buy|get (?:some|more))\s+\S/i;
/** "Lunch with Anna today at 13" is an event. */
const MEAL = /^\W*(?:lunch|dinner|supper|brunch|breakfast|coffee|drinks|tea)\s+(?:with|at)\s+\S/i;
const CALL =
  /^\W*(?:(?:please|can you|could you|i (?:want|need|have) to|let me) )*(?:call|ring|phone|dial|text|message|email)\s+\S/i;

/** A time, a length or a place right after an event was spoken of is of that event: "for 45 minutes", "at 3", "in Room 12". */
function isOfLastEvent({ tracker }: ActionContext<UserData>): boolean {
  const message = latestMessage(tracker);
  const last = setLastTurn(tracker, "last_record");
  const isEvent = typeof last === "object" && last !== null && !Array.isArray(last) && last["store"] === "appointments";
  return isEvent && (isBareTime(message) || message.entities.some(({ entity }) => entity === "event_place"));
}

export const actions: SkillActions = (services) => [
  extractWords,
  markSmallTalk,
  correct,
  affirm,
  deny,
  cancel,
  inform(services),
  undo,
  repeat,
  help,
  didYouMean(services),
];
