import type { WordVectors } from "../../../engine/nlu/word-vectors";
import { NO_ANSWER, type Answer, type Knowledge } from "../knowledge";
import { groupByMeaning, type Asked } from "../mend/groups";
import { answerable, type Evidence } from "./answerable";
import { highlight } from "./highlight";
import { seldomness } from "./keyword";
import type { Found, KnowledgeIndex } from "./knowledge-index";
import { QuestionWords } from "./question-words";
import { staticVectors } from "./static-vectors";

/** Sure enough to answer. */
const SURE = 0.5;

/** Of the passages found, those that are read. */
const READ = 5;

/** Answers questions from an index. */
export class Questions implements Omit<Knowledge, "ready"> {
  /** @param words What is known of words, as soon as it is. */
  constructor(
    private readonly index: KnowledgeIndex,
    private readonly words: () => WordVectors | null,
  ) {}

  async ask(question: string): Promise<Answer> {
    const { found, asked, evidence } = await this.look(question);
    const [first] = found.passages;
    if (!first) return NO_ANSWER;
    const sure = answerable(found.kind, evidence);
    const passages = found.passages.slice(0, READ);
    const telling = asked.beyond([first.title, ...first.headings].join(" "));
    return { sure, isAnswered: sure >= SURE, passages, quote: highlight(first.text, first.start, telling) };
  }

  /** By the lite tier's vectors, so that both tiers tell the same groups. */
  async group(questions: readonly Asked[]): Promise<number[][]> {
    const words = this.words();
    if (!words) return groupByMeaning(questions, null);
    const vectors = staticVectors(words, "");
    const rows: Float32Array[] = [];
    for (const { question } of questions) rows.push(await vectors.of(question));
    return groupByMeaning(questions, rows);
  }

  /** What is found, and what tells whether it answers. */
  async look(question: string): Promise<{ found: Found; asked: QuestionWords; evidence: Evidence }> {
    const found = await this.index.find(question);
    const asked = QuestionWords.of(question, this.words(), (term) => seldomness(term, found.segments));
    const coverage = found.passages
      .slice(0, READ)
      .map(({ title, headings, text }) => asked.coveredBy(`${title} ${headings.join(" ")} ${text}`))
      .reduce((most, share) => Math.max(most, share), 0);
    const { words, like } = found;
    return { found, asked, evidence: { words, like, coverage, count: asked.count } };
  }
}
