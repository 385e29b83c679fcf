import type { Person } from "../../../storage/schema";
import { foldedLine } from "../../folded-line";
import { escaped } from "./text-value";

/** How types are written; other kinds get a label, as Apple and Google do it. */
const TYPES: Readonly<Record<string, string>> = {
  mobile: "CELL",
  home: "HOME",
  work: "WORK",
  fax: "FAX",
  pager: "PAGER",
  main: "MAIN",
};

/**
 * People as vCards of version 3.0, which phones and mail programs of any age read. `readContacts` gives back what it was made
 * from, with the id as its UID where there was none.
 */
export function writeContacts(people: readonly Person[]): string {
  return people.map(writeCard).join("");
}

function writeCard(person: Person): string {
  const { name, nickname, phones, emails, birthday, address, organization, notes } = person;
  let labelled = 0;
  const optional = (property: string, value: string | undefined) =>
    value === undefined ? [] : [`${property}:${value}`];
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `FN:${escaped(name)}`,
    `N:${nameParts(name).map(escaped).join(";")};;;`,
    ...optional("NICKNAME", nickname === undefined ? undefined : escaped(nickname)),
    ...phones.flatMap(({ kind, number }) => ofKind("TEL", kind, number)),
    ...emails.flatMap(({ kind, address: mail }) => ofKind("EMAIL", kind, mail)),
    ...optional("BDAY", birthday),
    ...optional("ADR", address === undefined ? undefined : `;;${escaped(address)};;;;`),
    ...optional("ORG", organization === undefined ? undefined : escaped(organization)),
    ...optional("NOTE", notes === undefined ? undefined : escaped(notes)),
    `UID:${escaped(person.uid ?? person.id)}`,
    "END:VCARD",
  ];
  return lines.map(foldedLine).join("");

  function ofKind(property: string, kind: string, value: string): string[] {
    const type = TYPES[kind];
    if (kind === "" || type !== undefined)
      return [`${property}${type === undefined ? "" : `;TYPE=${type}`}:${escaped(value)}`];
    labelled++;
    return [`item${labelled}.${property}:${escaped(value)}`, `item${labelled}.X-ABLabel:${escaped(kind)}`];
  }
}

/** Family name and given names: the last word, and those before it. */
function nameParts(name: string): [family: string, given: string] {
  const space = name.lastIndexOf(" ");
  return space < 0 ? ["", name] : [name.slice(space + 1), name.slice(0, space)];
}
