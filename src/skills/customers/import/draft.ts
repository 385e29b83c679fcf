import { INTERACTION_KINDS, type Case, type Interaction } from "../../../storage/customer-records";
import type { Row } from "./csv";
import type { Field, Mapping } from "./fields";
import { readMoment } from "./moment";

/** What one row says. */
export interface Draft {
  line: number;
  name: string;
  /** The file has no name: `name` is an email or a number. */
  isNameless: boolean;
  emails: string[];
  phones: string[];
  company: string | null;
  role: string | null;
  tags: string[];
  notes: string | null;
  externalId: string | null;
  case: CaseDraft | null;
  interaction: InteractionDraft | null;
}

export interface CaseDraft {
  number: number | null;
  externalId: string | null;
  subject: string;
  state: Case["state"] | null;
  priority: Case["priority"] | null;
  opened: string | null;
}

export interface InteractionDraft extends Pick<Interaction, "kind" | "direction" | "text"> {
  /** Null where the file doesn't say. */
  at: string | null;
}

/** What a row can't be taken for, or what of it was left out. */
export interface RowFault {
  line: number;
  message: string;
}

/** Characters of a name and of a longer text. */
const LONGEST_NAME = 200;
const LONGEST_TEXT = 20_000;
const MOST_OF_A_KIND = 50;

const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** Reads a row: null, with a fault, where it says of nobody. What is wrong in a part costs that part alone, and is told too. */
export function readRow({ line, cells }: Row, mapping: Mapping, zone: string, faults: RowFault[]): Draft | null {
  const told = (message: string) => void faults.push({ line, message });
  if (cells.some((cell) => cell.includes("\0"))) {
    told("Left out: it holds bytes that are no text. That part of the file is in another encoding.");
    return null;
  }
  const all = (field: Field) =>
    mapping.flatMap((mapped, place) => (mapped === field ? [(cells[place] ?? "").trim()] : [])).filter(Boolean);
  const one = (field: Field, longest = LONGEST_NAME) => all(field)[0]?.slice(0, longest) ?? null;
  const moment = (field: Field) => {
    const text = one(field);
    const at = text === null ? null : readMoment(text, zone);
    if (text !== null && at === null) told(`“${text.slice(0, 40)}” is no date that can be read; it was left out.`);
    return at;
  };

  const whole = [one("firstName"), one("lastName")].filter((part) => part !== null).join(" ");
  const written = (one("name") ?? whole).replace(/\s+/g, " ").trim();
  // Some programs put the address where they know no name.
  const isAddress = EMAIL.test(written);
  const named = isAddress ? "" : written;
  const mailCells = isAddress ? [written, ...all("email")] : all("email");
  const emails = distinct(mailCells.flatMap((cell) => cell.split(/[\s,;]+/).filter(Boolean)));
  const bad = emails.filter((email) => !EMAIL.test(email));
  if (bad.length > 0) told(`“${bad[0]?.slice(0, 40)}” is no email address; it was left out.`);
  const reached = emails.filter((email) => !bad.includes(email)).map((email) => email.slice(0, 320));
  const phones = distinct(all("phone").flatMap((cell) => cell.split(/[;\n]|,(?!\d)/).map((part) => part.trim())));
  const numbers = phones.filter((phone) => /\d{2}/.test(phone)).map((phone) => phone.slice(0, 60));

  const name = named === "" ? (reached[0] ?? numbers[0]) : named;
  if (name === undefined) {
    told("Left out: there is no name, email or phone number in it.");
    return null;
  }
  const subject = one("caseSubject");
  const number = one("caseNumber");
  const text = all("text").join("\n").slice(0, LONGEST_TEXT);
  return {
    line,
    name,
    isNameless: named === "",
    emails: reached.slice(0, MOST_OF_A_KIND),
    phones: numbers.slice(0, MOST_OF_A_KIND),
    company: one("company"),
    role: one("role"),
    tags: distinct(all("tags").flatMap((cell) => cell.split(/[,;|]/).map((tag) => tag.trim().slice(0, 60)))),
    notes: all("notes").join("\n").slice(0, LONGEST_TEXT) || null,
    externalId: one("externalId"),
    case:
      subject === null && number === null
        ? null
        : {
            number: caseNumber(number),
            externalId: number,
            subject: subject ?? `Case ${number}`,
            state: oneOf(one("caseState"), STATES),
            priority: oneOf(one("casePriority"), PRIORITY_WORDS),
            opened: moment("caseOpened"),
          },
    interaction:
      text === "" ? null : { ...kindOf(one("kind"), one("direction")), at: moment("at") ?? moment("caseOpened"), text },
  };
}

function caseNumber(text: string | null): number | null {
  const digits = text === null ? null : /\d{1,9}(?!\d)/.exec(text);
  const number = digits ? Number(digits[0]) : 0;
  return number > 0 ? number : null;
}

/** What other programs call a case's states and priorities. */
const STATES: [Case["state"], RegExp][] = [
  ["closed", /clos|resol|solv|done|complete|reject/i],
  ["waiting", /wait|pend|hold|stall/i],
  ["open", /./],
];
const PRIORITY_WORDS: [Case["priority"], RegExp][] = [
  ["high", /high|urgent|critical|^[12]$/i],
  ["low", /low|minor|^[45]$/i],
  ["normal", /./],
];

function oneOf<T>(text: string | null, words: [T, RegExp][]): T | null {
  return text === null ? null : (words.find(([, pattern]) => pattern.test(text))?.[0] ?? null);
}

function kindOf(kind: string | null, direction: string | null): Pick<Interaction, "kind" | "direction"> {
  const known = INTERACTION_KINDS.find((one) => kind?.toLowerCase().replace("-", "").includes(one));
  const way =
    direction === null
      ? null
      : /^(?:in|received|from)/i.test(direction)
        ? "in"
        : /^(?:out|sent|to)/i.test(direction)
          ? "out"
          : null;
  return {
    kind: known ?? (/phone|voice/i.test(kind ?? "") ? "call" : "note"),
    ...(way !== null && { direction: way }),
  };
}

function distinct(all: string[]): string[] {
  return [...new Set(all.filter(Boolean))];
}
