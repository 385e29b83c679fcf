import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Assistant } from "../../src/engine/assistant";
import type { DataSchema } from "../../src/engine/actions/store";
import { fixedClock, seededRandom } from "../../src/engine/environment";
import { trainCore } from "../../training/dialogue/core-trainer";
import { coreReport, playStories } from "../../training/evaluation/core-report";
import { diskFiles } from "../../training/formats/disk-files";
import { readProject, readTests } from "../../training/formats/project-reader";
import { trainNlu } from "../../training/nlu/train-nlu";

const CONFORMANCE = "../shared/conformance";
const isThere = existsSync(CONFORMANCE);
if (!isThere) console.warn(`${CONFORMANCE} is missing: the projects of others are not tested.`);

const clock = fixedClock(Date.UTC(2026, 2, 2, 9), "UTC");

const trainings = new Map<string, ReturnType<typeof train>>();

/** A project's models; trained once, for whichever test asks first. */
function trained(name: string) {
  const training = trainings.get(name) ?? train(name);
  trainings.set(name, training);
  return training;
}

async function train(name: string) {
  const root = `${CONFORMANCE}/${name}`;
  const { project } = readProject(root, diskFiles(root));
  if (!project) throw new Error(`${name} could not be read`);
  const { trained: nlu } = await trainNlu({ nlu: project.nlu, config: project.config, seed: 1 });
  if (!nlu?.lite) throw new Error(`${name} could not be trained`);
  return { root, interpreter: nlu.lite.interpreter, core: (await trainCore(project, { seed: 1 })).model };
}

/** Says the messages one after the other and gives the texts of the answers. */
async function talk(
  { interpreter, core }: Awaited<ReturnType<typeof trained>>,
  messages: string[],
): Promise<string[][]> {
  const assistant = new Assistant<DataSchema>({ interpreter, core, actions: [], channel: "test" });
  const tracker = assistant.tracker("talk");
  const answers: string[][] = [];
  for (const text of messages) {
    const data = { get: async () => undefined, all: async () => [] };
    const host = { data, clock, random: seededRandom(1), signal: new AbortController().signal };
    const { replies } = await assistant.turn({ kind: "message", id: text, text }, tracker, host);
    answers.push(replies.map((reply) => reply.text ?? ""));
  }
  return answers;
}

describe.skipIf(!isThere)("projects of Rasa's own, trained whole", () => {
  it.each(["init", "formbot", "helpdesk-assistant"])("pass their own test stories, text in: %s", async (name) => {
    const { root, interpreter, core } = await trained(name);
    const { stories } = readTests(root, diskFiles(root));
    const report = coreReport(playStories(core, stories, interpreter, { now: clock.now(), zone: clock.zone }));
    expect(report.failures).toEqual([]);
    expect(report.stories.total).toBeGreaterThan(2);
  });

  it("answer from the responses of a retrieval intent", async () => {
    const answers = await talk(await trained("responseselectorbot"), [
      "may I know your name",
      "is it a sunny day today",
      "are you a bot",
    ]);
    expect(answers[0]?.[0]).toMatch(/retrieval bot/);
    expect(answers[1]?.[0]).toMatch(/sun/);
    expect(answers[2]).toEqual(["I am a bot, powered by Rasa."]);
  });

  it("hold a conversation with a form, an aside, and a number in words", async () => {
    const answers = await talk(await trained("formbot"), [
      "im looking for a restaurant",
      "italian",
      "how are you doing",
      "for four people",
      "yes",
      "nothing special",
      "it was great",
    ]);
    const asked = answers.map((texts) => texts.at(-1));
    expect(asked.slice(0, 2)).not.toContain(undefined);
    expect(answers[2]).toHaveLength(2);
    // The aside is answered, and the form asks its question again.
    expect(answers[2]?.[1]).toBe(answers[1]?.[0]);
    expect(answers.at(-1)?.join(" ")).toMatch(/italian[^]*4[^]*nothing special/);
  });
});
