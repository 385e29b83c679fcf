import type { Action, ActionContext } from "../../engine/actions/action";
import { formValidation } from "../../engine/actions/form-validation";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { withoutTakenBack } from "../conversation/correction";
import { entityText, isPayload, latestMessage } from "../message";
import { isBareTime } from "../reminders/subject";
import type { ParseData } from "../../engine/nlu/parse-data";
import { timerNameIn } from "./name";
import { activeTimers } from "./records";
import { asksToRestart, selectTimers } from "./select";
import { MAX_TIMER_SECONDS, readLength, readLengthUntil } from "./length";

const ANSWERS = new Set(["set_timer", "inform", "correct", "snooze_reminder"]);

/** Fills the form's slots: its length from durations or bare minutes, its name from the entity. */
export const extractTimer: Action<UserData> = {
  name: "action_extract_timer",
  async run({ tracker, clock, store }) {
    const message = latestMessage(tracker);
    const inForm = tracker.activeLoop?.name === "timer_form";
    const isAnswer = ANSWERS.has(message.intent.name ?? "") || isBareTime(message);
    if (inForm && (!isAnswer || isPayload(message.text))) return [];
    const said = withoutTakenBack(message, clock);
    const seconds = readLengthUntil(said, clock) ?? readLength(said) ?? (await lengthAgain({ store }, message));
    const name = inForm ? entityText(message, "timer_name") : timerNameIn(message);
    const events: NewEvent[] = [];
    // The message that starts the form sets both anew, so that nothing of an abandoned timer is left.
    if (!inForm || seconds !== null) events.push(slotSet("timer_seconds", seconds));
    if (!inForm || name !== null) events.push(slotSet("timer_name", name));
    return events;
  },
};

/** The length of the timer that is to start again; null where none is. */
async function lengthAgain(
  context: Pick<ActionContext<UserData>, "store">,
  message: ParseData,
): Promise<number | null> {
  if (!asksToRestart(message)) return null;
  const selection = selectTimers(await activeTimers(context), message, null);
  return selection.kind === "none" ? null : (selection.timers[0]?.seconds ?? null);
}

export const validateTimerForm = formValidation<UserData>({
  form: "timer_form",
  validators: {
    timer_seconds(value, { dispatcher }) {
      if (typeof value === "number" && value > 0 && value <= MAX_TIMER_SECONDS) return value;
      dispatcher.utter("utter_timer_length");
      return null;
    },
  },
});
