import type { Person } from "../../storage/schema";

/** One person. Shown as they are now, and as they were then until that is read. */
export type PersonCardData = {
  card: "person";
  person: Person;
};

/** Several people, each to tap. */
export type PeopleCardData = {
  card: "people";
  title: string;
  /** `note` is what the list is about: a number, or, where it tells of a `birthday`, when that is; may be empty. */
  people: { id: string; name: string; note: string; birthday?: string }[];
};

/** The contacts as a file to save: those that there are when it is saved. */
export type ContactsFileCardData = { card: "contacts-file"; /** The file's name. */ name: string };
