import * as v from "valibot";
import { SYSTEMS, WORKS } from "./contender";

/** What `train.ts` is told, as JSON on its command line: one system learns one data set's train.jsonl, in a process of its own. */
export const jobSchema = v.object({
  system: v.picklist(SYSTEMS),
  work: v.picklist(WORKS),
  /** A folder with train.jsonl. */
  data: v.string(),
  seed: v.number(),
  /** An empty folder, for the model. */
  out: v.string(),
});
export type Job = v.InferOutput<typeof jobSchema>;

/** What it answers. Seconds are of the learning alone, without reading the data, starting Node or writing the model. */
const costSchema = v.object({ seconds: v.number(), peakRssBytes: v.number() });
export type Cost = v.InferOutput<typeof costSchema>;

/** The cost, or what went wrong. */
export const outcomeSchema = v.variant("kind", [
  v.object({ kind: v.literal("trained"), cost: costSchema }),
  v.object({ kind: v.literal("fault"), message: v.string() }),
]);
export type Outcome = v.InferOutput<typeof outcomeSchema>;
