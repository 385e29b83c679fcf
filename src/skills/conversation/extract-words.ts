import type { Action } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import { REQUESTED_SLOT } from "../../engine/project/domain";
import type { UserData } from "../../storage/schema";
import { isPayload, latestMessage } from "../message";

/**
 * Fills the slot that a form asks for with what the user wrote. Slots kept as the user's words map to this and not to
 * `from_text`, which would take what a button or card sends, whatever its intent, for words.
 */
export const extractWords: Action<UserData> = {
  name: "action_extract_words",
  run({ tracker }) {
    const asked = tracker.slot(REQUESTED_SLOT);
    const { text } = latestMessage(tracker);
    return typeof asked !== "string" || isPayload(text) ? [] : [slotSet(asked, text)];
  },
};
