import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Markdown as a tree: CommonMark with GitHub's tables, strikethrough and bare links. HTML in it stays text. */
export function parseMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Between these, words are of their own. */
const APART = new Set(["paragraph", "heading", "listItem", "tableCell", "tableRow", "code", "blockquote", "break"]);

/** The words of a part of it, as they are read. */
export function plainText(node: Nodes): string {
  if (node.type === "html") return "";
  if (node.type === "break") return " ";
  if ("value" in node) return node.value;
  if (node.type === "image") return node.alt ?? "";
  if (!("children" in node)) return "";
  const parts = node.children.map((child) => (APART.has(child.type) ? ` ${plainText(child)} ` : plainText(child)));
  return parts.join("").replace(/\s+/gu, " ").trim() || "";
}
