import type { Json } from "../json";
import type { ParseData } from "../nlu/parse-data";
import { AppliedEvents } from "./applied-events";
import type { Event, ReminderScheduled } from "./events";
import { remindersAfter, type PendingReminder } from "./reminders";
import { applyEvent, initialState, type ActiveLoopState, type Snapshot, type TrackerState } from "./tracker-state";

export type { ActiveLoopState, Snapshot, TrackerState } from "./tracker-state";

/** What actions and policies may see of a conversation. */
export interface TrackerView {
  readonly conversation: string;
  /** The values of all slots, unset ones null. */
  readonly slots: Readonly<Record<string, Json>>;
  slot(name: string): Json;
  readonly latestMessage: ParseData | null;
  readonly activeLoop: Readonly<ActiveLoopState> | null;
  readonly latestAction: string | null;
  readonly followupAction: string | null;
  readonly paused: boolean;
  /** The events kept in memory: the newest, oldest first. */
  readonly events: readonly Event[];
}

/** A window longer than this is cut at the next message of the user, so that no turn costs more in a long conversation. */
const WINDOW_LIMIT = 200;
/** Events that a cut leaves in the window: more than any rule or story looks back. */
const WINDOW_KEPT = 100;

/** An event in the window, and what was so once it had happened. */
interface Step {
  event: Event;
  /** The state that the events which still counted then make, and how many they were. */
  applied: TrackerState;
  length: number;
  /** Of those before it, it changed or looked at none before this one. */
  needed: number;
  reminders: readonly PendingReminder[];
}

/**
 * The state of one conversation: a snapshot and the events since. Everything is derived from them, so the same events give
 * the same tracker wherever they are replayed (`rasa/shared/core/trackers.py`).
 */
export class Tracker implements TrackerView {
  private steps: Step[] = [];
  /** Those of the steps, for whoever only reads. */
  private window: Event[] = [];
  private state: TrackerState;
  private past: AppliedEvents;
  private pending: readonly PendingReminder[];
  /** The id of the user's latest message. */
  private message: string | null = null;
  private base: Snapshot;
  /** How many events were cut since `compact` last told. */
  private dropped = 0;

  constructor(
    readonly conversation: string,
    private readonly initialSlots: Readonly<Record<string, Json>>,
    snapshot?: Snapshot,
    events: readonly Event[] = [],
  ) {
    const { loops = [], reminders = [], ...known } = snapshot ?? {};
    // A snapshot may be older than the domain's newest slots.
    const state = { ...initialState(initialSlots), ...known, slots: { ...initialSlots, ...snapshot?.slots } };
    this.base = { ...state, loops, reminders };
    this.state = state;
    this.pending = reminders;
    this.past = new AppliedEvents(initialSlots, state, new Set(loops));
    this.updateAll(events);
  }

  get slots(): Readonly<Record<string, Json>> {
    return this.state.slots;
  }
  get latestMessage(): ParseData | null {
    return this.state.latestMessage;
  }
  get activeLoop(): Readonly<ActiveLoopState> | null {
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
  /** The reminders that are still to fire, whenever that is; `dueTime` says when. */
  get reminders(): readonly ReminderScheduled[] {
    return this.pending.map(({ reminder }) => reminder);
  }

  slot(name: string): Json {
    return this.state.slots[name] ?? null;
  }

  update(event: Event): void {
    if (event.event === "user" && this.window.length > WINDOW_LIMIT) this.cut(this.cutPoint());
    this.window.push(event);
    if (event.event === "active_loop" && event.name !== null && this.ranUnnoticed(event.name)) this.rebuild(event.name);
    else this.take(event);
  }

  updateAll(events: readonly Event[]): void {
    for (const event of events) this.update(event);
  }

  /** An independent tracker in the same state: what an action may try things on. */
  copy(): Tracker {
    const copy = new Tracker(this.conversation, this.initialSlots, this.base);
    copy.steps = [...this.steps];
    copy.window = [...this.window];
    copy.state = this.state;
    copy.past = this.past.copy();
    copy.pending = this.pending;
    copy.message = this.message;
    return copy;
  }

  /** Visits the states before each action of what still counts of the conversation, and the present one. */
  visitTurns(visit: (state: TrackerState, hidden: boolean) => void): void {
    this.past.visitTurns(visit);
  }

  /** The events that still count, oldest first. */
  applied(): Event[] {
    return this.past.events();
  }

  /** A tracker of the same domain that has seen nothing but `events`. */
  fresh(events: readonly Event[]): Tracker {
    return new Tracker(this.conversation, this.initialSlots, undefined, events);
  }

  /**
   * Drops old events into the snapshot where nothing can depend on them any more: at a session's start, or before a user's
   * message outside any loop once the window is long. Returns the snapshot that goes before `events` and how many it swallowed
   * since it was last asked for, or null where that is none.
   */
  compact(): { state: Snapshot; dropped: number } | null {
    this.cut(this.cutPoint());
    if (this.dropped === 0) return null;
    const { dropped } = this;
    this.dropped = 0;
    return { state: this.base, dropped };
  }

  private take(event: Event): void {
    if (event.event === "user") this.message = event.message_id;
    const { needed, removed } = this.past.add(event);
    const stillSet = this.pending.filter(({ reminder }) => !removed.includes(reminder));
    this.pending = remindersAfter(removed.length > 0 ? stillSet : this.pending, event, this.message);
    const isReverted = event.event === "rewind" || event.event === "undo";
    this.state = isReverted ? this.past.state : applyEvent(this.state, event, this.initialSlots);
    const { state: applied, length } = this.past;
    this.steps.push({ event, applied, length, needed, reminders: this.pending });
  }

  /** An action of the loop's name ran more than once before anybody knew that it is a loop: those runs count as one turn. */
  private ranUnnoticed(loop: string): boolean {
    if (this.past.loops.has(loop)) return false;
    return this.window.filter((event) => event.event === "action" && event.name === loop).length > 1;
  }

  private rebuild(loop: string): void {
    const { state } = this;
    const { loops: _loops, reminders, ...start } = this.base;
    this.past = new AppliedEvents(this.initialSlots, start, new Set([...this.past.loops, loop]));
    this.steps = [];
    this.pending = reminders;
    for (const event of this.window) this.take(event);
    // What the tracker saw so far stays as it saw it: only what counts of the past is judged anew.
    const last = this.window.at(-1);
    this.state = last ? applyEvent(state, last, this.initialSlots) : state;
  }

  private cut(count: number): void {
    const last = this.steps[count - 1];
    if (!last) return;
    const { length, applied, reminders } = last;
    this.base = { ...applied, loops: [...this.past.loops], reminders };
    this.past.forget(length, applied);
    this.window.splice(0, count);
    const rest = this.steps.splice(0, this.steps.length).slice(count);
    this.steps = rest.map((step) => ({ ...step, length: step.length - length, needed: step.needed - length }));
    this.dropped += count;
  }

  private cutPoint(): number {
    const sessionStart = this.window.findLastIndex(
      (event) => event.event === "session_started" || event.event === "restart",
    );
    if (sessionStart >= 0) return sessionStart + 1;
    if (this.window.length <= WINDOW_LIMIT || this.activeLoop) return 0;
    // What was taken back since, and a form's earlier run, must not lie beyond the cut.
    let needed = Infinity;
    for (let i = this.window.length - 1; i > 0; i--) {
      needed = Math.min(needed, this.steps[i]?.needed ?? 0);
      const before = this.steps[i - 1];
      if (i > this.window.length - WINDOW_KEPT || this.window[i]?.event !== "user" || !before) continue;
      if (before.applied.activeLoop === null && needed >= before.length) return i;
    }
    return 0;
  }
}
