import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBackup, writeBackup } from "../../../../src/storage/backup/backup-file";
import { DATA_STORES } from "../../../../src/storage/schema";
import type { Contents } from "../../../../src/storage/storage";
import { createVault, openVault, readSecrets } from "../../../../src/storage/vault";

const AT = "2026-03-02T09:00:00+01:00";

const CONTENTS: Contents = {
  records: {
    reminders: [
      { id: "r", task: "call Anna", due: AT, zone: "Europe/Oslo", state: "waiting", conversation: "c", created: AT },
    ],
    timers: [{ id: "t", name: "", seconds: 60, ends: AT, state: "done", conversation: "c", created: AT }],
    lists: [{ id: "l", name: "shopping", created: AT }],
    items: [{ id: "i", list: "l", text: "milk", done: false, due: "2026-03-04", priority: "high", created: AT }],
    notes: [{ id: "n", text: "grüße – 買う\u0000\n", created: AT }],
    appointments: [
      { id: "a", title: "dentist", starts: AT, ends: AT, allDay: false, zone: "UTC", exceptions: [AT], created: AT },
    ],
    people: [
      { id: "p", name: "Anna", phones: [{ kind: "", number: "1" }], emails: [], birthday: "--05-17", created: AT },
    ],
    rates: [],
    articles: [
      {
        id: "h",
        title: "Holiday",
        state: "published",
        tags: ["time off"],
        reviewBy: "2026-09-01",
        version: 1,
        source: { kind: "file", name: "holiday.md", format: "markdown" },
        created: AT,
        updated: AT,
      },
    ],
    versions: [{ id: "h/1", article: "h", number: 1, text: "# Holiday\n", pages: [0], created: AT }],
    feedback: [{ id: "f", question: "how many days?", verdict: "unanswered", state: "open", at: AT }],
    connectors: [
      { id: "k", kind: "prometheus", name: "Office", address: "http://localhost:9090", settings: {}, created: AT },
    ],
    watches: [
      {
        ...{ id: "w", kind: "threshold", measure: "disk", machine: "web1", side: "over", value: 90, beyond: ["web1"] },
        ...{ conversation: "c", created: AT },
      },
      { id: "x", kind: "alerts", told: [], muted: false, conversation: "c", created: AT },
      { id: "y", kind: "report", at: "08:00", due: AT, conversation: "c", created: AT },
    ],
    customers: [
      {
        ...{ id: "cu", name: "Anna Berg", emails: ["anna@acme.test"], phones: ["1"], company: "co", role: "Buyer" },
        ...{ tags: ["vip"], notes: "x", external: ["crm:7"], created: AT },
      },
    ],
    companies: [{ id: "co", name: "Acme", external: [], created: AT }],
    cases: [
      {
        ...{ id: "ca", number: 1042, subject: "printer", customer: "cu", state: "open", priority: "high" },
        ...{ opened: AT, updated: AT, external: [] },
      },
    ],
    interactions: [
      { id: "x", customer: "cu", case: "ca", kind: "call", direction: "in", at: AT, text: "hello", external: [] },
    ],
    replies: [{ id: "re", name: "refund", text: "Dear {name}", created: AT }],
    journal: [
      {
        id: "imported",
        at: AT,
        conversation: "c",
        label: "Imported 2 customers",
        undone: false,
        changes: [{ store: "customers", id: "cu", before: null, mark: -17 }],
      },
      {
        id: "j",
        at: AT,
        conversation: "c",
        label: "Added milk",
        undone: false,
        changes: [{ store: "notes", before: null, after: { id: "n", text: "x", created: AT } }],
      },
    ],
  },
  conversations: [
    {
      conversation: { id: "c", name: "work", created: AT, lastSeq: 2 },
      events: [
        { event: "action", name: "action_listen", policy: null, confidence: null, hide_rule_turn: false, timestamp: 1 },
        { event: "bot", text: "Hi", data: { custom: { card: "note" } }, timestamp: 2, metadata: { turn: "m" } },
      ],
    },
  ],
};

const backup = async (change: (file: Record<string, unknown>) => unknown): Promise<string> =>
  JSON.stringify(change(JSON.parse(await writeBackup(CONTENTS, AT, null)) as Record<string, unknown>));

describe("a backup", () => {
  it.each([null, "correct horse"])("comes back as it was, passphrase %s", async (passphrase) => {
    const text = await writeBackup(CONTENTS, AT, passphrase);
    const read = await readBackup(text, passphrase);
    expect(read).toEqual({ created: AT, contents: CONTENTS, vault: null, leftOut: [] });
    if (passphrase !== null) expect(text).not.toContain("Anna");
  });

  it("has the vault of logins only where it is locked itself", async () => {
    const { record } = await createVault("correct horse");
    expect(await writeBackup(CONTENTS, AT, null, record)).not.toContain("vault");
    const locked = await writeBackup(CONTENTS, AT, "one", record);
    expect(await readBackup(locked, "one")).toMatchObject({ vault: record, leftOut: [] });
    const open = await backup((file) => ({ ...file, vault: record }));
    expect(await readBackup(open, null)).toMatchObject({ vault: null, leftOut: [{ place: "vault" }] });
  });

  it("keeps any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const contents = { ...CONTENTS, records: { ...CONTENTS.records, notes: [{ id: "n", text, created: AT }] } };
        const { contents: read } = await readBackup(await writeBackup(contents, AT, null), null);
        expect(read.records.notes[0]?.text).toBe(text);
      }),
    );
  });

  it("leaves out by name what can't be read, and takes the rest", async () => {
    const text = await backup((file) => {
      const records = file["records"] as Record<string, unknown[]>;
      const [conversation] = file["conversations"] as [{ events: unknown[] }];
      return {
        ...file,
        records: {
          ...records,
          notes: [{ id: "n2", created: AT }, ...(records["notes"] ?? [])],
          reminders: [{ ...(records["reminders"]?.[0] as object), zone: "Mars/Olympus" }],
          journal: [{ ...(records["journal"]?.[0] as object), changes: [{ store: "notes", before: 1, after: null }] }],
          spells: [],
        },
        conversations: [{ ...conversation, events: [{ event: "magic" }, ...conversation.events] }, 7],
      };
    });
    const { contents, leftOut } = await readBackup(text, null);
    expect(contents.records.notes).toEqual(CONTENTS.records.notes);
    expect(contents.records.people).toEqual(CONTENTS.records.people);
    expect(contents.conversations[0]?.events).toEqual(CONTENTS.conversations[0]?.events);
    expect(leftOut.map(({ place }) => place)).toEqual([
      "spells",
      "reminders[0]",
      "notes[0]",
      "journal[0]",
      "conversations[0].events[0]",
      "conversations[1]",
    ]);
  });
});

describe("a file that is no backup", () => {
  it.each([
    ["", "backup.unknown"],
    ["{}", "backup.unknown"],
    ["[1]", "backup.unknown"],
    ['{"format": "sotto-backup"}', "backup.unknown"],
    ['{"format": "sotto-sealed", "version": 2}', "backup.unknown"],
  ])("%j is refused", async (text, code) => {
    await expect(readBackup(text, "secret")).rejects.toMatchObject({ code });
  });

  it("cut short, from a newer version, or locked, says so", async () => {
    const text = await writeBackup(CONTENTS, AT, null);
    await expect(readBackup(text.slice(0, -9), null)).rejects.toMatchObject({ code: "backup.unknown" });
    const newer = await backup((file) => ({ ...file, version: 99 }));
    await expect(readBackup(newer, null)).rejects.toMatchObject({ code: "backup.version" });
    const locked = await writeBackup(CONTENTS, AT, "one");
    await expect(readBackup(locked, null)).rejects.toMatchObject({ code: "backup.sealed" });
    await expect(readBackup(locked, "two")).rejects.toMatchObject({ code: "backup.passphrase" });
    const sealed = JSON.parse(locked) as { data: string };
    const damaged = JSON.stringify({ ...sealed, data: `AAAA${sealed.data.slice(4)}` });
    await expect(readBackup(damaged, "one")).rejects.toMatchObject({ code: "backup.passphrase" });
  });

  it("that asks for endless work is refused at once", async () => {
    const sealed = JSON.parse(await writeBackup(CONTENTS, AT, "one")) as { key: object };
    const endless = JSON.stringify({ ...sealed, key: { ...sealed.key, iterations: 1e12 } });
    await expect(readBackup(endless, "one")).rejects.toMatchObject({ code: "backup.unknown" });
  });
});

/** A file of each format that was ever released, with what was in it. They stay for ever. */
const GOLDEN = "tests/golden/backups";

describe("backups of every released format", () => {
  const files = existsSync(GOLDEN) ? readdirSync(GOLDEN).filter((name) => !name.endsWith(".contents.json")) : [];

  it("are there: version 1, open, locked, and locked with a vault of logins", () => {
    expect(files).toEqual(["version-1-locked-vault.json", "version-1-locked.json", "version-1.json"]);
  });

  it.each(files)("%s opens", async (name) => {
    const read = await readBackup(
      readFileSync(`${GOLDEN}/${name}`, "utf8"),
      name.includes("locked") ? "opensesame" : null,
    );
    const contents = JSON.parse(readFileSync(`${GOLDEN}/version-1.contents.json`, "utf8")) as Contents;
    // Stores that came later are empty.
    const empty = Object.fromEntries(DATA_STORES.map((store) => [store, []]));
    expect(read.leftOut).toEqual([]);
    expect(read.contents).toEqual({ ...contents, records: { ...empty, ...contents.records } });
  });

  it("bring the vault that they have, which opens with its own passphrase", async () => {
    const { vault } = await readBackup(readFileSync(`${GOLDEN}/version-1-locked-vault.json`, "utf8"), "opensesame");
    const key = vault && (await openVault(vault, "correct horse"));
    expect(key && (await readSecrets(key, vault))).toEqual({ k: { scheme: "bearer", token: "pässwörd" } });
  });
});
