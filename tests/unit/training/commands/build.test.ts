import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { main } from "../../../../training/cli";
import { capturedOutput } from "../../../support/captured-output";

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "sotto-starter-")), "Tea room");
  output.clear();
});

describe("sotto init", () => {
  it("writes a project that is sound, learns, and passes its test stories", { timeout: 300_000 }, async () => {
    expect(await main(["init", folder], output)).toBe(0);
    expect(printed.join("\n")).toContain("npx sotto build --project");
    expect(readFileSync(join(folder, "config.yml"), "utf8")).toContain('assistant_id: "Tea-room"');
    expect(await main(["data", "validate", "--project", folder, "--fail-on-warnings"], output)).toBe(0);
    expect(await main(["train", "--project", folder, "--tier", "lite"], output)).toBe(0);
    expect(await main(["test", "core", "--project", folder], output)).toBe(0);
    expect(printed.join("\n")).toContain("stories: 4 of 4 right");
  });

  it("writes nothing over what is there", async () => {
    expect(await main(["init", "--project", folder], output)).toBe(0);
    writeFileSync(join(folder, "domain.yml"), "mine");
    expect(await main(["init", "--project", folder], output)).toBe(2);
    expect(complained.join("\n")).toContain("domain.yml");
    expect(readFileSync(join(folder, "domain.yml"), "utf8")).toBe("mine");
  });
});

describe("sotto build", () => {
  it("refuses actions with faults, and writes nothing", async () => {
    await main(["init", folder], output);
    writeFileSync(join(folder, "actions/more.ts"), 'export const minutes: number = "ten";\n');
    const out = join(folder, "web");
    expect(await main(["build", "--project", folder, "--out", out], output)).toBe(1);
    expect(complained.join("\n")).toMatch(/^actions\/more\.ts:1:14 TS2322 /m);
    expect([out, join(folder, "models")].filter(existsSync)).toEqual([]);
  });

  it.each([
    [["--project", "x"], /--project and --out/],
    [["--project", "/no/such/folder", "--out", "/tmp/sotto-never"], /no folder/],
    [["--project", "training/starter", "--out", "training"], /isn't empty/],
  ])("%j is wrong usage", async (args, said) => {
    expect(await main(["build", ...args], output)).toBe(2);
    expect(complained.join("\n")).toMatch(said);
  });
});

/** Understands without learning, so that nothing takes long. */
function withKeywords(): void {
  const config = join(folder, "config.yml");
  const text = readFileSync(config, "utf8");
  writeFileSync(config, text.replace("DIETClassifier", "KeywordIntentClassifier"));
}

describe("a project's own actions", () => {
  // As its own process: what it imports runs as it does for users.
  const sotto = (args: string[], input = ""): string =>
    execFileSync(process.execPath, [resolve("training/bin.mjs"), ...args], { cwd: tmpdir(), input, encoding: "utf8" });

  it("run in the shell, wherever it is started, and those of Sotto's skills don't", async () => {
    await main(["init", folder], output);
    withKeywords();
    writeFileSync(
      join(folder, "actions/glad.ts"),
      `import { ActionExecutionRejection, type Action } from "sotto";
       export class Glad implements Action {
         readonly name = "utter_glad";
         run() { return [{ event: "bot" as const, text: "Glad " + (ActionExecutionRejection.length === 1), data: {} }]; }
       }\n`,
    );
    expect(await main(["train", "--project", folder, "--tier", "lite"], output)).toBe(0);
    const said = sotto(
      ["shell", "--project", folder, "--now", "2026-03-02T09:30", "--zone", "Europe/Oslo"],
      "really well\nplan a walk\nto the forest\nabout 45 minutes\n",
    );
    expect(said).toContain("Glad true\n");
    expect(said).toContain("45 minutes to the forest and back: leave now, and you are home at 10:15.");
  }, 120_000);
});
