import * as v from "valibot";

/* What both kinds of site say of a page, as it is trusted from there on. */

/** A link that may be shown: http or https, nothing that runs. */
export const webAddress = v.pipe(
  v.string(),
  v.check((text) => /^https?:\/\//i.test(text) && URL.canParse(text), "this is no address of a page"),
);

/** In UTC, whether or not it says so, as ISO 8601 with an offset. */
export const utcMoment = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/, "this is no time"),
  v.transform((text) => `${text.replace("Z", "")}.000+00:00`),
);
