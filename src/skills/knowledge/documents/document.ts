import type { Article, DocumentFormat } from "../../../storage/knowledge-records";

/** What was read from a file. */
export interface ReadDocument {
  title: string;
  /** Markdown. */
  text: string;
  /** Of a document that has pages: where in the text each begins. */
  pages?: number[];
  /** What it says of itself (front matter). */
  id?: string;
  owner?: string;
  tags: string[];
  /** Days, `2026-03-02`. */
  reviewBy?: string;
  published?: string;
  state?: Article["state"];
  outOfDate?: string;
}

/** Why a file can't be read, in words for its owner. */
export class DocumentFault extends Error {
  override readonly name = "DocumentFault";
  constructor(
    readonly code:
      | "document.format"
      | "document.empty"
      | "document.large"
      | "document.scanned"
      | "document.encrypted"
      | "document.damaged"
      | "document.bomb",
    message: string,
  ) {
    super(message);
  }
}

const FORMATS: Readonly<Record<string, DocumentFormat>> = {
  ...{ md: "markdown", markdown: "markdown", mdown: "markdown" },
  ...{ html: "html", htm: "html", xhtml: "html" },
  ...{ txt: "text", text: "text" },
  ...{ pdf: "pdf", docx: "docx" },
};

/** By the end of a file's name; null where it is none that can be read. */
export function formatOf(name: string): DocumentFormat | null {
  const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(FORMATS, extension) ? (FORMATS[extension] ?? null) : null;
}

/** "company-cars_2026.md" as "Company cars 2026". */
export function titleFromName(name: string): string {
  const base = name.split("/").at(-1) ?? name;
  const words = base
    .replace(/\.[^.]+$/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words === "" ? base : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Bytes as text: UTF-8 or UTF-16 by their mark, else UTF-8 where they are that, else Windows' Western European. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
