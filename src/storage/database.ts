import { openDB, type IDBPDatabase } from "idb";
import type { SottoDB } from "./schema";
import { identity } from "../identity";

export const DATABASE_NAME = identity.id;

/** Forward only: each version adds to the one before (docs/operator.md says how to add one). */
const DATABASE_VERSION = 6;

/** Opening waits this long for another tab to let go of an older version, in milliseconds. */
const OPEN_TIMEOUT = 5_000;

export type Database = IDBPDatabase<SottoDB>;

/** Opens (or creates) the database; rejects when the browser refuses, or another tab holds an older version for too long. */
export async function openDatabase(name = DATABASE_NAME): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("another tab holds the database", "TimeoutError")), OPEN_TIMEOUT);
  });
  // A browser that refuses may throw at once: then, too, the timer must not be left running.
  try {
    const opening = openDB<SottoDB>(name, DATABASE_VERSION, {
      upgrade(database, oldVersion) {
        if (oldVersion < 1) createVersion1(database);
        if (oldVersion < 2) addVersion2(database);
        if (oldVersion < 3) addVersion3(database);
        if (oldVersion < 4) addVersion4(database);
        if (oldVersion < 5) addVersion5(database);
        if (oldVersion < 6) addVersion6(database);
      },
      // A newer Sotto in another tab wants to upgrade: let go of it.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return await Promise.race([opening, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function createVersion1(database: Database): void {
  for (const store of ["reminders", "timers", "lists", "items", "notes", "journal"] as const)
    database.createObjectStore(store, { keyPath: "id" });
  database.createObjectStore("conversations", { keyPath: "id" });
  database.createObjectStore("pending", { keyPath: "id" });
  database.createObjectStore("snapshots", { keyPath: "conversation" });
  const events = database.createObjectStore("events", { keyPath: ["conversation", "seq"] });
  events.createIndex("message", "event.message_id");
}

/** The calendar, and the people the user knows. */
function addVersion2(database: Database): void {
  for (const store of ["appointments", "people"] as const) database.createObjectStore(store, { keyPath: "id" });
}

/** Exchange rates. */
function addVersion3(database: Database): void {
  database.createObjectStore("rates", { keyPath: "id" });
}

/** The knowledge base, and the index by which it is searched. */
function addVersion4(database: Database): void {
  for (const store of ["articles", "versions", "feedback", "knowledgeIndex"] as const)
    database.createObjectStore(store, { keyPath: "id" });
}

/** Connected servers, what is watched there, and what of it is no record of the user's. */
function addVersion5(database: Database): void {
  for (const store of ["connectors", "watches", "outgoing", "outgoingSums", "outbox", "answers", "vault"] as const)
    database.createObjectStore(store, { keyPath: "id" });
}

/** Customers, and what happened with them. */
function addVersion6(database: Database): void {
  for (const store of ["customers", "companies", "cases", "interactions", "replies"] as const)
    database.createObjectStore(store, { keyPath: "id" });
}
