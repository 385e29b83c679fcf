import type { Action } from "./actions/action";
import { ActionExecutionRejection } from "./actions/action";
import type { BotMessage } from "./actions/bot-message";
import { ActionRuntime, type TurnProblem } from "./actions/runtime";
import type { Change, DataSource } from "./actions/store";
import { TurnStore } from "./actions/turn-store";
import { slotSet, type Event, type GivenEntities, type NewEvent, type UserUttered } from "./dialogue/events";
import { decide, type Decision } from "./dialogue/policies/ensemble";
import type { Policy } from "./dialogue/policies/policy";
import { loadPolicies, type CoreModel } from "./dialogue/policies/load";
import { explainSlots } from "./dialogue/slot-filling";
import type { SlotTrace } from "./dialogue/slot-trace";
import { initialSlots } from "./dialogue/slots";
import { Tracker, type Snapshot } from "./dialogue/tracker";
import type { Clock, Random } from "./environment";
import type { Json, JsonObject } from "./json";
import { readIntentMessage } from "./nlu/intent-message";
import type { Interpreter, ParseContext, ParseData } from "./nlu/parse-data";
import type { Domain } from "./project/domain";
import { splitRequests } from "./nlu/split";
import { SESSION_STARTED_METADATA_SLOT } from "./project/domain";

/** What starts a turn: a message of the user, or something that happened (a reminder came due). */
export type TurnInput =
  | { kind: "message"; id: string; text: string; metadata?: JsonObject }
  /** `reminder` names the reminder of the tracker that fires by this. */
  | { kind: "external"; id: string; intent: string; entities: GivenEntities; reminder?: string };

/** What a turn may use of the world outside the engine. */
export interface TurnHost<Data> {
  data: DataSource<Data>;
  clock: Clock;
  random: Random;
  signal: AbortSignal;
  /** The conversation's events before those that the tracker holds, for an action server; none where it holds all. */
  earlierEvents?: () => Promise<readonly Event[]>;
  /** Somebody who looks on, and may know better. */
  supervisor?: Supervisor;
}

/** Corrects what was understood and decided before it takes effect: `sotto interactive`. */
export interface Supervisor {
  understood(parse: ParseData): Promise<ParseData>;
  /** The action to run instead, or the one decided on. */
  decided(decision: Decision, tracker: Tracker): Promise<string>;
}

/** One turn: everything that it wants to happen. Nothing has happened until the host commits it, all at once. */
export interface TurnResult<Data> {
  /** What was understood: one reading for each request of the message, in their order. */
  parses: ParseData[];
  /** The events to append, in order, the user's message first; of several requests each is a message of its own. */
  events: Event[];
  replies: BotMessage[];
  changes: Change<Data>[];
  /** The actions that answered the message, in order, `action_listen` last; of several requests behind each. */
  actions: string[];
  /** Why each was chosen. */
  decisions: Decision[];
  /** For each request, why each slot was filled by it or not. */
  slots: ExplainedSlot[][];
  problems: TurnProblem[];
}

/** `after` is the slot's value when the request was answered: validation may have changed or refused what the message gave. */
export type ExplainedSlot = SlotTrace & { after: Json };

/** Rasa's circuit breaker (`MAX_NUMBER_OF_PREDICTIONS`). */
const MAX_ACTIONS = 10;

/** A longer message is cut before it is understood and kept. */
const MAX_MESSAGE_LENGTH = 100_000;

export interface AssistantOptions<Data> {
  interpreter: Interpreter;
  core: CoreModel;
  actions: readonly Action<Data>[];
  /** Responses written for another channel are not used. */
  channel: string;
}

/** The engine: one message in; events, replies and changes to stored data out. The same in the browser, the shell and the tests. */
export class Assistant<Data> {
  private readonly actions: ReadonlyMap<string, Action<Data>>;
  private readonly policies: Policy[];
  private readonly interpreter: Interpreter;
  private readonly core: CoreModel;
  private readonly channel: string;

  constructor({ interpreter, core, actions, channel }: AssistantOptions<Data>) {
    this.interpreter = interpreter;
    this.core = core;
    this.channel = channel;
    this.actions = new Map(actions.map((action) => [action.name, action]));
    this.policies = loadPolicies(core);
  }

  get domain(): Domain {
    return this.core.domain;
  }

  /** The tracker of a conversation: from its start, or from a snapshot and the events since. */
  tracker(conversation: string, snapshot?: Snapshot, events: readonly Event[] = []): Tracker {
    return new Tracker(conversation, initialSlots(this.core.domain), snapshot, events);
  }

  /** Runs one turn. The tracker is updated as it goes; a host whose commit fails must throw it away and load it again. */
  async turn(input: TurnInput, tracker: Tracker, host: TurnHost<Data>): Promise<TurnResult<Data>> {
    const store = new TurnStore(host.data);
    const { clock, random, signal, earlierEvents = async () => [] } = host;
    const { domain } = this.core;
    const runtime = new ActionRuntime<Data>({
      domain,
      actions: this.actions,
      store,
      clock,
      random,
      signal,
      channel: this.channel,
      earlierEvents,
    });
    const turn = new Turn(tracker, runtime, this.policies, host.supervisor);

    if (this.sessionIsOver(tracker, clock)) {
      const metadata = input.kind === "message" ? input.metadata : undefined;
      if (metadata) turn.apply(runtime.stamp([slotSet(SESSION_STARTED_METADATA_SLOT, metadata)]));
      await turn.runAction("action_session_start", null);
      // A project's own may forget it; rules begin where the assistant listens.
      await turn.listen();
    }
    const parses = await this.understand(input, tracker, host);
    const slots: ExplainedSlot[][] = [];
    for (const event of userEvents(input, parses, this.channel)) {
      turn.apply(runtime.stamp([event]));
      const explained = explainSlots(tracker, domain);
      await turn.extractSlots();
      await turn.runUntilListen();
      slots.push(explained.map((trace) => ({ ...trace, after: tracker.slot(trace.slot) })));
    }
    return {
      parses,
      events: turn.events,
      replies: turn.events.flatMap((event) =>
        event.event === "bot" ? [{ text: event.text ?? undefined, ...event.data }] : [],
      ),
      changes: store.changes(),
      actions: turn.actions,
      decisions: turn.decisions,
      slots,
      problems: runtime.problems,
    };
  }

  /** The requests of a message. While a form asks for something, and where a button names the intent, the message is one answer. */
  private async understand(
    input: TurnInput,
    tracker: Tracker,
    { clock, supervisor }: Pick<TurnHost<Data>, "clock" | "supervisor">,
  ): Promise<ParseData[]> {
    if (input.kind === "external") return [this.known(externalParse(input))];
    const context: ParseContext = { now: clock.now(), zone: clock.zone };
    const read = (text: string): ParseData | Promise<ParseData> => this.interpreter.parse(text, context);
    // A payload is no sentence that a model reads, and may bring a file with it.
    const isPayload = readIntentMessage(input.text) !== null;
    const whole = await read(isPayload ? input.text : input.text.slice(0, MAX_MESSAGE_LENGTH));
    const isAnswer = tracker.activeLoop !== null || isPayload;
    const parses = (isAnswer ? [whole] : await splitRequests(whole, read)).map((parse) => this.known(parse));
    if (!supervisor) return parses;
    const corrected: ParseData[] = [];
    for (const parse of parses) corrected.push(await supervisor.understood(parse));
    return corrected;
  }

  /** An intent that the domain doesn't have (a payload may name any) counts as not understood. */
  private known(parse: ParseData): ParseData {
    const { name, confidence } = parse.intent;
    if (name === null || Object.hasOwn(this.core.domain.intents, name)) return parse;
    return { ...parse, intent: { name: "nlu_fallback", confidence } };
  }

  private sessionIsOver(tracker: Tracker, clock: Clock): boolean {
    const last = tracker.events.at(-1);
    if (!last) return tracker.latestAction === null;
    const minutes = this.core.domain.sessionConfig.expirationTime;
    return minutes > 0 && clock.now() / 1000 - last.timestamp > minutes * 60;
  }
}

function externalParse(input: TurnInput & { kind: "external" }): ParseData {
  const given = Array.isArray(input.entities)
    ? input.entities.map((entity) => ({ entity: "", value: null, ...entity }))
    : Object.entries(input.entities).map(([entity, value]) => ({ entity, value }));
  const entities = given.map((entity) => ({ start: 0, end: 0, extractor: "external", ...entity }));
  const intent = { name: input.intent, confidence: 1 };
  return { text: `EXTERNAL: ${input.intent}`, intent, entities, intent_ranking: [intent] };
}

/** A message's own, or one for each of its requests: those know the message, and which part of it they are. */
function userEvents(input: TurnInput, parses: ParseData[], channel: string): Omit<UserUttered, "timestamp">[] {
  const fired: JsonObject =
    input.kind === "external" && input.reminder !== undefined ? { reminder: input.reminder } : {};
  const given = input.kind === "external" ? { is_external: true, ...fired } : input.metadata;
  return parses.map((parse, index) => {
    const part = parses.length > 1 && input.kind === "message" ? { message: input.text, part: index + 1 } : undefined;
    const metadata = given || part ? { metadata: { ...given, ...part } } : {};
    return {
      event: "user",
      text: parse.text,
      parse_data: parse,
      message_id: input.id,
      input_channel: channel,
      ...metadata,
    };
  });
}

class Turn<Data> {
  readonly events: Event[] = [];
  readonly actions: string[] = [];
  readonly decisions: Decision[] = [];

  constructor(
    private readonly tracker: Tracker,
    private readonly runtime: ActionRuntime<Data>,
    private readonly policies: readonly Policy[],
    private readonly supervisor: Supervisor | undefined,
  ) {}

  apply(events: readonly Event[]): void {
    this.events.push(...events);
    this.tracker.updateAll(events);
  }

  async extractSlots(): Promise<void> {
    this.apply(await this.runtime.run("action_extract_slots", this.tracker));
  }

  async listen(): Promise<void> {
    if (this.tracker.latestAction !== "action_listen") await this.runAction("action_listen", null);
  }

  /** A paused conversation only restarts: whoever paused it (a human who took over) answers instead. */
  async runUntilListen(): Promise<void> {
    for (let count = 0; count < MAX_ACTIONS; count++) {
      if (this.tracker.paused && this.tracker.latestMessage?.intent.name !== "restart") return this.listen();
      const decision = await this.nextAction();
      this.decisions.push(decision);
      this.apply(this.runtime.stamp(decision.events));
      // What was said counts by its text now, and that may have shown entities.
      if (decision.isEndToEnd) await this.extractSlots();
      const ran = await this.runAction(decision.action, decision);
      if (ran) this.actions.push(decision.action);
      if (decision.action === "action_listen" || decision.action === "action_session_start") return;
    }
    const message = `More than ${MAX_ACTIONS} actions followed one message; the turn was ended.`;
    this.runtime.problems.push({ code: "turn.too-many-actions", message });
    await this.runAction("action_listen", null);
    this.actions.push("action_listen");
  }

  private async nextAction(): Promise<Decision> {
    const decision = this.decide();
    const action = (await this.supervisor?.decided(decision, this.tracker)) ?? decision.action;
    return action === decision.action ? decision : certain(action, "supervisor");
  }

  private decide(): Decision {
    const followup = this.tracker.followupAction;
    const { actions } = this.runtime.domain;
    if (followup !== null) {
      if (actions.includes(followup) || this.runtime.knows(followup)) return certain(followup, "followup");
      const message = `No action is called ${followup}, which was to follow; the policies chose instead.`;
      this.runtime.problems.push({ code: "action.unknown", message });
    }
    // The only message was taken back (a fallback rewinds it): nothing is left to answer.
    if (this.tracker.latestMessage === null) return certain("action_listen", "none");
    return decide(this.policies, this.tracker, actions);
  }

  /** Runs an action and applies what it did; false when it refused. */
  async runAction(name: string, decision: Decision | null): Promise<boolean> {
    const why = { policy: decision?.policy ?? null, confidence: decision?.confidence ?? null };
    try {
      const events = await this.runtime.run(name, this.tracker);
      const metadata = decision?.source ? { metadata: { source: decision.source } } : {};
      const executed: NewEvent = {
        event: "action",
        name,
        ...why,
        hide_rule_turn: decision?.hideRuleTurn ?? false,
        ...(this.runtime.domain.endToEndActions.includes(name) && { is_text: true as const }),
        ...metadata,
      };
      const rejectedItself = events.some((event) => event.event === "action_execution_rejected");
      this.apply([...(rejectedItself ? [] : this.runtime.stamp([executed])), ...events]);
      this.runtime.checkReminders(events);
      // A message that an action puts in the user's mouth fills slots like any other.
      if (events.some((event) => event.event === "user")) await this.extractSlots();
      return !rejectedItself;
    } catch (error) {
      if (!(error instanceof ActionExecutionRejection)) throw error;
      this.apply(this.runtime.stamp([{ event: "action_execution_rejected", name, ...why }]));
      return false;
    }
  }
}

function certain(action: string, policy: string): Decision {
  return { action, confidence: 1, policy, hideRuleTurn: false, isEndToEnd: false, events: [], source: null };
}
