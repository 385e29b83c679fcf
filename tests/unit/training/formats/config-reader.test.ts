import { describe, expect, it } from "vitest";
import { briefly, readFiles, soundProject } from "./memory-files";

const DOMAIN = { "domain.yml": "intents: []" };

function configOf(text: string) {
  return soundProject({ ...DOMAIN, "config.yml": text }).config;
}

describe("config.yml", () => {
  it("gives components by class name, with their options as written", () => {
    const text = `assistant_id: mine
language: nb
pipeline:
- name: WhitespaceTokenizer
- name: rasa.nlu.classifiers.diet_classifier.DIETClassifier
  epochs: 3
  options: {deep: [1]}
- EntitySynonymMapper
policies:
- {name: RulePolicy, core_fallback_threshold: 0.4}
`;
    const config = configOf(text);
    expect(config).toMatchObject({ language: "nb", assistantId: "mine", source: text });
    expect(config.pipeline).toMatchObject([
      { name: "WhitespaceTokenizer", options: {} },
      { name: "DIETClassifier", options: { epochs: 3, options: { deep: [1] } }, place: { line: 5, column: 3 } },
      { name: "EntitySynonymMapper", options: {} },
    ]);
    expect(config.policies).toMatchObject([{ name: "RulePolicy", options: { core_fallback_threshold: 0.4 } }]);
  });

  it.each([
    ["is missing", undefined],
    ["leaves them empty", "language: en\npipeline:\npolicies:\n"],
    ["has empty lists", "pipeline: []\npolicies: []\n"],
  ])("that %s gets Rasa's default pipeline and policies", (_, text) => {
    const { config } = soundProject(text === undefined ? DOMAIN : { ...DOMAIN, "config.yml": text });
    expect(config.pipeline.map(({ name }) => name)).toEqual([
      "WhitespaceTokenizer",
      "RegexFeaturizer",
      "LexicalSyntacticFeaturizer",
      "CountVectorsFeaturizer",
      "CountVectorsFeaturizer",
      "DIETClassifier",
      "EntitySynonymMapper",
      "ResponseSelector",
      "FallbackClassifier",
    ]);
    expect(config.pipeline[5]?.options).toEqual({ epochs: 100, constrain_similarities: true });
    expect(config.policies.map(({ name }) => name)).toEqual([
      "MemoizationPolicy",
      "RulePolicy",
      "UnexpecTEDIntentPolicy",
      "TEDPolicy",
    ]);
    expect(config.language).toBe("en");
  });

  it.each([
    ["an unknown key", "assistant_id: a\npipelin: []", "config.unknown-key at 2:1"],
    ["a component without name", "assistant_id: a\npipeline: [{epochs: 1}]", "config.component at 2:12"],
    ["a pipeline that is a map", "assistant_id: a\npipeline: {name: A}", "config.shape at 2:11"],
    ["no assistant id", "language: en", "config.assistant-id at 1:1"],
  ])("with %s is reported", (_, text, expected) => {
    expect(briefly(readFiles({ ...DOMAIN, "config.yml": text }).faults, "config.yml")).toEqual([expected]);
  });
});

describe("endpoints.yml", () => {
  it("is kept as it is, with the environment's values", () => {
    const files = { ...DOMAIN, "endpoints.yml": "action_endpoint:\n  url: ${ACTIONS}/webhook" };
    expect(readFiles(files, { ACTIONS: "http://a" }).project?.endpoints).toEqual({
      action_endpoint: { url: "http://a/webhook" },
    });
  });

  it("trains without what only the machine knows that runs the assistant", () => {
    const files = { ...DOMAIN, "config.yml": "assistant_id: a" };
    const of = (url: string) => readFiles({ ...files, "endpoints.yml": `action_endpoint:\n  url: ${url}\n` });
    const { project, faults } = of("http://${HOST}:5055/webhook");
    expect(project?.actionEndpoint).toBeNull();
    expect(briefly(faults, "endpoints.yml")).toEqual(["yaml.environment at 2:8", "config.action-endpoint at 2:8"]);
    expect(of("localhost:5055").project?.actionEndpoint).toBeNull();
  });

  const server = (text: string) =>
    readFiles({ ...DOMAIN, "config.yml": "assistant_id: a", "endpoints.yml": `action_endpoint: ${text}` });

  it("names the action server, and what goes with each call", () => {
    expect(server("{url: 'http://localhost:5055/webhook', enable_selective_domain: true}")).toMatchObject({
      project: { actionEndpoint: { url: "http://localhost:5055/webhook", headers: {}, selectiveDomain: true } },
      faults: [],
    });
    const { project, faults } = server(
      "{url: https://a.example/hook, token: t, params: {bot: b}, headers: {X-Key: 7}, basic_auth: {username: u, password: p}}",
    );
    expect(project?.actionEndpoint).toEqual({
      url: "https://a.example/hook?bot=b&token=t",
      headers: { "X-Key": "7", Authorization: "Basic dTpw" },
      selectiveDomain: false,
    });
    expect(briefly(faults, "endpoints.yml")).toEqual(["config.action-endpoint at 1:18"]);
  });

  it.each([
    ["no address", "{}", ["config.action-endpoint at 1:18"]],
    ["half an address", "{url: localhost:5055}", ["config.action-endpoint at 1:24"]],
    ["a login in the address", "{url: 'http://u:p@a.example'}", ["config.action-endpoint at 1:24"]],
    ["a misspelt key", "{url: http://a.example, headrs: {}}", ["config.unknown-key at 1:42"]],
    ["nothing", "", []],
  ])("with %s", (_, text, expected) => {
    expect(briefly(server(text).faults, "endpoints.yml")).toEqual(expected);
  });
});
