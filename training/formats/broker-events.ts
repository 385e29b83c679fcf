import type { JsonObject } from "../../src/engine/json";
import type { Conversation } from "./conversation-reader";

/** Events as `rasa export` publishes them, each with its `sender_id`: those from `minimum` on and before `maximum`, in seconds. */
export function brokerEvents(
  conversations: readonly Conversation[],
  { minimum, maximum }: { minimum: number; maximum: number },
): JsonObject[] {
  return conversations.flatMap(({ senderId, events }) =>
    events
      .toSorted((a, b) => a.event.timestamp - b.event.timestamp)
      .filter(({ event: { timestamp } }) => timestamp >= minimum && timestamp < maximum)
      .map(({ json }) => ({ ...json, sender_id: senderId })),
  );
}
