import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { actionFiles } from "../../../../training/actions/action-files";
import { checkActions } from "../../../../training/actions/check-actions";
import { formatFault } from "../../../../training/formats/read-log";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "sotto-actions-"));
  mkdirSync(join(project, "actions/parts"), { recursive: true });
});

async function faults(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, "actions", name), text);
  return (await checkActions(project, actionFiles(project))).map(formatFault);
}

it("finds nothing wrong in actions, classes of them and validations that import what authors have", async () => {
  const found = await faults({
    "one.ts": `
      import { slotSet, formValidation, ActionExecutionRejection, type Action, type ActionContext } from "sotto";
      import { size } from "./parts/size";
      export const one: Action = {
        name: "action_one",
        async run({ store, dispatcher, clock }) {
          const notes = await store.all("notes");
          dispatcher.utter("utter_one", { count: notes.length + size, at: clock.now() });
          return [slotSet("done", true)];
        },
      };
      export class Two implements Action {
        readonly name = "action_two";
        run({ tracker }: ActionContext) {
          if (tracker.slots["x"] === null) throw new ActionExecutionRejection(this.name);
          return [];
        }
      }
      export const three = formValidation({
        form: "tea",
        validators: { cups: async (value, { store }) => ((await store.get("lists", "a"))?.name === value ? value : null) },
      });`,
    "parts/size.ts": "export const size = 3;\n",
    "one.test.ts": "this is no action\n",
  });
  expect(found).toEqual([]);
});

it("names every fault with file, line and column, also in what is imported", async () => {
  const found = await faults({
    "one.ts":
      'import type { Action } from "sotto";\nimport "./parts/size";\nexport const one: Action = { name: 7, run: () => [] };\n',
    "two.ts": "document.title;\nconst open = ;\n",
    "parts/size.ts": "\nexport const size: number = 'three';\n",
  });
  expect(found).toEqual([
    expect.stringMatching(/^actions\/one\.ts:3:30 TS2322 /),
    expect.stringMatching(/^actions\/parts\/size\.ts:2:14 TS2322 /),
    expect.stringMatching(/^actions\/two\.ts:1:1 TS2584 Cannot find name 'document'/),
    expect.stringMatching(/^actions\/two\.ts:2:14 TS1109 Expression expected/),
  ]);
});
