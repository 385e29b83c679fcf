import { seededRandom, type Clock } from "../../src/engine/environment";
import type { ConnectionsOptions } from "../../src/worker/connect/connections";
import type { Fetch } from "../../src/worker/connect/logged-fetch";
import type { Connector } from "../../src/storage/connections";
import { SourceService } from "../../src/worker/sources/service";
import { door } from "./door";
import { memoryLocks } from "./memory-locks";

/** The service that reads customers of servers, over records in memory. */
export function sourceDesk(fetch: Fetch, clock: Clock, changes: Partial<ConnectionsOptions> = {}) {
  const { connections, storage, outgoing } = door({ clock, ...changes }, fetch, clock);
  const random = seededRandom(1);
  const stored = <T>(work: (of: typeof storage) => Promise<T>) => work(storage);
  const conversation = async () => "test";
  const tell = () => undefined;
  const service = new SourceService({
    ...{ connect: connections, locks: memoryLocks(), stored, clock, random, conversation, tell },
  });
  async function put(store: "connectors" | "cases" | "interactions", value: object): Promise<void> {
    const change = { store, op: "put", value, before: null } as never;
    await storage.update([store], () => ({ changes: [change], result: null }));
  }
  const connect = (connector: Connector) => put("connectors", connector);
  return { service, connections, storage, outgoing, put, connect };
}
