import { fold, foldedWords, hasAll } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";

export type Person = RecordOf<"people">;

/** By name, and of those only who has all that was typed somewhere: in the name, a number, an email, a place of work. */
export function peopleFound(people: readonly Person[], typed: string): Person[] {
  const wanted = foldedWords(typed);
  return people
    .filter((person) => hasAll(searchText(person), wanted))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { sensitivity: "base" }));
}

function searchText({ name, nickname = "", organization = "", address = "", phones, emails }: Person): string {
  const numbers = phones.flatMap(({ number }) => [number, number.replace(/\D/g, "")]);
  return fold([name, nickname, organization, address, ...numbers, ...emails.map((email) => email.address)].join("\n"));
}

/** What a person is listed under: the first letter of the name, "#" for others. */
function letterOf({ name }: Person): string {
  const [first = "#"] = fold(name);
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
