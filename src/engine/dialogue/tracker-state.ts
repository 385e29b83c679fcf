import type { Json } from "../json";
import type { ParseData } from "../nlu/parse-data";
import type { Event } from "./events";
import type { PendingReminder } from "./reminders";

/** The running form (or other loop) of a conversation. */
export interface ActiveLoopState {
  name: string;
  /** The loop was left for something else and came back: validation is skipped and its slot asked again. */
  isInterrupted: boolean;
  /** Its last run found nothing it could use. */
  rejected: boolean;
  /** The message that started it. */
  triggerMessage: ParseData | null;
}

/** Everything derived from a prefix of the events; plain data, so that it can be stored. Never changed in place: states are shared. */
export interface TrackerState {
  readonly slots: Readonly<Record<string, Json>>;
  /** Slots that an event has set, whatever the value; the others hold their initial value. */
  readonly touchedSlots: readonly string[];
  readonly latestMessage: ParseData | null;
  /** The latest message counts by its text (true) or by its intent (false) in the policies' states; null: nothing was said of it. */
  readonly usesText: boolean | null;
  readonly activeLoop: Readonly<ActiveLoopState> | null;
  readonly latestAction: string | null;
  readonly followupAction: string | null;
  readonly paused: boolean;
}

/** A tracker's state as it is kept beside the events since: what a tracker can go on from. */
export interface Snapshot extends TrackerState {
  /** Every loop that ever ran in the conversation. */
  readonly loops: readonly string[];
  readonly reminders: readonly PendingReminder[];
}

/** A conversation of no events. */
export function initialState(initialSlots: Readonly<Record<string, Json>>): TrackerState {
  return {
    slots: initialSlots,
    touchedSlots: [],
    latestMessage: null,
    usesText: null,
    activeLoop: null,
    latestAction: null,
    followupAction: null,
    paused: false,
  };
}

/**
 * The state after an event (the `apply_to` of Rasa's events). Those that take events back (`rewind`, `undo`) change nothing
 * here: they are for whoever knows the events before.
 */
export function applyEvent(
  state: TrackerState,
  event: Event,
  initialSlots: Readonly<Record<string, Json>>,
): TrackerState {
  switch (event.event) {
    case "user":
      return { ...state, latestMessage: event.parse_data, usesText: null, followupAction: null };
    case "action":
      return {
        ...state,
        latestAction: event.name,
        followupAction: null,
        activeLoop: state.activeLoop && loopAfterAction(state.activeLoop, event.name),
      };
    case "slot":
      return {
        ...state,
        slots: { ...state.slots, [event.name]: event.value },
        touchedSlots: state.touchedSlots.includes(event.name)
          ? state.touchedSlots
          : [...state.touchedSlots, event.name],
      };
    case "active_loop": {
      const started = { isInterrupted: false, rejected: false, triggerMessage: state.latestMessage };
      return { ...state, activeLoop: event.name ? { name: event.name, ...started } : null };
    }
    case "loop_interrupted":
      if (!state.activeLoop) return state;
      return { ...state, activeLoop: { ...state.activeLoop, isInterrupted: event.is_interrupted } };
    case "action_execution_rejected":
      if (state.activeLoop?.name !== event.name) return state;
      return { ...state, activeLoop: { ...state.activeLoop, rejected: true } };
    case "followup":
      return { ...state, followupAction: event.name };
    case "reset_slots":
      return { ...state, slots: initialSlots };
    case "pause":
      return { ...state, paused: true };
    case "resume":
      return { ...state, paused: false };
    case "session_started":
      return initialState(initialSlots);
    case "restart":
      // A new session begins, as if the conversation did.
      return { ...initialState(initialSlots), followupAction: "action_session_start" };
    case "entities":
      // They belong to the message that was just heard; once an action has answered it, it's too late.
      if (!state.latestMessage || state.latestAction !== "action_listen") return state;
      return { ...state, latestMessage: withEntities(state.latestMessage, event.entities) };
    case "user_featurization":
      if (!state.latestMessage || state.latestAction !== "action_listen") return state;
      return { ...state, usesText: event.use_text_for_featurization };
    case "bot":
    case "agent":
    case "export":
    case "reminder":
    case "cancel_reminder":
    case "rewind":
    case "undo":
      return state;
    default:
      return event satisfies never;
  }
}

function loopAfterAction(loop: Readonly<ActiveLoopState>, action: string): ActiveLoopState {
  return { ...loop, isInterrupted: false, rejected: loop.rejected && action !== loop.name };
}

function withEntities(message: ParseData, added: ParseData["entities"]): ParseData {
  const known = new Set(message.entities.map((entity) => JSON.stringify(entity)));
  return { ...message, entities: [...message.entities, ...added.filter((one) => !known.has(JSON.stringify(one)))] };
}
