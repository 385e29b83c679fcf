import type { Assistant, TurnInput, TurnResult } from "../engine/assistant";
import { storyFile, storyItem } from "../engine/dialogue/story-yaml";
import { dueTime } from "../engine/dialogue/reminders";
import type { Tracker } from "../engine/dialogue/tracker";
import type { Clock, Random } from "../engine/environment";
import type { JsonObject } from "../engine/json";
import { journalled } from "../storage/journal";
import { formatIso } from "../engine/time/zone";
import { DATA_STORES, type PendingMessage, type StoredEvent, type UserData } from "../storage/schema";
import { ConversationMovedOn } from "../storage/storage";
import { newId } from "../skills/ids";
import type { Keeper } from "./keeper";
import { debugNotes, debugTurns, sessionEvents } from "./debug";
import type { DataStore, DebugNotes, DebugView, Line, OutgoingMessage, Requests } from "./protocol";
import { linesOf, mark, type TurnMark } from "./transcript";
import { exclusively } from "./turn-lock";

/**
 * A turn that takes longer than this is told to stop, in milliseconds: enough for one answer of an action server (ANSWER_WITHIN),
 * and before the page takes the worker to be stuck (client.ts).
 */
const TURN_TIMEOUT = 25_000;

/** A message is begun this often; if the worker died in it each time, it counts as not understood. */
const MAX_ATTEMPTS = 2;

/** Messages of which the debugger can say more than their events do. */
const MAX_NOTES = 100;

export interface ConversationHostOptions {
  keeper: Keeper;
  /** Resolves once the models are there. */
  assistant(): Promise<Assistant<UserData>>;
  locks: Pick<LockManager, "request">;
  clock: Clock;
  random: Random;
  onTurn(lines: Line[], changed: DataStore[]): void;
}

/** Runs the turns of one conversation: one at a time over all tabs, each committed whole before anybody hears of it. */
export class ConversationHost {
  private cached: { tracker: Tracker; lastSeq: number } | null = null;
  /** For the debugger, of the newest messages of this visit, by their ids. */
  private readonly notes = new Map<string, DebugNotes>();

  constructor(
    readonly conversation: string,
    private readonly options: ConversationHostOptions,
  ) {}

  /** Answers a message of the user. It is kept before it is understood, so that a crash can't lose it. */
  async message({ id, text, title, quiet }: OutgoingMessage): Promise<Line[]> {
    const { keeper, clock } = this.options;
    const received = clock.now();
    const pending: PendingMessage = { id, conversation: this.conversation, text, title, quiet, received, attempts: 1 };
    await keeper.use((storage) => storage.putPending(pending));
    return this.answer(pending);
  }

  /** Answers what an earlier worker accepted and did not answer. */
  async recover(): Promise<void> {
    const { keeper } = this.options;
    const pending = await keeper.use((storage) => storage.pendingMessages());
    for (const message of pending) {
      if (message.conversation !== this.conversation) continue;
      // The next start tries again what fails.
      await this.answer(message, true).catch(() => undefined);
    }
  }

  /** Something happened that the user did not say: a reminder came due. */
  async external(intent: string, entities: JsonObject): Promise<Line[]> {
    const id = newId(this.options.random);
    const assistant = await this.options.assistant();
    return this.exclusively(() =>
      this.run(assistant, { kind: "external", id, intent, entities }, { turn: id, quiet: false }, null),
    );
  }

  /** The session as it is now, with what is known of why. */
  async debug(): Promise<DebugView> {
    const assistant = await this.options.assistant();
    return this.exclusively(async () => {
      const { tracker, lastSeq } = await this.upToDate(assistant);
      const events = await this.sessionUntil(lastSeq);
      return {
        turns: debugTurns(events, this.notes),
        slots: Object.entries(tracker.slots).map(([name, value]) => ({ name, value })),
        loop: tracker.activeLoop?.name ?? null,
      };
    });
  }

  /** The session up to an event as a story. */
  async story({ until, kind, name }: Requests["story"]["ask"]): Promise<string | null> {
    const { domain } = await this.options.assistant();
    const events = (await this.sessionUntil(until)).map(({ event }) => event);
    const item = storyItem(events, { name, kind, domain });
    return item === null ? null : storyFile([item]);
  }

  private sessionUntil(seq: number): Promise<StoredEvent[]> {
    return this.options.keeper.use((storage) => sessionEvents(storage, this.conversation, seq));
  }

  /** The reminders that actions set (`ReminderScheduled`) and that are still to fire, with the moment, in milliseconds since the epoch. */
  async scheduled(): Promise<{ name: string; at: number }[]> {
    const assistant = await this.options.assistant();
    return this.exclusively(async () => {
      const { tracker } = await this.upToDate(assistant);
      return tracker.reminders
        .map((reminder) => ({ name: reminder.name, at: dueTime(reminder, this.options.clock.zone) }))
        .filter(({ at }) => !Number.isNaN(at));
    });
  }

  /** Fires one of them as Rasa does: as if the user had said its intent. Nothing happens if it was cancelled in the meantime. */
  async remind(name: string): Promise<void> {
    const id = newId(this.options.random);
    const assistant = await this.options.assistant();
    await this.exclusively(async () => {
      const { tracker } = await this.upToDate(assistant);
      const reminder = tracker.reminders.find((one) => one.name === name);
      if (!reminder || dueTime(reminder, this.options.clock.zone) > this.options.clock.now()) return;
      const { intent, entities } = reminder;
      const input: TurnInput = { kind: "external", id, intent, entities: entities ?? {}, reminder: name };
      await this.run(assistant, input, { turn: id, quiet: false }, null);
    });
  }

  private async answer(message: PendingMessage, isAgain = false): Promise<Line[]> {
    const { keeper } = this.options;
    const { id, text, title, quiet } = message;
    const assistant = await this.options.assistant();
    return this.exclusively(async () => {
      // Another tab may have run it, or the page may have sent it twice.
      const known = await keeper.use((storage) => storage.turnOf(id));
      if (known.length > 0) {
        await keeper.use((storage) => storage.deletePending(id));
        return linesOf(known);
      }
      const attempts = isAgain ? await this.countAttempt(message) : message.attempts;
      if (attempts <= MAX_ATTEMPTS)
        return this.run(assistant, { kind: "message", id, text }, { turn: id, quiet, title }, id);
      const marks = { turn: id, quiet, title: title ?? text };
      try {
        return await this.run(assistant, { kind: "message", id, text: "/nlu_fallback" }, marks, id);
      } catch (error) {
        // What fails even as "not understood" must not be tried for ever.
        if (!(error instanceof ConversationMovedOn)) await keeper.use((storage) => storage.deletePending(id));
        throw error;
      }
    });
  }

  /** Counted when it is begun, not when it is found: a tab that opens while a message waits its turn in another one is no attempt. */
  private async countAttempt(message: PendingMessage): Promise<number> {
    const { keeper } = this.options;
    const pending = await keeper.use((storage) => storage.pendingMessages());
    const attempts = (pending.find(({ id }) => id === message.id) ?? message).attempts + 1;
    await keeper.use((storage) => storage.putPending({ ...message, attempts }));
    return attempts;
  }

  /** One turn at a time; begun anew when the conversation turns out to have moved on all the same. */
  private async exclusively<T>(work: () => Promise<T>): Promise<T> {
    return exclusively(this.options.locks, async () => {
      try {
        return await work();
      } catch (error) {
        this.cached = null;
        if (error instanceof ConversationMovedOn) return work();
        throw error;
      }
    });
  }

  private async run(
    assistant: Assistant<UserData>,
    input: TurnInput,
    marks: TurnMark,
    answered: string | null,
  ): Promise<Line[]> {
    const { keeper, clock, random } = this.options;
    const { tracker, lastSeq } = await this.upToDate(assistant);
    // Until it is committed, what the tracker has seen did not happen.
    this.cached = null;
    const { data } = keeper.storage;
    const firstSeq = lastSeq + 1 - tracker.events.length;
    const result = await assistant.turn(input, tracker, {
      data,
      clock,
      random,
      signal: AbortSignal.timeout(TURN_TIMEOUT),
      earlierEvents: async () => {
        const earlier = await keeper.use((storage) => storage.eventsBefore(this.conversation, firstSeq, firstSeq));
        return earlier.map(({ event }) => event);
      },
    });
    const events = mark(result.events, marks);
    const compacted = tracker.compact();
    const seq = lastSeq + events.length;
    await keeper.commit({
      conversation: this.conversation,
      firstSeq: lastSeq + 1,
      events,
      // What rang by itself is not for the user to undo.
      changes: input.kind === "message" ? withJournal(result, input.id, this.conversation, clock) : result.changes,
      answered,
      snapshot: compacted && {
        conversation: this.conversation,
        seq: seq - tracker.events.length,
        state: compacted.state,
      },
    });
    this.cached = { tracker, lastSeq: seq };
    this.note(input.id, result);
    const stored = events.map((event, i): StoredEvent => ({
      conversation: this.conversation,
      seq: lastSeq + 1 + i,
      event,
    }));
    const lines = linesOf(stored);
    this.options.onTurn(lines, changedStores(result));
    return lines;
  }

  private note(message: string, result: TurnResult<UserData>): void {
    this.notes.set(message, debugNotes(result));
    const [oldest] = this.notes.keys();
    if (this.notes.size > MAX_NOTES && oldest !== undefined) this.notes.delete(oldest);
  }

  /** The tracker with whatever other tabs have added since. */
  private async upToDate(assistant: Assistant<UserData>): Promise<{ tracker: Tracker; lastSeq: number }> {
    const { keeper } = this.options;
    if (this.cached) {
      const newer = await keeper.use((storage) => storage.eventsAfter(this.conversation, this.cached?.lastSeq ?? 0));
      this.cached.tracker.updateAll(newer.map(({ event }) => event));
      this.cached.lastSeq += newer.length;
      return this.cached;
    }
    const { snapshot, events, lastSeq } = await keeper.use((storage) => storage.load(this.conversation));
    const replayed = events.map(({ event }) => event);
    this.cached = { tracker: assistant.tracker(this.conversation, snapshot?.state, replayed), lastSeq };
    return this.cached;
  }
}

/** The entry has the message's id: by it, what a message changed can be undone. */
function withJournal(
  result: TurnResult<UserData>,
  id: string,
  conversation: string,
  clock: Clock,
): TurnResult<UserData>["changes"] {
  const label = result.replies[0]?.text?.slice(0, 200) ?? "";
  const at = formatIso(clock.now(), clock.zone);
  return journalled(result.changes, { id, at, conversation, label });
}

function changedStores(result: TurnResult<UserData>): DataStore[] {
  const stores = new Set(result.changes.map((change) => String(change.store)));
  return DATA_STORES.filter((store) => stores.has(store));
}
