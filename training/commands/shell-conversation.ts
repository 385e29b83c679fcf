import type { Action } from "../../src/engine/actions/action";
import { serverActions } from "../../src/engine/actions/action-server";
import type { Change } from "../../src/engine/actions/store";
import type { Assistant, Supervisor, TurnResult } from "../../src/engine/assistant";
import type { Event } from "../../src/engine/dialogue/events";
import { fixedClock, seededRandom, type Clock } from "../../src/engine/environment";
import type { ActionEndpoint } from "../../src/engine/project/action-endpoint";
import type { Domain } from "../../src/engine/project/domain";
import { instantOf } from "../../src/engine/time/zone";
import { usersZone } from "../../src/skills/users-zone";
import { journalled } from "../../src/storage/journal";
import { MemoryStorage } from "../../src/storage/memory-storage";
import type { UserData } from "../../src/storage/schema";
import type { Arguments } from "./command";
import type { Output } from "./output";
import { UsageError } from "./usage-error";

/** The time that `--now` and `--zone` fix, or the time that it is. */
export function clockOf(args: Arguments): Clock {
  const zone = args.text("zone") ?? usersZone();
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new UsageError(`there is no time zone ${zone}`);
  }
  const now = args.text("now");
  if (now === undefined) return { now: () => Date.now(), zone };
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(now);
  if (!match) throw new UsageError(`--now wants a local time like 2026-03-02T09:30, not ${now}`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  if (Number.isNaN(Date.parse(`${now}Z`))) throw new UsageError(`there is no moment ${now}`);
  return fixedClock(instantOf({ year, month, day, hour, minute, second }, zone), zone);
}

/** An assistant's actions, and those that run on its project's action server. */
export function withServer(
  actions: Action<UserData>[],
  domain: Domain,
  endpoint: ActionEndpoint | null,
): Action<UserData>[] {
  if (!endpoint) return actions;
  const host = {
    fetch,
    // How long a server took is told by the real clock, whatever `--now` says.
    clock: { now: () => Date.now(), zone: "UTC" },
    after: (milliseconds: number) => AbortSignal.timeout(milliseconds),
    origin: null,
  };
  return [...actions, ...serverActions(endpoint, domain, actions, host)];
}

/** A conversation kept in memory, with the same turn and the same skills as in the page. */
export class ShellConversation {
  private readonly random = seededRandom(1);
  private turns = 0;

  private constructor(
    private readonly assistant: Assistant<UserData>,
    private readonly clock: Clock,
    private readonly storage: MemoryStorage,
    private readonly supervisor: Supervisor | undefined,
    readonly tracker = assistant.tracker("shell"),
  ) {}

  static async start(
    assistant: Assistant<UserData>,
    clock: Clock,
    supervisor?: Supervisor,
    storage = new MemoryStorage(),
  ): Promise<ShellConversation> {
    await storage.openConversation("shell", "");
    return new ShellConversation(assistant, clock, storage, supervisor);
  }

  async say(text: string): Promise<TurnResult<UserData>> {
    const id = `turn-${++this.turns}`;
    const host = {
      data: this.storage.data,
      clock: this.clock,
      random: this.random,
      // Whoever is asked may take their time.
      signal: this.supervisor ? new AbortController().signal : AbortSignal.timeout(25_000),
      supervisor: this.supervisor,
    };
    const result = await this.assistant.turn({ kind: "message", id, text }, this.tracker, host);
    const label = result.replies[0]?.text ?? "";
    const at = new Date(this.clock.now()).toISOString();
    const changes = journalled(result.changes, { id, at, conversation: "shell", label });
    await this.commit(result.events, changes);
    return result;
  }

  /** Reverts the last message, as if it had not been said; what it wrote to the user's data stays. */
  async takeBack(): Promise<void> {
    const events: Event[] = [{ event: "rewind", timestamp: this.clock.now() / 1000 }];
    this.tracker.updateAll(events);
    await this.commit(events, []);
  }

  private async commit(events: Event[], changes: Change<UserData>[]): Promise<void> {
    const { lastSeq } = await this.storage.load("shell");
    await this.storage.commit({
      conversation: "shell",
      firstSeq: lastSeq + 1,
      events,
      changes,
      answered: null,
      snapshot: null,
    });
  }
}

export function printReplies({ replies }: TurnResult<UserData>, output: Output): void {
  for (const { text, buttons = [], image } of replies) {
    if (text !== undefined) output.print(text);
    if (image !== undefined) output.print(image);
    for (const button of buttons) output.print(`  [${button.title}]  ${button.payload}`);
  }
}
