import type { Clock, Random } from "../../engine/environment";
import { formatIso } from "../../engine/time/zone";
import { connectorsOf } from "../../skills/connections/connectors";
import { ConnectFault } from "../../skills/connect-fault";
import { IMPORT_STORES } from "../../skills/customers/import/plan";
import { tellImported } from "../../skills/customers/import/told";
import { newId } from "../../skills/ids";
import { changesOf, keptKey, queuedId } from "../../skills/sources/changes";
import { descriptionOf, isSource, undescribed } from "../../skills/sources/kinds";
import { saidKey } from "../../skills/sources/ledger";
import { SourcePlan, type SourceContents } from "../../skills/sources/plan";
import { readAll } from "../../skills/sources/read";
import type { SourceKind } from "../../skills/sources/source-records";
import type { ChangeOf, NotRefreshed, Refreshed, Sent, Sources, SourceView } from "../../skills/sources/sources";
import type { Connector } from "../../storage/connections";
import { journalled } from "../../storage/journal";
import type { Storage } from "../../storage/storage";
import type { Connections } from "../connect/connections";
import type { DataStore } from "../protocol";
import { identity } from "../../identity";
import { Ledgers } from "./ledgers";
import type { SourceRequests } from "./requests";
import { Sender } from "./sender";

export interface SourceServiceOptions {
  connect: Connections;
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  locks: Pick<LockManager, "request">;
  clock: Clock;
  random: Random;
  /** Where a refresh can be undone in words. */
  conversation: () => Promise<string>;
  tell: (stores: DataStore[]) => void;
}

type Handlers = {
  [K in keyof SourceRequests]: (ask: SourceRequests[K]["ask"]) => Promise<SourceRequests[K]["answer"]>;
};

const KINDS = ["companies", "customers", "cases", "interactions"] as const satisfies readonly SourceKind[];

class Stopped extends Error {}

/** Reads customers of connected servers, and sends there what was changed here. One tab at a time does so, for each server. */
export class SourceService implements Sources {
  readonly handlers: Handlers = {
    sources: () => this.views(),
    refreshSource: async ({ connector: id, withDeleted }) => {
      const connector = await this.#connector(id);
      return connector ? this.refresh(connector, withDeleted) : { fault: "It is no longer connected." };
    },
    cancelRefresh: async ({ connector }) => {
      this.#running.get(connector)?.abort(new Stopped());
      return null;
    },
    sendChange: (change) => this.send(change),
    keepChange: async (change) => {
      await this.keep(change);
      return null;
    },
  };
  /** What this tab reads now, by the connectors' ids. */
  readonly #running = new Map<string, AbortController>();
  readonly #sender: Sender;
  readonly #ledgers: Ledgers;

  constructor(private readonly options: SourceServiceOptions) {
    this.#sender = new Sender(options);
    this.#ledgers = new Ledgers(options);
  }

  async refresh(connector: Connector, withDeleted: boolean): Promise<Refreshed | NotRefreshed> {
    const { id, name } = connector;
    return this.options.locks.request(lockOf(connector), { ifAvailable: true }, async (held) => {
      if (!held) return { fault: `${name} is being read or written already, here or in another tab.` };
      const abort = new AbortController();
      this.#running.set(id, abort);
      try {
        return await this.#read(connector, withDeleted, abort.signal);
      } catch (error) {
        if (abort.signal.aborted) return { fault: "Stopped. Nothing was changed." };
        if (!(error instanceof ConnectFault)) throw error;
        await this.#ledgers.change(connector, (ledger) => ({ ...ledger, fault: error.words }));
        return { fault: error.words };
      } finally {
        this.#running.delete(id);
      }
    });
  }

  /** Reads all of it first, then writes what came of it at once. */
  async #read(connector: Connector, withDeleted: boolean, signal: AbortSignal): Promise<Refreshed> {
    const { connect, stored, clock, random, conversation, tell } = this.options;
    const description = descriptionOf(connector);
    if (!description) throw undescribed(connector);
    const ledger = await this.#ledgers.of(connector);
    const contents: SourceContents = {};
    const empty: string[] = [];
    const notes: string[] = [];
    for (const kind of KINDS) {
      const reading = description[kind];
      if (!reading) continue;
      const isKnown = (id: string) => !withDeleted && saidKey(kind, id) in ledger.said;
      const listed = await readAll(connect, connector, kind, reading, { isKnown, signal, why: kind });
      contents[kind] = listed.records as never;
      notes.push(...listed.leftOut);
      empty.push(...listed.empty.map((id) => saidKey(kind, id)));
      const more = listed.leftOutCount - listed.leftOut.length;
      if (more > 0) notes.push(`${kind}: ${more} more don’t fit`);
      if (listed.hasMore) notes.push(`${kind}: ${connector.name} has more than are taken at a time`);
    }
    signal.throwIfAborted();
    const now = formatIso(clock.now(), clock.zone);
    const options = { connector, now, newId: () => newId(random), withDeleted };
    const [entry, turn] = [newId(random), await conversation()];
    const { plan, counts } = await stored((storage) =>
      storage.update(IMPORT_STORES, (records) => {
        const plan = new SourcePlan(records, ledger, options);
        plan.add(contents, description.customers !== undefined);
        const counts = plan.counts();
        const label = `Read ${connector.name}: ${tellImported(counts)}`;
        const changes = journalled(plan.changes(), { id: entry, at: now, conversation: turn, label });
        return { result: { plan, counts }, changes };
      }),
    );
    // What comes after a crash here is compared anew: the records are as the server says, and nothing of them counts as changed.
    await this.#ledgers.change(connector, ({ kept }) => ({
      said: { ...plan.said, ...Object.fromEntries(empty.map((key) => [key, {}])) },
      kept,
      fetched: now,
      fault: null,
    }));
    tell([...IMPORT_STORES]);
    const conflicts = plan.conflicts.map((what) => `${what} was changed here and there; what is here was kept`);
    const nothing = counts.added + counts.changed + counts.cases + counts.interactions === 0;
    return {
      told: nothing ? "Nothing has changed there." : tellImported(counts),
      notes: [...conflicts, ...notes, ...plan.leftOut],
      deleted: plan.deleted,
    };
  }

  async views(): Promise<SourceView[]> {
    const { stored } = this.options;
    const sources = connectorsOf(await stored(({ data }) => data.all("connectors"))).filter(isSource);
    if (sources.length === 0) return [];
    const [cases, interactions, queue] = await stored(({ data, side }) =>
      Promise.all([data.all("cases"), data.all("interactions"), side.all("outbox")]),
    );
    return Promise.all(
      sources.map(async (connector) => {
        const ledger = await this.#ledgers.of(connector);
        const { fetched, fault } = ledger;
        const changes = changesOf(connector, ledger, { cases, interactions }, queue);
        const at = fetched === null ? null : Date.parse(fetched);
        return { connector: connector.id, name: connector.name, fetched: at, fault, changes };
      }),
    );
  }

  async send(change: ChangeOf): Promise<Sent> {
    const connector = await this.#connector(change.connector);
    if (!connector) return { state: "gone" };
    if (!(await this.#locked(connector, () => this.#sender.send(connector, change)))) return { state: "gone" };
    const view = (await this.views()).find((one) => one.connector === connector.id);
    const left = view?.changes.find(({ store, id }) => store === change.store && id === change.id) ?? null;
    const write = await this.options.stored(({ side }) => side.get("outbox", queuedId(connector.id, change)));
    if (!write) return { state: "sent" };
    return { state: write.held ? "held" : "waiting", why: write.fault ?? "", change: left };
  }

  async keep(change: ChangeOf): Promise<void> {
    const connector = await this.#connector(change.connector);
    if (!connector) return;
    await this.#locked(connector, async () => {
      const view = (await this.views()).find((one) => one.connector === connector.id);
      const found = view?.changes.find(({ store, id }) => store === change.store && id === change.id);
      const keys = (found?.fields ?? []).map(({ label, to }) =>
        change.store === "cases" ? keptKey("cases", change.id, label, to) : keptKey("interactions", change.id),
      );
      await this.#ledgers.change(connector, (ledger) => ({ ...ledger, kept: [...ledger.kept, ...keys] }));
      const id = queuedId(connector.id, change);
      await this.options.stored(({ side }) => side.write([{ store: "outbox", delete: id }]));
    });
  }

  /** Sends what waits for the network. */
  async flush(): Promise<void> {
    const { stored } = this.options;
    for (const write of await stored(({ side }) => side.all("outbox"))) {
      if (!write.record || write.held) continue;
      const connector = await this.#connector(write.connector);
      const change = { connector: write.connector, ...write.record };
      if (connector) await this.#locked(connector, () => this.#sender.send(connector, change));
      else await stored(({ side }) => side.write([{ store: "outbox", delete: write.id }]));
    }
  }

  async #connector(id: string): Promise<Connector | undefined> {
    return connectorsOf(await this.options.stored(({ data }) => data.all("connectors"))).find((one) => one.id === id);
  }

  #locked<T>(connector: Connector, work: () => Promise<T>): Promise<T> {
    return this.options.locks.request(lockOf(connector), work);
  }
}

function lockOf({ id }: Connector): string {
  return `${identity.id}:source ${id}`;
}
