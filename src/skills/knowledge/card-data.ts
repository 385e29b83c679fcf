import type { Passage, Quote } from "./knowledge";

/** A passage that answers a question, as its document has it. */
export interface PassageCardData {
  card: "passage";
  question: string;
  passage: Passage;
  quote: Quote | null;
  /** Where its page stands on the web; absent where it is of no site. */
  site?: { href: string; host: string };
  /** Why its article is out of date; absent where nobody said so. */
  outOfDate?: string;
}

/** Where the documents come near a question that they don't answer. */
export interface NearestCardData {
  card: "nearest";
  question: string;
  nearest: Pick<Passage, "article" | "title" | "version" | "headings" | "start" | "end">[];
}
