import { describe, expect, it } from "vitest";
import { differences } from "../../../../src/skills/knowledge/articles/differences";

describe("the differences of two texts", () => {
  it("are none where they are the same, but for empty lines", () => {
    expect(differences("a\n\nb", "a\nb\n")).toEqual([]);
  });

  it("name the words that changed in a line, and count the lines that didn't", () => {
    const same = ["one", "two", "three"].join("\n\n");
    expect(differences(`${same}\n\npay 5 euros`, `${same}\n\npay 6 euros`)).toEqual([
      { kind: "skipped", lines: 2 },
      { kind: "same", parts: [{ kind: "same", text: "three" }] },
      {
        kind: "changed",
        parts: [
          { kind: "same", text: "pay " },
          { kind: "removed", text: "5" },
          { kind: "added", text: "6" },
          { kind: "same", text: " euros" },
        ],
      },
    ]);
  });

  it("of two long texts with nothing in common are told in time: all of one went, all of the other came", () => {
    const lines = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word} ${i * 7} ${word}`).join("\n");
    const rows = differences(lines("alpha"), lines("omega"));
    expect(rows.filter(({ kind }) => kind === "removed")).toHaveLength(3000);
    expect(rows.filter(({ kind }) => kind === "added")).toHaveLength(3000);
  });

  it("tell a line that went and one that came apart where they have little in common", () => {
    expect(differences("dogs are welcome here", "the kitchen closes at nine")).toEqual([
      { kind: "removed", parts: [{ kind: "removed", text: "dogs are welcome here" }] },
      { kind: "added", parts: [{ kind: "added", text: "the kitchen closes at nine" }] },
    ]);
  });
});
