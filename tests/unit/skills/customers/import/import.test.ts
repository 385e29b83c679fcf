import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOST_ROWS } from "../../../../../src/skills/customers/import/import-file";
import { EMPTY, importFile } from "./files";

const utf16 = (text: string) =>
  new Uint8Array(new Uint16Array([...`\uFEFF${text}`].map((c) => c.charCodeAt(0))).buffer);
const latin1 = (text: string) => new Uint8Array([...text].map((c) => c.charCodeAt(0)));

describe("a file of customers", () => {
  it("comes in with companies, cases and what was said, and a second time changes nothing", async () => {
    const sample = readFileSync("public/samples/customers.csv");
    const first = await importFile("customers.csv", [sample]);
    expect(first.read.faults).toEqual([]);
    expect(first.counts).toEqual({ added: 12, changed: 0, same: 0, cases: 7, interactions: 21 });
    const anna = first.records.customers.find(({ name }) => name === "Anna Berg");
    expect(anna).toMatchObject({ emails: ["anna.berg@acme.example"], tags: ["vip", "north"], external: ["crm:A-1"] });
    expect(first.records.companies.filter(({ name }) => name === "Acme Ltd")).toHaveLength(1);
    const fire = first.records.cases.find(({ number }) => number === 1042);
    expect(fire).toMatchObject({ subject: "Printer on fire", customer: anna?.id, state: "open", priority: "high" });
    expect(first.records.interactions.filter((one) => one.case === fire?.id)).toHaveLength(3);

    const again = await importFile("customers.csv", [sample], first.records);
    expect(again.changes).toEqual([]);
    expect(again.counts).toMatchObject({ added: 0, changed: 0, same: 12, cases: 0, interactions: 0 });
  });

  it.each([
    ["semicolons", "Name;Email;Firma\nAnna;anna@a.example;Acme\n"],
    ["tabs", "Name\tEmail\tCompany\nAnna\tanna@a.example\tAcme\n"],
    ["ends of lines of old computers", "Name,Email,Company\rAnna,anna@a.example,Acme\r"],
    ["a name in two columns", "First Name,Last Name,E-mail,Company\nAnna,,anna@a.example,Acme\n"],
    ["a column that only its cells tell", "Name,Primary,Company\nAnna,anna@a.example,Acme\n"],
  ])("is read with %s", async (_, text) => {
    const { records } = await importFile("x.csv", [text]);
    expect(records.customers).toMatchObject([{ name: "Anna", emails: ["anna@a.example"] }]);
    expect(records.companies).toMatchObject([{ name: "Acme" }]);
  });

  it.each([
    ["UTF-8", new TextEncoder().encode("\uFEFFName,Email\nZoë Ærø,z@a.example\n")],
    ["UTF-16", utf16("Name,Email\nZoë Ærø,z@a.example\n")],
    ["Windows-1252", latin1("Name,Email\nZoë Ærø,z@a.example\n")],
  ])("is read in %s", async (encoding, bytes) => {
    const { records, read } = await importFile("x.csv", [bytes]);
    expect(records.customers).toMatchObject([{ name: "Zoë Ærø" }]);
    expect(read.encoding.encoding).toBe(encoding);
  });

  it("put together from three encodings is read line by line: what is odd is named, what can't be read left out", async () => {
    const parts = [
      new TextEncoder().encode("Name,Email\nZoë,z@a.example\n"),
      latin1("Jürgen,j@a.example\n"),
      utf16("Anna,a@a.example\n"),
    ];
    const { records, read } = await importFile("x.csv", parts);
    expect(records.customers.map(({ name }) => name)).toEqual(["Zoë", "Jürgen"]);
    expect(read.encoding).toMatchObject({ encoding: "mixed", odd: { lines: expect.arrayContaining([3]) as number[] } });
    expect(read.faults[0]).toMatchObject({ line: 4, message: expect.stringContaining("another encoding") as string });
  });

  it("keeps what can be read of a bad row, and names what can't", async () => {
    const { records, read } = await importFile("x.csv", [
      'Name,Email,Date,Message\nAnna,not an email,2026-02-31,hello\n,,,nobody\nBob,b@b.example,2.3.2026 14:05,"said ""hi"""\n',
    ]);
    expect(records.customers).toMatchObject([{ name: "Anna", emails: [] }, { name: "Bob" }]);
    expect(records.interactions[1]).toMatchObject({ at: "2026-03-02T14:05:00.000+01:00", text: 'said "hi"' });
    expect(read.faults.map(({ line }) => line)).toEqual([2, 2, 3]);
    expect(read.faultCount).toBe(3);
  });

  it("whose quotation mark is never closed is kept up to there", async () => {
    const { records, read } = await importFile("x.csv", [
      'Name,Email\nAnna,a@a.example\n"Bob,b@b.example\nEve,e@e.example\n',
    ]);
    expect(records.customers).toMatchObject([{ name: "Anna" }]);
    expect(read.faults).toMatchObject([{ line: 3 }]);
  });

  it("of a million rows is read as far as one import goes, and says that there are more", async () => {
    const block = Array.from({ length: 1000 }, (_, i) => `Anna ${i},a${i}@a.example\n`).join("");
    const { read } = await importFile("x.csv", ["Name,Email\n", ...Array<string>(1000).fill(block)]);
    expect(read).toMatchObject({ rows: MOST_ROWS, hasMore: true, faultCount: 0 });
  }, 60_000);

  it("stops when it is told to, with nothing done", async () => {
    const block = Array.from({ length: 5000 }, (_, i) => `Anna ${i},a${i}@a.example\n`).join("");
    const stopped = importFile("x.csv", ["Name,Email\n", block], EMPTY, AbortSignal.abort(new Error("stopped")));
    await expect(stopped).rejects.toThrow("stopped");
  });

  it("may be JSON, with objects in objects and lists in them", async () => {
    const json = {
      total: 2,
      contacts: [{ name: "Anna", emails: [{ value: "a@a.example" }], company: { name: "Acme" } }, 7],
    };
    const { records, read } = await importFile("x.json", [JSON.stringify(json)]);
    expect(records.customers).toMatchObject([{ name: "Anna", emails: ["a@a.example"] }]);
    expect(records.companies).toMatchObject([{ name: "Acme" }]);
    expect(read.faults).toMatchObject([{ line: 2 }]);
  });

  it("may be vCards", async () => {
    const card =
      "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berg\nORG:Acme\nEMAIL:a@a.example\nTEL:555 0101\nUID:u1\nEND:VCARD\n";
    const { records } = await importFile("x.vcf", [card]);
    expect(records.customers).toMatchObject([{ name: "Anna Berg", phones: ["555 0101"], external: ["crm:u1"] }]);
  });

  it.each([
    ["empty.csv", "  \n", /nothing in this file/],
    ["cut.json", '[{"name": "An', /cut off/],
    ["none.json", '{"a": 1}', /no list/],
    ["none.vcf", "BEGIN:VCARD\nEND:VCARD\n", /no name/i],
  ])("%s is refused in words", async (name, text, why) => {
    await expect(importFile(name, [text])).rejects.toThrow(why);
  });
});

const cell = fc.oneof(
  fc.constantFrom("Anna Berg", "berg, anna", "Bob", "anna@a.example", "info@a.example", "+47 555 0101", "Acme", ""),
  fc.string(),
);
const quoted = (text: string) => `"${text.replaceAll("\0", "").replaceAll('"', '""')}"`;

describe("whatever is in it", () => {
  it("a second import changes nothing, and what it changes can be taken back", async () => {
    const row = fc.tuple(cell, cell, cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const text = ["Name,Email,Phone,Company,ID", ...rows.map((cells) => cells.map(quoted).join(","))].join("\n");
        const first = await importFile("x.csv", [text]);
        const again = await importFile("x.csv", [text], first.records);
        expect(again.changes).toEqual([]);
        // Each record is changed once, from what it was: that is all that undoing needs.
        const ids = first.changes.map(({ store, value }) => `${store}/${value.id}`);
        expect(new Set(ids).size).toBe(ids.length);
        expect(first.changes.every(({ before }) => before === null)).toBe(true);
      }),
      { numRuns: 150, seed: 1 },
    );
  }, 60_000);
});
