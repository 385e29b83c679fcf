import type { Answer, Passage } from "../../skills/knowledge/knowledge";
import type { QuestionGroup } from "../../skills/knowledge/mend/queue";
import type { Version } from "../../storage/knowledge-records";

/** What the page asks of the knowledge base: a part of the protocol (protocol.ts). */
export interface KnowledgeRequests {
  /** Takes in documents, one after the other; notices tell how far it is. A newer import ends this one, which keeps what it has. */
  importDocuments: { ask: { files: DocumentFile[] }; answer: ImportedDocuments };
  /** Stops the import that runs; what is in stays in. */
  cancelDocuments: { ask: null; answer: null };
  /** What an article said in one of its versions. */
  version: { ask: { article: string; number: number }; answer: Version | null };
  /** All versions of an article, the newest first, without their texts. */
  versions: { ask: { article: string }; answer: VersionInfo[] };
  /** The questions that found no answer, or a bad one. */
  questionsToMend: { ask: null; answer: QuestionGroup[] };
  /** What the documents say to a question now; nothing is kept of it. */
  askDocuments: { ask: { question: string }; answer: Answer };
  /** The whole knowledge base as a zip of Markdown files. */
  exportDocuments: { ask: null; answer: Blob };
  /** The passages of published articles that fit a question or some words best. */
  findPassages: { ask: { question: string }; answer: Passage[] };
}

export type VersionInfo = Pick<Version, "number" | "note" | "created">;

export interface DocumentFile {
  /** With the folders it is in. */
  name: string;
  file: Blob;
}

/** What came of an import. */
export interface ImportedDocuments {
  added: number;
  /** Got a new version, or another state, owner, ... of their front matter. */
  changed: number;
  /** Said already what they say. */
  same: number;
  failed: { name: string; why: string }[];
  isCancelled: boolean;
  /** By this id the import can be undone; null where it did nothing. */
  journal: string | null;
}

/** How far an import is: `total` grows where a zip turns out to hold more. */
export interface ImportProgress {
  done: number;
  total: number;
  /** Being read. */
  name: string;
}
