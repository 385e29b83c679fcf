import type { Item } from "../../storage/schema";

type ItemData = Pick<Item, keyof Item>;

/** One list: what changed on it, or what is on it. Items are shown as they are now, and as they were then until those are read. */
export type ListCardData = {
  card: "list";
  /** The list's id. */
  list: string;
  name: string;
  items: ItemData[];
  /** Ids of the items this reply is about. */
  highlighted: string[];
  /** The reply only tells what is on the list: the card says all of it. */
  overview: boolean;
};

/** Which lists there are. */
export type ListsCardData = {
  card: "lists";
  lists: { id: string; name: string; open: number }[];
};

/** Things of several lists: what is due, what is urgent. */
export type TasksCardData = {
  card: "tasks";
  title: string;
  items: ItemData[];
};
