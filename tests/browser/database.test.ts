import { openDB } from "idb";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/storage/database";

/** The stores as the first released version made them. */
async function writeVersion1(name: string): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(created) {
      for (const store of ["reminders", "timers", "lists", "items", "notes", "journal", "conversations", "pending"])
        created.createObjectStore(store, { keyPath: "id" });
      created.createObjectStore("snapshots", { keyPath: "conversation" });
      created
        .createObjectStore("events", { keyPath: ["conversation", "seq"] })
        .createIndex("message", "event.message_id");
    },
  });
  await database.put("notes", { id: "n1", text: "kept", created: "2026-11-20T09:00:00+00:00" });
  await database.put("conversations", { id: "c1", created: "2026-11-20T09:00:00+00:00", lastSeq: 3 });
  database.close();
}

it("opens a database of version 1 with all that is in it, and adds what is new", async () => {
  const name = crypto.randomUUID();
  await writeVersion1(name);
  const database = await openDatabase(name);
  expect(await database.getAll("notes")).toEqual([expect.objectContaining({ id: "n1", text: "kept" })]);
  expect((await database.get("conversations", "c1"))?.lastSeq).toBe(3);
  expect(await database.getAll("appointments")).toEqual([]);
  expect(await database.getAll("people")).toEqual([]);
  expect(await database.getAll("rates")).toEqual([]);
  expect(await database.getAll("connectors")).toEqual([]);
  expect(await database.getAll("outgoing")).toEqual([]);
  for (const store of ["customers", "companies", "cases", "interactions", "replies"] as const)
    expect(await database.getAll(store)).toEqual([]);
  database.close();
});

it("opens a database of version 2 with all that is in it, and adds what is new", async () => {
  const name = crypto.randomUUID();
  await writeVersion1(name);
  const before = await openDB(name, 2, {
    upgrade(database) {
      for (const store of ["appointments", "people"]) database.createObjectStore(store, { keyPath: "id" });
    },
  });
  await before.put("people", {
    id: "p1",
    name: "Anna Berg",
    phones: [],
    emails: [],
    created: "2026-11-20T09:00:00+00:00",
  });
  before.close();
  const database = await openDatabase(name);
  expect(await database.getAll("people")).toEqual([expect.objectContaining({ id: "p1", name: "Anna Berg" })]);
  expect(await database.getAll("rates")).toEqual([]);
  database.close();
});

it("opens a database of version 3 with all that is in it, and adds what is new", async () => {
  const name = crypto.randomUUID();
  await writeVersion1(name);
  const before = await openDB(name, 3, {
    upgrade(database) {
      for (const store of ["appointments", "people", "rates"]) database.createObjectStore(store, { keyPath: "id" });
    },
  });
  before.close();
  const database = await openDatabase(name);
  expect(await database.getAll("notes")).toEqual([expect.objectContaining({ id: "n1", text: "kept" })]);
  for (const store of ["articles", "versions", "feedback", "knowledgeIndex"] as const)
    expect(await database.getAll(store)).toEqual([]);
  database.close();
});
