import { FALLBACK_INTENT } from "../../src/engine/nlu/fallback-classifier";
import type { ChosenResponse, Intent, Interpreter, ParseContext, ParseData } from "../../src/engine/nlu/parse-data";
import { chosenResponse } from "../../src/engine/nlu/response-selection";
import type { NluExample } from "../formats/types";
import type { Answer } from "./confidence-histogram";

export interface LabelScore {
  precision: number;
  recall: number;
  f1: number;
  /** How many there were to be found. */
  support: number;
}

/** How well one of several labels is chosen for each text. */
export interface ChoiceReport {
  accuracy: number;
  macroF1: number;
  /** Expected calibration error: how far confidence and accuracy are apart, over 15 bins. */
  ece: number;
  mistakes: { text: string; expected: string; predicted: string; confidence: number }[];
}

/** What `sotto test nlu` says. All shares are in [0, 1]. */
export interface NluReport {
  intent: ChoiceReport & { perIntent: Record<string, LabelScore> };
  /**
   * Rasa's response_selection_report: what the selectors chose for the examples of retrieval intents (`faq/ask_hours`), whatever the
   * intent was taken for; null where no selector ran on such an example.
   */
  responseSelection: (ChoiceReport & { perResponse: Record<string, LabelScore> }) | null;
  /** Exact spans and types (CoNLL), of the entities that the examples annotate; null where there are none. */
  entities: { microF1: number; macroF1: number; perType: Record<string, LabelScore> } | null;
}

/** Dates in test sentences are read against any moment: only where they stand is compared. */
const CONTEXT: ParseContext = { now: Date.UTC(2026, 0, 5, 12), zone: "UTC" };

/** An example, and what was understood of its text. */
export interface ParsedExample {
  example: NluExample;
  parse: ParseData;
}

/** Parses examples and compares. */
export async function testNlu(interpreter: Interpreter, examples: readonly NluExample[]): Promise<NluReport> {
  return nluReport(await parseExamples(interpreter, examples));
}

/** Parses examples one at a time. */
export async function parseExamples(
  interpreter: Interpreter,
  examples: readonly NluExample[],
): Promise<ParsedExample[]> {
  const parsed: ParsedExample[] = [];
  for (const example of examples) parsed.push({ example, parse: await interpreter.parse(example.text, CONTEXT) });
  return parsed;
}

/** Compares what was understood with what the examples say. */
export function nluReport(parsed: readonly ParsedExample[]): NluReport {
  const intents = new Choices();
  const responses = new Choices();
  const entities = new Tally();
  const types = new Set(parsed.flatMap(({ example }) => example.entities.map(({ entity }) => entity)));
  for (const one of parsed) {
    const { text, intent, intentResponseKey, entities: annotated } = one.example;
    intents.add(text, intent, likeliestIntent(one.parse));
    const chosen = responseFor(one);
    if (intentResponseKey !== undefined && chosen) {
      const { intent_response_key: name, confidence } = chosen;
      responses.add(text, intentResponseKey, { name, confidence });
    }
    const key = ({ entity, start, end }: { entity: string; start: number; end: number }): string =>
      `${entity} ${start} ${end}`;
    entities.count(annotated.map(key), one.parse.entities.filter(({ entity }) => types.has(entity)).map(key));
  }
  return {
    intent: { ...intents.report(), perIntent: intents.scores() },
    responseSelection: responses.isEmpty ? null : { ...responses.report(), perResponse: responses.scores() },
    entities:
      types.size === 0
        ? null
        : { microF1: entities.microF1(), macroF1: entities.macroF1(), perType: entities.scores() },
  };
}

/** As in `rasa test`, a fallback is undone: the intent that was likeliest before it counts. */
export function likeliestIntent({ intent_ranking: ranking }: ParseData): Intent {
  return ranking.find(({ name }) => name !== FALLBACK_INTENT) ?? { name: null, confidence: 0 };
}

/** What the selectors chose for the retrieval intent that an example has, whatever intent was understood. */
export function responseFor({ example, parse }: ParsedExample): ChosenResponse | null {
  return example.intentResponseKey === undefined ? null : chosenResponse(parse, example.intent);
}

/** One label expected and one predicted, text by text. */
class Choices {
  private readonly tally = new Tally();
  private readonly answers: Answer[] = [];
  private readonly mistakes: ChoiceReport["mistakes"] = [];

  get isEmpty(): boolean {
    return this.answers.length === 0;
  }

  add(text: string, expected: string, { name, confidence }: Intent): void {
    const isRight = name === expected;
    this.answers.push({ isRight, confidence });
    this.tally.count([expected], name === null ? [] : [name]);
    if (!isRight) this.mistakes.push({ text, expected, predicted: name ?? "", confidence });
  }

  report(): ChoiceReport {
    const accuracy = share(this.answers.filter(({ isRight }) => isRight).length, this.answers.length);
    const { answers, mistakes, tally } = this;
    return { accuracy, macroF1: tally.macroF1(), ece: calibrationError(answers), mistakes };
  }

  scores(): Record<string, LabelScore> {
    return this.tally.scores();
  }
}

/** Right, wrong and missed, by label: the first word of a key. */
class Tally {
  private readonly counts = new Map<string, { right: number; predicted: number; expected: number }>();

  count(expected: string[], predicted: string[]): void {
    for (const key of expected) this.of(key).expected++;
    for (const key of predicted) {
      this.of(key).predicted++;
      if (expected.includes(key)) this.of(key).right++;
    }
  }

  scores(): Record<string, LabelScore> {
    const sorted = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      sorted.map(([label, { right, predicted, expected }]) => {
        const score = {
          precision: share(right, predicted),
          recall: share(right, expected),
          f1: share(2 * right, predicted + expected),
        };
        return [label, { ...score, support: expected }];
      }),
    );
  }

  /** Over the labels that were to be found. */
  macroF1(): number {
    const found = Object.values(this.scores()).filter(({ support }) => support > 0);
    return share(
      found.reduce((sum, { f1 }) => sum + f1, 0),
      found.length,
    );
  }

  microF1(): number {
    const all = [...this.counts.values()];
    const total = (of: "right" | "predicted" | "expected"): number => all.reduce((sum, counts) => sum + counts[of], 0);
    return share(2 * total("right"), total("predicted") + total("expected"));
  }

  private of(key: string) {
    const label = key.split(" ")[0] ?? "";
    const counts = this.counts.get(label) ?? { right: 0, predicted: 0, expected: 0 };
    this.counts.set(label, counts);
    return counts;
  }
}

function calibrationError(answers: Answer[]): number {
  const bins = Array.from({ length: 15 }, () => ({ right: 0, confidence: 0 }));
  for (const { isRight, confidence } of answers) {
    const bin = bins[Math.min(bins.length - 1, Math.floor(confidence * bins.length))];
    if (!bin) continue;
    bin.right += isRight ? 1 : 0;
    bin.confidence += confidence;
  }
  return share(
    bins.reduce((sum, { right, confidence }) => sum + Math.abs(right - confidence), 0),
    answers.length,
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
