import { email, phoneNumber } from "../../engine/nlu/extractors/contact";
import { wallClock } from "../../engine/time/zone";
import type { Person } from "../../storage/schema";
import { readDates, type Today } from "../clock/dates";
import { stripCourtesy } from "../phrases";
import { writeBirthday } from "./birthday";

/** What can be known of somebody beside the name. */
export type Detail = "phones" | "emails" | "birthday" | "address" | "organization" | "nickname";

/** Words that ask for or name a detail, the surer ones first: an "email address" is no address. */
const WORDS: readonly (readonly [Detail, RegExp])[] = [
  ["emails", /\be-?mails?\b|\bmail address/i],
  ["birthday", /\b(?:birthdays?|b-?days?|birth|born|how old|what age|age|turns?|turning)\b/i],
  [
    "phones",
    /\b(?:phone|numbers?|mobile|cell(?:phone)?|tel(?:ephone)?|landline|digits|call|ring|dial|text|reach|contact details)\b/i,
  ],
  ["nickname", /\b(?:nicknames?|goes by|(?:calls?|called) (?:her|him|them)self)\b/i],
  ["organization", /\b(?:works?(?! address)|working|company|employer|employed|job|organi[sz]ation)\b/i],
  ["address", /\b(?:address|lives?|living|resides?|moved|street|where(?:['’]s| is| does))\b/i],
];

/** The detail that a text is about; null where it is about the person. */
export function detailNamed(text: string): Detail | null {
  return WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** What a detail is called in a sentence. */
export const DETAIL_NAMES: Readonly<Record<Detail, string>> = {
  phones: "number",
  emails: "email",
  birthday: "birthday",
  address: "address",
  organization: "place of work",
  nickname: "nickname",
};

const KINDS: readonly (readonly [string, RegExp])[] = [
  ["mobile", /\b(?:mobile|cell(?:phone)?)\b/i],
  ["work", /\b(?:work|office|business)\b/i],
  ["home", /\b(?:home|landline|private|personal)\b/i],
];

/** The kind of number or email that a text names: "mobile"; empty where it names none. */
export function kindNamed(text: string): string {
  return KINDS.find(([, words]) => words.test(text))?.[0] ?? "";
}

/** What a message says of somebody. */
export type Details = Partial<Pick<Person, "birthday" | "address" | "organization" | "nickname">> &
  Pick<Person, "phones" | "emails">;

/** Short numbers too ("555 0101"), as people give them where it is plain that a number is meant. */
const SHORT_NUMBER = /(?<![\w@.])\+?\(?\d[\d ().-]{1,18}\d(?![\w@])/g;
const FEWEST_DIGITS = 3;
const ADDRESS =
  /\bmoved\b.*?\b(?:now (?:at|in)|to)\s+(.+)$|\b(?:lives?|living|resides?|moved|address)\b(?:\s+(?:now|is|to|at|in|on|as|her|his|their))*[\s:]+(.+)$/i;
const ORGANIZATION =
  /\b(?:works?|working|is employed|got a job)\s+(?:now\s+)?(?:at|for|with)\s+(.+)$|\b(?:company|employer|organi[sz]ation|place of work)\s+(?:is|to|as|:)\s*(.+)$/i;
const NICKNAME =
  /\b(?:is|gets) called\s+(.+?)(?:\s+(?:by|for short)\b.*)?$|\b(?:everyone|everybody|people|we|friends|they all) calls? (?:(?:her|him|them)|\S+(?: \p{Lu}\S+)*?)\s+(\S+)$|\bgoes by\s+(.+)$|\bnicknames?\s*(?:is|to|as|:)?\s+(.+)$/iu;

/** Reads what a text says of somebody; a birthday is read as of today. */
export function readDetails(said: string, today: Today): Details {
  const text = stripCourtesy(said);
  const emails = email(text, today).map(({ start, end }) => text.slice(start, end));
  const rest = emails.reduce((left, address) => left.replace(address, " ".repeat(address.length)), text);
  const isBirthday = detailNamed(rest) === "birthday";
  const birthday = isBirthday ? birthdayIn(rest, today) : null;
  const phones = isBirthday ? [] : numbersIn(rest, today);
  const kind = kindNamed(rest);
  const hasContact = emails.length > 0 || phones.length > 0 || isBirthday;
  const [address, organization, nickname] = hasContact
    ? []
    : [ADDRESS, ORGANIZATION, NICKNAME].map((pattern) => tidyValue(pattern.exec(text)));
  return {
    phones: phones.map((number) => ({ kind, number })),
    emails: emails.map((address) => ({ kind: phones.length > 0 ? "" : kind, address })),
    ...(birthday !== null && { birthday }),
    ...(address && { address }),
    ...(organization && !address && { organization }),
    ...(nickname && { nickname }),
  };
}

export function isEmpty({ phones, emails, ...rest }: Details): boolean {
  return phones.length === 0 && emails.length === 0 && Object.keys(rest).length === 0;
}

function tidyValue(match: RegExpExecArray | null): string {
  const value = match?.slice(1).find((group) => group !== undefined) ?? "";
  return value
    .replace(/\s+(?:in|to) my (?:contacts|address book)$/i, "")
    .replace(/\s+(?:now|these days|nowadays)[\s.!]*$/i, "")
    .replace(/[\s,.;]+$/, "");
}

/** Numbers as they are written. What is read as a whole phone number goes before what may be one. */
function numbersIn(text: string, today: Today): string[] {
  const whole = phoneNumber(text, today).map(({ start, end }) => text.slice(start, end));
  if (whole.length > 0) return whole;
  const short = [...text.matchAll(SHORT_NUMBER)].map(([number]) => number.trim());
  return short.filter((number) => number.replace(/\D/g, "").length >= FEWEST_DIGITS);
}

/** The day that a text names, with its year only where that was said and is past. */
function birthdayIn(text: string, today: Today): string | null {
  const [named] = readDates(text, today).dates;
  if (!named) return null;
  const { year, month, day } = named.date;
  const isBirthYear = named.yearSaid && year <= wallClock(today.now, today.zone).year;
  return writeBirthday({ year: isBirthYear ? year : null, month, day });
}
