import { fixedClock, type Clock } from "../../src/engine/environment";
import { MemoryStorage } from "../../src/storage/memory-storage";
import { Connections, type ConnectionsOptions } from "../../src/worker/connect/connections";
import { loggedFetch, type Fetch } from "../../src/worker/connect/logged-fetch";
import { Outgoing } from "../../src/worker/connect/outgoing";

/** Monday 2 March 2026, 09:30 in Oslo. */
export const NOW = Date.parse("2026-03-02T09:30:00+01:00");
const standing = fixedClock(NOW, "Europe/Oslo");

/** The door as the worker has it, over records in memory. Waits between repetitions are over at once. */
export function door(
  changes: Partial<ConnectionsOptions> = {},
  fetch: Fetch = globalThis.fetch,
  clock: Clock = standing,
) {
  const storage = new MemoryStorage();
  const stored: ConnectionsOptions["stored"] = (work) => work(storage);
  const locks = { request: async (_name: string, work: () => Promise<void>) => work() } as unknown as LockManager;
  const outgoing = new Outgoing({ stored, locks, clock, random: Math.random });
  const connections = new Connections({
    fetchFor: (why) => loggedFetch(fetch, outgoing, why),
    stored,
    headersFor: async () => ({ Authorization: "Bearer secret" }),
    isAllowed: () => true,
    isOnline: () => true,
    origin: null,
    after: (milliseconds) => AbortSignal.timeout(milliseconds > 10_000 ? 500 : 0),
    clock,
    random: () => 0,
    ...changes,
  });
  return { connections, outgoing, storage };
}
