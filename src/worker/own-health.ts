/** How a turn went, for the assistant's own health. No word of it: only when, how long, and whether it came to an answer. */
export interface TurnMeasure {
  /** Milliseconds since the epoch. */
  at: number;
  milliseconds: number;
  tier: "lite" | "full";
  /** The fault's code; null where it was answered. */
  fault: string | null;
}

export interface HealthView {
  since: number;
  /** The newest last. */
  turns: TurnMeasure[];
  /** Bytes; null where the browser doesn't tell. */
  storage: { used: number; quota: number } | null;
  models: string | null;
  isKept: boolean;
}

/** So many turns are remembered, while the worker lives. */
const REMEMBERED = 500;

export class OwnHealth {
  private readonly turns: TurnMeasure[] = [];

  constructor(
    private readonly now: () => number,
    private readonly since = now(),
  ) {}

  /** Runs a turn, and remembers how it went. */
  async measured<T>(tier: TurnMeasure["tier"], turn: () => Promise<T>): Promise<T> {
    const at = this.now();
    const note = (fault: string | null) => {
      this.turns.push({ at, milliseconds: this.now() - at, tier, fault });
      if (this.turns.length > REMEMBERED) this.turns.shift();
    };
    try {
      const answer = await turn();
      note(null);
      return answer;
    } catch (error) {
      note(error instanceof Error ? error.name : "unknown");
      throw error;
    }
  }

  async view(models: string | null, isKept: boolean): Promise<HealthView> {
    // Not in every browser.
    const estimate = await (navigator.storage as StorageManager | undefined)?.estimate().catch(() => null);
    const storage =
      estimate?.usage === undefined || estimate.quota === undefined
        ? null
        : { used: estimate.usage, quota: estimate.quota };
    return { since: this.since, turns: [...this.turns], storage, models, isKept };
  }
}
