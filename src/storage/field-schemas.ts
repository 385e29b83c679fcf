import * as v from "valibot";

/* What the records' schemas share. */

export const id = v.pipe(v.string(), v.nonEmpty());

/** ISO 8601 with an offset. */
export const moment = v.pipe(v.string(), v.isoTimestamp());

export const day = v.pipe(v.string(), v.isoDate());

export const zone = v.pipe(
  v.string(),
  v.check((name) => isZone(name), "this is no time zone"),
);

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
