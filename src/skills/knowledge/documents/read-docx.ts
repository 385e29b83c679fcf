import { DocumentFault, titleFromName, type ReadDocument } from "./document";
import { htmlToMarkdown } from "./read-html";

/** How every file begins that is encrypted by Office: it is no zip any more. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** A Word document: its text with headings, lists and tables. */
export async function readDocx(bytes: Uint8Array, name: string): Promise<ReadDocument> {
  if (COMPOUND.every((byte, i) => bytes[i] === byte))
    throw new DocumentFault("document.encrypted", "It is locked with a password, or in Word's old format.");
  const { default: mammoth } = await import("mammoth");
  let html: string;
  try {
    // In the browser it takes the one, in Node the other; a copy of its own, which the library may keep.
    const input = { arrayBuffer: bytes.slice().buffer, buffer: bytes as Buffer };
    const convertImage = mammoth.images.imgElement(async () => ({ src: "" }));
    ({ value: html } = await mammoth.convertToHtml(input, { convertImage }));
  } catch {
    throw new DocumentFault("document.damaged", "It isn't a Word document, or only a part of one.");
  }
  const { title, text } = htmlToMarkdown(html);
  return { title: title ?? titleFromName(name), text, tags: [] };
}
