import type { Json, JsonObject } from "../../src/engine/json";
import type {
  ClassifierSettings,
  ComponentSettings,
  FeatureSettings,
  PatternSettings,
} from "../../src/engine/nlu/pipeline-settings";
import type { Component, Config, Fault, NluData } from "../formats/types";
import { COMPONENTS, LEARNER, NOTHING, SERVED, type ComponentRole } from "./component-table";
import { tagLabels } from "./examples";
import { compileForest, type CompiledForest } from "./random-forest-classifier";
import { compileSelector, type CompiledSelector } from "./response-selector-compiler";

export interface CompiledPipeline {
  /** Everything but the classifier's weights and scales. */
  components: ComponentSettings[];
  /** The project names no threshold for its FallbackClassifier: it is chosen on held-out examples. */
  choosesThreshold: boolean;
  /** The RandomForestClassifier among the components, with how it is to grow. */
  forest: CompiledForest | null;
  /** The ResponseSelectors among the components, with what they learn from. */
  selectors: CompiledSelector[];
  /** Components that aren't known (errors), or that something else stands in for (warnings). */
  faults: Fault[];
}

/** Rasa's defaults, used until the threshold is chosen. */
const THRESHOLD = 0.3;
const AMBIGUITY_THRESHOLD = 0.1;

/** Phrases of up to three words are always used, whatever the project says: measured, they tell intents apart that single words don't. */
const WORD_NGRAMS = 3;
/** Where nothing but a component that needs Python gave features. */
const CHARACTER_NGRAMS = { min: 2, max: 4 };

/** Turns a pipeline in Rasa's terms into this one's components. */
export function compilePipeline(config: Config, nlu: NluData): CompiledPipeline {
  const compiler = new Compiler(nlu, ownClassifier(config.pipeline));
  for (const component of config.pipeline) compiler.add(component);
  const { components, choosesThreshold, forest, selectors, faults } = compiler;
  return { components, choosesThreshold, forest, selectors, faults };
}

/** The component of a project's own that tells its intents, where no other does: one that isn't of another kind by its name. */
function ownClassifier(pipeline: readonly Component[]): Component | undefined {
  const tellsIntents = ({ name, options }: Component): boolean => {
    const known = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
    if (known?.role === "forest" || known?.role === "keywords") return true;
    return known?.learnsIntents === true && options["intent_classification"] !== false;
  };
  if (pipeline.some(tellsIntents)) return undefined;
  return pipeline.findLast(({ name, isOwn }) => isOwn && !/Tokenizer|Featurizer|Extractor|Mapper/.test(name));
}

class Compiler {
  readonly components: ComponentSettings[] = [];
  readonly selectors: CompiledSelector[] = [];
  readonly faults: Fault[] = [];
  choosesThreshold = false;
  forest: CompiledForest | null = null;
  /** What has been seen before the first classifier. */
  private readonly features: FeatureSettings = { words: 0, characters: null, lexical: false, patterns: null };
  private classifier: ClassifierSettings | null = null;

  constructor(
    private readonly nlu: NluData,
    private readonly ownClassifier: Component | undefined,
  ) {}

  add(component: Component): void {
    const known = Object.hasOwn(COMPONENTS, component.name) ? COMPONENTS[component.name] : undefined;
    if (known === undefined && component.isOwn) return this.addOwn(component);
    if (known === undefined) {
      const message = `Sotto has no component ${component.name}. Remove it, or use one of ${Object.keys(COMPONENTS).slice(0, 10).join(", ")}.`;
      this.faults.push({ place: component.place, code: "config.component-unknown", message, severity: "error" });
      return;
    }
    const isServed = known.role === "duckling" && component.options["url"] !== undefined;
    const replaced = isServed ? SERVED : known.replaced;
    if (replaced !== undefined) {
      const message = `${component.name} ${replaced.why}: ${replaced.by} takes its place.`;
      this.faults.push({ place: component.place, code: "config.component-replaced", message, severity: "warning" });
    }
    this.compile(known, component.options);
  }

  private addOwn(component: Component): void {
    const isClassifier = component === this.ownClassifier;
    const message = `${component.name} is a program of the project's own, and isn't run: ${isClassifier ? LEARNER : NOTHING} takes its place.`;
    const { place, options } = component;
    this.faults.push({ place, code: "config.component-replaced", message, severity: "warning" });
    if (isClassifier) this.compile({ role: "classifier", learnsIntents: true, learnsEntities: true }, options);
  }

  private compile(known: ComponentRole, options: JsonObject): void {
    switch (known.role) {
      case "regexFeatures":
        this.features.patterns = this.patterns(options, true, () => true);
        return;
      case "lexicalFeatures":
        this.features.lexical = true;
        return;
      case "countFeatures":
        this.addNgrams(options, known.replaced !== undefined);
        return;
      case "classifier":
        this.addClassifier(known, options);
        return;
      case "forest":
        if (this.forest !== null || this.nlu.examples.length === 0) return;
        this.forest = compileForest(options, this.featuresSoFar(), this.nlu.examples);
        this.components.push(this.forest.settings);
        return;
      case "duckling":
        this.components.push({
          name: "DucklingEntityExtractor",
          dimensions: Array.isArray(options["dimensions"]) ? options["dimensions"].map(String) : undefined,
          locale: typeof options["locale"] === "string" ? options["locale"] : undefined,
        });
        return;
      case "regexEntities": {
        const annotated = new Set(this.nlu.examples.flatMap((example) => example.entities.map(({ entity }) => entity)));
        this.components.push({
          name: "RegexEntityExtractor",
          patterns: this.patterns(options, false, (name) => annotated.has(name)),
        });
        return;
      }
      case "keywords":
        this.components.push({
          name: "KeywordIntentClassifier",
          keywords: keywordsOf(this.nlu),
          caseSensitive: options["case_sensitive"] !== false,
        });
        return;
      case "synonyms":
        this.components.push({ name: "EntitySynonymMapper", synonyms: this.nlu.synonyms });
        return;
      case "selector":
        this.addSelector(options);
        return;
      case "fallback":
        this.choosesThreshold = typeof options["threshold"] !== "number";
        this.components.push({
          name: "FallbackClassifier",
          threshold: numberOr(options["threshold"], THRESHOLD),
          ambiguityThreshold: numberOr(options["ambiguity_threshold"], AMBIGUITY_THRESHOLD),
          scopeThreshold: 1,
        });
        return;
      case "tokenizer":
      case "none":
        return;
    }
  }

  /** Learners share one network, at the place of the first: that's what DIET is for. */
  private addClassifier(known: ComponentRole, options: JsonObject): void {
    if (this.classifier === null) {
      this.classifier = {
        name: "DIETClassifier",
        features: this.featuresSoFar(),
        intents: [],
        labels: [],
        splitByComma: entitiesSplitByComma(this.nlu, options["split_entities_by_comma"]),
        scales: [],
        scope: null,
      };
      this.components.push(this.classifier);
    }
    if (known.learnsIntents && options["intent_classification"] !== false) {
      this.classifier.intents = [...new Set(this.nlu.examples.map(({ intent }) => intent))].sort();
    }
    if (known.learnsEntities && options["entity_recognition"] !== false)
      this.classifier.labels = tagLabels(this.nlu.examples);
  }

  /** The first for an intent counts; those with nothing to choose between are left out. */
  private addSelector(options: JsonObject): void {
    const selector = compileSelector(options, this.featuresSoFar(), this.nlu);
    const isFirst = this.selectors.every(
      ({ settings }) => settings.retrievalIntent !== selector?.settings.retrievalIntent,
    );
    if (!selector || !isFirst) return;
    this.selectors.push(selector);
    this.components.push(selector.settings);
  }

  /** What the featurizers up to here give; n-grams where there were none. */
  private featuresSoFar(): FeatureSettings {
    if (this.features.words === 0 && this.features.characters === null) this.addNgrams({}, true);
    return structuredClone(this.features);
  }

  private addNgrams(options: JsonObject, both: boolean): void {
    const { features } = this;
    const byCharacters = options["analyzer"] === "char" || options["analyzer"] === "char_wb";
    const min = numberOr(options["min_ngram"], 1);
    const max = numberOr(options["max_ngram"], 1);
    if (!byCharacters || both) features.words = Math.max(features.words, max, WORD_NGRAMS);
    const characters = byCharacters ? { min, max } : both ? CHARACTER_NGRAMS : null;
    if (characters === null) return;
    features.characters = {
      min: Math.min(characters.min, features.characters?.min ?? characters.min),
      max: Math.max(characters.max, features.characters?.max ?? characters.max),
    };
  }

  private patterns(options: JsonObject, caseSensitive: boolean, isUsed: (name: string) => boolean): PatternSettings {
    const regexes = options["use_regexes"] === false ? [] : this.nlu.regexes;
    const lookups = options["use_lookup_tables"] === false ? [] : this.nlu.lookups;
    return {
      regexes: regexes.filter(({ name }) => isUsed(name)).map(({ name, patterns }) => ({ name, patterns })),
      lookups: lookups.filter(({ name }) => isUsed(name)).map(({ name, entries }) => ({ name, entries })),
      caseSensitive: typeof options["case_sensitive"] === "boolean" ? options["case_sensitive"] : caseSensitive,
    };
  }
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** Examples that stand under one intent only: an ambiguous keyword says nothing. */
function keywordsOf(nlu: NluData): { intent: string; text: string }[] {
  const intents = new Map<string, Set<string>>();
  for (const { text, intent } of nlu.examples) intents.set(text, (intents.get(text) ?? new Set()).add(intent));
  return [...intents].filter(([, of]) => of.size === 1).map(([text, of]) => ({ intent: [...of][0] ?? "", text }));
}

/** Rasa's option: true or false for all, or by entity. Unsaid, an entity is split when no annotation of it holds a comma. */
function entitiesSplitByComma(nlu: NluData, option: Json | undefined): string[] {
  const annotations = new Map<string, string[]>();
  for (const { text, entities } of nlu.examples) {
    for (const { entity, start, end } of entities) {
      const texts = annotations.get(entity) ?? [];
      texts.push(text.slice(start, end));
      annotations.set(entity, texts);
    }
  }
  const byEntity = typeof option === "object" && option !== null && !Array.isArray(option) ? option : {};
  return [...annotations.keys()].sort().filter((entity) => {
    const said = byEntity[entity] ?? option;
    return typeof said === "boolean" ? said : !annotations.get(entity)?.some((text) => text.includes(","));
  });
}
