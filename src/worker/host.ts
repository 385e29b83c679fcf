import { serverActions } from "../engine/actions/action-server";
import { Assistant } from "../engine/assistant";
import type { Clock, Random } from "../engine/environment";
import type { Models } from "../engine/models";
import type { Interpreter } from "../engine/nlu/parse-data";
import { actionsWith, warmUp } from "../skills/actions";
import { newId } from "../skills/ids";
import { undoableEntry } from "../storage/journal";
import { DATA_STORES, type Reminder, type Timer, type UserData } from "../storage/schema";
import { backUp, restore } from "./backups";
import { ConnectService } from "./connect/service";
import { Conversations } from "./conversations";
import { CustomerImport } from "./customer-import";
import { HealthPush } from "./health-push";
import { linesBefore } from "./history";
import { Keeper } from "./keeper";
import type { KnowledgeRequests } from "./knowledge/requests";
import { KnowledgeService } from "./knowledge/service";
import { GuardedInterpreter } from "./full-tier/guarded-interpreter";
import { openFullTier } from "./full-tier/open-full-tier";
import type { FullTier } from "./full-tier/full-tier";
import { loadShippedModels } from "./models";
import type { ConnectRequests } from "./connect/requests";
import type {
  DataStore,
  FullTierOrder,
  Line,
  Notice,
  Opened,
  Reply,
  Request,
  Requests,
  RequestKind,
  TierChoice,
} from "./protocol";
import { OwnHealth } from "./own-health";
import { faultOf, UnknownRequest } from "./request-fault";
import { ringTitle } from "./ring-title";
import { Scheduler } from "./scheduler";
import { Search } from "./search/search";
import { Watcher } from "./systems/watcher";
import { broadcastTabs } from "./tabs";
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
  /** Reads messages by the lite tier. */
  private readonly lite = Promise.withResolvers<Assistant<UserData>>();
  /** Reads messages by the full tier, while that is ready. A turn keeps the assistant that it began with. */
  private full: Assistant<UserData> | null = null;
  /** Null where the build has none, or no model could be loaded. */
  private readonly fullTier = Promise.withResolvers<FullTier | null>();
  /** What is only in memory is this tab's alone: it neither tells the others nor listens to them. */
  private isKept = true;
  private keeper: Promise<Keeper> | null = null;
  /** Resolves when the page has opened one. */
  private readonly conversations = Promise.withResolvers<Conversations>();
  private scheduler: Scheduler | null = null;
  /** When the page asked for something last. */
  private askedAt = 0;
  private readonly searches: Search;
  private readonly customerImport = new CustomerImport({
    now: async () => {
      const { conversation } = (await this.conversations.promise).current;
      return { ...this.options, keeper: await this.openKeeper(), conversation };
    },
    tell: (notice) => this.tellAll([notice]),
  });
  private readonly documents: KnowledgeService;
  private readonly health: OwnHealth;
  /** The folder of those in use. */
  private models: string | null = null;
  private readonly connecting: ConnectService;
  private readonly handlers: Handlers;
  private readonly ownHandlers: Omit<Handlers, keyof ConnectRequests | keyof KnowledgeRequests> = {
    open: (ask) => this.open(ask),
    fullTier: async ({ order }) => {
      void this.orderFullTier(order);
      return null;
    },
    message: async (ask) => {
      void this.connecting.vault.touch();
      const conversations = await this.conversations.promise;
      const turn = () => conversations.host(ask.conversation).message(ask);
      return { lines: await this.health.measured(this.full ? "full" : "lite", turn) };
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
      void this.scheduler?.arm();
      if (restored.broughtVault) await this.connecting.vault.told();
      return restored;
    },
    erase: async () => {
      await (await this.openKeeper()).use((storage) => storage.erase());
      this.tellAll([{ about: "erased" }]);
      return null;
    },
    records: async ({ store }) => (await this.openKeeper()).use((storage) => storage.data.all(store)),
    history: async ({ conversation, before, limit }) => {
      const keeper = await this.openKeeper();
      return keeper.use((storage) => linesBefore(storage, conversation, before, limit));
    },
    undoable: async ({ id }) => {
      const keeper = await this.openKeeper();
      return keeper.use(async ({ data }) => (await undoableEntry(data, id)) !== null);
    },
    search: async ({ query }) => {
      const { conversation } = (await this.conversations.promise).current;
      return (await this.openKeeper()).use((storage) => this.searches.find(storage, query, conversation));
    },
    ...this.customerImport.handlers,
    systems: async () => this.connecting.systems(),
    health: async () => this.health.view(this.models, this.isKept),
    debug: async ({ conversation }) => (await this.conversations.promise).host(conversation).debug(),
    story: async (ask) => (await this.conversations.promise).host(ask.conversation).story(ask),
  };

  constructor(private readonly options: HostOptions) {
    this.searches = new Search(options.clock);
    this.health = new OwnHealth(() => options.clock.now());
    this.connecting = new ConnectService({
      ...options,
      stored: async (work) => (await this.openKeeper()).use(work),
      tell: (vault) => this.notice({ about: "vault", vault }),
      conversation: async () => (await this.conversations.promise).current.conversation,
      changed: (stores) => this.tellAll([{ about: "changed", stores }]),
    });
    this.documents = new KnowledgeService({
      ...options,
      connect: this.connecting.connect,
      stored: async (work) => (await this.openKeeper()).use(work),
      conversation: async () => (await this.conversations.promise).current.conversation,
      quiet: () => this.untilQuiet(),
      tell: (notices) => this.tellAll(notices),
      tellRead: async (site, read) => {
        await (await this.conversations.promise).current.external("sites_read", { site, read: { ...read } });
      },
    });
    this.handlers = { ...this.ownHandlers, ...this.connecting.handlers, ...this.documents.handlers };
    // Whoever waits for these hears of a failure; that nobody may wait is no error.
    this.lite.promise.catch(() => undefined);
    this.conversations.promise.catch(() => undefined);
    this.tabs.onNotice((notice) => {
      if (!this.isKept) return;
      this.options.post({ kind: "notice", notice });
      if (notice.about === "changed" || notice.about === "lines") void this.scheduler?.arm();
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

  private async open({ base, tier, conversation }: Requests["open"]["ask"]): Promise<Opened> {
    void this.load(base, tier);
    const { clock, random, locks } = this.options;
    const opening = Conversations.open(conversation, {
      keeper: await this.openKeeper(),
      locks,
      clock,
      random,
      assistant: async () => this.full ?? this.lite.promise,
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
  private async load(base: string, tier: TierChoice): Promise<void> {
    let models: Models;
    try {
      models = await loadShippedModels(base, (model) => this.notice({ about: "model", model }));
    } catch (error) {
      this.lite.reject(error);
      this.fullTier.resolve(null);
      return;
    }
    this.models = models.current.nlu;
    this.documents.useWords(models.interpreter.wordVectors, models.current.nlu);
    if (identity.hasHandbook) this.documents.installHandbook(base);
    this.lite.resolve(this.assistantOf(models, models.interpreter));
    const conversations = await this.conversations.promise;
    await conversations.recover().catch(() => undefined);
    await this.startScheduler();
    await this.startWatcher();
    this.startHealthPush();
    void this.startFullTier(base, models, tier);
    // What is loaded late is fetched now, so that the first sum is as fast as the next. Offline too early, it is fetched then.
    await warmUp().catch(() => undefined);
  }

  private async startFullTier(base: string, models: Models, choice: TierChoice): Promise<void> {
    const tier = await openFullTier(new URL("models/", base), models.current, {
      locks: this.options.locks,
      tell: (fullTier) => this.notice({ about: "fullTier", fullTier }),
      use: (full) => {
        const broke = () => void tier?.broke();
        this.full =
          full && this.assistantOf(models, new GuardedInterpreter(full.interpreter, models.interpreter, broke));
        this.documents.useEncoder(full?.vectors ?? null);
      },
    });
    await this.untilQuiet();
    void tier?.start(choice);
    this.fullTier.resolve(tier);
    // A download that broke off goes on.
    self.addEventListener("online", () => void this.orderFullTier("idle"));
  }

  private async untilQuiet(): Promise<void> {
    for (let left; (left = this.askedAt + QUIET - this.options.clock.now()) > 0;)
      await new Promise((resolve) => setTimeout(resolve, left));
  }

  private async orderFullTier(order: FullTierOrder): Promise<void> {
    await (await this.fullTier.promise)?.order(order);
  }

  private assistantOf({ core, current }: Models, interpreter: Interpreter): Assistant<UserData> {
    const { actionEndpoint } = current;
    const server = {
      fetch: this.connecting.fetchFor("an action that runs on the server of the assistant"),
      clock: this.options.clock,
      after: AbortSignal.timeout.bind(AbortSignal),
      origin: self.location.origin,
    };
    const { connect, sources } = this.connecting;
    const { knowledge, sites } = this.documents;
    const actions = actionsWith({ knowledge, sites, connect, sources });
    const remote = actionEndpoint ? serverActions(actionEndpoint, core.domain, actions, server) : [];
    return new Assistant({ interpreter, core, actions: [...actions, ...remote], channel: "browser" });
  }

  private openKeeper(): Promise<Keeper> {
    this.keeper ??= Keeper.open((storage) => {
      this.isKept = storage.state === "kept";
      this.notice({ about: "storage", storage });
    });
    return this.keeper;
  }

  private async startScheduler(): Promise<void> {
    const { clock, locks } = this.options;
    const keeper = await this.openKeeper();
    const conversations = await this.conversations.promise;
    this.scheduler = new Scheduler({
      clock,
      locks,
      reminders: () => keeper.use((storage) => storage.data.all("reminders")),
      timers: () => keeper.use((storage) => storage.data.all("timers")),
      scheduled: async () => {
        const reminders = await conversations.scheduled();
        return reminders.map(({ conversation, name, at }) => ({ store: "tracker", conversation, id: name, at }));
      },
      ring: async (due) => {
        if (due.store === "tracker") return conversations.host(due.conversation).remind(due.id);
        const { store, id } = due;
        await conversations.current.external("reminder_due", { store, id });
        await this.tellRinging(keeper, (ring) => this.tellAll([ring]));
      },
    });
    this.scheduler.start();
    // What rang when the page went away rings on: it is still to be stopped.
    await this.tellRinging(keeper, (ring) => this.notice(ring));
  }

  /** Looks after the connected servers; what it sees is told in the conversation and, where the page is hidden, by the system. */
  private async startWatcher(): Promise<void> {
    const conversations = await this.conversations.promise;
    new Watcher({
      ...this.options,
      connect: this.connecting.connect,
      sources: this.connecting.sources,
      stored: async (work) => (await this.openKeeper()).use(work),
      tell: async (news) => {
        const lines = await conversations.current.external("systems_news", news);
        for (const { text } of lines) this.tellAll([{ about: "news", text }]);
      },
    }).start();
  }

  private startHealthPush(): void {
    const instance = newId(this.options.random);
    new HealthPush({
      connect: this.connecting.connect,
      stored: async (work) => (await this.openKeeper()).use(work),
      now: () => this.options.clock.now(),
      report: async () => ({
        ...(await this.health.view(this.models, this.isKept)),
        ...{ totals: this.health.totals, instance },
      }),
    }).start();
  }

  private async tellRinging(keeper: Keeper, tell: (ring: Notice) => void): Promise<void> {
    for (const store of ["reminders", "timers"] as const) {
      const records = await keeper.use<(Reminder | Timer)[]>((storage) => storage.data.all(store));
      for (const record of records)
        if (record.state === "ringing") tell({ about: "ring", store, id: record.id, title: ringTitle(record) });
    }
  }

  private tellTurn(conversation: string, lines: Line[], stores: DataStore[]): void {
    // The cards of new lines show what was changed.
    const changed: Notice[] = stores.length > 0 ? [{ about: "changed", stores }] : [];
    this.tellAll([...changed, { about: "lines", conversation, lines }]);
    // Any turn may set or end a reminder of the tracker's, whatever it stores.
    void this.scheduler?.arm();
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
