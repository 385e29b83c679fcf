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
    if (!this.isDone()) {
      if (!starts) await this.takeIn();
      await this.ask();
    }
    if (this.isDone() && this.trial.activeLoop?.name === this.name) this.emit([activeLoop(null)]);
    return this.said;
  }

  private emit(events: readonly NewEvent[]): void {
    this.apply(this.runtime.stamp(events));
  }

  private apply(events: readonly Event[]): void {
    this.said.push(...events);
    this.trial.updateAll(events);
  }

  /** Slots that were filled before count, if they are valid. */
  private async activate(): Promise<void> {
    this.emit([activeLoop(this.name)]);
    const extracted = await this.runtime.run("action_extract_slots", this.trial);
    this.apply(extracted);
    const filled = new Map(
      extracted.flatMap((event) => (event.event === "slot" ? [[event.name, event.value] as const] : [])),
    );
    for (const slot of this.form.requiredSlots) {
      const value = this.trial.slot(slot);
      if (value !== null) filled.set(slot, value);
    }
    const prefilled = [...filled].filter(([slot]) => this.form.requiredSlots.includes(slot));
    if (prefilled.length > 0) await this.validate(prefilled);
  }

  /** What the message filled, validated; rejects the run when that is nothing and something was asked for. */
  private async takeIn(): Promise<void> {
    const answersForm = this.tracker.latestAction === "action_listen" && !this.tracker.activeLoop?.isInterrupted;
    if (!answersForm) {
      await this.validate([]);
      return;
    }
    const before = this.said.length;
    await this.validate(this.filledByMessage());
    const validated = this.said.slice(before);
    const gotSomething = validated.some((event) => event.event === "slot" && event.name !== REQUESTED_SLOT);
    const rejectedItself = validated.some((event) => event.event === "action_execution_rejected");
    if (this.tracker.slot(REQUESTED_SLOT) !== null && !gotSomething && !rejectedItself)
      throw new ActionExecutionRejection(this.name);
  }

  /** The form's slots that were set since the user's last message. */
  private filledByMessage(): [string, Json][] {
    const filled = new Map<string, Json>();
    const since = this.tracker.events.findLastIndex((event) => event.event === "user");
    for (const event of this.tracker.events.slice(since + 1)) {
      if (event.event === "slot" && this.form.requiredSlots.includes(event.name)) filled.set(event.name, event.value);
    }
    return [...filled];
  }

  /** Lets `validate_<form>` judge the candidates; a slot it does not mention is valid. */
  private async validate(candidates: readonly [string, Json][]): Promise<void> {
    const validator = `validate_${this.name}`;
    const events = candidates.map(([slot, value]) => slotSet(slot, value));
    if (!this.runtime.knows(validator)) {
      this.emit(events);
      return;
    }
    const judge = this.trial.copy();
    judge.updateAll(this.runtime.stamp(events));
    const judged = await this.runtime.run(validator, judge);
    const mentioned = new Set(judged.flatMap((event) => (event.event === "slot" ? [event.name] : [])));
    this.apply(judged);
    this.emit(events.filter((event) => event.event === "slot" && !mentioned.has(event.name)));
  }

  /** Asks for the slot that validation chose, else for the first one that is empty. */
  private async ask(): Promise<void> {
    if (this.isDone() || this.said.some((event) => event.event === "action_execution_rejected")) return;
    const chosen = this.lastRequested();
    const next = chosen?.value ?? this.form.requiredSlots.find((slot) => this.trial.slot(slot) === null) ?? null;
    if (chosen?.value === undefined || chosen.value === null) this.emit([slotSet(REQUESTED_SLOT, next)]);
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

  private lastRequested(): { value: Json } | undefined {
    return this.said.findLast((event) => event.event === "slot" && event.name === REQUESTED_SLOT) as
      { value: Json } | undefined;
  }

  /** Nothing more to ask, or validation ended the form. */
  private isDone(): boolean {
    const requested = this.lastRequested();
    const loop = this.said.findLast((event) => event.event === "active_loop");
    return (
      (requested !== undefined && requested.value === null) || (loop?.event === "active_loop" && loop.name === null)
    );
  }
}
