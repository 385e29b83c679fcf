import type { Change, DataSource, Store } from "./store";

/** A turn's view of the stored data: reads see the turn's own writes; nothing reaches the host before the turn commits. */
export class TurnStore<Data> implements Store<Data> {
  /** By store and id, in order of first change. */
  private readonly changed = new Map<string, { store: keyof Data & string; before: unknown; after: unknown }>();
  /** Stores that were read whole, by store and id: so that undoing an import of thousands doesn't read them one by one. */
  private readonly read = new Map<string, Map<string, unknown>>();

  constructor(private readonly committed: DataSource<Data>) {}

  async get<S extends keyof Data & string>(store: S, id: string): Promise<Data[S] | undefined> {
    const change = this.changed.get(keyOf(store, id));
    if (change) return (change.after ?? undefined) as Data[S] | undefined;
    return this.fromCommitted(store, id);
  }

  async all<S extends keyof Data & string>(store: S): Promise<Data[S][]> {
    const committed = new Map((await this.committed.all(store)).map((record) => [idOf(record), record]));
    this.read.set(store, committed);
    const records = new Map(committed);
    for (const [key, change] of this.changed) {
      if (change.store !== store) continue;
      const id = key.slice(store.length + 1);
      if (change.after === null) records.delete(id);
      else records.set(id, change.after as Data[S]);
    }
    return [...records.values()];
  }

  async put<S extends keyof Data & string>(store: S, value: Data[S]): Promise<void> {
    await this.change(store, idOf(value), value);
  }

  async delete<S extends keyof Data & string>(store: S, id: string): Promise<void> {
    if ((await this.get(store, id)) !== undefined) await this.change(store, id, null);
  }

  /** What the turn changed in all: one change a record, from what was committed to what it is now. */
  changes(): Change<Data>[] {
    const changes = [...this.changed.values()].flatMap(({ store, before, after }) => {
      if (after !== null) return [{ store, op: "put", value: after, before }];
      return before === null ? [] : [{ store, op: "delete", value: before }];
    });
    return changes as Change<Data>[];
  }

  /** Remembers the state, to go back to it when an action fails half-way. */
  mark(): () => void {
    const saved = [...this.changed].map(([key, change]) => [key, { ...change }] as const);
    return () => {
      this.changed.clear();
      for (const [key, change] of saved) this.changed.set(key, change);
    };
  }

  private async change<S extends keyof Data & string>(store: S, id: string, after: Data[S] | null): Promise<void> {
    const key = keyOf(store, id);
    const earlier = this.changed.get(key);
    if (earlier) earlier.after = after;
    else this.changed.set(key, { store, before: (await this.fromCommitted(store, id)) ?? null, after });
  }

  private async fromCommitted<S extends keyof Data & string>(store: S, id: string): Promise<Data[S] | undefined> {
    const read = this.read.get(store);
    return read ? (read.get(id) as Data[S] | undefined) : this.committed.get(store, id);
  }
}

function keyOf(store: string, id: string): string {
  return `${store}/${id}`;
}

function idOf(record: unknown): string {
  return (record as { id: string }).id;
}
