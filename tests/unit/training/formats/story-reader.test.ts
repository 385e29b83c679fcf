import { describe, expect, it } from "vitest";
import { readStoryFile } from "../../../../training/formats/project-reader";
import type { Step } from "../../../../training/formats/types";
import { briefly } from "./memory-files";

function read(text: string) {
  const { stories, rules, faults } = readStoryFile(text, "s.yml");
  return { stories, rules, faults: briefly(faults, "s.yml") };
}

/** The steps of one story, without their places. */
function steps(text: string): unknown[] {
  const strip = (step: Step): unknown => {
    const { place: _, ...rest } = step;
    return rest.kind === "or" ? { kind: "or", alternatives: rest.alternatives.map(strip) } : rest;
  };
  const { stories, faults } = read(`stories:\n- story: s\n  steps:\n${text}`);
  expect(faults).toEqual([]);
  return (stories[0]?.steps ?? []).map(strip);
}

describe("the steps of a story", () => {
  it("of the user's intents, with entities in all shapes", () => {
    expect(
      steps(`
  - intent: book
    entities:
    - city: Oslo
      role: to
    - count: 2
      group: 1
    - plan
    - seat: null
  - intent: /faq/hours
`),
    ).toEqual([
      {
        kind: "user",
        intent: "book",
        entities: [
          { entity: "city", value: "Oslo", role: "to" },
          { entity: "count", value: 2, group: "1" },
          { entity: "plan", value: "" },
          { entity: "seat", value: null },
        ],
      },
      { kind: "user", intent: "faq", intentResponseKey: "faq/hours", entities: [] },
    ]);
  });

  it("that say nothing are skipped: metadata, and the dots of rules in Rasa 2.0", () => {
    expect(steps("\n  - metadata: {author: Ann}\n  - action: action_listen\n")).toEqual([
      { kind: "action", name: "action_listen" },
    ]);
    const { rules, faults } = read("rules:\n- rule: r\n  steps:\n  - ...\n  - action: action_listen\n");
    expect(rules[0]?.steps).toHaveLength(1);
    expect(faults).toEqual(["story.older at 4:5"]);
  });

  it("of the user's texts: annotated, end to end, and as a payload", () => {
    expect(
      steps(`
  - user: |
      fly to [Oslo]{"entity": "city", "role": "to"}
    intent: book
  - user: "I had that yesterday"
  - user: '/inform{"city": "Oslo", "size": [1, 2]}'
`),
    ).toEqual([
      {
        kind: "user",
        intent: "book",
        text: "fly to Oslo",
        entities: [{ entity: "city", start: 7, end: 11, value: "Oslo", role: "to" }],
      },
      { kind: "user", text: "I had that yesterday", entities: [] },
      {
        kind: "user",
        intent: "inform",
        text: '/inform{"city": "Oslo", "size": [1, 2]}',
        entities: [
          { entity: "city", value: "Oslo" },
          { entity: "size", value: 1 },
          { entity: "size", value: 2 },
        ],
      },
    ]);
  });

  it("of the bot, of slots in all shapes, of loops, checkpoints and alternatives", () => {
    expect(
      steps(`
  - action: utter_greet
  - bot: "Hello!"
  - slot_was_set:
    - a: x
    - b
    - c: null
      d: [1]
  - slot_was_set: {e: true}
  - slot_was_set: f
  - active_loop: trip_form
  - active_loop: null
  - checkpoint: later
    slot_was_set:
    - a: x
  - or:
    - intent: yes
    - slot_was_set:
      - a: y
`),
    ).toEqual([
      { kind: "action", name: "utter_greet" },
      { kind: "bot", text: "Hello!" },
      {
        kind: "slots",
        slots: [{ name: "a", value: "x" }, { name: "b" }, { name: "c", value: null }, { name: "d", value: [1] }],
      },
      { kind: "slots", slots: [{ name: "e", value: true }] },
      { kind: "slots", slots: [{ name: "f" }] },
      { kind: "loop", name: "trip_form" },
      { kind: "loop", name: null },
      { kind: "checkpoint", name: "later", slots: [{ name: "a", value: "x" }] },
      {
        kind: "or",
        alternatives: [
          { kind: "user", intent: "yes", entities: [] },
          { kind: "slots", slots: [{ name: "a", value: "y" }] },
        ],
      },
    ]);
  });

  it("know their places", () => {
    const { stories } = read("stories:\n- story: s\n  steps:\n  - intent: a\n  - action: b\n");
    expect(stories[0]?.place).toEqual({ file: "s.yml", line: 2, column: 3 });
    expect(stories[0]?.steps.map(({ place }) => place.line)).toEqual([4, 5]);
  });
});

describe("a rule", () => {
  it("has a condition, and flags with Rasa's defaults", () => {
    const { rules, faults } = read(`
rules:
- rule: plain
  steps: [{intent: a}, {action: b}]
- rule: full
  condition: [{active_loop: form}, {slot_was_set: [{s: 1}]}]
  conversation_start: True
  wait_for_user_input: false
  steps: [{action: b}]
`);
    expect(faults).toEqual([]);
    expect(rules[0]).toMatchObject({ name: "plain", condition: [], conversationStart: false, waitForUserInput: true });
    expect(rules[1]).toMatchObject({
      condition: [{ kind: "loop", name: "form" }, { kind: "slots" }],
      conversationStart: true,
      waitForUserInput: false,
    });
  });
});

describe("what can't be read is reported and skipped, and the rest is kept", () => {
  it.each([
    ["a step without a known key", "  - intnt: greet", "story.shape at 4:5"],
    ["a step that is a text", "  - greet", "story.shape at 4:5"],
    ["two entities in one item", "  - {intent: a, entities: [{b: 1, c: 2}]}", "story.shape at 4:28"],
    ["an action in an or", "  - or: [{action: a}, {intent: b}]", "story.or at 4:10"],
    ["a text without intent in an or", "  - or: [{user: hello}, {intent: b}]", "story.or at 4:10"],
    ["brackets that aren't closed", "  - {intent: a, user: 'to [Oslo'}", "nlu.entity-brackets at 4:27"],
    ["an unknown key", "  - {intent: a, entitis: [b]}", "story.unknown-key at 4:17"],
  ])("%s", (_, step, expected) => {
    const { stories, faults } = read(`stories:\n- story: s\n  steps:\n${step}\n  - action: last\n`);
    expect(faults).toEqual([expected]);
    expect(stories[0]?.steps.at(-1)).toMatchObject({ kind: "action", name: "last" });
  });

  it("a story without a name or steps, and a rule with an action as its condition", () => {
    const { faults } = read(`stories:
- steps: []
- story: empty
rules:
- rule: r
  condition: [{action: a}]
  steps: [{action: b}]
`);
    expect(faults).toEqual(["story.shape at 2:3", "story.empty at 3:3", "story.rule-condition at 6:15"]);
  });
});
