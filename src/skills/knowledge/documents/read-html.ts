import { Parser } from "htmlparser2";
import { titleFromName, type ReadDocument } from "./document";
import { MarkdownWriter } from "./markdown-writer";

/** Nothing in these is text of the page. */
const SKIPPED = new Set(
  "script style noscript template svg math iframe object embed canvas video audio form button select textarea nav".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "p div section article main header footer aside figure figcaption dl dt dd address hr pre".split(" "),
);

/** A page's text with its headings, lists and tables; scripts, forms and navigation are left out. */
export function readHtml(source: string, name: string): ReadDocument {
  const { title, text } = htmlToMarkdown(source);
  return { title: title ?? titleFromName(name), text, tags: [] };
}

export function htmlToMarkdown(source: string): { title: string | undefined; text: string } {
  const writer = new MarkdownWriter();
  let skipping = 0;
  let title = "";
  let isTitle = false;
  let firstHeading = "";
  let heading = 0;
  const parser = new Parser({
    onopentag(tag) {
      if (SKIPPED.has(tag)) skipping++;
      if (tag === "title") isTitle = true;
      if (skipping > 0 || isTitle) return;
      const depth = headingDepth(tag);
      if (depth > 0) writer.openHeading((heading = depth));
      else if (tag === "ul" || tag === "ol") writer.openList(tag === "ol");
      else if (tag === "li") writer.openItem();
      else if (tag === "tr") writer.openRow();
      else if (tag === "td" || tag === "th") writer.openCell();
      else if (tag === "br") writer.write("\n");
      else if (BLOCKS.has(tag) || tag === "table" || tag === "blockquote") writer.endBlock();
    },
    ontext(text) {
      if (isTitle) title += text;
      else if (skipping === 0) {
        if (heading > 0) firstHeading += text;
        writer.write(text);
      }
    },
    onclosetag(tag) {
      if (SKIPPED.has(tag)) skipping = Math.max(0, skipping - 1);
      if (tag === "title") isTitle = false;
      if (skipping > 0) return;
      if (headingDepth(tag) > 0) {
        writer.endBlock();
        heading = 0;
      } else if (tag === "ul" || tag === "ol") writer.closeList();
      else if (tag === "table") writer.closeTable();
      else if (BLOCKS.has(tag) || tag === "li" || tag === "blockquote") writer.endBlock();
      if (heading === 0 && firstHeading !== "" && !title) title = firstHeading;
    },
  });
  parser.end(source);
  const words = title.replace(/\s+/gu, " ").trim();
  return { title: words === "" ? undefined : words, text: writer.end() };
}

function headingDepth(tag: string): number {
  return /^h[1-6]$/.test(tag) ? Number(tag.slice(1)) : 0;
}
