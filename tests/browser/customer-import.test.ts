import { beforeEach, expect, it } from "vitest";
import { seededRandom } from "../../src/engine/environment";
import { TurnStore } from "../../src/engine/actions/turn-store";
import { undo } from "../../src/skills/conversation/undo";
import { openDatabase } from "../../src/storage/database";
import { IndexedDbStorage } from "../../src/storage/indexeddb-storage";
import type { UserData } from "../../src/storage/schema";
import { CustomerImport } from "../../src/worker/customer-import";
import type { Notice } from "../../src/worker/protocol";

const clock = { now: () => Date.parse("2026-03-02T09:30:00+01:00"), zone: "Europe/Oslo" };

let storage: IndexedDbStorage;
let notices: Notice[];
let imports: CustomerImport;

beforeEach(async () => {
  storage = new IndexedDbStorage(await openDatabase(crypto.randomUUID()));
  notices = [];
  imports = new CustomerImport({
    ...{ clock, random: seededRandom(1) },
    stored: (work) => work(storage),
    conversation: async () => "c",
    tell: (notice) => void notices.push(notice),
  });
});

/** A file of so many customers, each of a company of ten. */
function fileOf(rows: number): Blob {
  const lines = Array.from(
    { length: rows },
    (_, i) => `Person ${i},p${i}@example.test,+47 ${10_000_000 + i},Company ${i % (rows / 10)}\n`,
  );
  return new Blob(["Name,Email,Phone,Company\n", ...lines]);
}

async function importing(file: Blob) {
  const preview = await imports.handlers.previewCustomers({ name: "big.csv", file });
  if ("refused" in preview) throw new Error(preview.refused);
  return imports.handlers.importCustomers({ name: "big.csv", file, mapping: preview.mapping, source: "crm" });
}

/** Undoes the newest change, as the action does in a turn. */
async function undoNewest(): Promise<string[]> {
  const store = new TurnStore<UserData>(storage.data);
  const said: string[] = [];
  await undo.run({
    tracker: { conversation: "c", latestMessage: null } as never,
    store,
    dispatcher: { utter: (response: string) => void said.push(response), say: () => undefined },
  } as never);
  await storage.createConversation({ id: "c", created: "2026-03-02T09:00:00+01:00", lastSeq: 0 });
  const changes = store.changes();
  await storage.commit({ conversation: "c", firstSeq: 1, events: [], changes, answered: null, snapshot: null });
  return said;
}

it("takes in thousands at once, tells how far it is, and is undone as one change", async () => {
  const result = await importing(fileOf(5_000));
  expect(result).toMatchObject({ counts: { added: 5_000, changed: 0 }, rows: 5_000, faultCount: 0 });
  expect(notices).toContainEqual({ about: "import", rows: 4_000 });
  expect(await storage.data.all("companies")).toHaveLength(500);
  const [entry, ...others] = await storage.data.all("journal");
  expect(others).toEqual([]);
  // Of 5,500 records not one stands in the journal a second time.
  expect(JSON.stringify(entry).length).toBeLessThan(5_500 * 100);
  expect(await undoNewest()).toEqual(["utter_undone"]);
  expect(await storage.data.all("customers")).toEqual([]);
  expect(await storage.data.all("companies")).toEqual([]);
});

it("isn't undone over what was changed since", async () => {
  await importing(fileOf(1_000));
  const [customer] = await storage.data.all("customers");
  if (!customer) throw new Error("nobody came in");
  await storage.update(["customers"], () => ({
    changes: [{ store: "customers", op: "put", value: { ...customer, name: "Changed" }, before: customer }],
    result: null,
  }));
  expect(await undoNewest()).toEqual(["utter_changed_since"]);
  expect(await storage.data.all("customers")).toHaveLength(1_000);
});

it("stops when it is told to, and keeps nothing", async () => {
  const running = importing(fileOf(20_000));
  await expect.poll(() => notices.length).toBeGreaterThan(0);
  await imports.handlers.cancelImport(null);
  expect(await running).toEqual({ refused: "Stopped. Nothing was imported." });
  expect(await storage.data.all("customers")).toEqual([]);
});

it("refuses what is no file of customers in words", async () => {
  const file = new Blob(['{"a": 1}']);
  const preview = await imports.handlers.previewCustomers({ name: "x.json", file });
  expect(preview).toEqual({ refused: "There is no list of customers in this file." });
});
