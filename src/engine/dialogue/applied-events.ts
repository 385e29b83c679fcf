import type { Event } from "./events";

/**
 * The events that still count for what the assistant does next (`DialogueStateTracker.applied_events`): what came before a
 * restart or a new session is gone, what was reverted is removed, and the happy path of a form counts as one turn.
 */
export function appliedEvents(events: readonly Event[]): Event[] {
  const loops = new Set(events.flatMap((event) => (event.event === "active_loop" && event.name ? [event.name] : [])));
  let applied: Event[] = [];
  for (const event of events) {
    switch (event.event) {
      case "restart":
      case "session_started":
        applied = [];
        break;
      case "undo":
        removeThroughLast(applied, "action");
        break;
      case "rewind":
        // A user's message has a listen right before it: remove both.
        removeThroughLast(applied, "user");
        removeThroughLast(applied, "action");
        break;
      case "action":
        if (loops.has(event.name) && !isFirstRunOrUnhappyPath(event.name, applied))
          removeSinceLoopRan(event.name, applied);
        else applied.push(event);
        break;
      default:
        applied.push(event);
    }
  }
  return applied;
}

function removeThroughLast(applied: Event[], kind: Event["event"]): void {
  while (applied.length > 0) if (applied.pop()?.event === kind) return;
}

function isFirstRunOrUnhappyPath(loop: string, applied: readonly Event[]): boolean {
  let nextAction: string | null = null;
  for (let i = applied.length - 1; i >= 0; i--) {
    const event = applied[i];
    if (!event) continue;
    if (event.event === "active_loop" && event.name === null) return true;
    if (event.event === "action_execution_rejected" && event.name === loop) return true;
    // In stories nothing is rejected: another action than the loop after the user's message shows the unhappy path.
    if (event.event === "user" && nextAction !== null && nextAction !== loop) return true;
    if (event.event === "action") {
      if (event.name === loop) return false;
      nextAction = event.name;
    }
  }
  return true;
}

/** Removes the user turns and actions since the loop last ran; what they set (slots and so on) stays. */
function removeSinceLoopRan(loop: string, applied: Event[]): void {
  for (let i = applied.length - 1; i >= 0; i--) {
    const event = applied[i];
    if (!event) continue;
    if (event.event === "action" && event.name === loop) return;
    const isTurn = ["action", "user", "user_featurization", "entities"].includes(event.event);
    if (isTurn) applied.splice(i, 1);
  }
}
