import { activeLoop, type Event, type NewEvent, type UserUttered } from "../dialogue/events";
import type { Tracker } from "../dialogue/tracker";
import { FALLBACK_INTENT } from "../nlu/fallback-classifier";
import type { ActionRunner } from "./action-runner";

export const TWO_STAGE_FALLBACK = "action_two_stage_fallback";
export const OUT_OF_SCOPE_INTENT = "out_of_scope";

const LISTEN: NewEvent = {
  event: "action",
  name: "action_listen",
  policy: null,
  confidence: null,
  hide_rule_turn: false,
};

/**
 * A message that wasn't understood, as a loop (`rasa/core/actions/two_stage_fallback.py`): asks whether the likeliest intent was
 * meant, then for other words, then whether those were meant. A message that becomes clear on the way stands in the place of the
 * first, as if nothing had been asked; else it gives up.
 */
export async function runTwoStageFallback(tracker: Tracker, runtime: ActionRunner): Promise<NewEvent[]> {
  const starts = tracker.activeLoop?.name !== TWO_STAGE_FALLBACK;
  const started = starts ? [activeLoop(TWO_STAGE_FALLBACK)] : [];
  const intent = tracker.latestMessage?.intent.name ?? null;
  const [last, before, first] = lastIntents(tracker, 3);
  const isLost =
    (last === FALLBACK_INTENT && before === FALLBACK_INTENT) ||
    (last === OUT_OF_SCOPE_INTENT && before === FALLBACK_INTENT && first === OUT_OF_SCOPE_INTENT);
  const isClear = intent !== FALLBACK_INTENT && intent !== OUT_OF_SCOPE_INTENT;
  if (isLost) {
    const giveUp = await runtime.run("action_default_fallback", tracker);
    return [...started, activeLoop(null), ...giveUp];
  }
  if (isClear) return [...started, activeLoop(null), { event: "rewind" }, LISTEN, ...latestMessageSure(tracker)];
  const question =
    starts || intent === FALLBACK_INTENT ? "action_default_ask_affirmation" : "action_default_ask_rephrase";
  return [...started, ...(await runtime.run(question, tracker))];
}

/** The intents of the last messages, the newest first; a message that was taken back ends the list. */
function lastIntents(tracker: Tracker, count: number): (string | null)[] {
  const intents: (string | null)[] = [];
  for (let i = tracker.events.length - 1; i >= 0 && intents.length < count; i--) {
    const event = tracker.events[i];
    if (event?.event === "rewind" || event?.event === "restart") break;
    if (event?.event === "user") intents.push(event.parse_data.intent.name);
  }
  return intents;
}

/**
 * Takes the questions of a fallback back, of those who put them together from rules and stories instead of the loop (Rasa's older
 * TwoStageFallbackPolicy): what the user affirmed, or said in other words, stands in the place of the message not understood.
 */
export function revertFallbackEvents(tracker: Tracker): NewEvent[] {
  const rewind: NewEvent = { event: "rewind" };
  const asked = tracker
    .applied()
    .flatMap((event) => (event.event === "action" && event.name !== "action_listen" ? [event.name] : []))
    .reverse();
  if (asked[0] === "action_default_ask_rephrase") return [rewind, rewind, rewind, LISTEN, ...latestMessage(tracker)];
  if (asked[0] !== "action_default_ask_affirmation") return [];
  // The question stands behind a message; of other words the three turns before go too.
  const rephrased = asked[1] === "action_default_ask_rephrase" ? [rewind, rewind, rewind, LISTEN] : [];
  return [rewind, rewind, LISTEN, ...rephrased, ...latestMessageSure(tracker)];
}

function latestMessage(tracker: Tracker): Event[] {
  const last = tracker.applied().findLast((event): event is UserUttered => event.event === "user");
  return last ? [last] : [];
}

/** Nobody doubts it any more. */
function latestMessageSure(tracker: Tracker): Event[] {
  return latestMessage(tracker).map((event) =>
    event.event === "user"
      ? { ...event, parse_data: { ...event.parse_data, intent: { ...event.parse_data.intent, confidence: 1 } } }
      : event,
  );
}
