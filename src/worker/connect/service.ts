import type { Clock, Random } from "../../engine/environment";
import type { Connect } from "../../skills/connect";
import { ConnectFault } from "../../skills/connect-fault";
import { connectorsOf, isAllowed } from "../../skills/connections/connectors";
import { kindOf } from "../../skills/connections/kinds";
import { readOverview } from "../../skills/systems/overview";
import { statusReport } from "../../skills/systems/report";
import type { Storage } from "../../storage/storage";
import { identity } from "../../identity";
import type { DataStore, SystemsView } from "../protocol";
import { SourceService } from "../sources/service";
import { headersOf, Vault } from "../vault/vault";
import { Connections, type ConnectionsOptions } from "./connections";
import { loggedFetch, type Fetch } from "./logged-fetch";
import { Outgoing } from "./outgoing";
import type { ConnectRequests, OutgoingView, Tested, VaultStatus } from "./requests";

export interface ConnectServiceOptions {
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  clock: Clock;
  random: Random;
  locks: LockManager;
  tell: (status: VaultStatus) => void;
  /** Where what is read can be undone in words. */
  conversation: () => Promise<string>;
  changed: (stores: DataStore[]) => void;
}

type Handlers = {
  [K in keyof ConnectRequests]: (ask: ConnectRequests[K]["ask"]) => Promise<ConnectRequests[K]["answer"]>;
};

/** Connections, the vault with their secrets, and the list of what left: put together for the worker. */
export class ConnectService {
  readonly connect: Connections;
  readonly vault: Vault;
  readonly outgoing: Outgoing;
  readonly sources: SourceService;
  private readonly options: ConnectionsOptions;

  readonly handlers: Handlers;
  private readonly ownHandlers: Omit<Handlers, keyof SourceService["handlers"]> = {
    vault: (order) => this.vault.order(order),
    testConnector: (ask) => this.test(ask),
    outgoing: () => this.view(),
    unqueue: async ({ id }) => {
      await this.options.stored(({ side }) => side.write([{ store: "outbox", delete: id }]));
      return null;
    },
  };

  constructor({ stored, clock, random, locks, tell, conversation, changed }: ConnectServiceOptions) {
    // The key can be handed to the other tabs, which can use it and can't read it.
    const keys = new BroadcastChannel(`${identity.id}:vault`);
    this.vault = new Vault({
      stored,
      now: () => clock.now(),
      later(milliseconds, work) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      },
      tell,
      share: (key) => keys.postMessage(key),
    });
    keys.addEventListener("message", ({ data }: MessageEvent<CryptoKey | null>) => void this.vault.hear(data));
    this.outgoing = new Outgoing({ stored, locks, clock, random });
    this.options = {
      fetchFor: (why) => this.fetchFor(why),
      stored,
      headersFor: (connector) => this.vault.headersFor(connector),
      isAllowed: (address) => isAllowed(address, self.location.origin),
      isOnline: () => navigator.onLine,
      origin: self.location.origin,
      after: (milliseconds) => AbortSignal.timeout(milliseconds),
      clock,
      random,
    };
    this.connect = new Connections(this.options);
    const sources = { connect: this.connect, stored, locks, clock, random, conversation, tell: changed };
    this.sources = new SourceService(sources);
    this.handlers = { ...this.ownHandlers, ...this.sources.handlers };
  }

  /** The network for one purpose: every request is listed. */
  fetchFor(why: string): Fetch {
    return loggedFetch((url, init) => fetch(url, init), this.outgoing, why);
  }

  /** How the connected servers are, asked now. */
  async systems(): Promise<SystemsView> {
    const connectors = connectorsOf(await this.options.stored(({ data }) => data.all("connectors")));
    const { card: _, ...view } = statusReport(
      await readOverview(this.connect, connectors),
      "",
      this.options.clock,
    ).card;
    return view;
  }

  private async test({ connector, secret }: ConnectRequests["testConnector"]["ask"]): Promise<Tested> {
    const connect: Connect = secret
      ? new Connections({ ...this.options, headersFor: async () => headersOf(secret) })
      : this.connect;
    try {
      const found = await kindOf(connector)?.test(connect, connector);
      return { found: found ?? "This version doesn’t know what that is." };
    } catch (error) {
      if (!(error instanceof ConnectFault)) throw error;
      return { fault: error.message, remedy: error.remedy };
    }
  }

  private async view(): Promise<OutgoingView> {
    const waiting = await this.options.stored(({ side }) => side.all("outbox"));
    return { ...(await this.outgoing.list()), waiting };
  }
}
