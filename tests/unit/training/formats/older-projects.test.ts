import { describe, expect, it } from "vitest";
import { compileCore } from "../../../../training/dialogue/core-trainer";
import type { Project, Step } from "../../../../training/formats/types";
import { compilePipeline } from "../../../../training/nlu/pipeline-compiler";
import { COMPONENTS } from "../../../../training/nlu/component-table";
import { config, tinyProject } from "../nlu/tiny-project";
import { briefly, readFiles, soundProject } from "./memory-files";

const DOMAIN = "intents: [greet]\nresponses: {utter_hi: [{text: Hi}]}\n";

function policiesOf(policies: string, pipeline = "[{name: DIETClassifier}]"): Project {
  return soundProject({ "domain.yml": DOMAIN, "config.yml": `pipeline: ${pipeline}\npolicies:\n${policies}` });
}

const strip = ({ place: _, ...step }: Step): unknown => step;

describe("the policies of Rasa 1", () => {
  it("FormPolicy and MappingPolicy are one RulePolicy without a fallback, and learners are TEDPolicy", () => {
    const { config, rules } = policiesOf(
      "- {name: KerasPolicy, epochs: 7, max_history: 3, layers: 2}\n- MappingPolicy\n- FormPolicy\n",
    );
    expect(config.policies).toMatchObject([
      { name: "TEDPolicy", options: { epochs: 7, max_history: 3 } },
      { name: "RulePolicy", options: { enable_fallback_prediction: false } },
    ]);
    expect(config.policies[0]?.options).not.toHaveProperty("layers");
    expect(rules).toEqual([]);
  });

  it("FallbackPolicy is a FallbackClassifier, the RulePolicy's fallback and a rule", () => {
    const { config, rules } = policiesOf(
      "- {name: FallbackPolicy, nlu_threshold: 0.4, core_threshold: 0.2, fallback_action_name: utter_hi}\n",
    );
    expect(config.pipeline.at(-1)).toMatchObject({
      name: "FallbackClassifier",
      options: { threshold: 0.4, ambiguity_threshold: 0.1 },
    });
    expect(config.policies).toMatchObject([
      { name: "RulePolicy", options: { core_fallback_threshold: 0.2, core_fallback_action_name: "utter_hi" } },
    ]);
    expect(rules.map(({ steps }) => steps.map(strip))).toEqual([
      [
        { kind: "user", intent: "nlu_fallback", entities: [] },
        { kind: "action", name: "utter_hi" },
      ],
    ]);
  });

  it("TwoStageFallbackPolicy is the two-stage loop; a RulePolicy and a FallbackClassifier of the project's own stay", () => {
    const { config, rules } = policiesOf(
      "- TwoStageFallbackPolicy\n- {name: RulePolicy, core_fallback_threshold: 0.5}\n",
      "[{name: DIETClassifier}, {name: FallbackClassifier, threshold: 0.6}]",
    );
    expect(config.pipeline).toHaveLength(2);
    expect(config.policies).toMatchObject([
      {
        name: "RulePolicy",
        options: { core_fallback_threshold: 0.5, core_fallback_action_name: "action_default_fallback" },
      },
    ]);
    expect(rules[0]?.steps.slice(1).map(strip)).toEqual([
      { kind: "action", name: "action_two_stage_fallback" },
      { kind: "loop", name: "action_two_stage_fallback" },
    ]);
  });

  it("are warned of with their places, and an unknown fallback action is an error", () => {
    const { faults } = readFiles({
      "domain.yml": DOMAIN,
      "config.yml":
        "assistant_id: a\npolicies:\n- FormPolicy\n- {name: FallbackPolicy, fallback_action_name: utter_no}\n",
    });
    expect(briefly(faults, "config.yml").filter((fault) => !fault.includes("domain.yml"))).toEqual([
      "config.policy-replaced at 3:3",
      "config.policy-replaced at 4:3",
      "story.unknown-action at 4:3",
    ]);
  });

  it("that have no counterpart are refused by name", () => {
    const message = expect.stringContaining("LuckyPolicy") as string;
    expect(compileCore(policiesOf("- LuckyPolicy\n")).faults).toMatchObject([
      { code: "config.unknown-policy", severity: "error", message },
    ]);
    // One of the project's own is Python: the others decide without it.
    expect(compileCore(policiesOf("- my.policies.LuckyPolicy\n- RulePolicy\n")).faults).toMatchObject([
      { code: "config.policy-skipped", severity: "warning", message },
    ]);
  });
});

describe("the domains of Rasa 1", () => {
  it("`triggers` of an intent is a rule, `templates:` are responses, and a variation may be a text", () => {
    const files = {
      "domain.yml": `intents:
- greet: {triggers: utter_hi}
templates:
  utter_hi: [Hi, {text: Hello}]
`,
    };
    const { rules, domain } = soundProject(files);
    expect(rules.map(({ steps }) => steps.map(strip))).toEqual([
      [
        { kind: "user", intent: "greet", entities: [] },
        { kind: "action", name: "utter_hi" },
      ],
    ]);
    expect(domain.responses["utter_hi"]).toEqual([
      { text: "Hi", condition: [] },
      { text: "Hello", condition: [] },
    ]);
    const older = readFiles(files).faults.filter(({ code }) => code === "domain.older");
    expect(briefly(older, "domain.yml")).toEqual(["domain.older at 2:21", "domain.older at 3:1"]);
  });

  it("slots may be unfeaturized, by name or by class, and are `any`", () => {
    const { domain } = soundProject({
      "domain.yml": `slots:
  a: {type: unfeaturized}
  b: {type: rasa.core.slots.UnfeaturizedSlot}
  c: {type: rasa.shared.core.slots.CategoricalSlot, values: [x]}
`,
    });
    expect(Object.values(domain.slots).map(({ type }) => type)).toEqual(["any", "any", "categorical"]);
  });

  it("`store_entities_as_slots: false` keeps entities from filling slots, except where a slot says so", () => {
    const { domain } = soundProject({
      "domain.yml": `config: {store_entities_as_slots: false}
entities: [a, b]
slots:
  a: {type: text}
  b: {type: text, auto_fill: true}
`,
    });
    expect(Object.values(domain.slots).map(({ mappings }) => mappings.map(({ type }) => type))).toEqual([
      ["custom"],
      ["from_entity"],
    ]);
  });

  it("forms that are names only were code: an action of the name does their work", () => {
    const { domain } = soundProject({ "domain.yml": "forms: [trip_form, {other_form: }]\n" });
    expect(domain.forms).toEqual({
      trip_form: { requiredSlots: [], ignoredIntents: [] },
      other_form: { requiredSlots: [], ignoredIntents: [] },
    });
    expect(domain.actions).toContain("trip_form");
    const { faults } = readFiles({ "domain.yml": "forms: [trip_form]\n" });
    expect(briefly(faults, "domain.yml")).toContain("domain.form-without-slots at 1:9");
  });

  it("forms before 2.6 hold their slots themselves", () => {
    const { domain } = soundProject({
      "domain.yml": `intents: [stop]
entities: [city]
slots:
  city: {type: text, auto_fill: false}
forms:
  trip_form:
    ignored_intents: [stop]
    city:
    - {type: from_entity, entity: city}
`,
    });
    expect(domain.forms).toEqual({ trip_form: { requiredSlots: ["city"], ignoredIntents: ["stop"] } });
    expect(domain.slots["city"]?.mappings).toMatchObject([
      { type: "from_entity", conditions: [{ activeLoop: "trip_form" }] },
    ]);
  });
});

describe("the stories of Rasa 1 and 2.0", () => {
  it("say form, action_deactivate_form and respond_faq", () => {
    const { stories } = soundProject({
      "domain.yml": `intents: [stop, {faq: {is_retrieval_intent: true}}]
slots: {city: {type: text}}
forms: {trip_form: {required_slots: [city]}}
responses: {utter_faq/hours: [{text: At nine.}]}
`,
      "data/stories.yml": `stories:
- story: s
  steps:
  - intent: stop
  - form: trip_form
  - action: action_deactivate_form
  - form: null
  - intent: faq
  - action: respond_faq
`,
    });
    expect(stories[0]?.steps.map(strip)).toMatchObject([
      { kind: "user" },
      { kind: "loop", name: "trip_form" },
      { kind: "action", name: "action_deactivate_loop" },
      { kind: "loop", name: null },
      { kind: "user" },
      { kind: "action", name: "utter_faq" },
    ]);
  });
});

describe("components that need Python or a server", () => {
  const replaced = Object.entries(COMPONENTS).filter(([, { replaced: by }]) => by);

  it.each(replaced)("%s is replaced, with one line that says why and by what", (name, role) => {
    const { faults } = compilePipeline(config(name), tinyProject());
    expect(faults.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning config.component-replaced"]);
    expect(faults[0]?.message).toContain(`${name} ${role.replaced?.why ?? "?"}: ${role.replaced?.by ?? "?"}`);
  });

  it("a Duckling server isn't asked; without its address there is nothing to say", () => {
    const served = compilePipeline(
      config(["DucklingEntityExtractor", { url: "http://localhost:8000" }]),
      tinyProject(),
    );
    expect(served.components).toMatchObject([{ name: "DucklingEntityExtractor" }]);
    expect(served.faults.map(({ code }) => code)).toEqual(["config.component-replaced"]);
    expect(compilePipeline(config("DucklingEntityExtractor"), tinyProject()).faults).toEqual([]);
  });

  it("one that isn't known is refused by name", () => {
    const { faults } = compilePipeline(config("SentimentAnalyser"), tinyProject());
    expect(faults).toMatchObject([{ code: "config.component-unknown", severity: "error" }]);
  });

  it("one of the project's own isn't run; a DIETClassifier tells the intents where no other component does", () => {
    const own = { options: {}, isOwn: true as const, place: { file: "config.yml", line: 1, column: 1 } };
    const mood = { ...own, name: "MoodClassifier" };
    const size = { ...own, name: "SizeExtractor" };
    const alone = compilePipeline({ ...config(), pipeline: [mood, size] }, tinyProject());
    expect(alone.components).toMatchObject([{ name: "DIETClassifier" }]);
    expect(alone.components).not.toMatchObject([{ intents: [] }]);
    expect(alone.faults.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning config.component-replaced",
      "warning config.component-replaced",
    ]);
    const { pipeline } = config("KeywordIntentClassifier");
    const beside = compilePipeline({ ...config(), pipeline: [mood, ...pipeline] }, tinyProject());
    expect(beside.components.map(({ name }) => name)).toEqual(["KeywordIntentClassifier"]);
  });
});

describe("config.yml", () => {
  it("may have the names of components from before Rasa 1", () => {
    const { config: read } = soundProject({
      "domain.yml": DOMAIN,
      "config.yml": "pipeline:\n- name: nlp_spacy\n- {name: ner_crf, BILOU_flag: false}\n- intent_classifier_sklearn\n",
    });
    expect(read.pipeline.map(({ name }) => name)).toEqual([
      "SpacyNLP",
      "CRFEntityExtractor",
      "SklearnIntentClassifier",
    ]);
    expect(compilePipeline(read, tinyProject()).components).toMatchObject([{ name: "DIETClassifier" }]);
  });

  it.each(["supervised_embeddings", "pretrained_embeddings_spacy", "pretrained_embeddings_convert"])(
    "with `pipeline: %s` has the components that do the same today",
    (template) => {
      const { config } = soundProject({ "domain.yml": DOMAIN, "config.yml": `pipeline: ${template}\n` });
      const names = config.pipeline.map(({ name }) => name);
      expect(names).toContain("DIETClassifier");
      expect(names).not.toContain("FallbackClassifier");
    },
  );

  it.each([
    ["a template that there isn't", "pipeline: best\n", "config.pipeline-template at 1:11"],
    ["a recipe that isn't read", "recipe: graph.v1\n", "config.recipe at 1:9"],
  ])("with %s is refused", (_, text, expected) => {
    const { faults } = readFiles({ "domain.yml": DOMAIN, "config.yml": text });
    const errors = faults.filter(({ severity }) => severity === "error");
    expect(briefly(errors, "config.yml")).toEqual([expected]);
  });
});

describe("the training data of Rasa 1", () => {
  it("is read from JSON, with entities by their places in characters", () => {
    const json = {
      rasa_nlu_data: {
        common_examples: [
          {
            text: "\u{1F600} to Oslo",
            intent: "go",
            entities: [{ start: 5, end: 9, entity: "city", value: "Kristiania", role: "to" }],
          },
          { text: "when?", intent: "faq/hours", entities: [] },
        ],
        regex_features: [{ name: "code", pattern: "\\d+" }],
        lookup_tables: [{ name: "city", elements: ["Oslo", "Rome"] }],
        entity_synonyms: [{ value: "Rome", synonyms: ["roma"] }],
      },
    };
    const files = {
      "domain.yml": "intents: [go, faq]\nentities: [city]\nresponses: {utter_faq/hours: [{text: At nine.}]}\n",
      "data/nlu.json": JSON.stringify(json, null, 2),
      "data/knowledge.json": '{"hotels": []}',
    };
    const { nlu } = soundProject(files);
    expect(nlu.examples).toMatchObject([
      { intent: "go", entities: [{ entity: "city", start: 6, end: 10, value: "Kristiania", role: "to" }] },
      { intent: "faq", intentResponseKey: "faq/hours", text: "when?" },
    ]);
    expect(nlu.synonyms).toMatchObject({ oslo: "Kristiania", roma: "Rome" });
    expect([nlu.regexes[0]?.patterns, nlu.lookups[0]?.entries]).toEqual([["\\d+"], ["Oslo", "Rome"]]);
    expect(briefly(readFiles(files).faults, "data/nlu.json").filter((fault) => fault.startsWith("nlu."))).toContain(
      "nlu.json at 2:20",
    );
  });

  it("in JSON keeps what is right in it", () => {
    const text = `{"rasa_nlu_data": {"common_examples": [
  {"text": "to Oslo", "intent": "go", "entities": [{"start": 3, "end": 99, "entity": "city"}]},
  {"text": "hello"}]}}`;
    const { faults } = readFiles({ "domain.yml": "intents: [go]\nentities: [city]\n", "data/n.json": text });
    const errors = faults.filter(({ severity }) => severity === "error");
    expect(briefly(errors, "data/n.json")).toEqual(["nlu.entity-annotation at 2:52", "nlu.shape at 3:3"]);
  });

  it("may name a lookup table's file, in the project or beside it", () => {
    const files = (path: string) => ({
      "domain.yml": "intents: []",
      "data/nlu.md": `## lookup:city\n${path}\n`,
      "data/lookups/city.txt": "Oslo\n\nRome\n",
    });
    for (const path of ["data/lookups/city.txt", "lookups/city.txt", "./data/lookups/city.txt"]) {
      expect(soundProject(files(path)).nlu.lookups[0]?.entries, path).toEqual(["Oslo", "Rome"]);
    }
    const { faults } = readFiles(files("none.txt"));
    expect(faults.map(({ message }) => message).join()).toContain("which isn't there");
  });
});

describe("environment variables", () => {
  it("are replaced in training data as in the domain", () => {
    const files = {
      "domain.yml": "intents: [{faq: {is_retrieval_intent: true}}]\n",
      "data/r.yml": "responses:\n  utter_faq/who:\n  - text: I am ${NAME}\n",
    };
    expect(readFiles(files, { NAME: "Ann" }).project?.nlu.responses["faq/who"]).toMatchObject([{ text: "I am Ann" }]);
    expect(briefly(readFiles(files).faults, "data/r.yml")).toContain("yaml.environment at 3:11");
  });
});
