import { describe, expect, it } from "vitest";
import { crossValidate, stratifiedFolds } from "../../../../training/evaluation/cross-validation";
import { readNluFile } from "../../../../training/formats/project-reader";
import { projectOf } from "../../../support/small-project";

const GREETINGS = ["hello", "hi", "good morning", "hey you", "hi there", "hello again"];
const ORDERS = [
  "bring me soup",
  "give me bread",
  "bring us cake",
  "give us soup",
  "bring bread please",
  "give me cake",
];
const nluFile = `
version: "3.1"
nlu:
- intent: greet
  examples: |
${GREETINGS.map((text) => `    - ${text}`).join("\n")}
- intent: order
  examples: |
${ORDERS.map((text) => `    - ${text}`).join("\n")}
`;
const { nlu } = readNluFile(nluFile, "data/nlu.yml");

describe("folds", () => {
  it("hold every example once, and each as much of every intent", () => {
    const folds = stratifiedFolds(nlu.examples, 3, 1);
    expect(
      folds
        .flat()
        .map(({ text }) => text)
        .sort(),
    ).toEqual([...GREETINGS, ...ORDERS].sort());
    for (const fold of folds) {
      expect(fold.filter(({ intent }) => intent === "greet")).toHaveLength(2);
      expect(fold.filter(({ intent }) => intent === "order")).toHaveLength(2);
    }
  });

  it("are the same for a seed, and others for another", () => {
    const texts = (seed: number): string[][] =>
      stratifiedFolds(nlu.examples, 3, seed).map((fold) => fold.map(({ text }) => text));
    expect(texts(7)).toEqual(texts(7));
    expect(texts(7)).not.toEqual(texts(8));
  });
});

describe("cross-validation", () => {
  it("tests every example once, with a model that learnt from the others", async () => {
    const { config } = projectOf({
      "config.yml":
        "language: en\nassistant_id: x\npipeline: [{name: WhitespaceTokenizer}, {name: KeywordIntentClassifier}]\npolicies: [{name: RulePolicy}]\n",
      "domain.yml": 'version: "3.1"\nintents: [greet, order]\n',
    });
    const result = await crossValidate({ nlu, config, folds: 3, tier: "lite", seed: 1, progress: () => undefined });
    if (Array.isArray(result)) throw new Error(result.map(({ message }) => message).join("\n"));
    // A keyword is known where it was learnt from; "hi" alone, or "hello", is in other greetings' texts too.
    expect(result.train).toEqual({ mean: 1, deviation: 0 });
    expect(result.parsed.map(({ example }) => example.text).sort()).toEqual([...GREETINGS, ...ORDERS].sort());
    const orders = result.parsed.filter(({ example }) => example.intent === "order");
    expect(orders.every(({ parse }) => parse.intent.name === null)).toBe(true);
    expect(result.test.mean).toBeLessThan(1);
  });

  it("stops at a pipeline that can't be trained, and says why", async () => {
    const config = { ...projectOf({ "config.yml": "assistant_id: x\n", "domain.yml": 'version: "3.1"\n' }).config };
    const pipeline = [{ name: "NoSuchComponent", options: {}, place: { file: "config.yml", line: 1, column: 1 } }];
    const work = {
      nlu,
      config: { ...config, pipeline },
      folds: 2,
      tier: "lite" as const,
      seed: 1,
      progress: () => undefined,
    };
    expect(await crossValidate(work)).toMatchObject([{ code: "config.component-unknown" }]);
  });
});
