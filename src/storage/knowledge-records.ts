/** An article of the knowledge base, whatever it came from. What it says stands in its versions. */
export interface Article {
  id: string;
  title: string;
  /** Questions are answered from published ones alone. */
  state: "draft" | "review" | "published" | "retired";
  owner?: string;
  tags: string[];
  /** The day by which somebody should look at it again, `2026-03-02`. */
  reviewBy?: string;
  /** Why it is out of date; absent where it isn't. */
  outOfDate?: string;
  /** The number of its current version. */
  version: number;
  source: ArticleSource;
  created: string;
  updated: string;
}

export type ArticleSource =
  | { kind: "written" }
  /** `name` as it was imported, with the folders it was in. */
  | { kind: "file"; name: string; format: DocumentFormat }
  /** Read from a web site by a connector. */
  | { kind: "site"; connector: string; address: string };

export const DOCUMENT_FORMATS = ["markdown", "html", "text", "pdf", "docx"] as const;

export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** What an article said from one moment on. It is never changed: a change makes a new one. */
export interface Version {
  /** `ARTICLE/NUMBER` */
  id: string;
  article: string;
  /** 1, 2, 3, ... in its article. */
  number: number;
  /** Markdown, whatever the document's own format. */
  text: string;
  /** Of a document that has pages: where in the text each begins. */
  pages?: number[];
  /** What was changed, in words. */
  note?: string;
  created: string;
}

/** How a question to the knowledge base was answered, as its asker saw it; or that it wasn't. */
export interface Feedback {
  id: string;
  question: string;
  /** The article that answered, and the heading over the passage. */
  article?: string;
  passage?: string;
  verdict: "helpful" | "unhelpful" | "unanswered";
  /** What was quoted then. */
  said?: string;
  why?: string;
  /** What it should have said. */
  correction?: string;
  state: "open" | "closed";
  at: string;
}

/** A part of the search index. It follows from the versions, so no backup has it. (Or a mark of what was installed once.) */
export interface IndexSegment {
  id: string;
  /** What has another format is left alone. */
  format: number;
  content: unknown;
}
