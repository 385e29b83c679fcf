import type {
  ImportProgress,
  DataStore,
  DebugView,
  Fault,
  FullTierOrder,
  Line,
  Notice,
  Opened,
  RequestKind,
  Requests,
  SearchFound,
  TierChoice,
} from "../../worker/protocol";
import { WorkerClient, type Endpoint } from "../../worker/client";
import { EarlierLines } from "./earlier-lines";
import { faultOf } from "./fault-of";
import { Records, recordsHook } from "./records";
import { initialState, reduce, type AppState, type Change, type Outgoing, type Ring } from "./state";
import { Store } from "./store";

/** A Worker, or what stands in for one. */
export interface WorkerLike extends Endpoint {
  addEventListener: Endpoint["addEventListener"] & ((type: "error", listener: () => void) => void);
  terminate(): void;
}

export interface SendOptions {
  /** Shown instead of the text. */
  title?: string;
  /** Not shown in the transcript. */
  quiet?: boolean;
}

/** What is kept of the page's own from one visit to the next. */
export interface SessionSettings {
  /** The user's choice. */
  tier: { get(): TierChoice; set(choice: TierChoice): void };
  /** The one that was entered last. */
  conversation: { get(): string | null; set(id: string): void };
}

interface Connection {
  worker: WorkerLike;
  client: WorkerClient;
  opened: Promise<Opened>;
}

/**
 * The page's conversation with the worker: what is sent, what has come, and a worker started again when it dies or is stuck,
 * once by itself. Components watch `state` and call the methods.
 */
export class Session {
  readonly state = new Store<AppState>(initialState);
  /** Rows of a file of customers that the worker has read. */
  readonly importedRows = new Store(0);
  /** How far an import of documents is; null before it told so. */
  readonly importedDocuments = new Store<ImportProgress | null>(null);
  /** Hook: the records of a store, kept up to date, or undefined until they are read. */
  readonly useRecords: ReturnType<typeof recordsHook>;
  readonly #records: Records;
  readonly #earlier: EarlierLines;
  readonly #newWorker: () => WorkerLike;
  readonly #base: string;
  readonly #settings: SessionSettings;
  readonly #onErased: () => void;
  #connection: Connection;
  #restarted = false;

  /** `base` is the page's address, under which the models are; `onErased` is called when everything was deleted, here or in another tab. */
  constructor(newWorker: () => WorkerLike, base: string, settings: SessionSettings, onErased: () => void) {
    this.#newWorker = newWorker;
    this.#base = base;
    this.#settings = settings;
    this.#onErased = onErased;
    this.#records = new Records((store) => this.#connection.client.request("records", { store }));
    this.useRecords = recordsHook(this.#records);
    this.#earlier = new EarlierLines({
      state: this.state,
      apply: (change) => this.#apply(change),
      ask: (ask) => this.#connection.client.request("history", ask),
    });
    this.#connection = this.#connect();
  }

  /** Sends a message of the user. It shows at once, unless quiet, and is marked when it fails. Gives its id. */
  readonly send = (text: string, { title, quiet = false }: SendOptions = {}): string => {
    const id = crypto.randomUUID();
    void this.#deliver({ id, text, title, quiet, at: Date.now(), fault: null });
    return id;
  };

  /** Sends a failed message again, under the same id: if it was answered after all, it isn't run twice. */
  readonly retry = (message: Outgoing): void => {
    void this.#deliver({ ...message, fault: null });
  };

  /** Reads the lines before the first one shown. */
  readonly loadEarlier = (): void => void this.#earlier.load();

  /** Enters a conversation and reads back to a line. False where that is too long ago to show all that came since, or isn't there. */
  readonly reveal = async (conversation: string, seq: number): Promise<boolean> => {
    if (this.state.get().conversation !== conversation) await this.enter(conversation).catch(() => undefined);
    return this.#earlier.reveal(seq);
  };

  /** What has all of the query's words. Rejects with the signal's reason when that aborts. */
  readonly search = (query: string, signal: AbortSignal): Promise<SearchFound> =>
    this.#connection.client.request("search", { query }, { signal });

  /** Ends a ring here and, by what it changes in the store, in the other tabs. */
  readonly stopRing = (ring: Ring): void => {
    this.#apply({ type: "rings-silenced", ids: [ring.id] });
    this.send(`/stop_ringing${JSON.stringify({ id: ring.id })}`, { quiet: true });
  };

  readonly snoozeRing = (ring: Ring, seconds: number): void => {
    this.#apply({ type: "rings-silenced", ids: [ring.id] });
    this.send(`/snooze_reminder${JSON.stringify({ id: ring.id, seconds })}`, { quiet: true });
  };

  /** What is chosen holds for the next visits too. */
  readonly orderFullTier = (order: FullTierOrder): void => {
    if (order !== "idle") this.#settings.tier.set(order === "lite" || order === "remove" ? "lite" : "automatic");
    // A worker that can't answer shows itself elsewhere, and its successor is told the choice when it opens.
    this.#connection.client.request("fullTier", { order }).catch(() => undefined);
  };

  /** What happened in the session and why. Rejects while the models aren't there. */
  readonly debug = async (): Promise<DebugView> => this.ask("debug", { conversation: await this.#current() });

  /** The session up to an event as a Rasa story, or null where there is nothing to tell. */
  readonly story = async (ask: Omit<Requests["story"]["ask"], "conversation">): Promise<string | null> => {
    return this.ask("story", { conversation: await this.#current(), ...ask });
  };

  /** Asks the worker, once the conversation is open. Rejects with a WorkerFault that says why where it can't. */
  readonly ask = async <K extends RequestKind>(kind: K, ask: Requests[K]["ask"]): Promise<Requests[K]["answer"]> => {
    const { client, opened } = this.#connection;
    await opened;
    return client.request(kind, ask);
  };

  /** Goes on in another conversation; null begins one. */
  readonly enter = async (conversation: string | null): Promise<void> =>
    this.#entered(await this.ask("enter", { conversation }));

  /** Deletes a conversation for good; the page goes on in another where it was in that one. */
  readonly remove = async (conversation: string): Promise<void> =>
    this.#entered(await this.ask("remove", { conversation }));

  readonly dismissTrouble = (): void => this.#apply({ type: "trouble", trouble: null });

  /** Starts the worker anew after it stopped for good. */
  readonly restart = (): void => {
    this.#replaceConnection({ code: "worker.died", message: "The assistant was started again." });
    this.#apply({ type: "trouble", trouble: null });
  };

  async #current(): Promise<string> {
    return this.state.get().conversation ?? (await this.#connection.opened).conversation;
  }

  #entered(opened: Opened): void {
    this.#settings.conversation.set(opened.conversation);
    this.#apply({ type: "opened", opened });
  }

  #apply(change: Change): void {
    this.state.set(reduce(this.state.get(), change));
  }

  #connect(): Connection {
    const worker = this.#newWorker();
    const client: WorkerClient = new WorkerClient(worker, () => this.#died(client));
    worker.addEventListener("error", () => this.#died(client));
    client.subscribe((notice) => this.#hear(notice));
    // What killed a worker may have been the full tier: its successor does without.
    const tier = this.#restarted ? "lite" : this.#settings.tier.get();
    const conversation = this.#settings.conversation.get();
    const opened = client.request("open", { base: this.#base, tier, conversation });
    opened.then(
      (answer) => {
        this.#entered(answer);
        this.#records.reload();
      },
      (error: unknown) => {
        if (client === this.#connection.client) {
          this.#apply({ type: "trouble", trouble: { kind: "stopped", fault: faultOf(error) } });
        }
      },
    );
    return { worker, client, opened };
  }

  async #deliver(message: Outgoing): Promise<void> {
    const { id, text, title, quiet } = message;
    const { client, opened } = this.#connection;
    const entered = this.state.get().conversation;
    this.#apply({ type: "sending", message });
    try {
      const conversation = entered ?? (await opened).conversation;
      const { lines } = await client.request("message", { conversation, id, text, title, quiet });
      await this.#records.settled();
      this.#apply({ type: "answered", conversation, id, lines });
    } catch (error) {
      // With another worker in place the message is on its way there.
      if (client === this.#connection.client) this.#apply({ type: "failed", id, fault: faultOf(error) });
    }
  }

  #died(client: WorkerClient): void {
    if (client !== this.#connection.client) return;
    const fault: Fault = { code: "worker.died", message: "The assistant stopped unexpectedly." };
    if (this.#restarted) {
      this.#connection.worker.terminate();
      this.#apply({ type: "trouble", trouble: { kind: "stopped", fault } });
      client.close(fault);
    } else {
      this.#restarted = true;
      this.#replaceConnection(fault);
      this.#apply({ type: "trouble", trouble: { kind: "restarted" } });
    }
  }

  /** Puts a new worker in the old one's place; messages on their way are sent again, under their ids. */
  #replaceConnection(fault: Fault): void {
    const old = this.#connection;
    old.worker.terminate();
    this.#connection = this.#connect();
    old.client.close(fault);
    for (const message of this.state.get().outgoing) {
      if (!message.fault) void this.#deliver(message);
    }
  }

  #hear(notice: Notice): void {
    switch (notice.about) {
      case "lines":
        return void this.#hearLines(notice.conversation, notice.lines);
      case "changed":
        this.#records.changed(notice.stores);
        this.#apply({ type: "data-changed" });
        return void this.#silenceStopped(notice.stores);
      case "conversations":
        return void this.#hearConversations();
      case "import":
        return this.importedRows.set(notice.rows);
      case "documents":
        return this.importedDocuments.set(notice.documents);
      case "erased":
        return this.#onErased();
      case "model":
        return this.#apply({ type: "model", model: notice.model });
      case "fullTier":
        return this.#apply({ type: "full-tier", fullTier: notice.fullTier });
      case "storage":
        return this.#apply({ type: "storage", storage: notice.storage });
      case "vault":
        return this.#apply({ type: "vault", vault: notice.vault });
      case "news":
        return this.#apply({ type: "news", text: notice.text });
      case "ring":
        return this.#apply({ type: "ring", ring: { store: notice.store, id: notice.id, title: notice.title } });
    }
  }

  /** Lines may be told of before it is known which conversation this page opens: a message left by the last visit is answered early. */
  async #hearLines(conversation: string, lines: Line[]): Promise<void> {
    // Where it can't be opened there is nowhere to show them, and `#connect` says so.
    await this.#connection.opened.catch(() => undefined);
    await this.#records.settled();
    this.#apply({ type: "lines", conversation, lines });
  }

  /** Where the one that is shown was deleted in another tab, the newest takes its place. */
  async #hearConversations(): Promise<void> {
    const all = await this.ask("conversations", null).catch(() => null);
    const { conversation } = this.state.get();
    const [newest] = all ?? [];
    if (newest && !all?.some(({ id }) => id === conversation)) await this.enter(newest.id).catch(() => undefined);
    this.#apply({ type: "conversations-changed" });
  }

  /** A ring stopped in another tab, or by words, stops here too. */
  async #silenceStopped(changed: DataStore[]): Promise<void> {
    for (const store of ["reminders", "timers"] as const) {
      const ringing = this.state.get().rings.filter((ring) => ring.store === store);
      if (ringing.length === 0 || !changed.includes(store)) continue;
      const records = await this.#records.load(store).catch(() => null);
      const stopped =
        records && ringing.filter(({ id }) => records.find((record) => record.id === id)?.state !== "ringing");
      if (stopped?.length) this.#apply({ type: "rings-silenced", ids: stopped.map(({ id }) => id) });
    }
  }
}
