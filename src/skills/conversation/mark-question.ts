import type { Action } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { awaited } from "./awaiting";

/** Runs on every message: `is_asked` says whether it may answer a question, which rules can then tell from small talk. */
export const markQuestion: Action<UserData> = {
  name: "action_mark_question",
  run({ tracker }) {
    const isAsked = awaited(tracker) === null ? null : true;
    return isAsked === tracker.slot("is_asked") ? [] : [slotSet("is_asked", isAsked)];
  },
};
