import type { PDFDocumentProxy } from "pdfjs-dist";
import { DocumentFault, titleFromName, type ReadDocument } from "./document";
import { pageLines, pagesToMarkdown, type Line } from "./pdf-layout";

/** More pages than this are no document of a knowledge base. */
const MOST_PAGES = 3000;
/** Where fewer of the first pages than this have any text, it was scanned. */
const LOOKED_AT = 20;

/** A PDF's text with its pages; larger lines are headings. `goesOn` is asked between pages, and throws where the reading is to stop. */
export async function readPdf(bytes: Uint8Array, name: string, goesOn: () => Promise<void>): Promise<ReadDocument> {
  const document = await open(bytes);
  try {
    if (document.numPages > MOST_PAGES)
      throw new DocumentFault("document.large", `It has ${document.numPages} pages; ${MOST_PAGES} are the most.`);
    const pages: Line[][] = [];
    for (let number = 1; number <= document.numPages; number++) {
      await goesOn();
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(pageLines(items.flatMap((item) => ("str" in item ? [item] : []))));
      page.cleanup();
      if (number === Math.min(LOOKED_AT, document.numPages) && pages.every((lines) => lines.length === 0))
        throw new DocumentFault(
          "document.scanned",
          `It has ${document.numPages === 1 ? "a page" : `${document.numPages} pages`} of pictures and no text: it was scanned. Read its text with another program first.`,
        );
    }
    const { text, starts } = pagesToMarkdown(pages);
    return { title: (await titleOf(document)) ?? titleFromName(name), text, pages: starts, tags: [] };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const [pdfjs, worker] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.mjs"),
  ]);
  // It runs here, in this worker, and not in one more of its own.
  Object.assign(globalThis, { pdfjsWorker: worker });
  const { promise } = pdfjs.getDocument({
    data: bytes.slice(),
    // Fonts aren't drawn, and nothing in the file is run or fetched.
    ...{ disableFontFace: true, useSystemFonts: false, isEvalSupported: false, verbosity: 0 },
    ...{ useWorkerFetch: false, isOffscreenCanvasSupported: false, stopAtErrors: false },
  });
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && error.name === "PasswordException")
      throw new DocumentFault("document.encrypted", "It is locked with a password. Save it without one first.");
    throw new DocumentFault("document.damaged", "It isn't a PDF, or only a part of one.");
  }
}

async function titleOf(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const title: unknown = Object.entries(info).find(([field]) => field === "Title")?.[1];
  // Some programs write the file's name there.
  return typeof title === "string" && /\s/.test(title.trim()) ? title.trim().slice(0, 200) : undefined;
}
