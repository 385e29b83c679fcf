import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeBundle, writeCurrent } from "../../../../training/bundle-writer";
import { coreContent } from "../../../../training/commands/core-content";
import { coreModel } from "../../../../training/commands/core-model";
import { capturedOutput } from "../../../support/captured-output";
import { projectOf } from "../../../support/small-project";

const project = projectOf({
  "config.yml":
    "recipe: default.v1\nassistant_id: shop\npolicies:\n- {name: TEDPolicy, epochs: 2, transformer_size: 16}\n",
  "domain.yml": 'version: "3.1"\nintents: [order]\nresponses:\n  utter_what: [{text: What?}]\n',
  "data/stories.yml": `
version: "3.1"
stories:
- story: in words
  steps: [{intent: order}, {action: utter_what}, {user: "soup"}, {bot: "Coming."}]
`,
});

const output = capturedOutput();

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "sotto-core-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the dialogue model of a project", () => {
  it("is the one that was trained, the same as one trained now, with what end-to-end stories say", async () => {
    const content = await coreContent(project, { seed: 1 }, output);
    if (content === "faulty") throw new Error("The project has faults");
    await writeCurrent(folder, { nlu: "nlu/none", core: await writeBundle(folder, content, new Date(0)) });
    const taken = await coreModel(project, folder, 2);
    expect(taken.domain.actions.at(-1)).toBe("Coming.");
    const now = await coreModel(project, join(folder, "nothing"), 1);
    expect([taken.domain, taken.policies]).toEqual([now.domain, now.policies]);
    expect(taken.weights.numbers("0/labels.kernel")).toEqual(now.weights.numbers("0/labels.kernel"));
    expect(taken.policies).not.toEqual((await coreModel(project, join(folder, "nothing"), 2)).policies);
  });
});
