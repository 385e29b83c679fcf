import { DocumentFault, formatOf } from "../../skills/knowledge/documents/document";
import { unzip } from "../../skills/knowledge/documents/unzip";
import type { DocumentFormat } from "../../storage/knowledge-records";
import type { DocumentFile } from "./requests";

/** Nothing of a knowledge base is larger (bytes). */
const LARGEST = 50 * 2 ** 20;

/** A file to be read, or why it can't be. */
export type OpenedFile = { name: string } & (
  { bytes: Uint8Array; format: DocumentFormat } | { bytes?: undefined; why: string }
);

/** The documents among some files, those in zips too, each read when it is asked for. What systems leave in folders is passed over. */
export async function* openFiles(files: readonly DocumentFile[]): AsyncGenerator<OpenedFile> {
  for (const { name, file } of files) {
    if (isLitter(name)) continue;
    if (/\.zip$/i.test(name)) yield* openZip(name, file);
    else yield await openFile(name, file);
  }
}

async function openFile(name: string, file: Blob): Promise<OpenedFile> {
  const format = formatOf(name);
  if (!format) return { name, why: UNKNOWN };
  if (file.size > LARGEST) return { name, why: "It is larger than 50 MB." };
  try {
    return { name, format, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { name, why: "It can't be opened: it was moved, changed or locked." };
  }
}

const UNKNOWN = "It is none of Markdown, HTML, plain text, PDF, Word (.docx) and zip.";

async function* openZip(name: string, zip: Blob): AsyncGenerator<OpenedFile> {
  try {
    for await (const entry of unzip(zip, (inside) => !isLitter(inside))) {
      const format = formatOf(entry.name);
      const inside = `${name}/${entry.name}`;
      if (!format) yield { name: inside, why: UNKNOWN };
      else if (!entry.bytes) yield { name: inside, why: "It is damaged, or locked with a password." };
      else yield { name: inside, format, bytes: entry.bytes };
    }
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error;
    yield { name, why: error.message };
  }
}

/** Hidden files, and what macOS puts into zips. */
function isLitter(name: string): boolean {
  return name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX" || part === "Thumbs.db");
}
