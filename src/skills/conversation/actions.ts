import type { Action, ActionContext } from "../../engine/actions/action";
import { followup, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { lastRecord, rememberRecord } from "../last-record";
import { latestMessage } from "../message";
import { correctReminder } from "../reminders/change";
import { stopAllRinging } from "../reminders/ring-actions";
import { correctTimer } from "../timers/actions";
import { awaited } from "./awaiting";
import { corrected } from "./correction";
import { didYouMean } from "./did-you-mean";
import { help } from "./help";
import { repeat } from "./repeat";
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
    if (id !== undefined && name === "items") return correctItem(context, id, message.text);
    dispatcher.utter("utter_nothing_to_correct");
    return [];
  },
};

async function correctItem(context: ActionContext<UserData>, id: string, text: string): Promise<NewEvent[]> {
  const { store, dispatcher } = context;
  const item = await store.get("items", id);
  const right = item ? corrected(item.text, text) : null;
  if (!item || right === null) {
    dispatcher.utter("utter_nothing_to_correct");
    return [];
  }
  await store.put("items", { ...item, text: right });
  dispatcher.utter("utter_item_corrected", { old: item.text, item: right });
  return [rememberRecord("items", id)];
}

/** "Yes": runs what was asked about, if something was. */
const affirm: Action<UserData> = {
  name: "action_affirm",
  run({ tracker, dispatcher }) {
    const awaiting = awaited(tracker);
    if (awaiting?.answer === "affirm") return [followup(awaiting.action)];
    dispatcher.utter("utter_affirm");
    return [];
  },
};

/** "No": nothing is done, and that is said. */
const deny: Action<UserData> = {
  name: "action_deny",
  run({ tracker, dispatcher }) {
    dispatcher.utter(awaited(tracker) ? "utter_left_as_it_is" : "utter_deny");
    return [];
  },
};

/** "Stop": what rings, where something does. */
const cancel: Action<UserData> = {
  name: "action_cancel",
  async run(context) {
    const { tracker, dispatcher } = context;
    const stopped = await stopAllRinging(context, null);
    if (stopped > 0) dispatcher.utter("utter_ringing_stopped");
    else dispatcher.utter(awaited(tracker) ? "utter_left_as_it_is" : "utter_nothing_to_cancel");
    return [];
  },
};

/** Only a value ("tomorrow at nine", "call Anna"): the answer to what was asked, else asks what to do with it. */
const inform: Action<UserData> = {
  name: "action_inform",
  run(context) {
    const { tracker, dispatcher } = context;
    if (awaited(tracker)?.answer === "inform") return correct.run(context);
    const said = latestMessage(tracker).text.replace(/[\s.!?]+$/, "");
    dispatcher.utter("utter_inform", { said });
    return [];
  },
};

export const actions: Action<UserData>[] = [correct, affirm, deny, cancel, inform, undo, repeat, help, didYouMean];
