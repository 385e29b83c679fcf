import type { Person } from "../../../storage/schema";
import { LONGEST_NAME } from "../names";
import type { VcardFault } from "./read";
import { paramValues, type Property } from "./property";
import { birthdayOf } from "./read-birthday";
import { decoded, parts, unescaped } from "./text-value";

/** A person as a file has them: what the assistant adds is missing. */
export type Contact = Omit<Person, "id" | "created">;

/** More of a kind than these, and longer texts (characters), are cut off. */
const MOST_OF_A_KIND = 50;
const LONGEST_TEXT = 10_000;

/** Reads one card's properties. What can't be read is left out and told; a card without any name is null. */
export function readCard(properties: Property[], faults: VcardFault[]): Contact | null {
  const values = properties.flatMap((property) => {
    if (!READ.has(property.name)) return [];
    const value = decoded(property);
    if (value === null)
      faults.push(fault(property, "encoding", `The ${property.name} isn't in the encoding it names.`));
    return value === null ? [] : [{ property, value: value.slice(0, LONGEST_TEXT) }];
  });
  const all = (name: string) => values.filter(({ property }) => property.name === name).sort(byPreference);
  const first = (name: string, read: (value: string) => string = unescaped) =>
    all(name)
      .map(({ value }) => read(value))
      .find((value) => value !== "");
  const labels = new Map(all("X-ABLABEL").map(({ property, value }) => [property.group, labelText(value)]));

  const organization = first("ORG", (value) => joined(parts(value, ";"), ", "));
  const nickname = first("NICKNAME", (value) => parts(value, ",").find((part) => part !== "") ?? "");
  const name = first("FN") ?? first("N", nameOf) ?? organization ?? nickname;
  if (name === undefined) return null;
  const phones = all("TEL").map(({ property, value }) => ({ kind: kindOf(property, labels), number: numberOf(value) }));
  const emails = all("EMAIL").map(({ property, value }) => ({
    kind: kindOf(property, labels),
    address: addressOf(value),
  }));
  const address = first("ADR", (value) => joined(parts(value, ";"), ", ").replace(/\s*\n\s*/g, ", "));
  const notes = joined(
    all("NOTE").map(({ value }) => unescaped(value)),
    "\n",
  );
  const birthday = birthdayIn(all("BDAY"), faults);
  const uid = first("UID");
  return {
    name: name.replace(/\s+/g, " ").slice(0, LONGEST_NAME).trim(),
    ...(nickname !== undefined && { nickname: nickname.slice(0, LONGEST_NAME) }),
    phones: distinct(
      phones.filter(({ number }) => number !== ""),
      ({ number }) => number,
    ),
    emails: distinct(
      emails.filter(({ address: mail }) => mail !== ""),
      ({ address: mail }) => mail,
    ),
    ...(birthday !== null && { birthday }),
    ...(address !== undefined && { address }),
    ...(organization !== undefined && { organization }),
    ...(notes !== "" && { notes }),
    ...(uid !== undefined && { uid }),
  };
}

/** All that is read of a card; pictures, keys and the like are passed over without being decoded. */
const READ = new Set(["FN", "N", "ORG", "NICKNAME", "TEL", "EMAIL", "ADR", "NOTE", "BDAY", "UID", "X-ABLABEL"]);

interface Value {
  property: Property;
  value: string;
}

const fault = ({ line }: Property, code: VcardFault["code"], message: string): VcardFault => ({ line, code, message });

function birthdayIn(values: Value[], faults: VcardFault[]): string | null {
  const [first] = values;
  if (!first || first.value.trim() === "") return null;
  const birthday = birthdayOf(first.property, first.value);
  if (birthday === null)
    faults.push(
      fault(first.property, "birthday", `“${first.value.trim().slice(0, 40)}” is no day that a birthday can be on.`),
    );
  return birthday;
}

/** The preferred ones first: version 4.0 says `PREF=1`, the older ones `TYPE=PREF`. */
function byPreference(a: Value, b: Value): number {
  return preferenceOf(a.property) - preferenceOf(b.property);
}

function preferenceOf(property: Property): number {
  if (paramValues(property, "TYPE").includes("pref")) return 1;
  const [rank] = paramValues(property, "PREF");
  return rank !== undefined && /^\d+$/.test(rank) ? Number(rank) : 101;
}

/** `Berg;Anna;Maria;Dr.;PhD` is "Dr. Anna Maria Berg PhD". */
function nameOf(value: string): string {
  const [family = "", given = "", middle = "", before = "", after = ""] = parts(value, ";");
  return joined([before, given, middle, family, after], " ");
}

/** What the types of numbers and emails are called; those that aren't here say nothing to a person. */
const KINDS: Readonly<Record<string, string>> = {
  cell: "mobile",
  mobile: "mobile",
  iphone: "mobile",
  home: "home",
  work: "work",
  fax: "fax",
  pager: "pager",
  main: "main",
};

function kindOf(property: Property, labels: Map<string, string>): string {
  const types = paramValues(property, "TYPE");
  const label = property.group === "" ? undefined : labels.get(property.group);
  // A fax at home is a fax, a mobile for work a mobile.
  const known = ["fax", "cell", "mobile", "iphone", "pager", "home", "work", "main"].find((type) =>
    types.includes(type),
  );
  return (known === undefined ? label : KINDS[known]) ?? "";
}

/** `_$!<Mobile>!$_`, as Apple writes its own labels, is "mobile". */
function labelText(value: string): string {
  const label = unescaped(value)
    .replace(/^_\$!<(.*)>!\$_$/, "$1")
    .toLowerCase();
  return KINDS[label] ?? label.slice(0, 40);
}

/** `tel:+1-555-0101;ext=55` is "+1-555-0101 ext 55". */
function numberOf(value: string): string {
  const number = unescaped(value).replace(/\s+/g, " ");
  const uri = /^tel:([^;]*)(?:.*;ext=([^;]*))?/i.exec(number);
  if (!uri) return number.slice(0, 60);
  return `${uri[1]}${uri[2] === undefined ? "" : ` ext ${uri[2]}`}`.slice(0, 60);
}

function addressOf(value: string): string {
  return unescaped(value)
    .replace(/^mailto:/i, "")
    .replace(/\s+/g, "")
    .slice(0, 320);
}

function joined(all: string[], separator: string): string {
  return all.filter((part) => part !== "").join(separator);
}

function distinct<T>(all: T[], keyOf: (value: T) => string): T[] {
  return [...new Map([...all].reverse().map((value) => [keyOf(value), value])).values()]
    .reverse()
    .slice(0, MOST_OF_A_KIND);
}
