import type { Clock, Random } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { newId } from "../../skills/ids";
import type { OutgoingRequest, OutgoingSum, SideChange } from "../../storage/connections";
import type { Storage } from "../../storage/storage";
import { identity } from "../../identity";

/** So many requests are listed one by one; those before them are added up by day and host. */
const LISTED = 2_000;
/** How many more there may be before that is done. */
const SLACK = 200;

export interface OutgoingOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  locks: Pick<LockManager, "request">;
  clock: Clock;
  random: Random;
}

/** Every request that left the device. */
export class Outgoing {
  private begun = 0;

  constructor(private readonly options: OutgoingOptions) {}

  /** To be awaited before the request leaves. */
  async begin(
    request: Pick<OutgoingRequest, "method" | "host" | "path" | "why" | "bytesOut">,
  ): Promise<OutgoingRequest> {
    const { clock, random } = this.options;
    const at = formatIso(clock.now(), clock.zone);
    const entry: OutgoingRequest = { id: newId(random), at, ...request, bytesIn: 0, status: null };
    await this.write([{ store: "outgoing", put: entry }]);
    if (this.begun++ % SLACK === 0) await this.addUp();
    return entry;
  }

  async end(entry: OutgoingRequest, outcome: Partial<Pick<OutgoingRequest, "bytesIn" | "status" | "fault">>) {
    Object.assign(entry, outcome);
    await this.write([{ store: "outgoing", put: entry }]);
  }

  /** The newest first. */
  async list(): Promise<{ requests: OutgoingRequest[]; sums: OutgoingSum[] }> {
    const { stored } = this.options;
    const requests = await stored((storage) => storage.side.all("outgoing"));
    const sums = await stored((storage) => storage.side.all("outgoingSums"));
    return { requests: requests.sort(byAge).reverse(), sums: sums.sort((a, b) => (a.id < b.id ? 1 : -1)) };
  }

  private async write(changes: SideChange[]): Promise<void> {
    await this.options.stored((storage) => storage.side.write(changes));
  }

  /** In one tab at a time, so that nothing is counted twice. */
  private async addUp(): Promise<void> {
    await this.options.locks.request(`${identity.id}:outgoing`, async () => {
      const { requests, sums } = await this.list();
      if (requests.length <= LISTED + SLACK) return;
      const added = new Map(sums.map((sum) => [sum.id, sum]));
      const older = requests.slice(LISTED);
      for (const { at, host, bytesOut, bytesIn } of older) {
        const day = at.slice(0, 10);
        const id = `${day} ${host}`;
        const sum = added.get(id) ?? { id, day, host, requests: 0, bytesOut: 0, bytesIn: 0 };
        added.set(id, {
          ...sum,
          requests: sum.requests + 1,
          bytesOut: sum.bytesOut + bytesOut,
          bytesIn: sum.bytesIn + bytesIn,
        });
      }
      await this.write([
        ...[...added.values()].map((put) => ({ store: "outgoingSums" as const, put })),
        ...older.map(({ id }) => ({ store: "outgoing" as const, delete: id })),
      ]);
    });
  }
}

function byAge(a: OutgoingRequest, b: OutgoingRequest): number {
  return Date.parse(a.at) - Date.parse(b.at);
}
