import { describe, expect, it } from "vitest";
import { compileCore } from "../../../training/dialogue/core-trainer";
import { readModels } from "../../../training/commands/models";
import { coreReport, playStories } from "../../../training/evaluation/core-report";
import { testNlu } from "../../../training/evaluation/nlu-report";
import { diskFiles } from "../../../training/formats/disk-files";
import { readProject, readTests } from "../../../training/formats/project-reader";

const ROOT = "training/assistant";
const { project, faults } = readProject(ROOT, diskFiles(ROOT));
if (!project) throw new Error(faults.map(({ place, message }) => `${place.file}:${place.line} ${message}`).join("\n"));
const tests = readTests(ROOT, diskFiles(ROOT));
const core = compileCore(project);

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, "");
const trained = new Set(project.nlu.examples.map(({ text }) => bare(text)));

/** The texts of the test stories; payloads aren't words. */
function saidInStories(): string[] {
  return tests.stories
    .flatMap(({ steps }) => steps)
    .flatMap((step) =>
      step.kind === "user" && step.text !== undefined && !step.text.startsWith("/") ? [step.text] : [],
    );
}

describe("the assistant that ships", () => {
  it("has no errors in its files, and no story or rule contradicts a rule", () => {
    expect([...faults, ...tests.faults, ...core.faults].filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("knows at least 40 intents, from at least 25 sentences each", () => {
    const counts = new Map<string, number>();
    for (const { intent } of project.nlu.examples) counts.set(intent, (counts.get(intent) ?? 0) + 1);
    expect(counts.size).toBeGreaterThanOrEqual(40);
    expect([...counts].filter(([, count]) => count < 25)).toEqual([]);
  });

  it("does in its test stories what they say", () => {
    const report = coreReport(playStories(core.model, tests.stories, null, { now: 0, zone: "UTC" }));
    expect(report.stories.total).toBeGreaterThanOrEqual(25);
    expect(report.failures).toEqual([]);
  });

  it("needs its stories: rules alone fail some of the test stories", () => {
    const { model } = compileCore({ ...project, stories: [] });
    const report = coreReport(playStories(model, tests.stories, null, { now: 0, zone: "UTC" }));
    expect(report.failures.length).toBeGreaterThanOrEqual(8);
  });

  it("is tested with other words than it was trained with", () => {
    const said = saidInStories();
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter((text) => trained.has(bare(text)))).toEqual([]);
  });

  it("holds out at least 300 sentences that it was never trained with", () => {
    const heldOut = tests.examples.map(({ text }) => text);
    expect(heldOut.length).toBeGreaterThanOrEqual(300);
    expect(heldOut.filter((text) => trained.has(bare(text)))).toEqual([]);
  });

  it("understands over 92 % of those, with the models that ship", async () => {
    const { interpreter } = await readModels("models");
    const { intent } = await testNlu(interpreter, tests.examples);
    expect(intent.accuracy).toBeGreaterThan(0.92);
  });

  it("ships models of its files as they are", async () => {
    const { domain, policies } = (await readModels("models")).core;
    const { model } = core;
    expect({ domain, policies }).toEqual(
      JSON.parse(JSON.stringify({ domain: model.domain, policies: model.policies })),
    );
  });
});
