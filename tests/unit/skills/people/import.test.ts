import { describe, expect, test } from "vitest";
import type { Person } from "../../../../src/storage/schema";
import { writeContacts } from "../../../../src/skills/people/vcard/write";
import { Talk } from "../talk";

const created = "2026-01-01T09:00:00.000+01:00";
const anna: Person = {
  id: "A",
  name: "Anna Berg",
  phones: [{ kind: "mobile", number: "555 0101" }],
  emails: [],
  notes: "likes tea",
  created,
};
const card = (...lines: string[]) => ["BEGIN:VCARD", "VERSION:3.0", ...lines, "END:VCARD", ""].join("\r\n");
const people = (talk: Talk) => talk.all("people") as Person[];

async function importInto(talk: Talk, vcf: string) {
  const [reply] = await talk.press(`/import_people${JSON.stringify({ vcf })}`);
  return reply;
}

describe("importing contacts", () => {
  test("adds who is new, and says who was left out and why", async () => {
    const talk = new Talk().put("people", anna);
    const reply = await importInto(talk, card("FN:Bob", "BDAY:soon") + card("TEL:1") + card("FN:Mira"));
    expect(reply?.text).toBe(
      "2 contacts added. Left out 1 card: line 6, the card has no name. Left out of others: line 4, “soon” is no day that a birthday can be on.",
    );
    expect(people(talk).map(({ name }) => name)).toEqual(["Anna Berg", "Bob", "Mira"]);
    expect(reply?.custom).toMatchObject({ card: "people", people: [{ name: "Bob" }, { name: "Mira" }] });
    await talk.press("/undo");
    expect(people(talk)).toEqual([anna]);
  });

  test.each([
    ["the same UID", { ...anna, uid: "u1" }, ["UID:u1", "FN:Anna Holm", "TEL:555 0202"]],
    ["the same name and number", anna, ["FN:anna berg", "TEL;TYPE=WORK:555-0101", "EMAIL:anna@example.com"]],
  ])("changes who has %s, and keeps what only we had", async (_what, before, lines) => {
    const talk = new Talk().put("people", before);
    expect((await importInto(talk, card(...lines)))?.text).toBe("1 contact changed.");
    expect(people(talk)).toMatchObject([{ id: "A", notes: "likes tea", created }]);
    expect(people(talk)[0]?.name).toBe(lines.find((line) => line.startsWith("FN:"))?.slice(3));
  });

  test("another number under the same name is another person", async () => {
    const talk = new Talk().put("people", anna);
    await importInto(talk, card("FN:Anna Berg", "TEL:999 9999"));
    expect(people(talk)).toHaveLength(2);
  });

  test("a file imported twice changes nothing the second time; nor does our own", async () => {
    const talk = new Talk().put("people", anna);
    const vcf = card("FN:Bob", "TEL:1", "UID:b") + card("FN:Mira", "EMAIL:m@x.org");
    await importInto(talk, vcf);
    const before = people(talk);
    expect((await importInto(talk, vcf))?.text).toBe("2 contacts as before.");
    const [exported] = await talk.press("/export_people");
    expect(exported?.custom).toEqual({ card: "contacts-file", name: "contacts.vcf" });
    expect((await importInto(talk, writeContacts(before)))?.text).toBe("3 contacts as before.");
    expect(people(talk)).toEqual(before);
  });

  test("two cards of one new person in a file are one person", async () => {
    const talk = new Talk();
    expect((await importInto(talk, card("FN:Bob", "TEL:1") + card("FN:Bob", "TEL:1", "EMAIL:b@x.org")))?.text).toBe(
      "1 contact added.",
    );
    expect(people(talk)).toMatchObject([{ phones: [{ number: "1" }], emails: [{ address: "b@x.org" }] }]);
  });

  test("what is no vCard adds nobody, and that is said", async () => {
    const talk = new Talk();
    expect((await importInto(talk, "hello"))?.text).toBe("Nothing was imported. There is no contact in it.");
  });

  test("without a file it says how to choose one; without contacts there is nothing to export", async () => {
    const talk = new Talk();
    expect((await talk.say("import_people", "import my contacts"))[0]?.utter_action).toBe("utter_ask_import_people");
    expect((await talk.say("export_people", "export my contacts"))[0]?.utter_action).toBe("utter_no_people");
  });
});
