import { describe, expect, test } from "vitest";
import { byLetter, peopleFound, type Person } from "../../../../../src/app/panels/people/people";
import { fieldsOf, savedPerson } from "../../../../../src/app/panels/people/person-fields";
import { readVcfFile } from "../../../../../src/app/panels/people/vcf-file";

const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: name,
  name,
  phones: [],
  emails: [],
  created: "2026-01-01T09:00:00.000+01:00",
  ...more,
});
const anna = person("Anna Berg", {
  nickname: "Annie",
  phones: [{ kind: "mobile", number: "555 0101" }],
  emails: [{ kind: "", address: "anna@example.com" }],
  birthday: "1990-05-17",
  address: "14 Mill Lane\nLeeds",
  organization: "Acme",
  notes: "tea",
});
const people = [person("bob"), person("Åsa"), person("José Núñez"), anna, person("3M")];

describe("finding people", () => {
  test.each([
    ["", ["3M", "Anna Berg", "Åsa", "bob", "José Núñez"]],
    ["NUNEZ jose", ["José Núñez"]],
    ["5550101", ["Anna Berg"]],
    ["acme", ["Anna Berg"]],
    ["anna zz", []],
  ])("“%s”", (typed, names) => expect(peopleFound(people, typed).map(({ name }) => name)).toEqual(names));

  test("under their letters, accents aside", () => {
    const groups = byLetter(peopleFound(people, "")).map(({ letter, people: of }) => [letter, of.length]);
    expect(groups).toEqual([
      ["#", 1],
      ["A", 2],
      ["B", 1],
      ["J", 1],
    ]);
  });
});

describe("the form", () => {
  test("saves somebody unchanged as they are", () => {
    const { id: _id, created: _created, ...rest } = anna;
    expect(savedPerson(fieldsOf(anna))).toEqual({ person: rest });
  });

  test("leaves out what is empty", () => {
    expect(savedPerson({ ...fieldsOf(null), name: " Bob " })).toEqual({
      person: { name: "Bob", phones: [], emails: [] },
    });
  });

  test.each([
    [{ day: "29", month: "2", year: "" }, { person: expect.objectContaining({ birthday: "--02-29" }) as object }],
    [{ day: "7", month: "5", year: "1990" }, { person: expect.objectContaining({ birthday: "1990-05-07" }) as object }],
    [{ day: "29", month: "2", year: "2023" }, expect.objectContaining({ field: "birthday" })],
    [{ day: "31", month: "4", year: "" }, expect.objectContaining({ field: "birthday" })],
    [{ day: "", month: "4", year: "" }, expect.objectContaining({ field: "birthday" })],
    [{ day: "1", month: "1", year: "90" }, expect.objectContaining({ field: "birthday" })],
    [{ name: "  " }, expect.objectContaining({ field: "name" })],
  ])("%j", (fields, expected) => {
    expect(savedPerson({ ...fieldsOf(null), name: "Bob", ...fields })).toEqual(expected);
  });
});

describe("a file of contacts", () => {
  const card = "BEGIN:VCARD\r\nFN:Zoë\r\nPHOTO;ENCODING=b:AAAA\r\n BBBB\r\n CCCC\r\nTEL:1\r\nEND:VCARD\r\n";
  const without = "BEGIN:VCARD\r\nFN:Zoë\r\nTEL:1\r\nEND:VCARD\r\n";

  test("comes without its pictures", async () => expect(await readVcfFile(new Blob([card]))).toBe(without));

  test("is read as Windows wrote it where it isn't UTF-8", async () => {
    const bytes = Uint8Array.from(without, (character) => character.charCodeAt(0));
    expect(await readVcfFile(new Blob([bytes]))).toBe(without);
  });

  test("is null where it is too long", async () => {
    expect(await readVcfFile(new Blob(["x".repeat(2_000_001)]))).toBeNull();
  });
});
