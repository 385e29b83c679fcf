/** The user's data as a turn sees it: named stores of records with an id. A host (IndexedDB, memory) supplies the reading. */
export interface StoredRecord {
  id: string;
}

/** Store name to record type; the application declares one such type (`storage/schema.ts`). */
export type DataSchema = Record<string, StoredRecord>;

/** What a host provides: reading what is committed. */
export interface DataSource<Data> {
  get<S extends keyof Data & string>(store: S, id: string): Promise<Data[S] | undefined>;
  all<S extends keyof Data & string>(store: S): Promise<Data[S][]>;
}

/** One change to a stored record. `before` is what stood there, so that every change can be undone; a delete's `value` is what goes. */
export type Change<Data> = {
  [S in keyof Data & string]:
    { store: S; op: "put"; value: Data[S]; before: Data[S] | null } | { store: S; op: "delete"; value: Data[S] };
}[keyof Data & string];

/** What an action gets: it reads its own writes, and nothing is kept until the whole turn commits. */
export interface Store<Data> extends DataSource<Data> {
  put<S extends keyof Data & string>(store: S, value: Data[S]): Promise<void>;
  delete<S extends keyof Data & string>(store: S, id: string): Promise<void>;
}
