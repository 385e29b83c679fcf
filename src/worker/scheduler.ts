import type { Clock } from "../engine/environment";
import { nextDue, type Due } from "../skills/reminders/ringing";
import type { Reminder, Timer } from "../storage/schema";

/** Longest wait that setTimeout can hold (2^31 - 1 ms); a later due time is armed again then. */
const LONGEST_WAIT = 0x7fff_ffff;

export interface SchedulerOptions {
  clock: Clock;
  locks: Pick<LockManager, "request">;
  reminders(): Promise<Reminder[]>;
  timers(): Promise<Timer[]>;
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

  constructor(private readonly options: SchedulerOptions) {}

  /** Waits to lead, and then leads for as long as the worker lives. */
  start(): void {
    void this.options.locks.request("sotto:scheduler", async () => {
      this.leads = true;
      await this.arm();
      await new Promise(() => undefined);
    });
  }

  /** Looks again at what is due next: something changed. */
  async arm(): Promise<void> {
    if (!this.leads) return;
    clearTimeout(this.timer);
    const [next] = nextDue(await this.options.reminders(), await this.options.timers());
    if (!next) return;
    const wait = Math.min(Math.max(0, next.at - this.options.clock.now()), LONGEST_WAIT);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.fire(), wait);
  }

  private async fire(): Promise<void> {
    const due = nextDue(await this.options.reminders(), await this.options.timers());
    for (const one of due) {
      if (one.at > this.options.clock.now()) break;
      await this.options.ring(one);
    }
    await this.arm();
  }
}
