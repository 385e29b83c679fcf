import { serverActions } from "../engine/actions/action-server";
import type { Action } from "../engine/actions/action";
import { Assistant } from "../engine/assistant";
import type { Clock } from "../engine/environment";
import type { Models } from "../engine/models";
import type { Interpreter } from "../engine/nlu/parse-data";
import type { TextVectors } from "../skills/knowledge/retrieval/vectors";
import type { UserData } from "../storage/schema";
import type { Fetch } from "./connect/logged-fetch";
import type { FullTier } from "./full-tier/full-tier";
import { GuardedInterpreter } from "./full-tier/guarded-interpreter";
import { openFullTier } from "./full-tier/open-full-tier";
import { loadShippedModels } from "./models";
import type { FullTierOrder, Notice, TierChoice } from "./protocol";

export interface TiersOptions {
  clock: Clock;
  locks: LockManager;
  actions: () => readonly Action<UserData>[];
  /** To the server of the assistant's own actions. */
  fetch: Fetch;
  /** Given the full tier's while that is ready. */
  useEncoder: (vectors: TextVectors | null) => void;
  notice: (notice: Notice) => void;
}

/** The assistant as it reads messages: by the lite tier, and by the full one while that is ready. A turn keeps the one that it began with. */
export class Tiers {
  private readonly lite = Promise.withResolvers<Assistant<UserData>>();
  private full: Assistant<UserData> | null = null;
  /** Null where the build has none, or no model could be loaded. */
  private readonly fullTier = Promise.withResolvers<FullTier | null>();
  private models: Models | null = null;

  constructor(private readonly options: TiersOptions) {
    // Whoever waits for it hears of a failure; that nobody may wait is no error.
    this.lite.promise.catch(() => undefined);
  }

  get inUse(): "full" | "lite" {
    return this.full ? "full" : "lite";
  }

  /** The folder of the models in use. */
  get folder(): string | null {
    return this.models?.current.nlu ?? null;
  }

  /** Rejects where the models couldn't be loaded. */
  async assistant(): Promise<Assistant<UserData>> {
    return this.full ?? this.lite.promise;
  }

  /** `prepare` is called before a message is read by them. Null where they can't be loaded: notices and `assistant` say why. */
  async load(base: string, prepare: (models: Models) => void): Promise<Models | null> {
    try {
      const models = await loadShippedModels(base, (model) => this.options.notice({ about: "model", model }));
      this.models = models;
      prepare(models);
      this.lite.resolve(this.assistantOf(models, models.interpreter));
      return models;
    } catch (error) {
      this.lite.reject(error);
      this.fullTier.resolve(null);
      return null;
    }
  }

  /** Opens the full tier, and starts it as soon as `quiet` resolves. */
  async startFull(base: string, models: Models, choice: TierChoice, quiet: () => Promise<void>): Promise<void> {
    const { locks, notice, useEncoder } = this.options;
    const tier = await openFullTier(new URL("models/", base), models.current, {
      locks,
      tell: (fullTier) => notice({ about: "fullTier", fullTier }),
      use: (full) => {
        const broke = () => void tier?.broke();
        this.full =
          full && this.assistantOf(models, new GuardedInterpreter(full.interpreter, models.interpreter, broke));
        useEncoder(full?.vectors ?? null);
      },
    });
    await quiet();
    void tier?.start(choice);
    this.fullTier.resolve(tier);
    // A download that broke off goes on.
    self.addEventListener("online", () => void this.order("idle"));
  }

  async order(order: FullTierOrder): Promise<void> {
    await (await this.fullTier.promise)?.order(order);
  }

  private assistantOf({ core, current }: Models, interpreter: Interpreter): Assistant<UserData> {
    const { clock, fetch } = this.options;
    const server = { clock, fetch, after: AbortSignal.timeout.bind(AbortSignal), origin: self.location.origin };
    const actions = this.options.actions();
    const remote = current.actionEndpoint ? serverActions(current.actionEndpoint, core.domain, actions, server) : [];
    return new Assistant({ interpreter, core, actions: [...actions, ...remote], channel: "browser" });
  }
}
