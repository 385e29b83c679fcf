import * as v from "valibot";
import { DOCUMENT_FORMATS } from "./knowledge-records";
import { day, id, moment } from "./field-schemas";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const versionNumber = v.pipe(count, v.minValue(1));

export const article = v.object({
  id,
  title: v.string(),
  state: v.picklist(["draft", "review", "published", "retired"]),
  owner: v.optional(v.string()),
  tags: v.array(v.string()),
  reviewBy: v.optional(day),
  outOfDate: v.optional(v.string()),
  version: versionNumber,
  source: v.variant("kind", [
    v.object({ kind: v.literal("written") }),
    v.object({ kind: v.literal("file"), name: v.string(), format: v.picklist(DOCUMENT_FORMATS) }),
    v.object({ kind: v.literal("site"), connector: v.string(), address: v.string() }),
  ]),
  created: moment,
  updated: moment,
});

export const version = v.object({
  id,
  article: id,
  number: versionNumber,
  text: v.string(),
  pages: v.optional(v.array(count)),
  note: v.optional(v.string()),
  created: moment,
});

export const feedback = v.object({
  id,
  question: v.string(),
  article: v.optional(v.string()),
  passage: v.optional(v.string()),
  verdict: v.picklist(["helpful", "unhelpful", "unanswered"]),
  said: v.optional(v.string()),
  why: v.optional(v.string()),
  correction: v.optional(v.string()),
  state: v.picklist(["open", "closed"]),
  at: moment,
});
