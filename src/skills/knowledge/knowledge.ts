import { groupByMeaning, type Asked } from "./mend/groups";

/** A part of an article that may answer a question. */
export type Passage = {
  article: string;
  title: string;
  version: number;
  /** Of that version, ISO 8601. */
  date: string;
  /** The headings that it stands under, outermost first. */
  headings: string[];
  /** The first page it is on, from 1; absent where its document has none. */
  page?: number;
  /** Where it stands in the version's text. */
  start: number;
  end: number;
  /** What stands there, as Markdown. */
  text: string;
};

/** The part of the first passage that says what was asked. */
export type Quote = {
  /** In the version's text. */
  start: number;
  end: number;
  /** Without the marks of Markdown. */
  words: string;
};

/** What the documents say to a question. */
export interface Answer {
  /** How sure it is, 0 to 1, that the first passage answers it. */
  sure: number;
  isAnswered: boolean;
  /** The nearest passages, best first; empty where nothing is near. */
  passages: Passage[];
  quote: Quote | null;
}

/** Searches the published articles, as they are committed. */
export interface Knowledge {
  /** Resolves once what the first start installs is in, or can't be. */
  ready(): Promise<void>;
  ask(question: string): Promise<Answer>;
  /** Which of some questions are of one meaning, by their places in the list. */
  group(questions: readonly Asked[]): Promise<number[][]>;
}

export const NO_ANSWER: Answer = { sure: 0, isAnswered: false, passages: [], quote: null };

/** Of an assistant that has no documents. */
export const NO_KNOWLEDGE: Knowledge = {
  ready: async () => undefined,
  ask: async () => NO_ANSWER,
  group: async (questions) => groupByMeaning(questions, null),
};
