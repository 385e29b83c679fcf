import { parse } from "yaml";
import { parseMarkdown, plainText } from "../markdown";
import { titleFromName, type ReadDocument } from "./document";

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
/** Nothing that is meant as front matter is longer (characters). */
const LONGEST = 20_000;

/** Markdown, with what its front matter says of it. The title is that of the front matter, else its first heading, else its name. */
export function readMarkdown(source: string, name: string): ReadDocument {
  const match = FRONT_MATTER.exec(source.slice(0, LONGEST));
  const meta = match ? fieldsOf(match[1] ?? "") : {};
  const text = source.slice(meta === null ? 0 : (match?.[0].length ?? 0)).replace(/\r\n?/g, "\n");
  const { title, ...fields } = described(meta ?? {});
  return { title: title ?? firstHeading(text) ?? titleFromName(name), text, ...fields };
}

const STATES = ["draft", "review", "published", "retired"] as const;

/** Null where it is no list of fields: then it is a part of the text. */
function fieldsOf(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 10 });
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function described(meta: Record<string, unknown>) {
  const text = (...names: string[]): string | undefined => {
    const value = names.map((name) => meta[name]).find((one) => typeof one === "string" || typeof one === "number");
    return value === undefined || String(value).trim() === "" ? undefined : String(value).trim();
  };
  const day = (...names: string[]): string | undefined => /^\d{4}-\d\d-\d\d/.exec(text(...names) ?? "")?.[0];
  const { tags, out_of_date: flag } = meta;
  const listed: unknown[] = Array.isArray(tags) ? tags : typeof tags === "string" ? tags.split(",") : [];
  const known = {
    title: text("title"),
    id: text("id"),
    owner: text("owner"),
    reviewBy: day("review", "reviewBy", "review_by"),
    published: day("published", "updated", "date"),
    state: STATES.find((state) => state === text("state", "status")?.toLowerCase()),
    outOfDate: typeof flag === "string" ? flag.trim() : flag === true ? "" : undefined,
  };
  return {
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    tags: listed.map((tag) => String(tag).trim()).filter(Boolean),
  } as Omit<ReadDocument, "title" | "text"> & { title?: string };
}

function firstHeading(text: string): string | undefined {
  const heading = parseMarkdown(text.slice(0, LONGEST)).children.find((node) => node.type === "heading");
  const words = heading && plainText(heading);
  return words === "" ? undefined : words;
}
