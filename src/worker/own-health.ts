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

/** What a turn's length falls into: up to so many milliseconds. */
export const LENGTHS = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

/** The turns of one tier that ended alike, since the worker began. */
export interface TurnTotal {
  tier: TurnMeasure["tier"];
  fault: string | null;
  count: number;
  milliseconds: number;
  /** How many fell into each of LENGTHS, and above the last. */
  lengths: number[];
}

export class OwnHealth {
  private readonly turns: TurnMeasure[] = [];
  private readonly added = new Map<string, TurnTotal>();

  constructor(
    private readonly now: () => number,
    readonly since = now(),
  ) {}

  /** Runs a turn, and remembers how it went. */
  async measured<T>(tier: TurnMeasure["tier"], turn: () => Promise<T>): Promise<T> {
    const at = this.now();
    const note = (fault: string | null) => {
      const turn = { at, milliseconds: this.now() - at, tier, fault };
      this.add(turn);
      this.turns.push(turn);
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

  get totals(): TurnTotal[] {
    return [...this.added.values()];
  }

  private add({ tier, fault, milliseconds }: TurnMeasure): void {
    const none = { tier, fault, count: 0, milliseconds: 0, lengths: [...LENGTHS, Infinity].map(() => 0) };
    const total = this.added.get(`${tier} ${fault}`) ?? none;
    const place = LENGTHS.findIndex((length) => milliseconds <= length);
    total.count++;
    total.milliseconds += milliseconds;
    total.lengths = total.lengths.map((count, i) => (i === (place < 0 ? LENGTHS.length : place) ? count + 1 : count));
    this.added.set(`${tier} ${fault}`, total);
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
