import { useCallback, useSyncExternalStore } from "react";
import type { DataStore, RecordOf, Requests } from "../../worker/protocol";

type AnyRecords = Requests["records"]["answer"];

interface Watched {
  records: AnyRecords | undefined;
  listeners: Set<() => void>;
}

/** Makes the hook that cards get: a store's records, kept up to date, or undefined until they are read. */
export function recordsHook(records: Records) {
  return function useRecords<S extends DataStore>(store: S): RecordOf<S>[] | undefined {
    const subscribe = useCallback((listener: () => void) => records.watch(store, listener), [store]);
    return useSyncExternalStore(subscribe, () => records.get(store));
  };
}

/** The user's records as cards show them: read when first watched, and again when the worker says that a store changed. */
export class Records {
  readonly #read: (store: DataStore) => Promise<AnyRecords>;
  readonly #stores = new Map<DataStore, Watched>();
  readonly #reading = new Set<Promise<void>>();

  constructor(read: (store: DataStore) => Promise<AnyRecords>) {
    this.#read = read;
  }

  /** A store's records, fresh from the worker. */
  async load<S extends DataStore>(store: S): Promise<RecordOf<S>[]> {
    const records = await this.#read(store);
    // The worker answers with the records of the store it was asked for; the protocol's type can't say which that was.
    return records as RecordOf<S>[];
  }

  /** Reads the changed stores again where a card shows them. */
  changed(stores: DataStore[]): void {
    for (const store of stores) {
      const watched = this.#stores.get(store);
      if (watched && watched.listeners.size > 0) this.#refresh(store, watched);
      else this.#stores.delete(store);
    }
  }

  /** Resolves once what is being read is there: what tells of a change is shown with it, not before. */
  async settled(): Promise<void> {
    await Promise.all(this.#reading);
  }

  /** Reads everything again: the worker is a new one. */
  reload(): void {
    this.changed([...this.#stores.keys()]);
  }

  /** What is known of a store; undefined until it is read. */
  get<S extends DataStore>(store: S): RecordOf<S>[] | undefined {
    return this.#stores.get(store)?.records as RecordOf<S>[] | undefined;
  }

  /** Reads a store and calls `listener` whenever it has been read again; returns what stops it. */
  watch(store: DataStore, listener: () => void): () => void {
    let watched = this.#stores.get(store);
    if (!watched) {
      watched = { records: undefined, listeners: new Set() };
      this.#stores.set(store, watched);
      this.#refresh(store, watched);
    }
    const { listeners } = watched;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  #refresh(store: DataStore, watched: Watched): void {
    const reading = this.load(store)
      .then(
        (records) => {
          watched.records = records;
          for (const listener of watched.listeners) listener();
        },
        // A card keeps showing what it has; the next change reads again.
        () => undefined,
      )
      .finally(() => this.#reading.delete(reading));
    this.#reading.add(reading);
  }
}
