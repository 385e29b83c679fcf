import type { BotMessage } from "../actions/bot-message";
import type { Json, JsonObject } from "../json";
import type { Entity, ParseData } from "../nlu/parse-data";

/**
 * A conversation is a list of these, append-only; everything else is derived from it. Names and fields are those of Rasa's
 * own event JSON (`rasa/shared/core/events.py`), so that a stored conversation is a Rasa conversation.
 */
export type Event =
  | UserUttered
  | BotUttered
  | ActionExecuted
  | SlotSet
  | ActiveLoop
  | LoopInterrupted
  | ActionExecutionRejected
  | FollowupAction
  | ReminderScheduled
  | ReminderCancelled
  | EntitiesAdded
  | UserFeaturization
  | AgentUttered
  | StoryExported
  | Marker;

interface EventBase {
  /** Seconds since the epoch, as in Rasa. */
  timestamp: number;
  metadata?: JsonObject;
}

export interface UserUttered extends EventBase {
  event: "user";
  text: string;
  parse_data: ParseData;
  message_id: string;
  input_channel: string;
}

export interface BotUttered extends EventBase {
  event: "bot";
  text: string | null;
  data: Omit<BotMessage, "text">;
}

export interface ActionExecuted extends EventBase {
  event: "action";
  /** Of an end-to-end action the text that it said. */
  name: string;
  /** Chosen end to end: by what it says, from what was said. */
  is_text?: true;
  /** The policy that chose it, and how sure it was; null where nothing chose it (the first listen of a story). */
  policy: string | null;
  confidence: number | null;
  /** The turn came only from rules, so policies that learn from stories must not see it. */
  hide_rule_turn: boolean;
}

export interface SlotSet extends EventBase {
  event: "slot";
  name: string;
  value: Json;
}

export interface ActiveLoop extends EventBase {
  event: "active_loop";
  name: string | null;
}

export interface LoopInterrupted extends EventBase {
  event: "loop_interrupted";
  is_interrupted: boolean;
}

export interface ActionExecutionRejected extends EventBase {
  event: "action_execution_rejected";
  name: string;
  policy: string | null;
  confidence: number | null;
}

export interface FollowupAction extends EventBase {
  event: "followup";
  name: string;
}

export interface ReminderScheduled extends EventBase {
  event: "reminder";
  /** What the user is made to say when it fires. */
  intent: string;
  entities: GivenEntities | null;
  /** ISO 8601; without an offset it is the user's own time. */
  date_time: string;
  name: string;
  /** A message of the user before then ends it. */
  kill_on_user_msg: boolean;
}

export interface ReminderCancelled extends EventBase {
  event: "cancel_reminder";
  /** Each narrows it down to reminders with just this; all null cancel every one. */
  intent: string | null;
  entities: GivenEntities | null;
  name: string | null;
}

export interface EntitiesAdded extends EventBase {
  event: "entities";
  entities: Entity[];
}

export interface UserFeaturization extends EventBase {
  event: "user_featurization";
  use_text_for_featurization: boolean | null;
}

/** A human took over and said something. */
export interface AgentUttered extends EventBase {
  event: "agent";
  text: string | null;
  data: Json;
}

/** The conversation was written to a file. */
export interface StoryExported extends EventBase {
  event: "export";
  path: string | null;
}

/** Entities that nobody read in a text: `{"name": "value"}`, or a list of `{"entity": "name", "value": ...}` with what else is known. */
export type GivenEntities = JsonObject | JsonObject[];

/** Events that carry nothing but their kind. */
export interface Marker extends EventBase {
  event: "restart" | "session_started" | "rewind" | "undo" | "reset_slots" | "pause" | "resume";
}

type Untimed<E> = E extends Event ? Omit<E, "timestamp"> : never;
/** An event as an action returns it: the turn puts the time on it. */
export type NewEvent = Untimed<Event>;

/** Shorthands for what actions return most. */
export const slotSet = (name: string, value: Json): NewEvent => ({ event: "slot", name, value });
export const activeLoop = (name: string | null): NewEvent => ({ event: "active_loop", name });
export const followup = (name: string): NewEvent => ({ event: "followup", name });

/** Puts a time (seconds since the epoch) on events as actions return them. */
export function stamp(events: readonly NewEvent[], timestamp: number): Event[] {
  return events.map((event): Event => ({ ...event, timestamp }));
}
