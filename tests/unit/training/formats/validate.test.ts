import { describe, expect, it } from "vitest";
import { briefly, readFiles } from "./memory-files";

const PROJECT = {
  "config.yml": "assistant_id: a",
  "domain.yml": `intents: [greet, {faq: {is_retrieval_intent: true}}]
entities: [city]
slots:
  size: {type: categorical, values: [Small, large], mappings: [{type: custom}]}
forms: {trip: {required_slots: [size]}}
responses: {utter_greet: [{text: Hi}], utter_faq/hours: [{text: Nine}]}
`,
  "data/nlu.yml": `nlu:
- intent: greet
  examples: |
    - hi
    - hello [Oslo](city)
- intent: faq/hours
  examples: |
    - when
    - what time
`,
  "data/rules.yml": `rules:
- rule: faq
  condition: [{slot_was_set: [{size: small}]}]
  steps: [{intent: faq}, {action: utter_faq}]
`,
};

function faultsWith(files: Record<string, string>, file: string): string[] {
  return briefly(readFiles({ ...PROJECT, ...files }).faults, file);
}

function story(steps: string): Record<string, string> {
  return { "data/stories.yml": `stories:\n- story: s\n  steps: [{intent: greet}, ${steps}]\n` };
}

describe("a project is checked as a whole", () => {
  it("a sound one has no faults", () => {
    expect(faultsWith(story("{action: utter_greet}, {active_loop: trip}"), "")).toEqual([]);
  });

  it.each([
    ["an unknown intent", "{intent: gret}", "story.unknown-intent at 3:37"],
    ["an unknown action", "{action: utter_gret}", "story.unknown-action at 3:37"],
    ["an unknown slot", "{slot_was_set: [{siz: 1}]}", "story.unknown-slot at 3:45"],
    ["an unknown entity", "{intent: greet, entities: [town]}", "story.unknown-entity at 3:28"],
    ["an unknown entity in a text", "{intent: greet, user: 'to [Oslo](town)'}", "story.unknown-entity at 3:28"],
    ["an unknown loop", "{active_loop: tripp}", "story.unknown-loop at 3:42"],
    ["a value that the slot doesn't have", "{slot_was_set: [{size: medium}]}", "story.slot-value at 3:28"],
    ["a checkpoint that nothing starts with", "{checkpoint: later}", "story.checkpoint at 3:28"],
  ])("a story with %s", (_, step, expected) => {
    expect(faultsWith(story(step), "data/stories.yml")).toEqual([expected]);
  });

  it("of all these only unknown actions and loops are errors: with the rest Rasa trains", () => {
    const errorsWith = (step: string): string[] =>
      readFiles({ ...PROJECT, ...story(step) }).faults.flatMap(({ severity, code }) =>
        severity === "error" ? [code] : [],
      );
    const steps = "{intent: gret, entities: [town]}, {slot_was_set: [{siz: 1}]}";
    expect(errorsWith(`${steps}, {action: utter_greet}`)).toEqual([]);
    expect(errorsWith("{action: utter_gret}, {active_loop: tripp}")).toEqual([
      "story.unknown-action",
      "story.unknown-loop",
    ]);
  });

  it("an action may be a loop, and a story may begin at Rasa's own checkpoint", () => {
    expect(faultsWith(story("{action: utter_greet}, {active_loop: utter_greet}"), "")).toEqual([]);
    const start =
      "stories:\n- story: s\n  steps: [{checkpoint: STORY_START}, {intent: greet}, {action: utter_greet}]\n";
    expect(faultsWith({ "data/stories.yml": start }, "")).toEqual([]);
  });

  it("a story may set a categorical slot to whatever else", () => {
    expect(faultsWith(story("{slot_was_set: [{size: __other__}]}, {action: utter_greet}"), "")).toEqual([]);
  });

  it("slots and loops that Rasa has by itself are known", () => {
    const steps =
      "{active_loop: action_two_stage_fallback}, {slot_was_set: [{requested_slot: null}, session_started_metadata]}";
    expect(faultsWith(story(steps), "")).toEqual([]);
  });

  it("checkpoints that go round in a circle are warned of where no story leads into it", () => {
    const circle = `stories:
- story: there
  steps: [{checkpoint: a}, {intent: greet}, {action: utter_greet}, {checkpoint: b}]
- story: and back
  steps: [{checkpoint: b}, {intent: greet}, {action: utter_greet}, {checkpoint: a}]
`;
    expect(faultsWith({ "data/s.yml": circle }, "data/s.yml")).toEqual([
      "story.checkpoint at 3:11",
      "story.checkpoint at 5:11",
    ]);
    const into = "- story: into\n  steps: [{intent: greet}, {checkpoint: a}]\n";
    expect(faultsWith({ "data/s.yml": circle + into }, "data/s.yml")).toEqual([]);
  });

  it("a checkpoint within a story ends and starts", () => {
    expect(
      faultsWith(story("{action: utter_greet}, {checkpoint: middle}, {intent: greet}, {action: utter_greet}"), ""),
    ).toEqual([]);
  });

  it("a slot with a mapping for a form that doesn't ask for it is warned of", () => {
    const mapped = (type: string): string[] => {
      const slot = `color: {type: text, mappings: [{type: ${type}, intent: greet, value: red, conditions: [{active_loop: trip}]}]}`;
      const domain = PROJECT["domain.yml"].replace("slots:", `slots:\n  ${slot}`);
      return faultsWith({ "domain.yml": domain, ...story("{action: utter_greet}") }, "domain.yml");
    };
    expect(mapped("from_intent")).toEqual(["domain.slot-mapping at 4:3"]);
    expect(mapped("from_trigger_intent")).toEqual([]);
  });

  it("checkpoints that join two stories are sound, and those in rules are not", () => {
    const joined = `stories:
- story: first
  steps: [{intent: greet}, {checkpoint: middle}]
- story: second
  steps: [{checkpoint: middle}, {action: utter_greet}]
`;
    expect(faultsWith({ "data/stories.yml": joined }, "")).toEqual([]);
    const rule = "rules:\n- rule: r\n  steps: [{intent: greet}, {checkpoint: c}]\n";
    expect(faultsWith({ "data/r.yml": rule }, "data/r.yml")).toEqual(["story.checkpoint at 3:28"]);
  });

  it("the message says what was meant, when it is near", () => {
    const { faults } = readFiles({ ...PROJECT, ...story("{action: utter_gret}") });
    expect(faults[0]?.message).toContain("Did you mean `utter_greet`?");
    expect(faults[0]?.message).toContain("The story `s`");
  });

  it("examples of unknown intents and entities are warned of, once an intent", () => {
    const nlu = "nlu:\n- intent: gret\n  examples: |\n    - a [b](town)\n    - c [d](town)\n";
    const used = story("{action: utter_greet}");
    expect(faultsWith({ "data/more.yml": nlu, ...used }, "data/more.yml")).toEqual([
      "nlu.unknown-intent at 2:11",
      "nlu.unknown-entity at 4:7",
    ]);
  });

  it("the same example under two intents is warned of", () => {
    const nlu = "nlu:\n- intent: faq/hours\n  examples: |\n    - hi\n    - when\n";
    expect(faultsWith({ "data/more.yml": nlu, ...story("{action: utter_greet}") }, "data/nlu.yml")).toEqual([
      "nlu.duplicate-example at 4:7",
    ]);
  });

  it("intents that nothing uses, and those with no or one example, are warned of", () => {
    const domain = PROJECT["domain.yml"].replace("[greet", "[lone, mute, greet");
    const nlu = "nlu:\n- intent: lone\n  examples: |\n    - single\n";
    const steps = story("{action: utter_greet}, {intent: mute}");
    expect(faultsWith({ "domain.yml": domain, "data/more.yml": nlu, ...steps }, "domain.yml")).toEqual([
      "nlu.few-examples at 1:11",
      "domain.unused-intent at 1:11",
      "nlu.no-examples at 1:17",
    ]);
  });

  it("a retrieval intent without responses is warned of", () => {
    const domain = PROJECT["domain.yml"].replace(", utter_faq/hours: [{text: Nine}]", "");
    expect(faultsWith({ "domain.yml": domain, ...story("{action: utter_greet}") }, "domain.yml")).toEqual([
      "domain.missing-response at 1:19",
    ]);
  });

  it("response keys with examples and no response, or with a response and no examples, are warned of", () => {
    const nlu = "nlu:\n- intent: faq/price\n  examples: |\n    - how much\n    - what does it cost\n";
    expect(faultsWith({ "data/more.yml": nlu, ...story("{action: utter_greet}") }, "data/more.yml")).toEqual([
      "nlu.missing-response at 4:7",
    ]);
    const responses = "responses:\n  utter_faq/place: [{text: Here}]\n  utter_more/place: [{text: There}]\n";
    const files = { "data/more.yml": responses, ...story("{action: utter_greet}") };
    expect(faultsWith(files, "data/more.yml")).toEqual(["domain.unused-response at 2:3"]);
    const said = { ...files, ...story("{action: utter_faq/place}") };
    expect(faultsWith(said, "")).toEqual([]);
  });

  it("retrieval intents and selectors that have no counterpart are warned of", () => {
    const withPipeline = (...selectors: string[]) => {
      const config = ["assistant_id: a", "pipeline:", "- name: DIETClassifier", ...selectors].join("\n");
      return faultsWith({ "config.yml": config, ...story("{action: utter_greet}") }, "config.yml");
    };
    const selector = "- {name: ResponseSelector, retrieval_intent: faq}";
    expect(withPipeline(selector)).toEqual([]);
    expect(withPipeline("- name: ResponseSelector")).toEqual([]);
    expect(withPipeline()).toEqual(["config.response-selector at domain.yml:1:19"]);
    expect(withPipeline(selector, selector)).toEqual(["config.response-selector at 5:3"]);
    expect(withPipeline(selector, selector.replace("faq", "greet"))).toEqual(["config.response-selector at 5:3"]);
  });

  it("a button may name the response of a retrieval intent", () => {
    const domain = PROJECT["domain.yml"].replace(
      "{text: Hi}",
      "{text: Hi, buttons: [{title: Hours, payload: /faq/hours}]}",
    );
    expect(faultsWith({ "domain.yml": domain, ...story("{action: utter_greet}") }, "")).toEqual([]);
  });
});
