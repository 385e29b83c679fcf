import { describe, expect, it } from "vitest";
import type { ParseData } from "../../../../src/engine/nlu/parse-data";
import { coreReport, playStories, type StoryResult } from "../../../../training/evaluation/core-report";
import { storyFiles } from "../../../../training/evaluation/story-files";
import { readStoryFile } from "../../../../training/formats/project-reader";
import type { Step } from "../../../../training/formats/types";
import { trainedCore } from "../../../support/small-project";

const PROJECT = {
  "config.yml": "assistant_id: trips\nlanguage: en\npolicies: [{name: RulePolicy}, {name: MemoizationPolicy}]\n",
  "domain.yml": `
version: "3.1"
intents: [greet, book, inform, stop, ask, thank]
entities: [city]
slots:
  destination: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: city}]}
forms:
  trip_form: {required_slots: [destination]}
actions: [action_book]
responses:
  utter_greet: [{text: Hello.}]
  utter_answer: [{text: Because.}]
  utter_ask_destination: [{text: Where to?}]
  utter_welcome: [{text: You're welcome.}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: activate
  steps: [{intent: book}, {action: trip_form}, {active_loop: trip_form}]
- rule: submit
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: action_book}]
- rule: answer
  steps: [{intent: ask}, {action: utter_answer}]
`,
  "data/stories.yml": `
version: "3.1"
stories:
- story: thanked out of the blue
  steps: [{intent: thank}, {action: action_unlikely_intent}, {action: utter_welcome}]
`,
};

/** Understands what the tests say, and "Oslo" and "Bergen" as cities, the latter as a place. */
function parse(text: string): ParseData {
  const name = /fly|go/.test(text) ? "book" : /hi|hello/.test(text) ? "greet" : "inform";
  const entities = [...text.matchAll(/Oslo|Bergen/g)].map(({ 0: value, index: start }) => ({
    entity: value === "Oslo" ? "city" : "place",
    value,
    start,
    end: start + value.length,
    // Rasa doesn't compare these.
    role: "to",
    extractor: "DIETClassifier",
  }));
  for (const { 0: written, index: start } of text.matchAll(/\d+/g)) {
    const end = start + written.length;
    entities.push({ entity: "number", value: written, start, end, role: "", extractor: "DucklingEntityExtractor" });
  }
  return { text, intent: { name, confidence: 0.9 }, entities, intent_ranking: [{ name, confidence: 0.9 }] };
}

function play(stories: string, fromText = true): StoryResult[] {
  const read = readStoryFile(`version: "3.1"\nstories:\n${stories}`, "tests/test_trips.yml");
  expect(read.faults).toEqual([]);
  const { model } = trainedCore(PROJECT);
  return playStories(model, read.stories, fromText ? { parse } : null, { now: 0, zone: "UTC" });
}

const report = (results: StoryResult[]): Record<string, unknown> =>
  JSON.parse(storyFiles(results).get("story_report.json") ?? "") as Record<string, unknown>;

const FAILING = `
- story: a trip
  steps:
  - user: "hi"
    intent: greet
  - action: utter_greet
  - user: "fly to [Bergen](city) not [Oslo]{\\"entity\\": \\"city\\", \\"role\\": \\"from\\"}"
    intent: book
  - action: utter_answer
  - user: "thank you so much"
    intent: thank
  - action: action_listen
  - action: utter_greet
- story: all is well
  steps: [{user: hello, intent: greet}, {action: utter_greet}]
`;

describe("the reports on test stories", () => {
  it("counts actions, intents and entities together, and stories by themselves", () => {
    const results = play(FAILING);
    /*
     * "a trip":       greet ✓  utter_greet ✓  action_listen ✓  book ✓  [Bergen](city) ✗  [Oslo](city) ✓  utter_answer ✗ (trip_form)
     *                 action_listen ✓  thank ✗ (inform) ...
     * "all is well":  greet ✓  utter_greet ✓  action_listen ✓
     */
    const figures = report(results);
    expect(figures["conversation_accuracy"]).toEqual({ accuracy: 0.5, correct: 1, with_warnings: 0, total: 2 });
    expect(figures["greet"]).toMatchObject({ precision: 1, recall: 1, support: 2 });
    expect(figures["[Oslo](city)"]).toMatchObject({ recall: 1, support: 1 });
    expect(figures["[Bergen](city)"]).toMatchObject({ recall: 0, confused_with: { "[Bergen](place)": 1 } });
    expect(figures["thank"]).toMatchObject({ recall: 0, support: 1, confused_with: { inform: 1 } });
    expect(figures["utter_answer"]).toMatchObject({ recall: 0, support: 1, confused_with: { trip_form: 1 } });
    const judged = results.flatMap(({ steps }) => steps).length;
    // Each entity is judged by itself.
    expect(figures["micro avg"]).toMatchObject({ support: judged + 2 });
    expect(coreReport(results).stories).toEqual({ total: 2, correct: 1 });
  });

  it("counts what Duckling reads where the story annotates it, and leaves it out elsewhere", () => {
    const numbers = (user: string): StoryResult[] =>
      play(`- story: s\n  steps: [{user: "${user}", intent: book}, {action: trip_form}, {active_loop: trip_form}]\n`);
    expect(coreReport(numbers("fly to [Oslo](city) at [9](number)")).stories.correct).toBe(1);
    expect(coreReport(numbers("fly to [Oslo](city) at 9")).stories.correct).toBe(1);
    expect(coreReport(numbers("fly to [Oslo](city) [at 9](number)")).stories.correct).toBe(0);
  });

  it("writes failed stories as they are, with what was predicted instead", () => {
    const failed = storyFiles(play(FAILING)).get("failed_test_stories.yml") ?? "";
    const lines = failed.split("\n");
    expect(failed).toContain("- story: a trip # tests/test_trips.yml:4\n");
    expect(failed).not.toContain("all is well");
    expect(lines.find((line) => line.includes("intent: book"))).toMatch(
      /intent: book # predicted: book: fly to \[Bergen\]\(place\) not \[Oslo\]\(city\)$/,
    );
    expect(lines.find((line) => line.includes("intent: thank"))).toMatch(/# predicted: inform: thank you so much$/);
    expect(lines.find((line) => line.includes("action: utter_answer"))).toMatch(/# predicted: trip_form$/);
    expect(lines.find((line) => line.includes("action: utter_greet"))).toMatch(/utter_greet$/);
    const again = readStoryFile(failed, "failed_test_stories.yml");
    expect(again.faults).toEqual([]);
    const original = readStoryFile(`stories:${FAILING}`, "test.yml").stories[0];
    // Where the assistant should have listened, the failed story says so.
    const plain = (steps: Step[] = []): unknown =>
      JSON.parse(
        JSON.stringify(
          steps.filter((step) => step.kind !== "action" || step.name !== "action_listen"),
          (key, value: unknown) => (key === "place" ? undefined : value),
        ),
      );
    expect(plain(again.stories[0]?.steps)).toEqual(plain(original?.steps));
  });

  it("shows where the assistant should have listened", () => {
    const failed = storyFiles(play("\n- story: too much\n  steps: [{intent: book}, {action: trip_form}]\n", false)).get(
      "failed_test_stories.yml",
    );
    expect(failed?.trimEnd().split("\n").at(-1)).toMatch(/- action: action_listen # predicted: action_book$/);
  });

  it("plays every path through `or` and checkpoints by itself", () => {
    const results = play(
      `
- story: start
  steps: [{or: [{intent: greet}, {intent: ask}]}, {action: utter_greet}, {checkpoint: greeted}]
- story: end
  steps: [{checkpoint: greeted}, {intent: greet}, {action: utter_greet}]
`,
      false,
    );
    expect(coreReport(results).stories).toEqual({ total: 2, correct: 1 });
    expect(results.map(({ predicted }) => predicted[0])).toEqual(["utter_greet", "utter_answer"]);
  });

  it("decides again as if a form had rejected the message, where a story leaves its path", () => {
    const [result] = play(
      `
- story: an aside
  steps:
  - intent: book
  - action: trip_form
  - active_loop: trip_form
  - intent: ask
  - action: utter_answer
  - action: trip_form
`,
      false,
    );
    expect(result?.predicted).toEqual(["trip_form", "action_listen", "utter_answer", "trip_form", "action_listen"]);
    expect(result?.predicted).toEqual(result?.expected);
  });

  it("doesn't take a form that isn't active for rejected", () => {
    const [result] = play("\n- story: no form\n  steps: [{intent: book}, {action: utter_answer}]\n", false);
    expect(result?.predicted[0]).toBe("trip_form");
  });

  it("warns where an intent was thought unlikely and the story is right all the same", () => {
    const results = play("\n- story: thanks\n  steps: [{intent: thank}, {action: utter_welcome}]\n", false);
    expect(coreReport(results).stories).toEqual({ total: 1, correct: 1 });
    expect(report(results)["conversation_accuracy"]).toMatchObject({ with_warnings: 1 });
    const files = storyFiles(results);
    expect(files.get("stories_with_warnings.yml")).toContain("utter_welcome # predicted: action_unlikely_intent");
    expect(files.get("failed_test_stories.yml")).toBe("# No test story failed.\n");
    const wrong = play("\n- story: thanks\n  steps: [{intent: thank}, {action: utter_greet}]\n", false);
    expect(storyFiles(wrong).get("failed_test_stories.yml")).toContain(
      "utter_greet # predicted: utter_welcome after action_unlikely_intent",
    );
    expect(storyFiles(wrong).get("stories_with_warnings.yml")).toBe("# No test story has warnings.\n");
  });

  it("lets a story expect the unlikely intent itself", () => {
    const results = play(
      "\n- story: thanks\n  steps: [{intent: thank}, {action: action_unlikely_intent}, {action: utter_welcome}]\n",
      false,
    );
    expect(report(results)["conversation_accuracy"]).toMatchObject({ correct: 1, with_warnings: 0 });
  });

  it("confuses actions only in its matrix, and draws it", () => {
    const files = storyFiles(play(FAILING));
    const matrix = JSON.parse(files.get("story_confusion_matrix.json") ?? "") as { labels: string[] };
    expect(matrix.labels).toEqual(
      expect.arrayContaining(["action_listen", "trip_form", "utter_answer", "utter_greet"]),
    );
    expect(matrix.labels).not.toContain("greet");
    expect(files.get("story_confusion_matrix.svg")).toContain("<title>utter_answer → trip_form: 1 of 1</title>");
  });
});
