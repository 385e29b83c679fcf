import { expect, it } from "vitest";
import { memoryServices } from "../../../../training/commands/memory-services";
import { allOf, projectActions } from "../../../../training/commands/project-actions";
import { capturedOutput } from "../../../support/captured-output";
import { SHIPPED_PROJECT, openProject } from "../../../../training/commands/project-files";
import { projectOf } from "../../../support/small-project";
import { actionsWith } from "../../../../src/skills/actions";

const silent = capturedOutput();

const { domain } = projectOf({
  "config.yml": "recipe: default.v1\nassistant_id: tea\n",
  "domain.yml": `version: "3.1"
intents: []
actions: [action_set_reminder, action_flip_coin, action_restart, action_brew_tea]
`,
});

async function names(hasServer: boolean): Promise<Record<string, string[]>> {
  const actions = await projectActions(undefined, domain, hasServer, silent);
  if (actions === "faulty") throw new Error("no faults were expected");
  return Object.fromEntries(Object.entries(actions.skills).map(([skill, all]) => [skill, all.map(({ name }) => name)]));
}

it("are Sotto's where the domain names them, and no others of their skills", async () => {
  expect(await names(false)).toEqual({ chance: ["action_flip_coin"], reminders: ["action_set_reminder"] });
});

it("are the server's where one runs a project's actions, whatever they are called", async () => {
  expect(await names(true)).toEqual({});
});

it("are all there are in the assistant that ships", async () => {
  const { project } = openProject(SHIPPED_PROJECT, silent);
  const actions = project && (await projectActions(SHIPPED_PROJECT, project.domain, false, silent));
  const shipped = actionsWith(memoryServices).map(({ name }) => name);
  expect(actions && actions !== "faulty" && allOf(actions).map(({ name }) => name)).toEqual(shipped);
});
