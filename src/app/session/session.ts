import type {
  DataStore,
  DebugView,
  Fault,
  FullTierOrder,
  Line,
  Notice,
  Opened,
  Requests,
  SearchFound,
  TierChoice,
} from "../../worker/protocol";
import { WorkerClient, WorkerFault, type Endpoint } from "../../worker/client";
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

/** Where the user's choice of tier is kept. */
export interface TierSetting {
  get(): TierChoice;
  set(choice: TierChoice): void;
}

interface Connection {
  worker: WorkerLike;
  client: WorkerClient;
  opened: Promise<Opened>;
}

/** Lines asked for at a time when the reader scrolls up. */
const pageOfHistory = 50;

/** As many lines may be shown to reveal an old one: more would make the page slow. */
const mostRevealed = 5_000;

/**
 * The page's conversation with the worker: what is sent, what has come, and a worker started again when it dies or is stuck,
 * once by itself. Components watch `state` and call the methods.
 */
export class Session {
  readonly state = new Store<AppState>(initialState);
  /** Hook: the records of a store, kept up to date, or undefined until they are read. */
  readonly useRecords: ReturnType<typeof recordsHook>;
  readonly #records: Records;
  readonly #newWorker: () => WorkerLike;
  readonly #base: string;
  readonly #tier: TierSetting;
  #connection: Connection;
  #restarted = false;
  #reading: Promise<boolean> | null = null;

  /** `base` is the page's address, under which the models are. */
  constructor(newWorker: () => WorkerLike, base: string, tier: TierSetting) {
    this.#newWorker = newWorker;
    this.#base = base;
    this.#tier = tier;
    this.#records = new Records((store) => this.#connection.client.request("records", { store }));
    this.useRecords = recordsHook(this.#records);
    this.#connection = this.#connect();
  }

  /** Sends a message of the user. It shows at once, unless quiet, and is marked when it fails. */
  readonly send = (text: string, { title, quiet = false }: SendOptions = {}): void => {
    void this.#deliver({ id: crypto.randomUUID(), text, title, quiet, at: Date.now(), fault: null });
  };

  /** Sends a failed message again, under the same id: if it was answered after all, it isn't run twice. */
  readonly retry = (message: Outgoing): void => {
    void this.#deliver({ ...message, fault: null });
  };

  /** Reads the lines before the first one shown. */
  readonly loadEarlier = (): void => void this.#readEarlier(pageOfHistory);

  /** Reads back to a line. False where that is too long ago to show all that came since. */
  readonly reveal = async (seq: number): Promise<boolean> => {
    for (let isReading = true; isReading;) {
      const { lines } = this.state.get();
      if (lines[0] && lines[0].seq <= seq) return true;
      if (lines.length > mostRevealed) return false;
      isReading = await this.#readEarlier(10 * pageOfHistory);
    }
    return false;
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
    if (order !== "idle") this.#tier.set(order === "lite" || order === "remove" ? "lite" : "automatic");
    // A worker that can't answer shows itself elsewhere, and its successor is told the choice when it opens.
    this.#connection.client.request("fullTier", { order }).catch(() => undefined);
  };

  /** What happened in the session and why. Rejects while the models aren't there. */
  readonly debug = async (): Promise<DebugView> => {
    const { client, opened } = this.#connection;
    return client.request("debug", { conversation: (await opened).conversation });
  };

  /** The session up to an event as a Rasa story, or null where there is nothing to tell. */
  readonly story = async (ask: Omit<Requests["story"]["ask"], "conversation">): Promise<string | null> => {
    const { client, opened } = this.#connection;
    return client.request("story", { conversation: (await opened).conversation, ...ask });
  };

  readonly dismissTrouble = (): void => this.#apply({ type: "trouble", trouble: null });

  /** Starts the worker anew after it stopped for good. */
  readonly restart = (): void => {
    this.#replaceConnection({ code: "worker.died", message: "The assistant was started again." });
    this.#apply({ type: "trouble", trouble: null });
  };

  #apply(change: Change): void {
    this.state.set(reduce(this.state.get(), change));
  }

  /** Whether it read some; one reading at a time, which whoever asks meanwhile waits for. */
  #readEarlier(limit: number): Promise<boolean> {
    const { conversation, lines, earlier } = this.state.get();
    const first = lines[0];
    if (this.#reading) return this.#reading;
    if (conversation === null || !first || earlier !== "more") return Promise.resolve(false);
    this.#apply({ type: "loading-earlier" });
    const asked = this.#connection.client.request("history", { conversation, before: first.seq, limit });
    this.#reading = asked.then(
      (page) => {
        this.#reading = null;
        this.#apply({ type: "earlier", page });
        return true;
      },
      () => {
        this.#reading = null;
        this.#apply({ type: "earlier-failed" });
        return false;
      },
    );
    return this.#reading;
  }

  #connect(): Connection {
    const worker = this.#newWorker();
    const client: WorkerClient = new WorkerClient(worker, () => this.#died(client));
    worker.addEventListener("error", () => this.#died(client));
    client.subscribe((notice) => this.#hear(notice));
    // What killed a worker may have been the full tier: its successor does without.
    const tier = this.#restarted ? "lite" : this.#tier.get();
    const opened = client.request("open", { base: this.#base, tier });
    opened.then(
      (answer) => {
        this.#apply({ type: "opened", opened: answer });
        this.#records.reload();
      },
      (error: unknown) => {
        if (client === this.#connection.client) {
          this.#apply({ type: "trouble", trouble: { kind: "stopped", fault: asFault(error) } });
        }
      },
    );
    return { worker, client, opened };
  }

  async #deliver(message: Outgoing): Promise<void> {
    const { id, text, title, quiet } = message;
    const { client, opened } = this.#connection;
    this.#apply({ type: "sending", message });
    try {
      const { conversation } = await opened;
      const { lines } = await client.request("message", { conversation, id, text, title, quiet });
      this.#apply({ type: "answered", id, lines });
    } catch (error) {
      // With another worker in place the message is on its way there.
      if (client === this.#connection.client) this.#apply({ type: "failed", id, fault: asFault(error) });
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
        return void this.#silenceStopped(notice.stores);
      case "model":
        return this.#apply({ type: "model", model: notice.model });
      case "fullTier":
        return this.#apply({ type: "full-tier", fullTier: notice.fullTier });
      case "storage":
        return this.#apply({ type: "storage", storage: notice.storage });
      case "ring":
        return this.#apply({ type: "ring", ring: { store: notice.store, id: notice.id, title: notice.title } });
    }
  }

  /** Lines may be told of before it is known which conversation this page opens: a message left by the last visit is answered early. */
  async #hearLines(conversation: string, lines: Line[]): Promise<void> {
    // Where it can't be opened there is nowhere to show them, and `#connect` says so.
    await this.#connection.opened.catch(() => undefined);
    this.#apply({ type: "lines", conversation, lines });
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

/** What a rejected request means to the user. */
function asFault(error: unknown): Fault {
  if (error instanceof WorkerFault) return error.fault;
  const late = error instanceof DOMException && error.name === "TimeoutError";
  return { code: "turn.failed", message: late ? "No answer came in time." : "That couldn't be done." };
}
