import type { Person } from "./people";

/** A number or an email as the form has it; `key` tells rows apart while they are typed. */
export interface Row {
  key: number;
  kind: string;
  value: string;
}

/** What the form holds: text as it is typed. */
export interface Fields {
  name: string;
  nickname: string;
  phones: Row[];
  emails: Row[];
  day: string;
  /** 1 to 12; empty where no birthday is known. */
  month: string;
  /** Empty where only the day is known. */
  year: string;
  address: string;
  organization: string;
  notes: string;
}

/** The form for somebody, or for somebody new. There is always a row to type a number and an email in. */
export function fieldsOf(person: Person | null): Fields {
  const [, year = "", month = "", day = ""] = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(person?.birthday ?? "") ?? [];
  const phones = person?.phones.map(({ kind, number }) => ({ kind, value: number })) ?? [];
  const emails = person?.emails.map(({ kind, address }) => ({ kind, value: address })) ?? [];
  return {
    name: person?.name ?? "",
    nickname: person?.nickname ?? "",
    phones: rows(phones),
    emails: rows(emails),
    day: day === "" ? "" : String(Number(day)),
    month: month === "" ? "" : String(Number(month)),
    year: year === "-" ? "" : year,
    address: person?.address ?? "",
    organization: person?.organization ?? "",
    notes: person?.notes ?? "",
  };
}

function rows(values: { kind: string; value: string }[]): Row[] {
  return [...(values.length === 0 ? [{ kind: "", value: "" }] : values)].map((value, key) => ({ ...value, key }));
}

/** A field that can't be kept as it is, and what to do. */
export interface FieldFault {
  field: "name" | "birthday";
  message: string;
}

/** The fields as the message to save them has them, or what is wrong with them. */
export function savedPerson(fields: Fields): { person: object } | FieldFault {
  const text = (name: "nickname" | "address" | "organization" | "notes") => {
    const value = fields[name].trim();
    return value === "" ? {} : { [name]: value };
  };
  const name = fields.name.trim();
  if (name === "") return { field: "name", message: "A name is needed." };
  const birthday = birthdayOf(fields);
  if (birthday === null) return { field: "birthday", message: "There is no such day. The year may be left out." };
  return {
    person: {
      name,
      ...text("nickname"),
      phones: filled(fields.phones).map(({ kind, value }) => ({ kind, number: value })),
      emails: filled(fields.emails).map(({ kind, value }) => ({ kind, address: value })),
      ...(birthday !== "" && { birthday }),
      ...text("address"),
      ...text("organization"),
      ...text("notes"),
    },
  };
}

function filled(all: Row[]): { kind: string; value: string }[] {
  return all
    .map(({ kind, value }) => ({ kind: kind.trim().toLowerCase(), value: value.trim() }))
    .filter(({ value }) => value !== "");
}

/** `1990-05-17`, `--05-17`; empty where no day is given, null where it is none. */
function birthdayOf({ day, month, year }: Fields): string | null {
  if (day.trim() === "" && month === "" && year.trim() === "") return "";
  if (!/^\d{1,2}$/.test(day.trim()) || month === "" || !/^(?:\d{4})?$/.test(year.trim())) return null;
  // 2000 had a 29 February: without a year, that is a birthday.
  const date = new Date(Date.UTC(Number(year.trim() || 2000), Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  const two = (part: string) => part.trim().padStart(2, "0");
  return `${year.trim() || "-"}-${two(month)}-${two(day)}`;
}
