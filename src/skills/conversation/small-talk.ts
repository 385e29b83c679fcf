import type { Action } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import type { TrackerView } from "../../engine/dialogue/tracker";
import type { UserData } from "../../storage/schema";

const YES_OR_NO = ["affirm", "deny"];
/** The intents that mean something of their own right after a reply: data/stories has a story of each of them. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  utter_greet: ["greet"],
  utter_user_sad: YES_OR_NO,
  utter_user_happy: YES_OR_NO,
  action_out_of_scope: YES_OR_NO,
  utter_ask_weather: YES_OR_NO,
  utter_joke: [...YES_OR_NO, "thank"],
  action_help: YES_OR_NO,
  action_remember_name: YES_OR_NO,
  action_did_you_mean: YES_OR_NO,
};

/**
 * Runs on every message: `answers_small_talk` is set by one that the stories are to answer. The rules answer it everywhere
 * else, so that neither a form nor a question ever loses its "yes" or "no" to small talk of long ago.
 */
export const markSmallTalk: Action<UserData> = {
  name: "action_mark_small_talk",
  run({ tracker }) {
    const answers = ANSWERS[lastReply(tracker) ?? ""] ?? [];
    const isAnswer = tracker.activeLoop === null && answers.includes(tracker.latestMessage?.intent.name ?? "");
    const value = isAnswer ? true : null;
    return value === tracker.slot("answers_small_talk") ? [] : [slotSet("answers_small_talk", value)];
  },
};

/** The action that ended the turn before this one. */
function lastReply({ events }: TrackerView): string | null {
  const before = events.slice(
    0,
    Math.max(
      0,
      events.findLastIndex((event) => event.event === "user"),
    ),
  );
  const reply = before.findLast((event) => event.event === "action" && event.name !== "action_listen");
  return reply?.event === "action" ? reply.name : null;
}
