import { describe, expect, it } from "vitest";
import type { ComponentSettings } from "../../../../src/engine/nlu/pipeline-settings";
import { compilePipeline } from "../../../../training/nlu/pipeline-compiler";
import { config, example, STANDARD, tinyProject } from "./tiny-project";

function compiled(...components: Parameters<typeof config>): ComponentSettings[] {
  return compilePipeline(config(...components), tinyProject()).components;
}

describe("compilePipeline", () => {
  it("keeps the components' order and folds featurizers into the classifier", () => {
    const { components, faults } = compilePipeline(STANDARD, tinyProject());
    expect(components.map(({ name }) => name)).toEqual(["DIETClassifier", "EntitySynonymMapper", "FallbackClassifier"]);
    expect(components[0]).toMatchObject({
      intents: ["buy", "goodbye", "greet"],
      labels: [{ entity: "item" }],
      features: { characters: { min: 1, max: 4 }, lexical: true, patterns: { lookups: [{ name: "item" }] } },
    });
    expect(faults).toEqual([]);
  });

  it("gives the classifier no featurizer that stands behind it", () => {
    const [classifier] = compiled("CountVectorsFeaturizer", "DIETClassifier", "LexicalSyntacticFeaturizer");
    expect(classifier).toMatchObject({ features: { lexical: false, characters: null } });
  });

  it("puts something in the place of components that need Python, with a warning each", () => {
    const { components, faults } = compilePipeline(
      config("SpacyNLP", "SpacyTokenizer", "SpacyFeaturizer", "DIETClassifier"),
      tinyProject(),
    );
    expect(components).toMatchObject([{ name: "DIETClassifier", features: { characters: { min: 2, max: 4 } } }]);
    expect(faults.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      Array(3).fill("warning config.component-replaced"),
    );
  });

  it("trains one network for a pair of learners", () => {
    const components = compiled("CountVectorsFeaturizer", "CRFEntityExtractor", "LogisticRegressionClassifier");
    expect(components).toMatchObject([
      { name: "DIETClassifier", intents: ["buy", "goodbye", "greet"], labels: [{ entity: "item" }] },
    ]);
  });

  it("gives a ResponseSelector the response keys of its intent, once, and leaves one without any out", () => {
    const keyed = (key: string, text: string) => ({
      ...example(key.split("/")[0] ?? "", text),
      intentResponseKey: key,
    });
    const examples = [keyed("faq/b", "b"), keyed("faq/a", "a"), keyed("chat/c", "c"), example("greet", "hello")];
    const responses = { "faq/a": [{ text: "A", condition: [] }], "faq/d": [{ text: "D", condition: [] }] };
    const nlu = { ...tinyProject(), examples, responses };
    const selectors = (...options: Record<string, string | boolean>[]) =>
      compilePipeline(config(...options.map((of): [string, typeof of] => ["ResponseSelector", of])), nlu);
    const faq = { retrieval_intent: "faq", epochs: "many" };
    const { components, faults } = selectors(faq, faq, { retrieval_intent: "greet" }, {});
    expect(faults).toEqual([]);
    expect(components).toMatchObject([
      {
        name: "ResponseSelector",
        retrievalIntent: "faq",
        retrievalIntents: ["chat", "faq"],
        responses: [
          { key: "faq/a", variations: [{ text: "A" }] },
          { key: "faq/b", variations: [] },
        ],
        features: { characters: { min: 2, max: 4 } },
      },
      { retrievalIntent: null, responses: [{ key: "chat/c" }, { key: "faq/a" }, { key: "faq/b" }] },
    ]);
    const [, , asText] = selectors({ ...faq, use_text_as_label: true }).selectors[0]?.settings.responses ?? [];
    expect(asText).toMatchObject({ key: "faq/d", variations: [{ text: "D" }] });
  });

  it("chooses a fallback threshold only where the project gives none", () => {
    expect(compilePipeline(config("DIETClassifier", "FallbackClassifier"), tinyProject()).choosesThreshold).toBe(true);
    expect(compilePipeline(STANDARD, tinyProject()).choosesThreshold).toBe(false);
  });

  it("gives RegexEntityExtractor only what is an annotated entity", () => {
    const nlu = tinyProject();
    nlu.regexes.push({ name: "unused", patterns: ["x"], place: { file: "a.yml", line: 1, column: 1 } });
    expect(compilePipeline(config("RegexEntityExtractor"), nlu).components).toMatchObject([
      { patterns: { regexes: [], lookups: [{ name: "item" }], caseSensitive: false } },
    ]);
  });

  it("leaves keywords that stand under two intents out", () => {
    const nlu = {
      ...tinyProject(),
      examples: [example("greet", "hi"), example("bye", "hi"), example("bye", "so long")],
    };
    expect(compilePipeline(config("KeywordIntentClassifier"), nlu).components).toMatchObject([
      { keywords: [{ intent: "bye", text: "so long" }] },
    ]);
  });

  it("splits an entity by commas unless an annotation holds one, or as the option says", () => {
    const nlu = { ...tinyProject(), examples: [example("a", "[x, y](note) [z](item)")] };
    const split = (options: Record<string, boolean>) =>
      compilePipeline(config(["DIETClassifier", { split_entities_by_comma: options }]), nlu).components;
    expect(split({})).toMatchObject([{ splitByComma: ["item"] }]);
    expect(split({ note: true, item: false })).toMatchObject([{ splitByComma: ["note"] }]);
  });
});
