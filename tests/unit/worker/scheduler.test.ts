import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Reminder, Timer } from "../../../src/storage/schema";
import { Scheduler, type Due } from "../../../src/worker/scheduler";

const START = Date.UTC(2026, 2, 2, 9);
const MINUTE = 60_000;

function reminder(id: string, minutes: number): Reminder {
  const due = new Date(START + minutes * MINUTE).toISOString();
  return { id, task: id, due, zone: "UTC", state: "waiting", conversation: "talk", created: due };
}

/** A scheduler over reminders in memory; ringing one takes a moment, as a turn does, and arms again, as a commit does. */
function scheduled(reminders: Reminder[], fails: (due: Due) => boolean = () => false, inTracker: Due[] = []) {
  const rung: string[] = [];
  const scheduler = new Scheduler({
    clock: { now: () => Date.now(), zone: "UTC" },
    locks: { request: (_name: string, work: () => Promise<unknown>) => work() } as never,
    reminders: async () => reminders,
    timers: async (): Promise<Timer[]> => [],
    scheduled: async () => inTracker,
    async ring(due) {
      rung.push(due.id);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (fails(due)) throw new Error("the turn failed");
      const found = reminders.find(({ id }) => id === due.id);
      if (found) found.state = "ringing";
      const index = inTracker.findIndex(({ id }) => id === due.id);
      if (index >= 0) inTracker.splice(index, 1);
      void scheduler.arm();
    },
  });
  scheduler.start();
  return { scheduler, rung };
}

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

describe("the scheduler", () => {
  it("rings each thing when it is due", async () => {
    const { rung } = scheduled([reminder("later", 10), reminder("soon", 5)]);
    await vi.advanceTimersByTimeAsync(5 * MINUTE - 1);
    expect(rung).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(rung).toEqual(["soon"]);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(rung).toEqual(["soon", "later"]);
  });

  it("rings what came due while nobody was there once each, the oldest first", async () => {
    const { rung } = scheduled([reminder("b", -5), reminder("a", -10), reminder("c", -1)]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(rung).toEqual(["a", "b", "c"]);
  });

  it("fires what an action scheduled, in order with the rest, also what is overdue", async () => {
    const inTracker = [-3, 7].map((minutes): Due => ({
      store: "tracker",
      conversation: "c1",
      id: `at ${minutes}`,
      at: START + minutes * MINUTE,
    }));
    const { rung } = scheduled([reminder("a", -5), reminder("b", 10)], undefined, inTracker);
    await vi.advanceTimersByTimeAsync(11 * MINUTE);
    expect(rung).toEqual(["a", "at -3", "at 7", "b"]);
  });

  it("rings what was added in the meantime", async () => {
    const reminders: Reminder[] = [];
    const { scheduler, rung } = scheduled(reminders);
    await vi.advanceTimersByTimeAsync(MINUTE);
    reminders.push(reminder("new", 3));
    await scheduler.arm();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(rung).toEqual(["new"]);
  });

  it("tries again later when telling it failed, without a rush", async () => {
    let failing = true;
    const { rung } = scheduled([reminder("a", 1)], () => failing);
    await vi.advanceTimersByTimeAsync(MINUTE + 10_000);
    expect(rung.length).toBeGreaterThan(1);
    expect(rung.length).toBeLessThan(15);
    failing = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    const count = rung.length;
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(rung).toHaveLength(count);
  });

  it("waits for what is further away than a timer can hold", async () => {
    const { rung } = scheduled([reminder("far", 60 * 24 * 40)]);
    await vi.advanceTimersByTimeAsync(60 * 24 * 39 * MINUTE);
    expect(rung).toEqual([]);
    await vi.advanceTimersByTimeAsync(60 * 24 * 2 * MINUTE);
    expect(rung).toEqual(["far"]);
  });
});
