import { ActionExecutionRejection } from "../actions/action";
import type { ActionRunner } from "../actions/action-runner";
import type { Json } from "../json";
import { REQUESTED_SLOT, type Form } from "../project/domain";
import { activeLoop, slotSet, type Event, type NewEvent } from "./events";
import type { Tracker } from "./tracker";

/**
 * One run of a form (`rasa/core/actions/forms.py`): starts it if it isn't running, takes in what the message filled, asks
 * for the next slot, or ends it when none is left. Throws ActionExecutionRejection when a slot was asked for and the message
 * gave nothing for any of the form's slots.
 */
export async function runForm(name: string, tracker: Tracker, runtime: ActionRunner): Promise<Event[]> {
  const form = runtime.domain.forms[name];
  if (!form) throw new Error(`no form ${name}`);
  const run = new FormRun(name, form, tracker, runtime);
  return run.events();
}

class FormRun {
  private readonly said: Event[] = [];
  /** The conversation as this run sees it: the tracker with the run's own events. */
  private readonly trial: Tracker;

  constructor(
    private readonly name: string,
    private readonly form: Form,
    private readonly tracker: Tracker,
    private readonly runtime: ActionRunner,
  ) {
    this.trial = tracker.copy();
  }

  async events(): Promise<Event[]> {
    const starts = this.tracker.activeLoop?.name !== this.name;
    if (starts) await this.activate();
    else await this.takeIn();
    if (!this.isRejected()) {
      if (!this.isDone()) await this.ask();
      if (this.isDone()) this.end();
    }
    return this.said;
  }

  private emit(events: readonly NewEvent[]): void {
    this.apply(this.runtime.stamp(events));
  }

  private apply(events: readonly Event[]): void {
    this.said.push(...events);
    this.trial.updateAll(events);
  }

  /** Slots that were filled before count, if they are valid. What another form asked for is forgotten. */
  private async activate(): Promise<void> {
    this.emit([activeLoop(this.name)]);
    const extracted = await this.runtime.run("action_extract_slots", this.trial);
    this.apply(extracted.filter((event) => event.event === "slot"));
    const prefilled = this.form.requiredSlots.flatMap((slot): [string, Json][] => {
      const value = this.trial.slot(slot);
      return value === null ? [] : [[slot, value]];
    });
    await this.validate(prefilled, null);
  }

  /** What the message filled, validated; rejects the run when that is nothing and something was asked for. */
  private async takeIn(): Promise<void> {
    const requested = this.tracker.slot(REQUESTED_SLOT);
    const answersForm = this.tracker.latestAction === "action_listen" && !this.tracker.activeLoop?.isInterrupted;
    await this.validate(answersForm ? this.filledByMessage(requested) : [], requested);
    if (!answersForm || requested === null || this.isRejected()) return;
    const gotSomething = this.said.some((event) => event.event === "slot" && event.name !== REQUESTED_SLOT);
    if (!gotSomething) throw new ActionExecutionRejection(this.name);
  }

  /** The form's slots that were set since the user's last message; among them is one that only validation asked for. */
  private filledByMessage(requested: Json): [string, Json][] {
    const filled = new Map<string, Json>();
    const { events } = this.tracker;
    const since = events.findLastIndex(({ event }) => event === "user" || event === "restart");
    for (const event of events.slice(since + 1)) {
      if (event.event !== "slot") continue;
      if (this.form.requiredSlots.includes(event.name) || event.name === requested) filled.set(event.name, event.value);
    }
    return [...filled];
  }

  /** Lets `validate_<form>` judge the candidates, and choose what to ask for; a slot it does not mention is valid. */
  private async validate(candidates: readonly [string, Json][], requested: Json): Promise<void> {
    const validator = `validate_${this.name}`;
    const events = candidates.map(([slot, value]) => slotSet(slot, value));
    if (!this.runtime.knows(validator)) {
      this.emit(events);
      return;
    }
    const judge = this.trial.copy();
    // The form's own run marks where the candidates begin.
    judge.updateAll(this.runtime.stamp([slotSet(REQUESTED_SLOT, requested), ran(this.name), ...events]));
    const judged = await this.runtime.run(validator, judge);
    const mentioned = new Set(judged.flatMap((event) => (event.event === "slot" ? [event.name] : [])));
    this.apply(judged);
    this.emit(events.filter((event) => event.event === "slot" && !mentioned.has(event.name)));
  }

  /** Asks for the slot that validation chose, else for the first one that is empty. */
  private async ask(): Promise<void> {
    const chosen = this.lastRequested()?.value;
    const next = chosen ?? this.form.requiredSlots.find((slot) => this.trial.slot(slot) === null) ?? null;
    if (typeof chosen !== "string") this.emit([slotSet(REQUESTED_SLOT, next)]);
    if (typeof next !== "string") return;
    const question = this.questionFor(next);
    if (question) this.apply(await this.runtime.run(question, this.trial));
  }

  private questionFor(slot: string): string | undefined {
    const names = [
      `action_ask_${this.name}_${slot}`,
      `utter_ask_${this.name}_${slot}`,
      `action_ask_${slot}`,
      `utter_ask_${slot}`,
    ];
    return names.find((name) => this.runtime.knows(name) || name in this.runtime.domain.responses);
  }

  private end(): void {
    if (this.trial.slot(REQUESTED_SLOT) !== null) this.emit([slotSet(REQUESTED_SLOT, null)]);
    if (this.trial.activeLoop?.name === this.name) this.emit([activeLoop(null)]);
  }

  private lastRequested(): { value: Json } | undefined {
    const last = this.said.findLast((event) => event.event === "slot" && event.name === REQUESTED_SLOT);
    return last?.event === "slot" ? last : undefined;
  }

  /** Nothing more to ask, or validation ended the form. */
  private isDone(): boolean {
    const loop = this.said.findLast((event) => event.event === "active_loop");
    return this.lastRequested()?.value === null || (loop?.event === "active_loop" && loop.name === null);
  }

  /** Its validation sent the message on to other policies; what it did set stays. */
  private isRejected(): boolean {
    return this.said.some((event) => event.event === "action_execution_rejected");
  }
}

function ran(name: string): NewEvent {
  return { event: "action", name, policy: null, confidence: null, hide_rule_turn: false };
}
