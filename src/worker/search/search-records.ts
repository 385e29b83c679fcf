import { excerpt, fold, hasAll } from "../../skills/find";
import { listTitle } from "../../skills/lists/names";
import type { UserData } from "../../storage/schema";
import type { SearchHit } from "../protocol";

/** The stores that are searched. */
export const SEARCHED = ["reminders", "lists", "items", "notes", "appointments", "people"] as const;

export type SearchedStore = (typeof SEARCHED)[number];

/** Characters of a hit's text. */
export const EXCERPT = 120;

type Described = Omit<SearchHit, "in" | "id" | "text"> & {
  /** What is searched; the first is what it is called. */
  texts: (string | undefined)[];
};

/** How a record of each store is found and told; null where it isn't: what is done isn't shown anywhere. */
const DESCRIBE: { [S in SearchedStore]: (record: UserData[S]) => Described | null } = {
  reminders: ({ task, due, state }) =>
    state === "done" ? null : { texts: [task === "" ? "Alarm" : task], at: Date.parse(due) },
  lists: ({ name, created }) => ({ texts: [listTitle(name)], at: Date.parse(created) }),
  items: ({ text, list, created }) => ({ texts: [text], at: Date.parse(created), list }),
  notes: ({ text, created }) => ({ texts: [text], at: Date.parse(created) }),
  appointments: ({ title, place, notes, starts }) => ({ texts: [title, place, notes], at: Date.parse(starts) }),
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
};

/** The records of a store that have all the words, at most `limit`, the newest first. */
export function searchRecords<S extends SearchedStore>(
  store: S,
  records: readonly UserData[S][],
  words: readonly string[],
  limit: number,
): SearchHit[] {
  return records
    .flatMap((record): SearchHit[] => {
      const described = DESCRIBE[store](record);
      if (!described) return [];
      const { texts, ...more } = described;
      const all = texts.filter((text) => text !== undefined && text !== "").join(" · ");
      return hasAll(fold(all), words)
        ? [{ in: store, id: record.id, text: excerpt(all, words, EXCERPT), ...more }]
        : [];
    })
    .sort((a, b) => b.at - a.at)
    .slice(0, limit);
}
