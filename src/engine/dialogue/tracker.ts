import type { Json } from "../json";
import type { ParseData } from "../nlu/parse-data";
import { appliedEvents } from "./applied-events";
import type { Event } from "./events";

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

/** What actions and policies may see of a conversation. */
export interface TrackerView {
  readonly conversation: string;
  /** The values of all slots, unset ones null. */
  readonly slots: Readonly<Record<string, Json>>;
  slot(name: string): Json;
  readonly latestMessage: ParseData | null;
  readonly activeLoop: ActiveLoopState | null;
  readonly latestAction: string | null;
  /** The events kept in memory: all since the last snapshot, oldest first. */
  readonly events: readonly Event[];
}

/** Everything derived from a prefix of the events; plain data, so that it can be stored. */
export interface TrackerState {
  slots: Record<string, Json>;
  /** Slots that an event has set, whatever the value; the others hold their initial value. */
  touchedSlots: string[];
  latestMessage: ParseData | null;
  activeLoop: ActiveLoopState | null;
  latestAction: string | null;
  followupAction: string | null;
  paused: boolean;
  /** The session began earlier than the state: its first turns are no longer known. */
  continued: boolean;
}

/** A conversation of no events. */
export function initialState(initialSlots: Record<string, Json>): TrackerState {
  return {
    slots: { ...initialSlots },
    touchedSlots: [],
    latestMessage: null,
    activeLoop: null,
    latestAction: null,
    followupAction: null,
    paused: false,
    continued: false,
  };
}

/** A window longer than this is cut at the next chance (Tracker.compact), so that no turn costs more in a long conversation. */
const WINDOW_LIMIT = 300;
/** Events that a cut leaves in the window: more than any rule or story looks back. */
const WINDOW_KEPT = 150;

/**
 * The state of one conversation: a base state and the events since. Everything is derived from them, so the same events give
 * the same tracker wherever they are replayed (`rasa/shared/core/trackers.py`).
 */
export class Tracker implements TrackerView {
  private readonly window: Event[];
  private state: TrackerState;

  constructor(
    readonly conversation: string,
    private readonly initialSlots: Record<string, Json>,
    private base: TrackerState = initialState(initialSlots),
    events: readonly Event[] = [],
  ) {
    this.window = [...events];
    this.state = this.replay();
  }

  get slots(): Readonly<Record<string, Json>> {
    return this.state.slots;
  }
  get latestMessage(): ParseData | null {
    return this.state.latestMessage;
  }
  get activeLoop(): ActiveLoopState | null {
    return this.state.activeLoop;
  }
  get latestAction(): string | null {
    return this.state.latestAction;
  }
  get followupAction(): string | null {
    return this.state.followupAction;
  }
  get paused(): boolean {
    return this.state.paused;
  }
  get events(): readonly Event[] {
    return this.window;
  }

  slot(name: string): Json {
    return this.state.slots[name] ?? null;
  }

  update(event: Event): void {
    this.window.push(event);
    if (event.event === "rewind" || event.event === "undo") this.state = this.replay();
    else applyEvent(this.state, event, this.initialSlots);
  }

  updateAll(events: readonly Event[]): void {
    for (const event of events) this.update(event);
  }

  /** An independent tracker in the same state: what an action may try things on. */
  copy(): Tracker {
    return new Tracker(this.conversation, this.initialSlots, this.base, this.window);
  }

  /**
   * Visits the states before each action of what still counts of the conversation (`appliedEvents`), and the present one.
   * The state passed is only valid during the visit.
   */
  visitTurns(
    visit: (state: Readonly<TrackerState>, hidden: boolean) => void,
    events = appliedEvents(this.window),
  ): void {
    const state = this.startState();
    for (const event of events) {
      if (event.event === "action") visit(state, event.hide_rule_turn);
      applyEvent(state, event, this.initialSlots);
    }
    visit(state, false);
  }

  /** The events that still count, oldest first. */
  applied(): Event[] {
    return appliedEvents(this.window);
  }

  /** A tracker of the same domain that has seen nothing but `events`. */
  fresh(events: readonly Event[]): Tracker {
    return new Tracker(this.conversation, this.initialSlots, initialState(this.initialSlots), events);
  }

  /**
   * Drops old events into the base state where nothing can depend on them any more: at a session's start, or before a user's
   * message outside any loop once the window is long. Returns the new base and how many events it swallowed, or null.
   */
  compact(): { state: TrackerState; dropped: number } | null {
    const cut = this.cutPoint();
    if (cut === 0) return null;
    const before = new Tracker(this.conversation, this.initialSlots, this.base, this.window.slice(0, cut));
    this.base = before.state;
    this.base.continued = !isSessionStart(this.window[cut - 1]);
    this.window.splice(0, cut);
    return { state: cloneState(this.base), dropped: cut };
  }

  private cutPoint(): number {
    const sessionStart = this.window.findLastIndex(isSessionStart);
    if (sessionStart >= 0) return sessionStart + 1;
    if (this.window.length <= WINDOW_LIMIT || this.activeLoop) return 0;
    for (let i = this.window.length - WINDOW_KEPT; i > 0; i--) {
      if (this.window[i]?.event !== "user") continue;
      const before = new Tracker(this.conversation, this.initialSlots, this.base, this.window.slice(0, i));
      if (!before.activeLoop) return i;
    }
    return 0;
  }

  private replay(): TrackerState {
    const state = this.startState();
    for (const event of appliedEvents(this.window)) applyEvent(state, event, this.initialSlots);
    // A restart listens next; it is not among the applied events, which begin after it.
    if (this.window.at(-1)?.event === "restart") state.followupAction = "action_listen";
    return state;
  }

  /** The state that the applied events start from: the base, unless a session began since. */
  private startState(): TrackerState {
    return this.window.some(isSessionStart) ? initialState(this.initialSlots) : cloneState(this.base);
  }
}

function isSessionStart(event: Event | undefined): boolean {
  return event?.event === "session_started" || event?.event === "restart";
}

function cloneState(state: TrackerState): TrackerState {
  return {
    ...state,
    slots: { ...state.slots },
    touchedSlots: [...state.touchedSlots],
    activeLoop: state.activeLoop && { ...state.activeLoop },
  };
}

/** What an event does to the state (the `apply_to` of Rasa's events); `rewind` and `undo` need a replay instead. */
function applyEvent(state: TrackerState, event: Event, initialSlots: Record<string, Json>): void {
  switch (event.event) {
    case "user":
      state.latestMessage = event.parse_data;
      state.followupAction = null;
      return;
    case "action":
      state.latestAction = event.name;
      state.followupAction = null;
      if (state.activeLoop) {
        const ranItself = event.name === state.activeLoop.name;
        state.activeLoop = {
          ...state.activeLoop,
          isInterrupted: false,
          rejected: state.activeLoop.rejected && !ranItself,
        };
      }
      return;
    case "slot":
      state.slots[event.name] = event.value;
      if (!state.touchedSlots.includes(event.name)) state.touchedSlots.push(event.name);
      return;
    case "active_loop":
      state.activeLoop = event.name
        ? { name: event.name, isInterrupted: false, rejected: false, triggerMessage: state.latestMessage }
        : null;
      return;
    case "loop_interrupted":
      if (state.activeLoop) state.activeLoop = { ...state.activeLoop, isInterrupted: event.is_interrupted };
      return;
    case "action_execution_rejected":
      if (state.activeLoop?.name === event.name) state.activeLoop = { ...state.activeLoop, rejected: true };
      return;
    case "followup":
      state.followupAction = event.name;
      return;
    case "reset_slots":
      state.slots = { ...initialSlots };
      return;
    case "pause":
      state.paused = true;
      return;
    case "resume":
      state.paused = false;
      return;
    case "session_started":
      Object.assign(state, initialState(initialSlots));
      return;
    case "restart":
      Object.assign(state, initialState(initialSlots));
      state.followupAction = "action_listen";
      return;
    case "bot":
    case "reminder":
    case "cancel_reminder":
    case "entities":
    case "user_featurization":
    case "rewind":
    case "undo":
      return;
    default:
      event satisfies never;
  }
}
