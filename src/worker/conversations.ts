import type { Assistant } from "../engine/assistant";
import { rasaEvent } from "../engine/dialogue/rasa-json/write-events";
import type { Clock, Random } from "../engine/environment";
import { formatIso } from "../engine/time/zone";
import { newId } from "../skills/ids";
import type { Conversation, UserData } from "../storage/schema";
import type { Storage } from "../storage/storage";
import { ConversationHost } from "./conversation-host";
import { linesBefore } from "./history";
import type { Keeper } from "./keeper";
import type { ConversationSummary, DataStore, Line, Opened, Requests } from "./protocol";
import { linesOf } from "./transcript";

/** How many lines the page gets when it opens. */
const FIRST_LINES = 50;

/** Events in which a conversation's first or last line is looked for. */
const GLANCE = 60;

export interface ConversationsOptions {
  keeper: Keeper;
  assistant(): Promise<Assistant<UserData>>;
  locks: Pick<LockManager, "request">;
  clock: Clock;
  random: Random;
  onTurn(conversation: string, lines: Line[], changed: DataStore[]): void;
}

/** All conversations, and the one that this tab is in. */
export class Conversations {
  private readonly hosts = new Map<string, ConversationHost>();
  /** Those in which an action may have set reminders: all of them, until they have been looked at. */
  private watched: Set<string> | null = null;

  private constructor(
    private readonly options: ConversationsOptions,
    private entered: string,
  ) {}

  /** Enters the conversation `wanted`, else the newest, else a new one. */
  static async open(wanted: string | null, options: ConversationsOptions): Promise<Conversations> {
    const { keeper, random } = options;
    const { id } = await keeper.openConversation(wanted, newId(random), present(options.clock));
    return new Conversations(options, id);
  }

  /** The one that this tab is in. */
  get current(): ConversationHost {
    return this.host(this.entered);
  }

  host(id: string): ConversationHost {
    const known = this.hosts.get(id);
    if (known) return known;
    const onTurn = (lines: Line[], changed: DataStore[]) => this.options.onTurn(id, lines, changed);
    const host = new ConversationHost(id, { ...this.options, onTurn });
    this.hosts.set(id, host);
    return host;
  }

  /** What the page shows of the one it is in. */
  async opened(): Promise<Opened> {
    const conversation = this.entered;
    const newest = await this.options.keeper.use(async (storage) => {
      const { lastSeq } = await storage.load(conversation);
      return linesBefore(storage, conversation, lastSeq + 1, FIRST_LINES);
    });
    return { conversation, ...newest };
  }

  /** Goes on in another one; null begins one. */
  async enter(wanted: string | null): Promise<Opened> {
    const { keeper, random, clock } = this.options;
    const { id } =
      wanted === null
        ? await keeper.createConversation(newId(random), present(clock))
        : await keeper.openConversation(wanted, newId(random), present(clock));
    this.entered = id;
    this.watched?.add(id);
    return this.opened();
  }

  /** The one that was spoken in last first. */
  async summaries(): Promise<ConversationSummary[]> {
    return this.options.keeper.use(async (storage) => {
      const all = await storage.conversations();
      const summaries = await Promise.all(all.map((conversation) => summaryOf(storage, conversation)));
      return summaries.sort((a, b) => b.last - a.last);
    });
  }

  async rename({ conversation, name }: Requests["rename"]["ask"]): Promise<void> {
    await this.options.keeper.use((storage) => storage.nameConversation(conversation, name.trim()));
  }

  /** Deletes one; the page goes on in the newest of the others, or in a new one. */
  async remove(conversation: string): Promise<Opened> {
    await this.options.keeper.use((storage) => storage.deleteConversation(conversation));
    this.hosts.delete(conversation);
    this.watched?.delete(conversation);
    return conversation === this.entered ? this.enter(await this.newest()) : this.opened();
  }

  /** What was said, for people, or all that happened, in Rasa's JSON. */
  async export({ conversation, format }: Requests["export"]["ask"]): Promise<string> {
    const stored = await this.options.keeper.use((storage) => storage.eventsAfter(conversation, 0));
    if (format === "rasa")
      return `${JSON.stringify({ sender_id: conversation, events: stored.map(({ event }) => rasaEvent(event)) }, null, 2)}\n`;
    const { zone } = this.options.clock;
    return linesOf(stored)
      .map(({ at, from, text }) => `${formatIso(at, zone)} ${from === "user" ? "you" : "assistant"}: ${text}\n`)
      .join("");
  }

  /** Answers what an earlier worker accepted and did not answer, in whichever conversation. */
  async recover(): Promise<void> {
    const pending = await this.options.keeper.use((storage) => storage.pendingMessages());
    for (const id of new Set(pending.map(({ conversation }) => conversation))) await this.host(id).recover();
  }

  /** The reminders that actions set, in all conversations. */
  async scheduled(): Promise<{ conversation: string; name: string; at: number }[]> {
    const all = this.watched ?? new Set((await this.options.keeper.use((s) => s.conversations())).map(({ id }) => id));
    const found: { conversation: string; name: string; at: number }[] = [];
    for (const conversation of new Set([...all, this.entered])) {
      const reminders = await this.host(conversation).scheduled();
      found.push(...reminders.map((reminder) => ({ conversation, ...reminder })));
    }
    // Others can only get one by being spoken in, which enters them.
    this.watched = new Set([this.entered, ...found.map(({ conversation }) => conversation)]);
    return found;
  }

  private async newest(): Promise<string | null> {
    return (await this.summaries())[0]?.id ?? null;
  }
}

async function summaryOf(storage: Storage, { id, name, created, lastSeq }: Conversation): Promise<ConversationSummary> {
  const [first] = linesOf(await storage.eventsBefore(id, GLANCE, GLANCE)).filter(({ from }) => from === "user");
  const last = linesOf(await storage.eventsBefore(id, lastSeq + 1, GLANCE)).at(-1);
  const begun = Date.parse(created);
  return { id, name: name ?? null, first: first?.text ?? null, begun, last: last?.at ?? begun };
}

function present(clock: Clock): string {
  return formatIso(clock.now(), clock.zone);
}
