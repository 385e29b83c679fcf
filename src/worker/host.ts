import type { Clock, Random } from "../engine/environment";
import { actionsWith, warmUp } from "../skills/actions";
import { undoableEntry } from "../storage/journal";
import { DATA_STORES } from "../storage/schema";
import type { Storage } from "../storage/storage";
import { Background } from "./background";
import { backUp, restore } from "./backups";
import { ConnectService } from "./connect/service";
import { Conversations } from "./conversations";
import { CustomerImport } from "./customer-import";
import type { CustomerImportRequests } from "./customer-import-protocol";
import { linesBefore } from "./history";
import { Keeper } from "./keeper";
import type { KnowledgeRequests } from "./knowledge/requests";
import { KnowledgeService } from "./knowledge/service";
import type { ConnectRequests } from "./connect/requests";
import type { DataStore, Line, Notice, Opened, Reply, Request, Requests, RequestKind } from "./protocol";
import { OwnHealth } from "./own-health";
import { faultOf, UnknownRequest } from "./request-fault";
import { Search } from "./search/search";
import { broadcastTabs } from "./tabs";
import { Tiers } from "./tiers";
import { exclusively } from "./turn-lock";
import { identity } from "../identity";

export interface HostOptions {
  clock: Clock;
  random: Random;
  locks: LockManager;
  post(reply: Reply): void;
}

/**
 * The full tier starts when the page has asked for nothing for so long (milliseconds): its start keeps the worker busy for half a second, in
 * which a panel would stay empty.
 */
const QUIET = 300;

type Handlers = { [K in RequestKind]: (ask: Requests[K]["ask"]) => Promise<Requests[K]["answer"]> };

/** Answers the page's requests: the worker's one public door (protocol.ts). */
export class Host {
  private readonly tabs = broadcastTabs(identity.id);
  private readonly tiers: Tiers;
  /** What is only in memory is this tab's alone: it neither tells the others nor listens to them. */
  private isKept = true;
  private keeper: Promise<Keeper> | null = null;
  /** Resolves when the page has opened one. */
  private readonly conversations = Promise.withResolvers<Conversations>();
  /** Null until the models are there. */
  private background: Background | null = null;
  /** When the page asked for something last. */
  private askedAt = 0;
  private readonly searches: Search;
  private readonly documents: KnowledgeService;
  private readonly health: OwnHealth;
  private readonly connecting: ConnectService;
  private readonly stored = async <T>(work: (storage: Storage) => Promise<T>): Promise<T> =>
    (await this.openKeeper()).use(work);
  private readonly handlers: Handlers;
  private readonly ownHandlers: Omit<
    Handlers,
    keyof ConnectRequests | keyof CustomerImportRequests | keyof KnowledgeRequests
  > = {
    open: (ask) => this.open(ask),
    fullTier: async ({ order }) => {
      void this.tiers.order(order);
      return null;
    },
    message: async (ask) => {
      void this.connecting.vault.touch();
      const conversations = await this.conversations.promise;
      const turn = () => conversations.host(ask.conversation).message(ask);
      return { lines: await this.health.measured(this.tiers.inUse, turn) };
    },
    enter: async ({ conversation }) => this.toldAll((all) => all.enter(conversation)),
    conversations: async () => (await this.conversations.promise).summaries(),
    rename: async (ask) => {
      await this.toldAll((all) => all.rename(ask));
      return null;
    },
    remove: async ({ conversation }) => this.toldAll((all) => all.remove(conversation)),
    export: async (ask) => (await this.conversations.promise).export(ask),
    backup: async (ask) => backUp(await this.openKeeper(), ask, this.options.clock),
    restore: async (ask) => {
      const { conversation } = (await this.conversations.promise).current;
      const keeper = await this.openKeeper();
      const taking = () => restore(keeper, ask, { ...this.options, conversation });
      const restored = await exclusively(this.options.locks, taking);
      this.searches.forget();
      this.tellAll([{ about: "changed", stores: [...DATA_STORES] }, { about: "conversations" }]);
      this.background?.changed();
      if (restored.broughtVault) await this.connecting.vault.told();
      return restored;
    },
    erase: async () => {
      await this.stored((storage) => storage.erase());
      this.tellAll([{ about: "erased" }]);
      return null;
    },
    records: ({ store }) => this.stored(({ data }) => data.all(store)),
    history: ({ conversation, before, limit }) =>
      this.stored((storage) => linesBefore(storage, conversation, before, limit)),
    undoable: ({ id }) => this.stored(async ({ data }) => (await undoableEntry(data, id)) !== null),
    search: async ({ query }) => {
      const { conversation } = (await this.conversations.promise).current;
      return this.stored((storage) => this.searches.find(storage, query, conversation));
    },
    systems: async () => this.connecting.systems(),
    health: async () => this.health.view(this.tiers.folder, this.isKept),
    debug: async ({ conversation }) => (await this.conversations.promise).host(conversation).debug(),
    story: async (ask) => (await this.conversations.promise).host(ask.conversation).story(ask),
  };

  constructor(private readonly options: HostOptions) {
    this.searches = new Search(options.clock);
    this.health = new OwnHealth(() => options.clock.now());
    const conversation = async () => (await this.conversations.promise).current.conversation;
    this.connecting = new ConnectService({
      ...options,
      stored: this.stored,
      tell: (vault) => this.notice({ about: "vault", vault }),
      conversation,
      changed: (stores) => this.tellAll([{ about: "changed", stores }]),
    });
    this.documents = new KnowledgeService({
      ...options,
      connect: this.connecting.connect,
      stored: this.stored,
      conversation,
      quiet: () => this.untilQuiet(),
      tell: (notices) => this.tellAll(notices),
      tellRead: async (site, read) => {
        await (await this.conversations.promise).current.external("sites_read", { site, read: { ...read } });
      },
    });
    const customerImport = new CustomerImport({
      ...options,
      ...{ stored: this.stored, conversation, tell: (notice) => this.tellAll([notice]) },
    });
    this.handlers = {
      ...{ ...this.ownHandlers, ...this.connecting.handlers, ...this.documents.handlers },
      ...customerImport.handlers,
    };
    const { connect, sources } = this.connecting;
    const { knowledge, sites } = this.documents;
    this.tiers = new Tiers({
      ...options,
      actions: () => actionsWith({ knowledge, sites, connect, sources }),
      fetch: this.connecting.fetchFor("an action that runs on the server of the assistant"),
      useEncoder: (vectors) => this.documents.useEncoder(vectors),
      notice: (notice) => this.notice(notice),
    });
    // Whoever waits for them hears of a failure; that nobody may wait is no error.
    this.conversations.promise.catch(() => undefined);
    this.tabs.onNotice((notice) => {
      if (!this.isKept) return;
      this.options.post({ kind: "notice", notice });
      if (notice.about === "changed" || notice.about === "lines") this.background?.changed();
      this.documents.hear(notice);
    });
  }

  async handle(request: Request): Promise<void> {
    const { id, kind } = request;
    this.askedAt = this.options.clock.now();
    try {
      const handler = this.handlers[kind] as ((ask: Request["ask"]) => Promise<unknown>) | undefined;
      if (!handler) throw new UnknownRequest(kind);
      this.options.post({ id, kind, answer: await handler(request.ask) } as Reply);
    } catch (error) {
      this.options.post({ id, kind: "fault", fault: faultOf(error) });
    }
  }

  private async open(ask: Requests["open"]["ask"]): Promise<Opened> {
    void this.load(ask);
    const { clock, random, locks } = this.options;
    const opening = Conversations.open(ask.conversation, {
      keeper: await this.openKeeper(),
      locks,
      clock,
      random,
      assistant: () => this.tiers.assistant(),
      onTurn: (id, lines, changed) => this.tellTurn(id, lines, changed),
    });
    this.conversations.resolve(opening);
    return (await opening).opened();
  }

  /** Does something to the conversations, and tells the other tabs. */
  private async toldAll<T>(work: (conversations: Conversations) => Promise<T>): Promise<T> {
    const answer = await work(await this.conversations.promise);
    this.tellAll([{ about: "conversations" }]);
    return answer;
  }

  /** Loads the models, then does what waited for them. */
  private async load({ base, tier }: Requests["open"]["ask"]): Promise<void> {
    const models = await this.tiers.load(base, ({ interpreter, current }) => {
      this.documents.useWords(interpreter.wordVectors, current.nlu);
      if (identity.hasHandbook) this.documents.installHandbook(base);
    });
    if (!models) return;
    const conversations = await this.conversations.promise;
    await conversations.recover().catch(() => undefined);
    await this.startBackground(conversations);
    void this.tiers.startFull(base, models, tier, () => this.untilQuiet());
    // What is loaded late is fetched now, so that the first sum is as fast as the next. Offline too early, it is fetched then.
    await warmUp().catch(() => undefined);
  }

  private async untilQuiet(): Promise<void> {
    for (let left; (left = this.askedAt + QUIET - this.options.clock.now()) > 0;)
      await new Promise((resolve) => setTimeout(resolve, left));
  }

  private openKeeper(): Promise<Keeper> {
    this.keeper ??= Keeper.open((storage) => {
      this.isKept = storage.state === "kept";
      this.notice({ about: "storage", storage });
    });
    return this.keeper;
  }

  private async startBackground(conversations: Conversations): Promise<void> {
    this.background = new Background({
      ...this.options,
      ...{ conversations, connecting: this.connecting, stored: this.stored },
      health: async () => ({ ...(await this.health.view(this.tiers.folder, this.isKept)), totals: this.health.totals }),
      notice: (notice) => this.notice(notice),
      tell: (notice) => this.tellAll([notice]),
    });
    await this.background.start();
  }

  private tellTurn(conversation: string, lines: Line[], stores: DataStore[]): void {
    // The cards of new lines show what was changed.
    const changed: Notice[] = stores.length > 0 ? [{ about: "changed", stores }] : [];
    this.tellAll([...changed, { about: "lines", conversation, lines }]);
    // Any turn may set or end a reminder of the tracker's, whatever it stores.
    this.background?.changed();
  }

  /** To this tab's page and to the others. */
  private tellAll(notices: readonly Notice[]): void {
    for (const notice of notices) {
      this.notice(notice);
      this.documents.hear(notice);
      if (this.isKept) this.tabs.tell(notice);
    }
  }

  private notice(notice: Notice): void {
    this.options.post({ kind: "notice", notice });
  }
}
