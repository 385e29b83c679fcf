import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { diskFiles } from "../../training/formats/disk-files";
import { writeDomain } from "../../training/formats/domain-writer";
import { writeNlu } from "../../training/formats/nlu-writer";
import { readProject, readTests } from "../../training/formats/project-reader";
import { formatFault } from "../../training/formats/read-log";
import { writeStories } from "../../training/formats/story-writer";
import type { Project } from "../../training/formats/types";

/** Rasa's own example projects, which aren't part of this repository. */
const FOLDER = fileURLToPath(new URL("../../../shared/conformance/", import.meta.url));

/** Counted in the files: examples, stories, rules, slots, test stories. */
const PROJECTS: [string, number[]][] = [
  ["init", [68, 3, 2, 0, 7]],
  ["moodbot", [67, 3, 2, 0, 0]],
  ["formbot", [289, 2, 6, 5, 3]],
  ["rules", [289, 0, 13, 2, 0]],
  ["concertbot", [29, 6, 5, 3, 0]],
  ["reminderbot", [35, 1, 7, 1, 0]],
  ["knowledgebasebot", [44, 1, 4, 10, 0]],
  ["responseselectorbot", [76, 3, 3, 0, 0]],
  ["e2ebot", [33, 4, 0, 0, 4]],
  ["helpdesk-assistant", [452, 14, 7, 9, 12]],
  ["carbon-bot", [2521, 51, 4, 10, 7]],
];

const isMissing = !existsSync(FOLDER);
const note = isMissing ? ` (SKIPPED: ${FOLDER} is missing)` : "";

describe.skipIf(isMissing)(`Rasa's example projects are read without errors${note}`, () => {
  it.each(PROJECTS)("%s", (name, expected) => {
    const folder = FOLDER + name;
    const { project, faults } = readProject(folder, diskFiles(folder));
    const tests = readTests(folder, diskFiles(folder));
    const errors = [...faults, ...tests.faults].filter(({ severity }) => severity === "error");
    expect(errors.map(formatFault)).toEqual([]);
    const { nlu, stories, rules, domain } = project ?? {};
    expect([
      nlu?.examples.length,
      stories?.length,
      rules?.length,
      Object.keys(domain?.slots ?? {}).length,
      tests.stories.length,
    ]).toEqual(expected);
  });

  it.each(PROJECTS)("%s is the same again when it is written and read", (name) => {
    const { project } = readProject(FOLDER + name, diskFiles(FOLDER + name));
    if (!project) throw new Error(`${name} has errors`);
    const { nlu, stories, rules, domain } = project;
    // Responses of retrieval intents are the domain's and the training data's; here the domain writes them.
    const files: Record<string, string> = {
      "domain.yml": writeDomain(domain),
      "data/nlu.yml": writeNlu({ ...nlu, responses: {} }),
      "data/stories.yml": writeStories(stories, rules),
    };
    const list = () => Object.entries(files).map(([path, text]) => ({ path, size: text.length }));
    const again = readProject(name, { list, read: (path) => files[path] ?? "", environment: {} });
    expect(again.faults.filter(({ severity }) => severity === "error").map(formatFault)).toEqual([]);
    expect(content(again.project)).toEqual(content(project));
  });
});

/** What the writers write, without places; the order of actions follows from the rest. */
function content(project: Project | null): unknown {
  if (!project) return null;
  const { nlu, stories, rules, domain } = project;
  const all = { nlu, stories, rules, domain: { ...domain, actions: domain.actions.toSorted() } };
  return JSON.parse(JSON.stringify(all, (key, value: unknown) => (key === "place" ? undefined : value)));
}
