import type { Event } from "../dialogue/events";
import type { TrackerView } from "../dialogue/tracker";
import type { Json } from "../json";

/** A conversation with slots set beyond it: what the next validator sees of what those before it made of their values. */
export function trackerWithSlots(tracker: TrackerView, set: ReadonlyMap<string, Json>, timestamp: number): TrackerView {
  const slots: Record<string, Json> = { ...tracker.slots, ...Object.fromEntries(set) };
  const events: Event[] = [...set].map(([name, value]) => ({ event: "slot", name, value, timestamp }));
  return {
    conversation: tracker.conversation,
    slots,
    slot: (name) => slots[name] ?? null,
    latestMessage: tracker.latestMessage,
    activeLoop: tracker.activeLoop,
    latestAction: tracker.latestAction,
    followupAction: tracker.followupAction,
    paused: tracker.paused,
    events: [...tracker.events, ...events],
  };
}
