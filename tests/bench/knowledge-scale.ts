import { seededRandom } from "../../src/engine/environment";
import { KnowledgeIndex } from "../../src/skills/knowledge/retrieval/knowledge-index";
import { Questions } from "../../src/skills/knowledge/retrieval/ask";
import { MemoryStorage } from "../../src/storage/memory-storage";
import { DocumentImport } from "../../src/worker/knowledge/document-import";
import { readModels } from "../../training/commands/models";
import { madeUpArticles, PAGES_AN_ARTICLE } from "./made-up-articles";

/*
 * `node --expose-gc --import tsx tests/bench/knowledge-scale.ts [ARTICLES]`: imports 10,000 made-up articles of ten passages each, by the
 * code that the worker runs, and searches them: pages (300 words) a minute, milliseconds a search, and what the index holds in memory. The
 * encoder's vectors are stood in for by random ones of its size: it is the searching that is measured.
 */

const ARTICLES = Number(process.argv[2] ?? 10_000);
const SEARCHES = 200;

const random = seededRandom(1);
const { article, question } = madeUpArticles(random);
const storage = new MemoryStorage();
const clock = { now: () => Date.now(), zone: "UTC" };
const { interpreter, current } = await readModels("models");

const files = Array.from({ length: ARTICLES }, (_, i) => ({ name: `${i}.md`, file: new Blob([article(i)]) }));
const index = new KnowledgeIndex({ stored: (work) => work(storage), pause: async () => undefined });
if (interpreter.wordVectors) index.useWords(interpreter.wordVectors, current.nlu);
await index.settled();

const importing = new DocumentImport({
  ...{ stored: (work) => work(storage), clock, random, conversation: "c", signal: new AbortController().signal },
  ...{ pause: async () => undefined, progress: () => undefined, wrote: () => undefined },
});
const began = Date.now();
const told = await importing.run(files);
const imported = Date.now();
await index.update();
const indexed = Date.now();
const pages = ARTICLES * PAGES_AN_ARTICLE;
const minutes = (from: number, to: number) => (to - from) / 60_000;
console.log(`imported ${told.added} articles, ${pages} pages, in ${((imported - began) / 1000).toFixed(1)} s`);
console.log(`indexed in ${((indexed - imported) / 1000).toFixed(1)} s`);
console.log(`pages a minute, both together: ${Math.round(pages / minutes(began, indexed))}`);

await measure("keyword and static vectors");
index.useEncoder({ name: "random", size: 384, of: randomVector });
await index.settled();
await measure("keyword and vectors of the encoder's size");

const records = await storage.side.all("knowledgeIndex");
const held = records.reduce((sum, { content }) => sum + bytesOf(content), 0);
console.log(`the index, with both kinds of vectors: ${Math.round(held / 2 ** 20)} MB`);

const fresh = new KnowledgeIndex({ stored: (work) => work(storage), pause: async () => undefined });
const opening = Date.now();
await fresh.find("start");
console.log(`opened from what is kept in ${Date.now() - opening} ms`);

async function measure(name: string): Promise<void> {
  const questions = new Questions(index, () => interpreter.wordVectors);
  const [finding, asking]: number[][] = [[], []];
  for (let i = 0; i < SEARCHES; i++) {
    const asked = question();
    const start = performance.now();
    await index.find(asked);
    const found = performance.now();
    await questions.ask(asked);
    finding?.push(found - start);
    asking?.push(performance.now() - found);
  }
  console.log(
    `${name}: search p50 ${at(finding, 0.5)} p95 ${at(finding, 0.95)} ms, with the decision p95 ${at(asking, 0.95)} ms`,
  );
}

function at(times: number[] = [], share: number): string {
  return (times.sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1);
}

function randomVector(): Float32Array {
  const vector = Float32Array.from({ length: 384 }, () => random() - 0.5);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function bytesOf(content: unknown): number {
  if (ArrayBuffer.isView(content)) return content.byteLength;
  if (typeof content === "string") return content.length * 2;
  if (typeof content !== "object" || content === null) return 8;
  return Object.values(content).reduce<number>((sum, part) => sum + bytesOf(part), 0);
}
