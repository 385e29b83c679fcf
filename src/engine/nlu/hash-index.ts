/** From a feature's hash to its row: open addressing, so that a look-up is one or two reads and the index needs no objects. */
export class HashIndex {
  private readonly keys: Int32Array;
  /** Row + 1; 0 is a free place. */
  private readonly rows: Int32Array;
  private readonly mask: number;

  /** Row i belongs to `hashes[i]`. */
  constructor(hashes: Int32Array) {
    const size = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.rows = new Int32Array(size);
    hashes.forEach((hash, row) => {
      let place = hash & this.mask;
      while (this.rows[place] !== 0) place = (place + 1) & this.mask;
      this.keys[place] = hash;
      this.rows[place] = row + 1;
    });
  }

  /** -1 for a hash that has no row. */
  row(hash: number): number {
    let place = hash & this.mask;
    for (;;) {
      const row = this.rows[place] as number;
      if (row === 0 || this.keys[place] === hash) return row - 1;
      place = (place + 1) & this.mask;
    }
  }
}
