import { describe, expect, it } from "vitest";
import { Assistant } from "../../../../src/engine/assistant";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { Interpreter } from "../../../../src/engine/nlu/parse-data";
import { Correction } from "../../../../training/commands/correction";
import { compileCore } from "../../../../training/dialogue/core-trainer";
import { projectOf } from "../../../support/small-project";
import { tableProject } from "../../engine/dialogue/table-project";

/** Takes every message for a greeting. */
const greetings: Interpreter = {
  parse: (text) => {
    const intent = { name: "greet", confidence: 0.4 };
    return { text, intent, entities: [], intent_ranking: [intent] };
  },
};

/** A conversation whose questions get these answers, one after another; Enter once they are used up. */
async function talk(messages: string[], answers: string[]) {
  const project = projectOf(tableProject);
  const asked: string[] = [];
  const correction = new Correction(project, {
    ask: async (question) => {
      asked.push(question);
      return answers.shift() ?? "";
    },
  });
  const { model: core } = compileCore(project);
  const assistant = new Assistant<DataSchema>({ interpreter: greetings, core, actions: [], channel: "test" });
  const tracker = assistant.tracker("test");
  const said: string[] = [];
  for (const text of messages) {
    const result = await assistant.turn({ kind: "message", id: text, text }, tracker, {
      data: { get: async () => undefined, all: async () => [] },
      clock: fixedClock(0, "UTC"),
      random: seededRandom(1),
      signal: new AbortController().signal,
      supervisor: correction,
    });
    said.push(...result.replies.map((reply) => reply.text ?? ""));
  }
  const files = Object.fromEntries(correction.files(tracker.events).map(({ name, text }) => [name, text]));
  return { said, asked, files };
}

describe("correcting while talking", () => {
  it("lets another intent and another action take effect, and writes both down", async () => {
    const { said, files } = await talk(["opening times?"], ["ask_hours", "utter_hello", "action_listen"]);
    expect(said).toEqual(["Hello."]);
    const read = projectOf({
      ...tableProject,
      "data/stories.yml": files["stories"] ?? "",
      "data/more.yml": files["nlu"] ?? "",
    });
    expect(read.nlu.examples).toMatchObject([{ intent: "ask_hours", text: "opening times?" }]);
    expect(read.stories).toMatchObject([
      { name: "interactive 1", steps: [{ intent: "ask_hours" }, { kind: "action", name: "utter_hello" }] },
    ]);
  });

  it("takes a text with annotations for the entities, and what begins like one name for that name", async () => {
    const { files, asked } = await talk(["on Monday"], ["on [Monday](day)", "utter_hou", "action_listen"]);
    expect(asked[0]).toContain("understood greet (0.40): on Monday");
    expect(files["nlu"]).toContain("- on [Monday](day)");
    expect(files["stories"]).toContain("action: utter_hours");
  });

  it.each([
    ["flurb", /no intent of the domain is called flurb/],
    ["gret", /did you mean greet/],
    ["on [Tuesday](day)", /reads "on Tuesday"/],
    ["on [Monday](weekday)", /no entity of the domain is called weekday/],
    ["on [Monday", /never closed|isn't|Write/],
  ])("asks again after %s, and says why", async (answer, why) => {
    const { asked, said } = await talk(["on Monday"], [answer, "ask_hours"]);
    expect(asked[1]).toMatch(why);
    expect(said).toEqual(["We open at nine."]);
  });

  it("asks nothing about a payload's intent, and keeps no example of what the project has", async () => {
    const { files, asked } = await talk(["/greet"], ["utter_hello"]);
    expect(asked[0]).toMatch(/next /);
    expect(files["nlu"]).toBeUndefined();
  });
});
