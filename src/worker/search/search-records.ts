import { excerpt, fold, hasAll } from "../../skills/find";
import { relevant } from "../../skills/calendar/occurrences";
import { listTitle } from "../../skills/lists/names";
import type { UserData } from "../../storage/schema";
import type { SearchHit } from "../protocol";

/** The stores that are searched. */
export const SEARCHED = [
  "reminders",
  "lists",
  "items",
  "notes",
  "appointments",
  "people",
  "customers",
  "cases",
  "interactions",
] as const;

export type SearchedStore = (typeof SEARCHED)[number];

/** Characters of a hit's text. */
export const EXCERPT = 120;

type Described = Omit<SearchHit, "in" | "id" | "text"> & {
  /** What is searched; the first is what it is called. */
  texts: (string | undefined)[];
};

/** How a record of each store is found and told; null where it isn't: what is done isn't shown anywhere. */
const DESCRIBE: { [S in SearchedStore]: (record: UserData[S], now: number, zone: string) => Described | null } = {
  reminders: ({ task, due, state }) =>
    state === "done" ? null : { texts: [task === "" ? "Alarm" : task], at: Date.parse(due) },
  lists: ({ name, created }) => ({ texts: [listTitle(name)], at: Date.parse(created) }),
  items: ({ text, list, created }) => ({ texts: [text], at: Date.parse(created), list }),
  notes: ({ text, created }) => ({ texts: [text], at: Date.parse(created) }),
  appointments: (appointment, now, zone) => ({
    texts: [appointment.title, appointment.place, appointment.notes],
    at: relevant(appointment, now, zone).start,
  }),
  people: ({ name, nickname, organization, emails, phones, address, notes, created }) => ({
    texts: [
      name,
      nickname,
      organization,
      ...emails.map((email) => email.address),
      ...phones.map((phone) => phone.number),
      address,
      notes,
    ],
    at: Date.parse(created),
  }),
  customers: ({ name, role, emails, phones, tags, notes, created }) => ({
    texts: [name, role, ...emails, ...phones, ...tags, notes],
    at: Date.parse(created),
  }),
  cases: ({ number, subject, customer, opened }) => ({
    texts: [`${number} ${subject}`],
    at: Date.parse(opened),
    customer,
  }),
  interactions: ({ text, customer, at }) => ({ texts: [text], at: Date.parse(at), customer }),
};

/** The records of a store that have all the words, at most `limit`: what is to come, the soonest first, then the newest. */
export function searchRecords<S extends SearchedStore>(
  store: S,
  records: readonly UserData[S][],
  words: readonly string[],
  limit: number,
  { now, zone }: { now: number; zone: string },
): SearchHit[] {
  return records
    .flatMap((record): SearchHit[] => {
      const described = DESCRIBE[store](record, now, zone);
      if (!described) return [];
      const { texts, ...more } = described;
      const all = texts.filter((text) => text !== undefined && text !== "").join(" · ");
      return hasAll(fold(all), words)
        ? [{ in: store, id: record.id, text: excerpt(all, words, EXCERPT), ...more }]
        : [];
    })
    .sort((a, b) => (a.at > now && b.at > now ? a.at - b.at : b.at - a.at))
    .slice(0, limit);
}
