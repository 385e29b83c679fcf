import { stamp, type Event, type NewEvent } from "../dialogue/events";
import { runForm } from "../dialogue/forms";
import { dueTime } from "../dialogue/reminders";
import type { Tracker } from "../dialogue/tracker";
import type { Clock, Random } from "../environment";
import { retrievedResponse } from "../nlu/response-selection";
import type { Domain } from "../project/domain";
import { ActionExecutionRejection, type Action, type ActionContext, type Dispatcher } from "./action";
import { ActionServerFault, type ActionServerCode } from "./action-server-fault";
import type { BotMessage } from "./bot-message";
import type { ActionRunner } from "./action-runner";
import { defaultAction } from "./default-actions";
import { extendMessage, renderResponse, splitParagraphs } from "./responses";
import type { TurnStore } from "./turn-store";

/** What went wrong in a turn that still ended: for the trace, not for the user. */
export interface TurnProblem {
  code:
    | ActionServerCode
    | "action.unknown"
    | "action.failed"
    | "response.missing"
    | "reminder.date"
    | "turn.too-many-actions";
  message: string;
}

export interface RuntimeOptions<Data> {
  domain: Domain;
  actions: ReadonlyMap<string, Action<Data>>;
  store: TurnStore<Data>;
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  channel: string;
  earlierEvents: () => Promise<readonly Event[]>;
}

/** Runs actions by name within one turn: default actions, forms, the application's own, and `utter_*` responses. */
export class ActionRuntime<Data> implements ActionRunner {
  readonly problems: TurnProblem[] = [];

  constructor(private readonly options: RuntimeOptions<Data>) {}

  get domain(): Domain {
    return this.options.domain;
  }

  knows(name: string): boolean {
    return this.options.actions.has(name);
  }

  async run(name: string, tracker: Tracker): Promise<Event[]> {
    const own = this.options.actions.get(name);
    if (own) return this.runOwn(own, tracker);
    if (Object.hasOwn(this.domain.forms, name)) return runForm(name, tracker, this);
    const byDefault = defaultAction(name);
    if (byDefault)
      return this.collect(
        (dispatcher) => byDefault({ tracker, domain: this.domain, dispatcher, runtime: this }),
        tracker,
      );
    if (name.startsWith("utter_")) {
      return this.collect((dispatcher) => {
        dispatcher.utter(retrievedResponse(name, tracker.latestMessage) ?? name);
        return [];
      }, tracker);
    }
    if (this.domain.endToEndActions.includes(name)) {
      return this.collect((dispatcher) => {
        dispatcher.say({ text: name });
        return [];
      }, tracker);
    }
    this.problems.push({
      code: "action.unknown",
      message: `No action is called ${name}; the turn went on without it.`,
    });
    return [];
  }

  stamp(events: readonly NewEvent[]): Event[] {
    return stamp(events, this.options.clock.now() / 1000);
  }

  /** A reminder for a moment that can't be read never fires: say so while its action is known. */
  checkReminders(events: readonly Event[]): void {
    for (const event of events) {
      if (event.event !== "reminder" || !Number.isNaN(dueTime(event, this.options.clock.zone))) continue;
      const message = `The reminder ${event.name} wants a date_time like 2030-01-01T10:00:00+01:00, not ${event.date_time}; it never fires.`;
      this.problems.push({ code: "reminder.date", message });
    }
  }

  private async runOwn(action: Action<Data>, tracker: Tracker): Promise<Event[]> {
    const goBack = this.options.store.mark();
    const { domain, store, clock, random, signal, earlierEvents } = this.options;
    const report = (problem: TurnProblem): unknown => this.problems.push(problem);
    const given = { tracker, domain, store, clock, random, signal, earlierEvents, report };
    try {
      return await this.collect((dispatcher) => {
        const context: ActionContext<Data> = { ...given, dispatcher };
        return untilAborted(action.run(context), signal);
      }, tracker);
    } catch (error) {
      goBack();
      if (error instanceof ActionExecutionRejection) throw error;
      this.problems.push({
        code: error instanceof ActionServerFault ? error.code : "action.failed",
        message: `${action.name}: ${error instanceof Error ? error.message : String(error)}`,
      });
      return this.stamp([
        { event: "bot", text: "Sorry, something went wrong while I was doing that. Nothing was changed.", data: {} },
      ]);
    }
  }

  /** Runs with a dispatcher; what was said becomes the first of the events, as with Rasa's action server. */
  private async collect(
    run: (dispatcher: Dispatcher) => NewEvent[] | Promise<NewEvent[]>,
    tracker: Tracker,
  ): Promise<Event[]> {
    const said: BotMessage[] = [];
    const { domain, random, channel } = this.options;
    const events = await run({
      say: (message) => said.push(message),
      utter: (response, values, more = {}) => {
        const message = renderResponse(domain, response, { ...tracker.slots, ...values }, random, channel);
        if (message) said.push(extendMessage(message, more));
        else this.problems.push({ code: "response.missing", message: `No response ${response} fits.` });
      },
    });
    const bot = said
      .flatMap(splitParagraphs)
      .map(({ text, ...data }): NewEvent => ({ event: "bot", text: text ?? null, data }));
    return this.stamp([...bot, ...events]);
  }
}

/** An action that doesn't answer in time fails like one that throws, so that it can't hold up the conversation. */
function untilAborted<T>(running: T | Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLate = (): void => reject(new Error("it took too long"));
    if (signal.aborted) tooLate();
    signal.addEventListener("abort", tooLate, { once: true });
    Promise.resolve(running)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", tooLate));
  });
}
