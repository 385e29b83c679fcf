import type { RecordOf } from "../../../worker/protocol";

export type Person = RecordOf<"people">;

/** Letters as they are found: without accents, whatever their case. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** By name, and of those only who has all that was typed somewhere: in the name, a number, an email, a place of work. */
export function peopleFound(people: readonly Person[], typed: string): Person[] {
  const wanted = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== "");
  return people
    .filter((person) => {
      const text = searchText(person);
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { sensitivity: "base" }));
}

function searchText({ name, nickname = "", organization = "", address = "", phones, emails }: Person): string {
  const numbers = phones.flatMap(({ number }) => [number, number.replace(/\D/g, "")]);
  return plain([name, nickname, organization, address, ...numbers, ...emails.map((email) => email.address)].join("\n"));
}

/** What a person is listed under: the first letter of the name, "#" for others. */
export function letterOf({ name }: Person): string {
  const [first = "#"] = plain(name);
  return /\p{L}/u.test(first) ? first.toUpperCase() : "#";
}

/** One after another those of the same letter. */
export function byLetter(people: readonly Person[]): { letter: string; people: Person[] }[] {
  const groups: { letter: string; people: Person[] }[] = [];
  for (const person of people) {
    const letter = letterOf(person);
    const last = groups.at(-1);
    if (last?.letter === letter) last.people.push(person);
    else groups.push({ letter, people: [person] });
  }
  return groups;
}
