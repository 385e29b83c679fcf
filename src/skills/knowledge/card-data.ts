import type { Row } from "./articles/differences";
import type { Passage, Quote } from "./knowledge";

/** A passage that answers a question, as its document has it. */
export interface PassageCardData {
  card: "passage";
  question: string;
  passage: Passage;
  quote: Quote | null;
  /** Why its article is to be read with care; absent where nothing speaks against it. */
  warnings?: string[];
}

/** Where the documents come near a question that they don't answer. */
export interface NearestCardData {
  card: "nearest";
  question: string;
  nearest: Pick<Passage, "article" | "title" | "version" | "headings" | "start" | "end">[];
}

/** What differs between two versions of an article. */
export interface ChangesCardData {
  card: "changes";
  article: string;
  title: string;
  from: number;
  to: number;
  /** Of the newer one, ISO 8601. */
  date: string;
  rows: Row[];
  /** There is more than is shown. */
  hasMore: boolean;
}

export interface ArticlesCardData {
  card: "articles";
  title: string;
  articles: { id: string; title: string; note: string }[];
}

/** Questions that found no answer, or a bad one; those of one meaning together. */
export interface QuestionsCardData {
  card: "questions";
  questions: { id: string; question: string; note: string }[];
}
