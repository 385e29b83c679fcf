import type { Action, ActionContext } from "../../engine/actions/action";
import { formValidation } from "../../engine/actions/form-validation";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { Clock } from "../../engine/environment";
import type { ParseData } from "../../engine/nlu/parse-data";
import { REQUESTED_SLOT } from "../../engine/project/domain";
import type { UserData } from "../../storage/schema";
import { withoutTakenBack } from "../conversation/correction";
import { entityText, isPayload } from "../message";
import { isBareTime, isSubject } from "../reminders/subject";
import { overlaps } from "../reminders/when";
import { describeDay } from "../reminders/describe";
import { changeWhen } from "./change-when";
import { placeOf } from "./place";
import { respelled } from "./respelled";
import { titleOf, wholeTitle } from "./title";
import { asDraft, asEventWhen, isAllDay, readEventWhen } from "./when";

/** A title longer than this isn't one. */
const MAX_TITLE = 200;
/** Longer messages aren't answers to "what?" or "when?". */
const MAX_ANSWER = 500;

/** Whatever else a message could be, these are taken as answers while the form asks. */
const ANSWERS = new Set(["inform", "correct", "add_event", "change_event"]);
/** A title may sound like these. */
const TITLE_LIKE = new Set(["out_of_scope", "nlu_fallback", "add_to_list", "take_note", "set_reminder", "show_events"]);

/** Fills the form's slots from a message: what it means for one depends on what the others already have. */
export const extractEvent: Action<UserData> = {
  name: "action_extract_event",
  run(context) {
    const { latestMessage } = context.tracker;
    if (!latestMessage || latestMessage.text.length > MAX_ANSWER) return [];
    const message = respelled(latestMessage, context.clock);
    // The message that starts the form is read once more when it begins: then nothing has been asked yet.
    const asked = context.tracker.slot(REQUESTED_SLOT);
    return asked === "event_title" || asked === "event_when"
      ? readAnswer(message, context)
      : readOpening(message, context);
  },
};

/** Keeps a candidate or asks again, and says why. */
export const validateEventForm = formValidation<UserData>({
  form: "event_form",
  validators: {
    event_title(value, { dispatcher }) {
      if (typeof value === "string" && value.length <= MAX_TITLE) return value;
      dispatcher.utter("utter_title_too_long");
      return null;
    },
    event_when: (value) => asEventWhen(value),
  },
});

/** Asks for the time, or only for the hour where the day is known. */
export const askEventWhen: Action<UserData> = {
  name: "action_ask_event_when",
  run({ tracker, dispatcher, clock }) {
    const { day } = asDraft(tracker.slot("event_draft"));
    if (day === undefined) dispatcher.utter("utter_ask_event_when");
    else dispatcher.utter("utter_ask_event_hour", { day: describeDay(day, clock.zone, clock.now()) });
    return [];
  },
};

/** The message that starts it all: every slot anew, so that nothing of an abandoned event is left. */
function readOpening(message: ParseData, { clock }: ActionContext<UserData>): NewEvent[] {
  const { when, draft } = readEventWhen(outsideTitle(message), clock);
  return [
    slotSet("event_title", titleOf(message)),
    slotSet("event_when", when),
    slotSet("event_draft", draft),
    slotSet("event_place", placeOf(message)),
  ];
}

function readAnswer(message: ParseData, { tracker, clock }: ActionContext<UserData>): NewEvent[] {
  if (isPayload(message.text)) return [];
  const asked = tracker.slot(REQUESTED_SLOT);
  const intent = message.intent.name ?? "nlu_fallback";
  const isAnswer = ANSWERS.has(intent);
  const isTime = isBareTime(message) || isAllDay(message.text);
  const events = isAnswer || isTime ? timeAnswer(outsideTitle(message), tracker, clock) : [];
  const place = entityText(message, "event_place");
  if (isAnswer && place !== null) events.push(slotSet("event_place", place));
  const title = titleAnswer(message, asked === "event_title", isAnswer && !isBareTime(message), intent);
  if (title !== null) events.push(slotSet("event_title", title));
  return events;
}

/** A time already given is put right, else it is what the message names; null asks on, for what is still open. */
function timeAnswer(message: ParseData, tracker: TrackerView, clock: Clock): NewEvent[] {
  const old = asEventWhen(tracker.slot("event_when"));
  if (old) {
    const when = changeWhen(old, message, clock);
    return when ? [slotSet("event_when", when)] : [];
  }
  const known = asDraft(tracker.slot("event_draft"));
  const { when, draft } = readEventWhen(withoutTakenBack(message, clock), clock, known);
  const isNews = when !== null || JSON.stringify(draft) !== JSON.stringify(known);
  return isNews ? [slotSet("event_draft", draft), slotSet("event_when", when)] : [];
}

function titleAnswer(message: ParseData, isAsked: boolean, isAnswer: boolean, intent: string): string | null {
  const marked = message.entities.some(isSubject);
  if (marked && isAnswer) return titleOf(message);
  const isQuestion = /\?\s*$/.test(message.text);
  const soundsLikeTitle = TITLE_LIKE.has(intent) && !isQuestion && !isBareTime(message);
  return isAsked && (isAnswer || soundsLikeTitle) ? wholeTitle(message) : null;
}

/** The message without numbers and lengths inside its title: "5 a side football" isn't at five. */
function outsideTitle(message: ParseData): ParseData {
  const titles = message.entities.filter((each) => isSubject(each) || each.entity === "event_place");
  const entities = message.entities.filter(
    (entity) => entity.entity !== "number" || !titles.some((title) => overlaps(title, entity)),
  );
  return { ...message, entities };
}
