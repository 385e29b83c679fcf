import type { Event, NewEvent } from "../dialogue/events";
import type { TrackerView } from "../dialogue/tracker";
import type { Clock, Random } from "../environment";
import type { Json } from "../json";
import type { Domain } from "../project/domain";
import type { BotMessage } from "./bot-message";
import type { TurnProblem } from "./runtime";
import type { Store } from "./store";

/** How an action speaks. What is said is kept and sent only when the whole turn commits. */
export interface Dispatcher {
  /**
   * Says a response of the domain, e.g. `utter_greet`; `values` fill its `{placeholders}` beside the slots. Buttons of `more` come
   * behind the response's own, what else is in it takes the place of the response's.
   */
  utter(response: string, values?: Record<string, Json>, more?: BotMessage): void;
  /** Says a message made by the action itself. */
  say(message: BotMessage): void;
}

export interface ActionContext<Data> {
  tracker: TrackerView;
  domain: Domain;
  dispatcher: Dispatcher;
  store: Store<Data>;
  clock: Clock;
  random: Random;
  /** Aborted when the turn runs out of time: a slow action should stop then. */
  signal: AbortSignal;
  /** The events before those that the tracker holds, oldest first: it forgets what nothing depends on any more. */
  earlierEvents: () => Promise<readonly Event[]>;
  /** Says in the turn's trace what went wrong, where the action goes on all the same. */
  report: (problem: TurnProblem) => void;
}

/**
 * Something the assistant does. It has no other way to act than the events it returns, what it says to the dispatcher and
 * what it writes to the store: all three commit together or not at all.
 */
export interface Action<Data> {
  readonly name: string;
  run(context: ActionContext<Data>): NewEvent[] | Promise<NewEvent[]>;
}

/** Thrown by an action that can't go on (a form that got nothing useful): another policy predicts instead. */
export class ActionExecutionRejection extends Error {
  constructor(readonly actionName: string) {
    super(`${actionName} rejected its execution`);
  }
}
