import * as v from "valibot";
import type { Block } from "./contender";

/** What a loaded system is asked: by IPC in Node, by messages in a worker. */
export type Ask = { kind: "read"; texts: string[] } | { kind: "memory" };

/** A worker is started by a message; it can't say its memory itself. */
export type WorkerAsk = { kind: "start"; model: string; text: string } | { kind: "read"; texts: string[] };

const readingSchema = v.object({
  intent: v.nullable(v.string()),
  entities: v.array(v.object({ entity: v.string(), start: v.number(), end: v.number() })),
});

/** What it answers, checked where it arrives. A start is answered with the block of its one message. */
const answerSchema = v.variant("kind", [
  v.object({ kind: v.literal("block"), readings: v.array(readingSchema), times: v.array(v.number()) }),
  v.object({ kind: v.literal("memory"), heapBytes: v.number(), peakRssBytes: v.number() }),
  v.object({ kind: v.literal("fault"), message: v.string() }),
]);

export type Answer = v.InferOutput<typeof answerSchema>;

/** An answer as it arrived; a fault is thrown. */
export function readAnswer(message: unknown): Exclude<Answer, { kind: "fault" }> {
  const answer = v.parse(answerSchema, message);
  if (answer.kind === "fault") throw new Error(answer.message);
  return answer;
}

export function readBlockAnswer(message: unknown): Block {
  const answer = readAnswer(message);
  if (answer.kind !== "block") throw new Error(`A block was asked for, and ${answer.kind} answered`);
  return answer;
}

/** Runs what makes an answer; when that fails, the fault is the answer. */
export async function answerWith(make: () => Promise<Answer>): Promise<Answer> {
  try {
    return await make();
  } catch (error) {
    return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
}
