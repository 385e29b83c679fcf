import * as v from "valibot";
import type { Json } from "../../engine/json";

/*
 * How a server keeps customers, as data: what is asked of it, and how its answers become records here. Expressions are JSONata, over
 * answers without what says nothing: null and empty texts are left out of them. In `{braces}` of a path, a query and a body stand: `page`,
 * `offset` and `cursor` of what is read page by page, `id` of a case.
 */

const text = v.pipe(v.string(), v.nonEmpty());
const SECRET = /^(?:authorization|proxy-authorization|cookie|x-api-key)$/i;

const request = {
  method: v.optional(v.picklist(["GET", "POST", "PUT", "PATCH"])),
  /** Behind the connector's address. */
  path: v.pipe(
    text,
    v.check((path) => path.startsWith("/"), "a path begins with a slash"),
  ),
  query: v.optional(v.record(v.string(), v.string())),
  headers: v.optional(
    v.pipe(
      v.record(v.string(), v.string()),
      v.check((all) => !Object.keys(all).some((name) => SECRET.test(name)), "a login belongs into the vault"),
    ),
  ),
};

const json = v.custom<Json>((value) => value !== undefined);

const paging = v.variant("by", [
  /** `pages` gives how many there are, of the answer. */
  v.strictObject({ by: v.literal("page"), first: v.number(), pages: text }),
  /** Ends with a page of fewer than `size`. */
  v.strictObject({ by: v.literal("offset"), size: v.pipe(v.number(), v.minValue(1)) }),
  /** `next` gives the cursor of the next page, of the answer; nothing at the end. */
  v.strictObject({ by: v.literal("cursor"), next: text }),
  /** `next` gives the address of the next page, of the answer. */
  v.strictObject({ by: v.literal("link"), next: text }),
]);

const reading = v.strictObject({
  ...request,
  /** GraphQL: `{query: "...", variables: {after: "{cursor}"}}`. */
  body: v.optional(json),
  /** Gives the list in an answer. */
  items: text,
  /** What of each is asked for by itself, `id` by `id`, because the list doesn't have it: it stands in `detail` then. */
  detail: v.optional(v.strictObject(request)),
  /** Makes one of them a record of source-records.ts; nothing, where its `detail` says nothing. */
  record: text,
  paging: v.optional(paging),
});

/** `body` makes what is sent of `{id, state, priority, subject}`, only what was changed, or of `{id, kind, at, text}`. */
const writing = v.strictObject({ ...request, body: text });

export const descriptionSchema = v.strictObject({
  companies: v.optional(reading),
  customers: v.optional(reading),
  cases: v.optional(reading),
  interactions: v.optional(reading),
  /** One case as it is now, before and after it is changed there. */
  case: v.optional(reading),
  /** What happened in one case. */
  history: v.optional(reading),
  changeCase: v.optional(writing),
  addComment: v.optional(writing),
});

export type Description = v.InferOutput<typeof descriptionSchema>;
export type Reading = v.InferOutput<typeof reading>;
export type Writing = v.InferOutput<typeof writing>;
