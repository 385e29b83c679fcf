import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";

/** Says once more what was last said, with its card and buttons. */
export const repeat: Action<UserData> = {
  name: "action_repeat",
  run({ tracker, dispatcher }) {
    const said = tracker.events.findLast((event) => event.event === "bot");
    if (said?.event !== "bot") {
      dispatcher.utter("utter_nothing_to_repeat");
      return [];
    }
    dispatcher.say({ ...said.data, ...(said.text !== null && { text: said.text }) });
    return [];
  },
};
