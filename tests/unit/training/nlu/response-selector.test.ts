import { beforeAll, describe, expect, it } from "vitest";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { Assistant } from "../../../../src/engine/assistant";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { ParseContext } from "../../../../src/engine/nlu/parse-data";
import { pipelineSchema } from "../../../../src/engine/nlu/pipeline-settings";
import { chosenResponse } from "../../../../src/engine/nlu/response-selection";
import { TrainedInterpreter } from "../../../../src/engine/nlu/trained-interpreter";
import { Weights, weightsManifestSchema } from "../../../../src/engine/project/weights";
import { compileCore } from "../../../../training/dialogue/core-trainer";
import { coreReport, playStories } from "../../../../training/evaluation/core-report";
import { testNlu } from "../../../../training/evaluation/nlu-report";
import { readStoryFile } from "../../../../training/formats/project-reader";
import type { Project } from "../../../../training/formats/types";
import { trainNlu } from "../../../../training/nlu/train-nlu";
import * as v from "valibot";
import { soundProject } from "../formats/memory-files";
import { RETRIEVAL_PROJECT } from "./retrieval-project";

const CONTEXT: ParseContext = { now: 0, zone: "UTC" };

interface Trained {
  project: Project;
  interpreter: TrainedInterpreter;
  files: ReadonlyMap<string, Uint8Array>;
}

async function train(...selectors: string[]): Promise<Trained> {
  const pipeline = ["- name: CountVectorsFeaturizer", "- name: DIETClassifier", ...selectors];
  const config = ["assistant_id: shop", "pipeline:", ...pipeline, "policies:", "- name: RulePolicy", ""].join("\n");
  const project = soundProject({ ...RETRIEVAL_PROJECT, "config.yml": config });
  const { trained, faults } = await trainNlu({ nlu: project.nlu, config: project.config, seed: 1 });
  if (!trained?.lite) throw new Error(JSON.stringify(faults));
  return { project, interpreter: trained.lite.interpreter, files: trained.files };
}

/** What is said to each message, in one conversation. */
async function answers({ project, interpreter }: Trained, texts: string[]): Promise<string[]> {
  const core = compileCore(project).model;
  const assistant = new Assistant<DataSchema>({ interpreter, core, actions: [], channel: "test" });
  const tracker = assistant.tracker("talk");
  const said: string[] = [];
  for (const text of texts) {
    const data = { get: async () => undefined, all: async () => [] };
    const host = { data, clock: fixedClock(0, "UTC"), random: seededRandom(1), signal: new AbortController().signal };
    const { replies } = await assistant.turn({ kind: "message", id: text, text }, tracker, host);
    said.push(replies.map((reply) => `${reply.text} <${reply.utter_action}>`).join(" | "));
  }
  return said;
}

describe("two retrieval intents, each with a selector of its own", () => {
  let both: Trained;

  beforeAll(async () => {
    both = await train(
      "- {name: ResponseSelector, retrieval_intent: faq, epochs: 50, constrain_similarities: true}",
      "- {name: ResponseSelector, retrieval_intent: chitchat}",
    );
  }, 120_000);

  it("answer each question with its own response, text in", async () => {
    const questions = [
      "when do you open on sunday",
      "what does delivery cost",
      "do you have a name",
      "tell me a joke please",
    ];
    expect(await answers(both, [...questions, "hello there"])).toEqual([
      "We are open from nine to five. <utter_faq/hours>",
      "Delivery costs four euros. <utter_faq/delivery>",
      "I am the shop's assistant. <utter_chitchat/name>",
      "A shop walks into a bar. <utter_chitchat/joke>",
      "Welcome. <utter_greet>",
    ]);
  });

  it("answer a payload that names the response, and say nothing where only the intent is named", async () => {
    expect(await answers(both, ["/faq/returns", "/chitchat/name", "/faq", "/faq/nothing"])).toEqual([
      "Bring it back within a month. <utter_faq/returns>",
      "I am the shop's assistant. <utter_chitchat/name>",
      "",
      "",
    ]);
  });

  it("give Rasa's parse output", () => {
    const parsed = both.interpreter.parse("when do you open on sunday", CONTEXT);
    expect(parsed.intent.name).toBe("faq");
    const selection = parsed.response_selector ?? { all_retrieval_intents: [] };
    expect(Object.keys(selection)).toEqual(["all_retrieval_intents", "faq", "chitchat"]);
    expect(selection.all_retrieval_intents).toEqual(["chitchat", "faq"]);
    const faq = selection["faq"];
    if (!faq || Array.isArray(faq)) throw new Error("no choice for faq");
    const confidences = faq.ranking.map(({ confidence }) => confidence);
    expect(faq.response).toEqual({
      responses: [{ text: "We are open from nine to five.", condition: [] }],
      confidence: confidences[0],
      intent_response_key: "faq/hours",
      utter_action: "utter_faq/hours",
    });
    expect(faq.ranking[0]?.intent_response_key).toBe("faq/hours");
    const keys = faq.ranking.map(({ intent_response_key }) => intent_response_key);
    expect(keys.toSorted()).toEqual(["faq/delivery", "faq/hours", "faq/returns"]);
    expect(confidences.toSorted((x, y) => y - x)).toEqual(confidences);
    expect(confidences.reduce((x, y) => x + y, 0)).toBeCloseTo(1, 5);
  });

  it("understand the same from the files of the bundle", () => {
    const { files, interpreter } = both;
    const json = (name: string): unknown => JSON.parse(new TextDecoder().decode(files.get(name)));
    const weights = new Weights(
      v.parse(weightsManifestSchema, json("weights.json")),
      files.get("weights.bin") as Uint8Array,
    );
    const again = new TrainedInterpreter(v.parse(pipelineSchema, json("pipeline.json")), weights);
    for (const text of ["is there a shipping fee", "hello", "what are you called"])
      expect(again.parse(text, CONTEXT)).toEqual(interpreter.parse(text, CONTEXT));
  });

  it("are reported on, apart from the intents", async () => {
    const examples = both.project.nlu.examples;
    const [hours, name] = ["faq/hours", "chitchat/name"].map((key) =>
      examples.find(({ intentResponseKey }) => intentResponseKey === key),
    );
    const greeting = examples.find(({ intent }) => intent === "greet");
    if (!hours || !name || !greeting) throw new Error("the project has changed");
    const mistaken = { ...name, intentResponseKey: "chitchat/joke" };
    const { intent, responseSelection } = await testNlu(both.interpreter, [hours, name, mistaken, greeting]);
    expect(intent.accuracy).toBe(1);
    expect(responseSelection).toMatchObject({
      accuracy: 2 / 3,
      perResponse: { "faq/hours": { f1: 1, support: 1 }, "chitchat/joke": { recall: 0, support: 1 } },
      mistakes: [{ text: name.text, expected: "chitchat/joke", predicted: "chitchat/name" }],
    });
    expect((await testNlu(both.interpreter, [greeting])).responseSelection).toBeNull();
  });

  it("are judged by test stories that name the whole response key, from the text and from the story", () => {
    const { stories } = readStoryFile(
      `stories:
- story: the right ones
  steps:
  - {user: is there a shipping fee, intent: faq/delivery}
  - action: utter_faq
  - {user: what are you called, intent: chitchat}
  - action: utter_chitchat/name
- story: the wrong one
  steps:
  - {user: what are you called, intent: chitchat/joke}
  - action: utter_chitchat/joke
`,
      "tests/test_stories.yml",
    );
    const core = compileCore(both.project).model;
    const fromText = coreReport(playStories(core, stories, both.interpreter, CONTEXT));
    expect(fromText.stories).toEqual({ total: 2, correct: 1 });
    expect(fromText.failures[0]).toMatchObject({
      story: "the wrong one",
      expected: ["intent: chitchat/joke", "utter_chitchat/joke", "action_listen"],
      predicted: ["intent: chitchat/name", "utter_chitchat/name", "action_listen"],
    });
    const fromStory = coreReport(playStories(core, stories, null, CONTEXT));
    expect(fromStory.failures.map(({ story }) => story)).toEqual(["the right ones"]);
  });
});

describe("one selector for all retrieval intents", () => {
  let all: Trained;

  beforeAll(async () => {
    all = await train("- name: ResponseSelector");
  }, 120_000);

  it("answers for each of them, under Rasa's name for it", async () => {
    expect(await answers(all, ["when do you open on sunday", "tell me a joke please"])).toEqual([
      "We are open from nine to five. <utter_faq/hours>",
      "A shop walks into a bar. <utter_chitchat/joke>",
    ]);
    const { response_selector: selection } = all.interpreter.parse("what does delivery cost", CONTEXT);
    expect(Object.keys(selection ?? {})).toEqual(["all_retrieval_intents", "default"]);
  });

  it("learns from the words of the responses where the project says so, without any example too", async () => {
    const asText = await train("- {name: ResponseSelector, use_text_as_label: true}");
    const choice = ({ interpreter }: Trained) =>
      chosenResponse(interpreter.parse("can I park behind the shop", CONTEXT), "faq")?.intent_response_key;
    expect(choice(asText)).toBe("faq/parking");
    expect(choice(all)).not.toBe("faq/parking");
  });

  it("leaves its intent unanswered in a pipeline without one", async () => {
    const none = await train();
    expect(none.interpreter.parse("what does delivery cost", CONTEXT)).not.toHaveProperty("response_selector");
    expect(await answers(none, ["what does delivery cost", "/faq/delivery"])).toEqual([
      "",
      "Delivery costs four euros. <utter_faq/delivery>",
    ]);
  });
});
