import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FAULT_CODES } from "../../../../training/formats/fault-codes";

const root = new URL("../../../../", import.meta.url);

describe("the codes of faults", () => {
  it("are all explained in the designer's guide, and no others are", () => {
    const guide = readFileSync(new URL("docs/designer-faults.md", root), "utf8");
    const explained = [...guide.matchAll(/^\| `([a-z0-9.-]+)` +\|/gm)].map(([, code]) => code);
    expect(explained.toSorted()).toEqual([...FAULT_CODES].toSorted());
  });

  it("are all used", () => {
    const folders = ["formats", "dialogue", "nlu", "evaluation", "actions"];
    const sources = folders
      .map((folder) => `training/${folder}/`)
      .map((folder) => new URL(folder, root))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => new URL(name, folder)),
      )
      .filter(({ pathname }) => pathname.endsWith(".ts") && !pathname.endsWith("fault-codes.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    // `Fields` makes the codes of shapes and unknown keys from the name of its room.
    const written = FAULT_CODES.filter((code) => !/\.(shape|unknown-key)$/.test(code));
    expect(written.filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  });
});
