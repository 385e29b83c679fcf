import type { Json } from "../json";
import type { Event } from "./events";
import { applyEvent, type TrackerState } from "./tracker-state";

interface Entry {
  event: Event;
  /** The state once it was applied. */
  after: TrackerState;
}

/** What one event did to the list. */
export interface Effect {
  /** Entries before this index are as they were, and would not be missed. */
  needed: number;
  /** Events that no longer count. */
  removed: readonly Event[];
}

/**
 * The events that still count for what the assistant does next (`DialogueStateTracker.applied_events`): what came before a
 * restart or a new session is gone, what was reverted is removed, and the happy path of a form counts as one turn. Kept up to
 * date event by event, so that a turn costs the same however long the conversation is.
 */
export class AppliedEvents {
  private entries: Entry[] = [];

  /** `start` is the state that the first event found; `loops` are the loops that are known to have run. */
  constructor(
    private readonly initialSlots: Readonly<Record<string, Json>>,
    private start: TrackerState,
    readonly loops: Set<string>,
  ) {}

  get length(): number {
    return this.entries.length;
  }

  /** The state that the events which count make. */
  get state(): TrackerState {
    return this.entries.at(-1)?.after ?? this.start;
  }

  events(): Event[] {
    return this.entries.map(({ event }) => event);
  }

  /** Visits the states before each action, and the present one. */
  visitTurns(visit: (state: TrackerState, hidden: boolean) => void): void {
    let before = this.start;
    for (const { event, after } of this.entries) {
      if (event.event === "action") visit(before, event.hide_rule_turn);
      before = after;
    }
    visit(before, false);
  }

  add(event: Event): Effect {
    const { length } = this.entries;
    switch (event.event) {
      case "restart":
      case "session_started":
        this.entries = [];
        this.start = applyEvent(this.start, event, this.initialSlots);
        return { needed: 0, removed: [] };
      case "undo":
        return this.revert(this.lastOf("action", length));
      case "rewind":
        // A user's message has a listen right before it: remove both.
        return this.revert(this.lastOf("action", this.lastOf("user", length)));
      case "action":
        if (this.loops.has(event.name) && !this.isFirstRunOrUnhappyPath(event.name))
          return { needed: this.removeSinceRanOf(event.name), removed: [] };
        break;
      case "active_loop":
        if (event.name) this.loops.add(event.name);
        break;
      default:
    }
    this.push(event);
    return { needed: length, removed: [] };
  }

  /** Forgets the first `count` entries; `start` is the state after them. */
  forget(count: number, start: TrackerState): void {
    if (count === 0) return;
    this.entries.splice(0, count);
    this.start = start;
  }

  copy(): AppliedEvents {
    const copy = new AppliedEvents(this.initialSlots, this.start, new Set(this.loops));
    copy.entries = [...this.entries];
    return copy;
  }

  private push(event: Event): void {
    this.entries.push({ event, after: applyEvent(this.state, event, this.initialSlots) });
  }

  /** The index of the last entry of a kind before `end`, or 0: where there is none, everything is taken back. */
  private lastOf(kind: Event["event"], end: number): number {
    for (let i = end - 1; i >= 0; i--) if (this.entries[i]?.event.event === kind) return i;
    return 0;
  }

  private revert(length: number): Effect {
    const removed = this.entries.splice(length).map(({ event }) => event);
    // With nothing left there is nothing to follow up either: the assistant listens.
    if (length === 0) this.start = { ...this.start, followupAction: null };
    return { needed: length, removed };
  }

  private isFirstRunOrUnhappyPath(loop: string): boolean {
    let nextAction: string | null = null;
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const event = this.entries[i]?.event;
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

  /** Removes the user turns and actions since the loop last ran; what they set (slots and so on) stays. Returns where it ran. */
  private removeSinceRanOf(loop: string): number {
    const ran = this.entries.findLastIndex(({ event }) => event.event === "action" && event.name === loop);
    const since = this.entries.splice(ran + 1).map(({ event }) => event);
    for (const event of since)
      if (!["action", "user", "user_featurization", "entities"].includes(event.event)) this.push(event);
    return ran;
  }
}
