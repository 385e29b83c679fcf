import type { CivilDate } from "../../engine/time/calendar";
import type { Person } from "../../storage/schema";
import { joinWords } from "../phrases";
import { ageOn, birthdayWords, comingWords, nextBirthday, readBirthday } from "./birthday";
import { DETAIL_NAMES, kindNamed, type Detail } from "./details";
import { possessive } from "./names";

/** What is known of a detail, in a sentence; null where nothing is. `asked` is the question: it may name a kind of number. */
export function tellDetail(person: Person, detail: Detail, asked: string, today: CivilDate): string | null {
  switch (detail) {
    case "phones":
      return tellSeveral(
        person,
        "number",
        person.phones.map(({ kind, number }) => ({ kind, value: number })),
        asked,
      );
    case "emails":
      return tellSeveral(
        person,
        "email",
        person.emails.map(({ kind, address }) => ({ kind, value: address })),
        asked,
      );
    case "birthday":
      return tellBirthday(person, today);
    case "address":
      return person.address === undefined ? null : `${person.name}: ${person.address.replaceAll("\n", ", ")}.`;
    case "organization":
      return person.organization === undefined ? null : `${person.name} works at ${person.organization}.`;
    case "nickname":
      return person.nickname === undefined ? null : `${person.name} goes by ${person.nickname}.`;
  }
}

interface OfKind {
  kind: string;
  value: string;
}

/** Those of the kind that was asked for, or all where there is none of it. */
function tellSeveral({ name }: Person, noun: string, all: OfKind[], asked: string): string | null {
  const kind = kindNamed(asked);
  const ofKind = kind === "" ? all : all.filter((each) => each.kind === kind);
  const shown = ofKind.length > 0 ? ofKind : all;
  const [only] = shown;
  if (!only) return null;
  const lead = kind !== "" && ofKind.length === 0 ? `I have no ${kind} ${noun} for ${name}. ` : "";
  if (shown.length === 1) return `${lead}${possessive(name)} ${noun} is ${withKind(only)}.`;
  return `${lead}${name} has ${shown.length} ${noun}s: ${joinWords(shown.map(withKind))}.`;
}

function withKind({ kind, value }: OfKind): string {
  return kind === "" ? value : `${value} (${kind})`;
}

function tellBirthday({ name, birthday: kept }: Person, today: CivilDate): string | null {
  const birthday = kept === undefined ? null : readBirthday(kept);
  if (!birthday) return null;
  const next = nextBirthday(birthday, today);
  const age = ageOn(birthday, next);
  const turns = age === null || age === 0 ? "" : ` ${name} turns ${age} then.`;
  return `${possessive(name)} birthday is ${birthdayWords(birthday)}: next ${comingWords(next, today)}.${turns}`;
}

/** What there is of somebody, in words: "number 555 0101 and birthday 17 May". */
export function tellAll(person: Person): string {
  const birthday = person.birthday === undefined ? null : readBirthday(person.birthday);
  return joinWords([
    ...person.phones.map(({ kind, number }) => `${kind === "" ? "" : `${kind} `}number ${number}`),
    ...person.emails.map(({ kind, address }) => `${kind === "" ? "" : `${kind} `}email ${address}`),
    ...(birthday ? [`birthday ${birthdayWords(birthday)}`] : []),
    ...(person.address === undefined ? [] : [`address ${person.address.replaceAll("\n", ", ")}`]),
    ...(person.organization === undefined ? [] : [`works at ${person.organization}`]),
    ...(person.nickname === undefined ? [] : [`goes by ${person.nickname}`]),
  ]);
}

/** "I have no email for Anna Berg, only number 555 0101." */
export function tellMissing(person: Person, detail: Detail): string {
  const rest = tellAll(person);
  return `I have no ${DETAIL_NAMES[detail]} for ${person.name}${rest === "" ? " yet" : `, only ${rest}`}.`;
}
