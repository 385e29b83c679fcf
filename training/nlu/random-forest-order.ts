/** With this many different values or fewer, rows are counted into their places; with more, they are sorted. */
const MOST_COUNTED = 256;

/** Rows and ranks below this make one exact float64 of the two. */
const ROWS = 2 ** 22;

/** The values of a column as ranks, so that any rows of it are quickly put in their order. */
export class ColumnOrder {
  /** The different values, ascending. */
  private readonly values: Float32Array;
  /** Of each row, where its value stands among `values`. */
  private readonly ranks: Uint8Array | Int32Array;
  private readonly counts: Int32Array;
  private readonly keys: Float64Array;

  /** At most 4,194,304 finite values. */
  constructor(column: Float32Array) {
    if (column.length > ROWS) throw new RangeError(`A forest learns from ${ROWS} rows at most, not ${column.length}`);
    this.values = Float32Array.from(new Set(column)).sort();
    const ranks = new Map(Array.from(this.values, (value, rank) => [value, rank]));
    const isCounted = this.values.length <= MOST_COUNTED;
    const rankOf = (value: number): number => ranks.get(value) ?? 0;
    this.ranks = isCounted ? Uint8Array.from(column, rankOf) : Int32Array.from(column, rankOf);
    this.counts = new Int32Array(isCounted ? this.values.length : 0);
    this.keys = new Float64Array(isCounted ? 0 : column.length);
  }

  rank(row: number): number {
    return this.ranks[row] as number;
  }

  /** Between the values of this rank and the next: the lower is at most this, the upper above it. */
  threshold(rank: number): number {
    const lower = this.values[rank] as number;
    const upper = this.values[rank + 1] as number;
    const middle = Math.fround(lower / 2 + upper / 2);
    return middle < upper ? middle : lower;
  }

  /** Writes rows `start` to `end` of `rows` into `sorted` by their values. False, and nothing written, where those are all equal. */
  sort(rows: Int32Array, start: number, end: number, sorted: Int32Array): boolean {
    const { ranks } = this;
    const first = ranks[rows[start] as number];
    let differing = start + 1;
    while (differing < end && ranks[rows[differing] as number] === first) differing++;
    if (differing === end) return false;
    if (this.counts.length > 0) this.count(rows, start, end, sorted);
    else this.sortKeys(rows, start, end, sorted);
    return true;
  }

  private count(rows: Int32Array, start: number, end: number, sorted: Int32Array): void {
    const { ranks, counts } = this;
    counts.fill(0);
    for (let i = start; i < end; i++) {
      const rank = ranks[rows[i] as number] as number;
      counts[rank] = (counts[rank] as number) + 1;
    }
    let place = 0;
    for (let rank = 0; rank < counts.length; rank++) {
      const count = counts[rank] as number;
      counts[rank] = place;
      place += count;
    }
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      const rank = ranks[row] as number;
      const at = counts[rank] as number;
      sorted[at] = row;
      counts[rank] = at + 1;
    }
  }

  private sortKeys(rows: Int32Array, start: number, end: number, sorted: Int32Array): void {
    const { ranks, keys } = this;
    const count = end - start;
    for (let i = 0; i < count; i++) {
      const row = rows[start + i] as number;
      keys[i] = (ranks[row] as number) * ROWS + row;
    }
    keys.subarray(0, count).sort();
    for (let i = 0; i < count; i++) sorted[i] = (keys[i] as number) % ROWS;
  }
}
