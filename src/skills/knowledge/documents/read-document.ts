import type { DocumentFormat } from "../../../storage/knowledge-records";
import { DocumentFault, textOf, type ReadDocument } from "./document";
import { readDocx } from "./read-docx";
import { readHtml } from "./read-html";
import { readMarkdown } from "./read-markdown";
import { readPdf } from "./read-pdf";
import { readText } from "./read-text";

/** Longer than any document (characters). */
const LONGEST = 10_000_000;

/** What a file says. Throws a DocumentFault that tells why it can't be read. */
export async function readDocument(
  bytes: Uint8Array,
  format: DocumentFormat,
  name: string,
  goesOn: () => Promise<void>,
): Promise<ReadDocument> {
  const read = await readAs(bytes, format, name, goesOn);
  if (read.text.trim() === "") throw new DocumentFault("document.empty", "It has no text.");
  if (read.text.length > LONGEST) throw new DocumentFault("document.large", "It has more than ten million characters.");
  return read;
}

function readAs(
  bytes: Uint8Array,
  format: DocumentFormat,
  name: string,
  goesOn: () => Promise<void>,
): ReadDocument | Promise<ReadDocument> {
  if (format === "pdf") return readPdf(bytes, name, goesOn);
  if (format === "docx") return readDocx(bytes, name);
  const text = textOf(bytes);
  if (text.includes("\0")) throw new DocumentFault("document.format", "It isn't text, whatever its name says.");
  const readers = { markdown: readMarkdown, html: readHtml, text: readText };
  return readers[format](text, name);
}
