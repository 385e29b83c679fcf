import type { Clock } from "../../engine/environment";
import type { JsonObject } from "../../engine/json";
import { connectorsOf } from "../../skills/connections/connectors";
import { gatherNews } from "../../skills/systems/news";
import type { Storage } from "../../storage/storage";
import type { Connections } from "../connect/connections";
import type { SourceService } from "../sources/service";
import { identity } from "../../identity";

/** Between two looks, in milliseconds. */
const EVERY = 60_000;

export interface WatcherOptions {
  clock: Clock;
  locks: Pick<LockManager, "request">;
  connect: Connections;
  sources: SourceService;
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  /** Runs the turn that tells the user. */
  tell: (news: JsonObject) => Promise<void>;
}

/**
 * Looks after the connected servers while the app lives, in one of all open tabs: what changed is told, and what waits for the network is
 * sent. Where nothing is connected, nothing is asked.
 */
export class Watcher {
  constructor(private readonly options: WatcherOptions) {}

  start(): void {
    void this.options.locks.request(`${identity.id}:watcher`, async () => {
      for (;;) {
        // A look that failed is followed by the next.
        await this.look().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, EVERY));
      }
    });
  }

  async look(): Promise<void> {
    const { clock, connect, sources, stored, tell } = this.options;
    const connectors = connectorsOf(await stored(({ data }) => data.all("connectors")));
    if (connectors.length === 0) return;
    await connect.flush();
    await sources.flush();
    const watches = await stored(({ data }) => data.all("watches"));
    const news = await gatherNews(connect, connectors, watches, clock.now());
    if (news) await tell({ news });
  }
}
