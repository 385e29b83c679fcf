import { SIDE_STORES, type SideStores } from "./connections";
import type { Database } from "./database";

export function databaseSideStores(database: Database): SideStores {
  return {
    // The library's types join all stores' records where the name is a type parameter.
    get: (store, id) => database.get(store, id) as Promise<never>,
    all: (store) => database.getAll(store) as Promise<never>,
    async write(changes) {
      const transaction = database.transaction(SIDE_STORES, "readwrite");
      for (const change of changes) {
        const store = transaction.objectStore(change.store);
        void ("put" in change ? store.put(change.put) : store.delete(change.delete));
      }
      await transaction.done;
    },
  };
}

export function memorySideStores(): SideStores & { clear(): void } {
  const stores = new Map(SIDE_STORES.map((name) => [name, new Map<string, { id: string }>()]));
  const of = (name: (typeof SIDE_STORES)[number]) => stores.get(name) ?? new Map<string, { id: string }>();
  return {
    get: async (store, id) => structuredClone(of(store).get(id)) as never,
    all: async (store) => structuredClone([...of(store).values()]) as never,
    async write(changes) {
      for (const change of changes) {
        if ("put" in change) of(change.store).set(change.put.id, structuredClone(change.put));
        else of(change.store).delete(change.delete);
      }
    },
    clear: () => stores.forEach((store) => store.clear()),
  };
}
