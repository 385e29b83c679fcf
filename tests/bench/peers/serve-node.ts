import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readBlock, type LoadSystem } from "./contender";
import { peakRssBytes } from "./peak-rss";
import { answerWith, type Answer, type Ask } from "./protocol";

/** A process that loads the model in the folder of its first argument, reads the message of its second, and then answers asks. */
export function serve(load: LoadSystem): void {
  const [folder = "", first = ""] = process.argv.slice(2);
  const reader = load((path) => readFile(join(folder, path)), folder);
  const read = async (texts: string[]): Promise<Answer> => ({
    kind: "block",
    ...(await readBlock(await reader, texts)),
  });
  const answer = (make: () => Promise<Answer>): void =>
    void answerWith(make).then((message) => process.send?.(message));
  answer(() => read([first]));
  process.on("message", (ask: Ask) => {
    answer(() => (ask.kind === "read" ? read(ask.texts) : memory()));
  });
}

/** After a collection: the process runs with --expose-gc. */
async function memory(): Promise<Answer> {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return { kind: "memory", heapBytes: heapUsed + external, peakRssBytes: peakRssBytes() };
}
