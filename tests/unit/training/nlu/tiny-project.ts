import type { Component, Config, NluData, NluExample } from "../../../../training/formats/types";
import type { JsonObject } from "../../../../src/engine/json";

const PLACE = { file: "data/nlu.yml", line: 1, column: 1 };

/** An example in Rasa's markup, of which only `[text](entity)` is read here. */
export function example(intent: string, markup: string): NluExample {
  const entities: NluExample["entities"] = [];
  let text = "";
  let from = 0;
  for (const match of markup.matchAll(/\[(.+?)\]\((\w+)\)/g)) {
    text += markup.slice(from, match.index);
    const [all, value = "", entity = ""] = match;
    entities.push({ entity, value, start: text.length, end: text.length + value.length });
    text += value;
    from = match.index + all.length;
  }
  return { intent, text: text + markup.slice(from), entities, place: PLACE };
}

const GREETINGS = ["hello", "hi", "hey there", "good morning", "good evening", "hello there", "hi there", "hey"];
const FAREWELLS = ["bye", "goodbye", "see you later", "bye bye", "see you", "good night", "goodbye then", "talk later"];
const ITEMS = ["milk", "brown bread", "eggs", "butter", "green apples", "cheese", "tea", "dark chocolate"];

/** Three intents and one entity: trains in a second. */
export function tinyProject(): NluData {
  return {
    examples: [
      ...GREETINGS.map((text) => example("greet", text)),
      ...FAREWELLS.map((text) => example("goodbye", text)),
      ...ITEMS.map((item) => example("buy", `add [${item}](item) to my list`)),
      ...ITEMS.map((item) => example("buy", `please buy [${item}](item)`)),
    ],
    synonyms: { tea: "black tea" },
    regexes: [],
    lookups: [{ name: "item", entries: ["oat milk", "rice"], place: PLACE }],
    responses: {},
  };
}

export function config(...components: (string | [name: string, options: JsonObject])[]): Config {
  const pipeline = components.map((component): Component => {
    const [name, options] = typeof component === "string" ? [component, {}] : component;
    return { name, options, place: { file: "config.yml", line: 1, column: 1 } };
  });
  return { language: "en", assistantId: "tiny", pipeline, policies: [], source: "pipeline: []\n" };
}

export const STANDARD = config(
  "WhitespaceTokenizer",
  "RegexFeaturizer",
  "LexicalSyntacticFeaturizer",
  "CountVectorsFeaturizer",
  ["CountVectorsFeaturizer", { analyzer: "char_wb", min_ngram: 1, max_ngram: 4 }],
  "DIETClassifier",
  "EntitySynonymMapper",
  ["FallbackClassifier", { threshold: 0.3, ambiguity_threshold: 0.1 }],
);
