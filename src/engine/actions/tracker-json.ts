import type { Event } from "../dialogue/events";
import { rasaEvent } from "../dialogue/rasa-json/write-events";
import type { TrackerView } from "../dialogue/tracker";
import type { Json, JsonObject } from "../json";

/** A tracker as Rasa's `current_state` gives it to an action server; `earlier` are the events before those it holds. */
export function trackerJson(tracker: TrackerView, earlier: readonly Event[]): JsonObject {
  const { activeLoop, latestAction, latestMessage } = tracker;
  const events = [...earlier, ...tracker.events];
  const lastUser = events.findLast((event) => event.event === "user");
  return {
    sender_id: tracker.conversation,
    slots: { ...tracker.slots },
    latest_message: asJson(latestMessage) ?? {},
    latest_event_time: events.at(-1)?.timestamp ?? null,
    followup_action: tracker.followupAction,
    paused: tracker.paused,
    events: events.map(rasaEvent),
    latest_input_channel: lastUser?.event === "user" ? lastUser.input_channel : null,
    active_loop: activeLoop
      ? {
          name: activeLoop.name,
          is_interrupted: activeLoop.isInterrupted,
          rejected: activeLoop.rejected,
          trigger_message: asJson(activeLoop.triggerMessage),
        }
      : {},
    latest_action: latestAction === null ? null : { action_name: latestAction },
    latest_action_name: latestAction,
  };
}

/** A parse is plain data. */
function asJson(value: object | null): Json {
  return value as Json;
}
