import type { Clock } from "../engine/environment";
import { nextDue, type Due as RecordDue } from "../skills/reminders/ringing";
import type { Reminder, Timer } from "../storage/schema";
import { identity } from "../identity";

/** Longest wait that setTimeout can hold (2^31 - 1 ms); a later due time is armed again then. */
const LONGEST_WAIT = 0x7fff_ffff;

/** After ringing, what is still overdue (its turn failed) is not tried again before this, in milliseconds. */
const RETRY_WAIT = 1_000;

/** A record that is going to ring, or a reminder that an action of the assistant set (`id` is its name). */
export type Due = RecordDue | { store: "tracker"; conversation: string; id: string; at: number };

export interface SchedulerOptions {
  clock: Clock;
  locks: Pick<LockManager, "request">;
  reminders(): Promise<Reminder[]>;
  timers(): Promise<Timer[]>;
  /** What the tracker holds (`ReminderScheduled`). */
  scheduled(): Promise<Due[]>;
  /** Runs the turn that tells the user; resolves when it is committed. */
  ring(due: Due): Promise<void>;
}

/**
 * Rings what comes due. One worker of all open tabs does it: the one that holds the lock; when its tab closes, the next
 * takes over, and what came due in between rings then.
 */
export class Scheduler {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private leads = false;
  private isRinging = false;

  constructor(private readonly options: SchedulerOptions) {}

  /** Waits to lead, and then leads for as long as the worker lives. */
  start(): void {
    void this.options.locks.request(`${identity.id}:scheduler`, async () => {
      this.leads = true;
      await this.arm();
      await new Promise(() => undefined);
    });
  }

  /** Looks again at what is due next: something changed. While something rings it does so by itself. */
  async arm(shortestWait = 0): Promise<void> {
    if (!this.leads || this.isRinging) return;
    const [next] = await this.due().catch(() => []);
    clearTimeout(this.timer);
    if (!next || this.isRinging) return;
    const wait = Math.min(Math.max(shortestWait, next.at - this.options.clock.now()), LONGEST_WAIT);
    this.timer = setTimeout(() => void this.fire(), wait);
  }

  /** Rings all that is due, one after the other: each ring commits a turn, and may change what is due. */
  private async fire(): Promise<void> {
    if (this.isRinging) return;
    this.isRinging = true;
    const tried = new Set<string>();
    try {
      for (;;) {
        const next = (await this.due()).find((due) => !tried.has(keyOf(due)));
        if (!next || next.at > this.options.clock.now()) break;
        tried.add(keyOf(next));
        await this.options.ring(next);
      }
    } catch {
      // What could not be told or read now is tried again below.
    } finally {
      this.isRinging = false;
    }
    await this.arm(tried.size > 0 ? RETRY_WAIT : 0);
  }

  private async due(): Promise<Due[]> {
    const records = nextDue(await this.options.reminders(), await this.options.timers());
    return [...records, ...(await this.options.scheduled())].sort((a, b) => a.at - b.at);
  }
}

function keyOf(due: Due): string {
  const place = due.store === "tracker" ? `tracker/${due.conversation}` : due.store;
  return `${place}/${due.id}/${due.at}`;
}
