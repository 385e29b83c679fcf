import * as v from "valibot";

/* What the records' schemas share. */

export const id = v.pipe(v.string(), v.nonEmpty());
/** ISO 8601 with an offset. */
export const moment = v.pipe(v.string(), v.isoTimestamp());
