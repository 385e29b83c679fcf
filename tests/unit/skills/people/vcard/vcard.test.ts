import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readContacts } from "../../../../../src/skills/people/vcard/read";
import { writeContacts } from "../../../../../src/skills/people/vcard/write";
import type { Person } from "../../../../../src/storage/schema";

const card = (...lines: string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
/** The only person of a card with these lines, and no faults. */
function personOf(...lines: string[]) {
  const { people, faults } = readContacts(card(...lines));
  expect(faults).toEqual([]);
  expect(people).toHaveLength(1);
  return people[0];
}

describe("names", () => {
  test.each([
    [["FN:Anna Berg", "N:Berg;Anna;;;"], "Anna Berg"],
    [["N:Berg;Anna;Maria;Dr.;PhD"], "Dr. Anna Maria Berg PhD"],
    [["N:Berg"], "Berg"],
    [["FN:", "N:;Anna"], "Anna"],
    [["ORG:Acme;Sales"], "Acme, Sales"],
    [["NICKNAME:Annie,Ann"], "Annie"],
    [["FN:Berg\\, Anna\\; the second"], "Berg, Anna; the second"],
    [["fn:lower case"], "lower case"],
    [["FN;CHARSET=UTF-8:Zoë"], "Zoë"],
    [["VERSION:2.1", "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sa =E2=82=AC"], "Åsa €"],
    [["VERSION:2.1", "N;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:=C5berg;=C5sa"], "Åsa Åberg"],
    [["FN;ENCODING=b:QW5uYQ=="], "Anna"],
  ])("%j", (lines, name) => expect(personOf(...lines)?.name).toBe(name));
});

describe("lines", () => {
  test.each(["\r\n", "\n", "\r"])("end in %j, and a byte order mark counts for nothing", (ending) => {
    const text = "\uFEFF" + card("FN:Anna", "NOTE:one", "  two").replaceAll("\r\n", ending);
    expect(readContacts(text)).toEqual({
      people: [{ name: "Anna", phones: [], emails: [], notes: "one two" }],
      faults: [],
    });
  });

  test("in quoted-printable go on while they end in =", () => {
    const lines = ["FN:A", "NOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=", "second=2C =", " third"];
    expect(personOf(...lines)?.notes).toBe("first\nsecond,  third");
  });

  test("are folded to 75 octets, never inside a character", () => {
    const person: Person = {
      id: "1",
      name: "é".repeat(60),
      phones: [],
      emails: [],
      notes: "🍎".repeat(99),
      created: "",
    };
    const written = writeContacts([person]);
    const octets = written.split("\r\n").map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(readContacts(written).people).toMatchObject([{ name: person.name, notes: person.notes }]);
  });
});

test.each([
  ["TEL;HOME;VOICE:555", { kind: "home", number: "555" }],
  ["TEL;TYPE=CELL;TYPE=VOICE:555", { kind: "mobile", number: "555" }],
  ["TEL;TYPE=work,voice:555", { kind: "work", number: "555" }],
  ['TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-0101;ext=55', { kind: "home", number: "+1-555-0101 ext 55" }],
  ["TEL:+47 22 33 44 55", { kind: "", number: "+47 22 33 44 55" }],
  ["item1.TEL;type=pref:555\r\nitem1.X-ABLabel:_$!<Mobile>!$_", { kind: "mobile", number: "555" }],
  ["item2.TEL:555\r\nitem2.X-ABLabel:Summer house", { kind: "summer house", number: "555" }],
  ["TEL;TYPE=home,fax:555", { kind: "fax", number: "555" }],
])("%s", (line, phone) => expect(personOf("FN:A", line)?.phones).toEqual([phone]));

test.each([
  ["TYPE=PREF", ["TEL:1", "TEL;TYPE=HOME,PREF:2"]],
  ["a bare PREF", ["TEL;HOME:1", "TEL;WORK;PREF:2"]],
  ["the lowest PREF", ["TEL;PREF=50:1", "TEL;PREF=1:2"]],
])("the number with %s goes first", (_what, lines) => {
  expect(personOf("FN:A", ...lines)?.phones.map(({ number }) => number)).toEqual(["2", "1"]);
});

test("a number or email given twice is kept once", () => {
  const person = personOf("FN:A", "TEL:1", "TEL;TYPE=HOME:1", "EMAIL;TYPE=INTERNET:a@b.c", "EMAIL:mailto:a@b.c");
  expect(person).toMatchObject({ phones: [{ number: "1" }], emails: [{ kind: "", address: "a@b.c" }] });
});

test("an address, a place of work and notes", () => {
  const lines = [
    "FN:A",
    "ADR;TYPE=HOME:;;14 Mill Lane\\nFlat 2;Leeds;;LS1 4AP;UK",
    "ORG:Acme\\, Inc.",
    "NOTE:a\\nb",
    "NOTE:c",
  ];
  expect(personOf(...lines)).toMatchObject({
    address: "14 Mill Lane, Flat 2, Leeds, LS1 4AP, UK",
    organization: "Acme, Inc.",
    notes: "a\nb\nc",
  });
});

test.each([
  ["BDAY:1990-05-17", "1990-05-17"],
  ["BDAY:19900517", "1990-05-17"],
  ["BDAY:1990-05-17T00:00:00Z", "1990-05-17"],
  ["BDAY:19900517T083000+0100", "1990-05-17"],
  ["BDAY;VALUE=date:--05-17", "--05-17"],
  ["BDAY:--0517", "--05-17"],
  ["BDAY:1990-5-7", "1990-05-07"],
  ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17", "--05-17"],
  ["BDAY:0000-02-29", "--02-29"],
  ["BDAY:", undefined],
])("%s", (line, birthday) => expect(personOf("FN:A", line)?.birthday).toBe(birthday));

test.each(["BDAY:1990-02-30", "BDAY:---17", "BDAY:1990", "BDAY;VALUE=text:circa 1800", "BDAY:1990-05"])(
  "%s is a fault with its line, and the card is kept",
  (line) => {
    expect(readContacts(card("FN:A", line))).toMatchObject({
      people: [{ name: "A" }],
      faults: [{ line: 3, code: "birthday" }],
    });
    expect(readContacts(card("FN:A", line)).people[0]).not.toHaveProperty("birthday");
  },
);

describe("bad files", () => {
  const good = card("FN:Good");

  test.each([
    ["a card without a name", card("TEL:1"), { line: 1, code: "no-name" }],
    ["a card without an end", "BEGIN:VCARD\r\nFN:Bad\r\n", { line: 1, code: "no-end" }],
    ["a group", card("KIND:group", "FN:Friends"), { line: 1, code: "group" }],
    ["Apple's group", card("X-ADDRESSBOOKSERVER-KIND:group", "FN:Friends"), { line: 1, code: "group" }],
  ])("%s is left out, and the next one kept", (_what, bad, fault) => {
    expect(readContacts(bad + good)).toMatchObject({ people: [{ name: "Good" }], faults: [fault] });
  });

  test("a line that is no property costs only itself", () => {
    expect(readContacts(card("FN:A", "nonsense", "TEL:1"))).toMatchObject({
      people: [{ name: "A", phones: [{ number: "1" }] }],
      faults: [{ line: 3, code: "no-property" }],
    });
  });

  test("an unknown character set costs only its line", () => {
    expect(readContacts(card("FN:A", "NOTE;CHARSET=klingon;ENCODING=QUOTED-PRINTABLE:=41"))).toMatchObject({
      people: [{ name: "A" }],
      faults: [{ line: 3, code: "encoding" }],
    });
  });

  test("an agent's card inside another is passed over", () => {
    const text = card("FN:A", "AGENT:", "BEGIN:VCARD", "FN:Agent", "END:VCARD", "TEL:1");
    expect(readContacts(text)).toMatchObject({ people: [{ name: "A", phones: [{ number: "1" }] }], faults: [] });
  });

  test.each(["", "hello", "name,number\r\nAnna,555"])("%j has no contact", (text) => {
    expect(readContacts(text)).toMatchObject({ people: [], faults: [{ code: "no-card" }] });
  });

  test("a file of more cards than are read says so", () => {
    const { people, faults } = readContacts(good.repeat(10_050));
    expect(people).toHaveLength(10_000);
    expect(faults).toMatchObject([{ code: "too-many" }]);
  });

  test("anything at all is read, with a fault's line inside the file", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "BEGIN:VCARD\r\n",
        "END:VCARD\n",
        "FN:A\r",
        "TEL;",
        "BDAY:",
        "=\r\n",
        " ",
        ";ENCODING=QUOTED-PRINTABLE:",
        '"',
        "item1.",
      ),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const { people, faults } = readContacts(text);
        const lines = text.split(/\r\n|\n|\r/).length;
        expect(people.every(({ name }) => name !== "")).toBe(true);
        expect(faults.every(({ line }) => line >= 1 && line <= lines)).toBe(true);
      }),
    );
  });
});

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[\p{C}\p{Z}]+/gu, " ").trim())
  .filter((text) => text !== "");
const lines = fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n"));
const kind = fc.constantFrom("", "mobile", "home", "work", "fax", "summer house");
const digits = fc.stringMatching(/^\+?\d{3,12}$/);
const mail = fc.stringMatching(/^[a-z.+]{1,12}@[a-z]{2,8}\.org$/);
const birthday = fc.constantFrom("1990-05-17", "--02-29", "2000-02-29", "1001-01-01", "--12-31");
const person: fc.Arbitrary<Person> = fc.record(
  {
    id: fc.stringMatching(/^[a-z0-9]{12}$/),
    created: fc.constant("2026-01-01T00:00:00.000+01:00"),
    name: words,
    nickname: words,
    phones: fc.uniqueArray(fc.record({ kind, number: digits }), { selector: ({ number }) => number, maxLength: 4 }),
    emails: fc.uniqueArray(fc.record({ kind, address: mail }), { selector: ({ address }) => address, maxLength: 3 }),
    birthday,
    address: words,
    organization: words,
    notes: lines,
    uid: words,
  },
  { requiredKeys: ["id", "created", "name", "phones", "emails"] },
);

test("what is written is read again as it was", () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 4 }), (people) => {
      const expected = people.map(({ id, created: _created, ...contact }) => ({ ...contact, uid: contact.uid ?? id }));
      const { people: read, faults } = readContacts(writeContacts(people));
      expect(read).toEqual(expected);
      expect(faults.filter(({ code }) => code !== "no-card")).toEqual([]);
    }),
  );
});

/** The same person as the older and the newer versions write them. */
test("version 2.1 in quoted-printable and version 4.0 say the same as 3.0", () => {
  fc.assert(
    fc.property(words, digits, birthday, (name, number, born) => {
      const quoted = [...new TextEncoder().encode(name.replace(/([\\;,])/g, "\\$1"))]
        .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`)
        .join("");
      const escaped = name.replace(/([\\;,])/g, "\\$1");
      const old = personOf(
        "VERSION:2.1",
        `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted.replace(/(.{60})/g, "$1=\r\n")}`.replace(
          /(=..)?=\r\n$/,
          "$1",
        ),
        `TEL;CELL:${number}`,
        `BDAY:${born}`,
      );
      const modern = personOf(
        "VERSION:4.0",
        `FN:${escaped}`,
        `TEL;VALUE=uri;TYPE=cell:tel:${number}`,
        `BDAY:${born.replace(/(\d\d)-(\d\d)$/, "$1$2").replace(/^(\d{4})-/, "$1")}`,
      );
      expect(old).toEqual({ name, phones: [{ kind: "mobile", number }], emails: [], birthday: born });
      expect(modern).toEqual(old);
    }),
  );
});
