import MiniSearch from "minisearch";
import { WordPieceTokenizer } from "../../src/engine/nlu/wordpiece";
import type { Passage } from "../../src/skills/knowledge/knowledge";
import { answerable, MOST_COUNTED, type Evidence } from "../../src/skills/knowledge/retrieval/answerable";
import { Questions } from "../../src/skills/knowledge/retrieval/ask";
import { encoderVectors } from "../../src/skills/knowledge/retrieval/encoder-vectors";
import { KnowledgeIndex, type Found } from "../../src/skills/knowledge/retrieval/knowledge-index";
import { splitText } from "../../src/skills/knowledge/retrieval/split";
import { MemoryStorage } from "../../src/storage/memory-storage";
import { readModels } from "../../training/commands/models";
import { readEncoder } from "../../training/encoder/encoder-folder";
import { NodeEncoder } from "../../training/encoder/node-encoder";
import { fitLogistic } from "./fit-logistic";
import { readHandbook, readQuestions, type Question } from "./retrieval-data";

/*
 * `npx tsx tests/bench/retrieval.ts [--fit]`: how well the sample handbook's passages are found (nDCG@10, a passage counts when it stands
 * in the section that answers), and how often it is told right whether there is an answer. The questions for tuning and those that only
 * measure are told apart. `--fit` prints the numbers of answerable.ts, fitted to the questions for tuning.
 */

type Kind = Found["kind"];

interface Looked {
  question: Question;
  passages: Pick<Passage, "article" | "headings">[];
  kind: Kind;
  evidence: Evidence | null;
}

const { articles, versions } = readHandbook();
const questions = readQuestions();
const relevant = countRelevant();

const models = await readModels("models");
const { vocabulary, path } = await readEncoder("models", models.current.encoder ?? "");
const encoder = encoderVectors(await NodeEncoder.open(path), new WordPieceTokenizer(vocabulary), "encoder");
const words = models.interpreter.wordVectors;
if (!words) throw new Error("The lite tier's model has no static vectors");

const storage = new MemoryStorage();
const changes = [
  ...articles.map((value) => ({ store: "articles" as const, op: "put" as const, value, before: null })),
  ...versions.map((value) => ({ store: "versions" as const, op: "put" as const, value, before: null })),
];
await storage.update(["articles"], () => ({ changes, result: null }));
const index = new KnowledgeIndex({ stored: (work) => work(storage), pause: async () => undefined });

report("MiniSearch alone", miniSearch());
report("keyword", await look(null));
index.useWords(words, "static");
await index.update();
report("lite: keyword and static vectors", await look(words));
index.useEncoder(encoder);
await index.update();
report("full: keyword and the encoder's", await look(words));

async function look(known: typeof words): Promise<Looked[]> {
  const asked = new Questions(index, () => known);
  const looked: Looked[] = [];
  for (const question of questions) {
    const { found, evidence } = await asked.look(question.text);
    looked.push({ question, passages: found.passages, kind: found.kind, evidence });
  }
  return looked;
}

function miniSearch(): Looked[] {
  const search = new MiniSearch<{ id: number; title: string; headings: string; words: string }>({
    fields: ["title", "headings", "words"],
  });
  const passages = allPassages();
  passages.forEach(({ title, headings, words }, id) => search.add({ id, title, headings: headings.join("\n"), words }));
  return questions.map((question) => {
    const hits = search.search(question.text).slice(0, 10);
    const found = hits.flatMap(({ id }) => passages[id as number] ?? []);
    return { question, passages: found, kind: "none", evidence: null };
  });
}

function allPassages() {
  return articles.flatMap(({ id, title }, i) =>
    splitText(versions[i]?.text ?? "").map(({ headings, words }) => ({ article: id, title, headings, words })),
  );
}

function countRelevant(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { article, headings } of allPassages())
    for (const section of headings) counts.set(`${article}/${section}`, (counts.get(`${article}/${section}`) ?? 0) + 1);
  return counts;
}

function report(name: string, looked: Looked[]): void {
  const parts = [
    ["tuning", looked.filter(({ question }) => question.isForTuning)],
    ["measuring", looked.filter(({ question }) => !question.isForTuning)],
  ] as const;
  console.log(name);
  for (const [part, some] of parts) {
    const answered = some.filter(({ question }) => question.answer);
    const gains = answered.map(ndcg);
    const found = mean(gains.map(({ first }) => first));
    console.log(
      `  ${part}: nDCG@10 ${percent(mean(gains.map(({ gain }) => gain)))}, first right ${percent(found)}${decided(some)}`,
    );
  }
  if (process.argv.includes("--fit")) fit(parts[0][1]);
}

function ndcg({ question: { answer }, passages }: Looked): { gain: number; first: number } {
  const isRight = ({ article, headings }: Looked["passages"][number]) =>
    article === answer?.article && headings.includes(answer.section);
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const got = passages.reduce((sum, passage, rank) => sum + (isRight(passage) ? gain(rank) : 0), 0);
  const count = Math.min(10, relevant.get(`${answer?.article}/${answer?.section}`) ?? 0);
  const most = Array.from({ length: count }, (_, rank) => gain(rank)).reduce((a, b) => a + b, 0);
  if (count === 0) throw new Error(`No passage stands under ${answer?.article}/${answer?.section}`);
  return { gain: got / most, first: passages[0] && isRight(passages[0]) ? 1 : 0 };
}

function decided(looked: Looked[]): string {
  const right = (answers: boolean) => {
    const some = looked.filter(({ question }) => (question.answer !== null) === answers);
    return some.map(({ kind, evidence }) => Number(evidence !== null && answerable(kind, evidence) >= 0.5 === answers));
  };
  if (looked.some(({ evidence }) => evidence === null)) return "";
  const [answered, declined] = [right(true), right(false)];
  return `, decided right ${percent(mean([...answered, ...declined]))} (answerable ${percent(mean(answered))}, others ${percent(mean(declined))})`;
}

function fit(looked: Looked[]): void {
  const rows = looked.flatMap(({ question, evidence }) =>
    evidence
      ? [
          {
            x: [evidence.words, evidence.like, evidence.coverage, Math.min(evidence.count, MOST_COUNTED)],
            y: question.answer ? 1 : 0,
          },
        ]
      : [],
  );
  if (rows.length === 0) return;
  const [bias = 0, w = 0, like = 0, coverage = 0, count = 0] = fitLogistic(rows).map((value) =>
    Number(value.toFixed(3)),
  );
  console.log(`  fitted: { words: ${w}, like: ${like}, coverage: ${coverage}, count: ${count}, bias: ${bias} }`);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}`;
}
