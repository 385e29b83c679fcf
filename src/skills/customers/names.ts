import { fold } from "../find";
import { nameWords } from "../people/names";

/** What a name is compared by: its words, whatever their order, case and accents. */
export function nameKey(name: string): string {
  return nameWords(name).sort().join(" ");
}

const LEGAL_FORMS = new Set(
  "ltd limited inc llc llp plc corp corporation co company gmbh ag kg ug as asa ab oy bv nv sa sas sarl srl spa pty".split(
    " ",
  ),
);

/** "ACME Ltd." and "Acme" are one company. */
export function companyKey(name: string): string {
  const words =
    fold(name)
      .replace(/\./g, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word, place) => place === 0 || !LEGAL_FORMS.has(word));
  return telling.join(" ");
}

export const emailKey = (email: string) => email.trim().toLowerCase();

/** The last digits tell a number: it may be written with its country or without. */
export function phoneKey(phone: string): string {
  return phone.replace(/\D/g, "").replace(/^0+/, "").slice(-7);
}

/** Whether one of both sides has no way to be reached, or both have one in common. */
export function reachedAlike(a: Reached, b: Reached): boolean {
  const [mine, others] = [waysTo(a), waysTo(b)];
  return mine.length === 0 || others.length === 0 || mine.some((way) => others.includes(way));
}

interface Reached {
  emails: readonly string[];
  phones: readonly string[];
}

function waysTo({ emails, phones }: Reached): string[] {
  return [...emails.map(emailKey), ...phones.map(phoneKey)];
}
