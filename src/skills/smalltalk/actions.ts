import type { Action } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { entityText, wordingOf } from "../message";
import { readPersonName } from "./person-name";

/** Keeps the user's name, to greet by it. */
const rememberName: Action<UserData> = {
  name: "action_remember_name",
  async run({ tracker, dispatcher }) {
    const message = tracker.latestMessage;
    const name = readPersonName(entityText(message, "person") ?? "", wordingOf(message));
    if (name === null) {
      dispatcher.utter("utter_ask_user_name");
      return [];
    }
    dispatcher.utter("utter_name_remembered", { user_name: name });
    return [slotSet("user_name", name)];
  },
};

/** Small talk is nearly all responses of the domain; this is what is more. */
export const actions: Action<UserData>[] = [rememberName];
