import { isBulk } from "../../../src/storage/journal";
import type { Page } from "@playwright/test";
import { DATABASE_NAME } from "../../../src/storage/database";
import type { JournalEntry, PendingMessage, StoredEvent, UserData } from "../../../src/storage/schema";

/** What the page's database holds. */
export interface Kept {
  items: UserData["items"][];
  timers: UserData["timers"][];
  notes: UserData["notes"][];
  journal: JournalEntry[];
  pending: PendingMessage[];
  events: StoredEvent[];
}

/** Read past the page, from the database itself. */
export async function readKept(page: Page): Promise<Kept> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error(opening.error?.message));
    });
    const stores = ["items", "timers", "notes", "journal", "pending", "events"];
    const transaction = database.transaction(stores);
    const kept = await Promise.all(
      stores.map(
        (store) =>
          new Promise((resolve, reject) => {
            const reading = transaction.objectStore(store).getAll();
            reading.onsuccess = () => resolve([store, reading.result]);
            reading.onerror = () => reject(new Error(reading.error?.message));
          }),
      ),
    );
    database.close();
    return Object.fromEntries(kept as [string, unknown][]) as unknown as Kept;
  }, DATABASE_NAME);
}

/**
 * What is wrong with the journal: each change must begin with what the one before left of its record, and what the last left must be
 * what is stored. A change that was lost or made twice breaks the chain.
 */
export function journalFaults(kept: Kept): string[] {
  const faults: string[] = [];
  const order = new Map<string, number>();
  for (const { seq, event } of kept.events)
    if (event.event === "user" && event.message_id) order.set(event.message_id, seq);
  const left = new Map<string, string>();
  const entries = kept.journal.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  for (const { id, changes } of entries) {
    if (!order.has(id)) faults.push(`the journal tells of a message ${id} that isn't in the conversation`);
    for (const change of changes) {
      if (isBulk(change)) continue;
      const { store, before, after } = change;
      const key = `${store}/${(after ?? before)?.id}`;
      const known = left.get(key) ?? "null";
      if (known !== JSON.stringify(before))
        faults.push(`${key}: a change began with ${JSON.stringify(before)}, not ${known}`);
      left.set(key, JSON.stringify(after));
    }
  }
  for (const store of ["items", "notes", "timers"] as const) {
    for (const record of kept[store]) {
      const known = left.get(`${store}/${record.id}`);
      if (known !== JSON.stringify(record))
        faults.push(`${store}/${record.id}: is ${JSON.stringify(record)}, not ${known}`);
      left.delete(`${store}/${record.id}`);
    }
    for (const [key, value] of left)
      if (key.startsWith(`${store}/`) && value !== "null") faults.push(`${key}: is gone, not ${value}`);
  }
  return faults;
}

/** Ids of messages that were answered more than once. */
export function doubledMessages({ events }: Kept): string[] {
  const seen = new Set<string>();
  return events.flatMap(({ event }) => {
    if (event.event !== "user" || !event.message_id) return [];
    const isDoubled = seen.has(event.message_id);
    seen.add(event.message_id);
    return isDoubled ? [event.message_id] : [];
  });
}
