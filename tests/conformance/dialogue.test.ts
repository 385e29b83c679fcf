import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileCore, trainCore } from "../../training/dialogue/core-trainer";
import { coreReport, playStories } from "../../training/evaluation/core-report";
import { diskFiles } from "../../training/formats/disk-files";
import { readProject, readTests } from "../../training/formats/project-reader";

const CONFORMANCE = "../shared/conformance";
const isThere = existsSync(CONFORMANCE);
if (!isThere) console.warn(`${CONFORMANCE} is missing: the projects of others are not tested.`);

interface Expected {
  story: string;
  predicted: string[];
}

const expected = isThere
  ? (JSON.parse(readFileSync(`${CONFORMANCE}/expected.json`, "utf8")) as Record<string, Expected[]>)
  : {};

describe.skipIf(!isThere)("the dialogue policies predict what Rasa's own core predicts", () => {
  it.each(["init", "formbot", "helpdesk-assistant", "carbon-bot"])("on %s", (name) => {
    const root = `${CONFORMANCE}/${name}`;
    const { project } = readProject(root, diskFiles(root));
    if (!project) throw new Error(`${name} could not be read`);
    const { stories } = readTests(root, diskFiles(root));
    const played = playStories(compileCore(project).model, stories, null, { now: 0, zone: "UTC" });
    for (const { story, predicted } of expected[name] ?? []) {
      const ours = played.find((result) => result.story.name === story);
      expect(ours?.predicted, story).toEqual(predicted);
    }
    expect(expected[name]?.length).toBeGreaterThan(2);
  });

  it(
    "and with TEDPolicy goes on where they don't know how to: all stories of carbon-bot",
    { timeout: 300_000 },
    async () => {
      const root = `${CONFORMANCE}/carbon-bot`;
      const { project } = readProject(root, diskFiles(root));
      if (!project) throw new Error("carbon-bot could not be read");
      const { model } = await trainCore(project, { seed: 1 });
      const report = coreReport(
        playStories(model, readTests(root, diskFiles(root)).stories, null, { now: 0, zone: "UTC" }),
      );
      expect(report.failures).toEqual([]);
      expect(report.stories.total).toBe(7);
    },
  );
});
