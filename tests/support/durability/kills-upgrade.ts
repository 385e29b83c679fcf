import type { Page } from "@playwright/test";
import { DATABASE_NAME } from "../../../src/storage/database";
import { seededRandom } from "../../../src/engine/environment";
import { Talk } from "../../e2e/talk";
import { KillableBrowser } from "./browser";

/** Of how many kills the database was found as it was before, and of how many as it is after; and what was found that is neither. */
export interface Halves {
  before: number;
  after: number;
  faults: string[];
}

const NOTES = 2_000;

/** An older version, and how many stores it had. */
const OLDER = { version: 3, stores: 13 };

/** Writes a database as an older version had it, with notes in it, and nothing of the app's started. */
async function writeOlder(page: Page): Promise<void> {
  await page.evaluate(
    async ({ name, version, count }) => {
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          const { result: database } = opening;
          const stores = [
            "reminders",
            "timers",
            "lists",
            "items",
            "notes",
            "journal",
            "appointments",
            "people",
            "rates",
          ];
          for (const store of [...stores, "conversations", "pending"])
            database.createObjectStore(store, { keyPath: "id" });
          database.createObjectStore("snapshots", { keyPath: "conversation" });
          database
            .createObjectStore("events", { keyPath: ["conversation", "seq"] })
            .createIndex("message", "event.message_id");
          const notes = opening.transaction?.objectStore("notes");
          for (let i = 0; i < count; i++)
            notes?.put({ id: `n${i}`, text: `note ${i}`, created: "2026-11-20T09:00:00+00:00" });
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(new Error(opening.error?.message));
      });
    },
    { name: DATABASE_NAME, version: OLDER.version, count: NOTES },
  );
}

/** The version that is there, with how many notes. Opened without a version, so that it stays what it is. */
async function readState(page: Page): Promise<{ version: number; stores: number; notes: number }> {
  return page.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error(opening.error?.message));
    });
    const counting = database.transaction("notes").objectStore("notes").count();
    const notes = await new Promise<number>((resolve) => (counting.onsuccess = () => resolve(counting.result)));
    const state = { version: database.version, stores: database.objectStoreNames.length, notes };
    database.close();
    return state;
  }, DATABASE_NAME);
}

/** Kills the browser while the page opens a database of an older version, and looks that it is of one version or the other, whole. */
export async function killsWhileUpgrading(
  address: string,
  profile: () => string,
  kills: number,
  seed: number,
): Promise<Halves> {
  const random = seededRandom(seed);
  const found: Halves = { before: 0, after: 0, faults: [] };
  for (let i = 0; i < kills; i++) {
    const folder = profile();
    let browser = await KillableBrowser.start(folder);
    try {
      await browser.page.goto(`${address}manifest.webmanifest`);
      await writeOlder(browser.page);
      await browser.page.goto(address, { waitUntil: "commit" });
      await new Promise((resolve) => setTimeout(resolve, random() * 1_000));
      await browser.kill();
      browser = await KillableBrowser.start(folder);
      await browser.page.goto(`${address}manifest.webmanifest`);
      const { version, stores, notes } = await readState(browser.page);
      if (version === OLDER.version) found.before++;
      else found.after++;
      if (notes !== NOTES) found.faults.push(`${notes} of ${NOTES} notes are left at version ${version}`);
      if (version === OLDER.version && stores !== OLDER.stores)
        found.faults.push(`version ${version} has ${stores} stores`);
      const talk = await new Talk(browser.page).open(address);
      const answer = await talk.say("note that it still works");
      if (!(await answer.textContent())?.includes("Noted")) found.faults.push("no note can be taken afterwards");
      const after = await readState(browser.page);
      if (after.version === OLDER.version || after.notes !== NOTES + 1)
        found.faults.push(`afterwards: ${JSON.stringify(after)}`);
    } finally {
      await browser.kill();
    }
  }
  return found;
}
