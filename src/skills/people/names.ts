import type { Person } from "../../storage/schema";
import { fold } from "../find";
import { coverage, stem } from "../matching";
import { capitalize } from "../phrases";

/** Letters that no accent is taken off to make plain. */
const PLAIN: Record<string, string> = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

/** A text's words as names are compared: lower case, without accents, doubled letters and the "s" of "Anna's". */
export function nameWords(text: string): string[] {
  const plain = fold(text).replace(/[øłđðþßæœı]/g, (letter) => PLAIN[letter] ?? letter);
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
  return words.map((word) => stem(word).replace(/(\p{L})\1+/gu, "$1"));
}

export function byName(a: Person, b: Person): number {
  return a.name.localeCompare(b.name, "en", { sensitivity: "base" });
}

type Named = Pick<Person, "name" | "nickname">;

const namesOf = ({ name, nickname }: Named): string[] => (nickname === undefined ? [name] : [name, nickname]);

/** The people whom a name means, all of them where it fits several: "Anna", "berg", "anna berg". The whole name goes first. */
export function peopleNamed<P extends Named>(name: string, people: P[]): P[] {
  const wanted = nameWords(name);
  return best(people, (person) => Math.max(...namesOf(person).map((known) => fit(wanted, nameWords(known)))));
}

/** 0 where the name hasn't all the words that are wanted, or nearly the same ones; 2 for exactly those. */
function fit(wanted: string[], words: string[]): number {
  const share = coverage(wanted, words);
  return share < 0.9 ? 0 : share + (wanted.length === words.length ? 1 : 0);
}

/** Names that are common words too: alone in a sentence they name nobody. */
const WORDS_TOO = new Set(
  nameWords("will may mark bill rose june april august grace hope art rich dawn sky guy an my me so"),
);

/** The people of whose names a text has most words, letter for letter: for messages in which no name was recognized. */
export function peopleMentioned<P extends Named>(text: string, people: P[]): P[] {
  const said = new Set(nameWords(text).filter((word) => !WORDS_TOO.has(word)));
  const count = (name: string) => nameWords(name).filter((word) => said.has(word)).length;
  return best(people, (person) => Math.max(...namesOf(person).map(count)));
}

/** Those that score most; none where nobody scores. */
function best<P>(people: P[], scoreOf: (person: P) => number): P[] {
  const scored = people.map((person) => ({ person, score: scoreOf(person) }));
  const most = Math.max(0, ...scored.map(({ score }) => score));
  return most === 0 ? [] : scored.filter(({ score }) => score === most).map(({ person }) => person);
}

/** As long as a name may be, in characters. */
export const LONGEST_NAME = 100;

/** A name as it is kept: without "'s" and punctuation at its end, capitalized where it is all lower case. Null where none is left. */
export function tidyName(said: string): string | null {
  const name = said
    .replace(/\s+/g, " ")
    .replace(/^[\s"“”'‘’,;:.-]+|[\s"“”'‘’,;:.?!-]+$/g, "")
    .replace(/['’]s?$/i, "")
    .trim();
  if (name === "" || name.length > LONGEST_NAME || !/\p{L}/u.test(name)) return null;
  return name === name.toLowerCase()
    ? name
        .split(/(?<=[\s-])/)
        .map(capitalize)
        .join("")
    : name;
}

/** "Anna's", "Jonas'". */
export function possessive(name: string): string {
  return /s$/i.test(name) ? `${name}'` : `${name}'s`;
}
