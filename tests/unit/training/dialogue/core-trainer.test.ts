import { describe, expect, it } from "vitest";
import { MAX_PATHS, storyPaths } from "../../../../training/dialogue/story-graph";
import { storyConflicts } from "../../../../training/dialogue/story-conflicts";
import { meetsConditions } from "../../../../training/dialogue/story-tracker";
import type { Step, Story } from "../../../../training/formats/types";
import { Conversation, projectOf, trainedCore, type Files } from "../../../support/small-project";
import { tableProject } from "../../engine/dialogue/table-project";
import { soundProject } from "../formats/memory-files";

const place = { file: "data/stories.yml", line: 1, column: 1 };

function withData(data: string): Files {
  return { ...tableProject, "data/rules.yml": data, "data/stories.yml": 'version: "3.1"\nstories: []\n' };
}

describe("training the policies", () => {
  it("refuses two rules that contradict each other, naming both and where", () => {
    const { faults } = trainedCore(
      withData(`
version: "3.1"
rules:
- rule: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
- rule: hours, but hello
  steps: [{intent: ask_hours}, {action: utter_hours}, {action: utter_hello}]
`),
    );
    expect(faults).toEqual([expect.objectContaining({ code: "story.contradiction", severity: "error" })]);
    expect(faults[0]?.message).toMatch(/"hours, but hello".*"hours"|"hours".*"hours, but hello"/);
    expect(faults[0]?.place.file).toBe("data/rules.yml");
  });

  it("refuses a story that contradicts a rule", () => {
    const files = {
      ...tableProject,
      "data/stories.yml": `
version: "3.1"
stories:
- story: hours are secret
  steps: [{intent: ask_hours}, {action: utter_hello}]
`,
    };
    expect(trainedCore(files).faults).toEqual([expect.objectContaining({ code: "story.contradiction" })]);
  });

  it("lets a story go on after a rule of one action", async () => {
    const talk = new Conversation({
      ...tableProject,
      "data/stories.yml": `
version: "3.1"
stories:
- story: hours and hello
  steps: [{intent: ask_hours}, {action: utter_hours}, {action: utter_hello}]
`,
    });
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine.", "Hello."]);
  });

  it("forgets a situation in which two stories differ", async () => {
    const talk = new Conversation(
      withData(`
version: "3.1"
stories:
- story: one
  steps: [{intent: greet}, {action: utter_hello}]
- story: two
  steps: [{intent: greet}, {action: utter_hours}]
`),
    );
    expect((await talk.say("greet")).texts).toEqual(["Sorry?"]);
  });

  it("goes on from one story to another at a checkpoint", async () => {
    const talk = new Conversation(
      withData(`
version: "3.1"
stories:
- story: first
  steps: [{intent: greet}, {action: utter_hello}, {checkpoint: greeted}]
- story: second
  steps: [{checkpoint: greeted}, {intent: affirm}, {action: utter_hours}]
`),
    );
    await talk.say("greet");
    expect((await talk.say("affirm")).texts).toEqual(["We open at nine."]);
  });

  it("starts a rule only at the conversation's start when it says so", async () => {
    const talk = new Conversation(
      withData(`
version: "3.1"
rules:
- rule: first greeting
  conversation_start: true
  steps: [{intent: greet}, {action: utter_hello}]
- rule: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
`),
    );
    expect((await talk.say("greet")).texts).toEqual(["Hello."]);
    expect((await talk.say("greet")).texts).toEqual(["Sorry?"]);
  });

  it("lets another rule continue one that does not wait for the user", async () => {
    const talk = new Conversation(
      withData(`
version: "3.1"
rules:
- rule: hello, and more
  wait_for_user_input: false
  steps: [{intent: greet}, {action: utter_hello}]
- rule: hours after hello
  steps: [{action: utter_hello}, {action: utter_hours}]
`),
    );
    expect((await talk.say("greet")).texts).toEqual(["Hello.", "We open at nine."]);
  });

  it("says that a policy has no stories to learn from, and refuses one it doesn't know", () => {
    const files = {
      ...withData('version: "3.1"\nrules: []\n'),
      "config.yml": "recipe: default.v1\npolicies:\n- name: TEDPolicy\n- name: MagicPolicy\n- name: RulePolicy\n",
    };
    const faults = trainedCore(files).faults.map(({ code, severity }) => `${severity} ${code}`);
    expect(faults).toEqual(["warning config.policy-skipped", "error config.unknown-policy"]);
  });
});

describe("the paths through stories", () => {
  const intent = (name: string) => ({ kind: "user" as const, intent: name, entities: [], place });
  const checkpoint = (name: string) => ({ kind: "checkpoint" as const, name, slots: [], place });

  it("end where checkpoints go in a circle", () => {
    const stories: Story[] = [
      { name: "in", place, steps: [intent("a"), checkpoint("x")] },
      { name: "round", place, steps: [checkpoint("x"), intent("b"), checkpoint("x")] },
    ];
    expect(storyPaths(stories).paths.map(({ name }) => name)).toEqual(["in - round"]);
  });

  it("join and leave a story at a checkpoint within it", () => {
    const stories: Story[] = [
      { name: "whole", place, steps: [intent("a"), checkpoint("x"), intent("b")] },
      { name: "joins", place, steps: [intent("c"), checkpoint("x")] },
      { name: "leaves", place, steps: [checkpoint("x"), intent("d")] },
    ];
    const paths = storyPaths(stories).paths.map(({ name, steps }) => [
      name,
      steps.flatMap((step) => (step.kind === "user" ? step.intent : [])).join(""),
    ]);
    expect(paths).toEqual([
      ["whole", "ab"],
      ["whole - leaves", "ad"],
      ["joins - whole", "cb"],
      ["joins - leaves", "cd"],
    ]);
  });

  it("go on only where slots have the values that a checkpoint asks for", () => {
    const { domain } = soundProject({
      "domain.yml":
        "slots:\n  plan: {type: categorical, values: [basic, plus], initial_value: basic, mappings: [{type: custom}]}\n",
    });
    const on = (plan: string): Step => ({ ...checkpoint("x"), slots: [{ name: "plan", value: plan }] });
    const set: Step = { kind: "slots", slots: [{ name: "plan", value: "plus" }], place };
    const stories: Story[] = [
      { name: "as it began", place, steps: [intent("a"), checkpoint("x")] },
      { name: "changed", place, steps: [intent("b"), set, checkpoint("x")] },
      { name: "plus", place, steps: [on("plus"), intent("c")] },
      { name: "basic", place, steps: [on("basic"), intent("d")] },
    ];
    const paths = storyPaths(stories).paths.filter((path) => meetsConditions(path, domain));
    expect(paths.map(({ name }) => name)).toEqual(["as it began - basic", "changed - plus"]);
  });

  it("are cut, and say so, where they would multiply without end", () => {
    const or = { kind: "or" as const, alternatives: ["a", "b", "c", "d"].map(intent), place };
    const { paths, cut } = storyPaths([{ name: "many", place, steps: Array.from({ length: 20 }, () => or) }]);
    expect(cut).toBe(true);
    expect(paths.length).toBeLessThanOrEqual(MAX_PATHS);
  });
});

describe("the checks of rules", () => {
  const codes = (rules: string) =>
    trainedCore(withData(`version: "3.1"\nrules:\n${rules}`)).faults.map(({ code }) => code);

  it("let one rule be for the start of a conversation only, beside those that hold anywhere", () => {
    expect(
      codes(`
- rule: first greeting
  conversation_start: true
  steps: [{intent: greet}, {action: utter_hello}]
- rule: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
`),
    ).toEqual([]);
  });

  it("refuse a rule that says nothing of a form which its action starts in another rule", () => {
    const rules = `
- rule: start
  steps: [{intent: book}, {action: table_form}, {active_loop: table_form}]
- rule: start too
  steps: [{intent: affirm}, {action: table_form}]
`;
    expect(codes(rules)).toContain("story.incomplete-rule");
    expect(
      codes(rules.replace("{action: table_form}]", "{action: table_form}]\n  wait_for_user_input: false")),
    ).toEqual([]);
  });

  it("refuse a rule that says nothing of a slot which its action sets in another rule", () => {
    const files = (second: string): Files => ({
      ...withData(`
version: "3.1"
rules:
- rule: loud
  steps: [{intent: greet}, {action: action_measure}, {slot_was_set: [{noise: true}]}, {action: utter_hello}]
- rule: quiet
  steps: [{intent: ask_hours}, {action: action_measure}, ${second}{action: utter_hours}]
`),
      "domain.yml": `${tableProject["domain.yml"].replace("slots:", "slots:\n  noise: {type: bool, mappings: [{type: custom}]}")}actions: [action_measure]\n`,
    });
    const [fault] = trainedCore(files("")).faults;
    expect(fault).toMatchObject({ code: "story.incomplete-rule", place: { file: "data/rules.yml", line: 6 } });
    expect(fault?.message).toMatch(/"quiet".*noise.*action_measure/);
    expect(trainedCore(files("{slot_was_set: [{noise: null}]}, ")).faults).toEqual([]);
  });

  it("refuse a rule of several messages, unless the config allows it", () => {
    const rules = `
- rule: talk
  steps: [{intent: greet}, {action: utter_hello}, {intent: ask_hours}, {action: utter_hours}]
`;
    expect(codes(rules)).toEqual(["story.rule-turns"]);
    const files = withData(`version: "3.1"\nrules:\n${rules}`);
    const policies = "policies:\n- name: RulePolicy\n  restrict_rules: false\n";
    expect(trainedCore({ ...files, "config.yml": `recipe: default.v1\n${policies}` }).faults).toEqual([]);
  });
});

describe("stories that conflict", () => {
  const conflicts = (stories: string, maxHistory: number | null = null) =>
    storyConflicts(projectOf({ ...withData('version: "3.1"\nrules: []\n'), "data/stories.yml": stories }), maxHistory);

  it("are told with both names and where, once for each difference", () => {
    const [fault, ...more] = conflicts(`
version: "3.1"
stories:
- story: one
  steps: [{intent: greet}, {action: utter_hello}]
- story: two
  steps: [{intent: greet}, {action: utter_hours}]
- story: two again
  steps: [{intent: greet}, {action: utter_hours}]
`);
    expect(fault).toMatchObject({ code: "story.conflict", severity: "warning", place: { line: 6 } });
    expect(fault?.message).toMatch(
      /"two" .* the intent greet .*utter_hours.*"one" \(data\/stories\.yml, line 4\).*utter_hello/,
    );
    expect(more).toEqual([]);
  });

  it("depend on how far back is looked", () => {
    const stories = `
version: "3.1"
stories:
- story: one
  steps: [{intent: deny}, {action: utter_really}, {intent: greet}, {action: utter_hello}]
- story: two
  steps: [{intent: greet}, {action: utter_hours}]
`;
    expect(conflicts(stories)).toEqual([]);
    expect(conflicts(stories, 1)).toHaveLength(1);
  });
});
