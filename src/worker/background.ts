import type { Clock, Random } from "../engine/environment";
import { newId } from "../skills/ids";
import type { Reminder, Timer } from "../storage/schema";
import type { Storage } from "../storage/storage";
import type { ConnectService } from "./connect/service";
import type { Conversations } from "./conversations";
import { HealthPush } from "./health-push";
import type { HealthReport } from "./otlp";
import type { Notice } from "./protocol";
import { ringTitle } from "./ring-title";
import { Scheduler } from "./scheduler";
import { Watcher } from "./systems/watcher";

export interface BackgroundOptions {
  clock: Clock;
  random: Random;
  locks: LockManager;
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  conversations: Conversations;
  connecting: Pick<ConnectService, "connect" | "sources">;
  health: () => Promise<Omit<HealthReport, "instance">>;
  /** To this tab's page alone. */
  notice: (notice: Notice) => void;
  /** To the other tabs too. */
  tell: (notice: Notice) => void;
}

/** What the worker does unasked, from when its models are there: rings, looks after the connected servers, and pushes its own health. */
export class Background {
  private readonly scheduler: Scheduler;

  constructor(private readonly options: BackgroundOptions) {
    const { clock, locks, stored, conversations, tell } = options;
    this.scheduler = new Scheduler({
      clock,
      locks,
      reminders: () => stored(({ data }) => data.all("reminders")),
      timers: () => stored(({ data }) => data.all("timers")),
      scheduled: async () => {
        const reminders = await conversations.scheduled();
        return reminders.map(({ conversation, name, at }) => ({ store: "tracker", conversation, id: name, at }));
      },
      ring: async (due) => {
        if (due.store === "tracker") return conversations.host(due.conversation).remind(due.id);
        const { store, id } = due;
        await conversations.current.external("reminder_due", { store, id });
        await this.tellRinging(tell);
      },
    });
  }

  async start(): Promise<void> {
    this.scheduler.start();
    this.watch();
    this.pushHealth();
    // What rang when the page went away rings on: it is still to be stopped.
    await this.tellRinging(this.options.notice);
  }

  /** Something changed that may have set or ended a reminder or a timer. */
  changed(): void {
    void this.scheduler.arm();
  }

  /** What the watcher sees is told in the conversation and, where the page is hidden, by the system. */
  private watch(): void {
    const { clock, locks, stored, conversations, connecting, tell } = this.options;
    new Watcher({
      ...{ clock, locks, stored, connect: connecting.connect, sources: connecting.sources },
      tell: async (news) => {
        const lines = await conversations.current.external("systems_news", news);
        for (const { text } of lines) tell({ about: "news", text });
      },
    }).start();
  }

  private pushHealth(): void {
    const { clock, random, stored, connecting, health } = this.options;
    const instance = newId(random);
    new HealthPush({
      ...{ stored, connect: connecting.connect, now: () => clock.now() },
      report: async () => ({ ...(await health()), instance }),
    }).start();
  }

  private async tellRinging(tell: (ring: Notice) => void): Promise<void> {
    for (const store of ["reminders", "timers"] as const) {
      const records = await this.options.stored<(Reminder | Timer)[]>(({ data }) => data.all(store));
      for (const record of records)
        if (record.state === "ringing") tell({ about: "ring", store, id: record.id, title: ringTitle(record) });
    }
  }
}
