import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { main } from "../../../../training/cli";
import { capturedOutput } from "../../../support/captured-output";

let folder: string;
const output = capturedOutput();
const { printed, complained } = output;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sotto-csv-"));
  output.clear();
});

afterEach(() => vi.unstubAllEnvs());

/** Writes a table and trains on it; the exit code. */
function train(text: string | Uint8Array, ...args: string[]): Promise<number> {
  const file = join(folder, "data.csv");
  writeFileSync(file, text);
  return main(["train", "nlu", "--csv", file, "--target", "kind", ...args], output);
}

/** Flowers of two kinds: a long and a short one, of colours that say nothing; some lengths are missing. */
function flowers(): string {
  const random = seededRandom(5);
  const rows = Array.from({ length: 60 }, (_, row) => {
    const length = row % 10 === 9 ? "NA" : (row % 2 === 0 ? 2 : 5) + random();
    return `${length},${random() < 0.5 ? "red" : "blue"},${row % 2 === 0 ? "short one" : "long one"}`;
  });
  return ["length,colour,kind", ...rows].join("\n");
}

describe("sotto train nlu --csv", () => {
  it("trains on four fifths, prints the accuracy and a row a class, saves, and loads the same model", async () => {
    const json = join(folder, "report.json");
    expect(await train(flowers(), "--json", json)).toBe(0);
    expect(complained).toEqual([]);
    const text = printed.join("\n");
    expect(text).toContain("48 rows to train on, 12 to test, seed 42");
    expect(text).toMatch(/^Accuracy: (0\.\d{4}|1\.0000)$/m);
    expect(text).toMatch(/^long one +\d\.\d\d +\d\.\d\d +\d\.\d\d +\d+$/m);
    expect(text).toContain("it predicts the same for 12 of the 12 rows");
    const report: unknown = JSON.parse(readFileSync(json, "utf8"));
    expect(report).toMatchObject({ seed: 42, train: 48, test: 12, perClass: { "short one": {}, "long one": {} } });
    expect((report as { accuracy: number }).accuracy).toBeGreaterThan(0.8);
    const [model = ""] = readdirSync(join(folder, "models/csv"));
    expect(readdirSync(join(folder, "models/csv", model)).toSorted()).toEqual(
      ["metadata.json", "model.json", "weights.bin", "weights.json"].toSorted(),
    );
  });

  it("learns intents from texts", async () => {
    const texts = (verb: string, kind: string) =>
      ["milk", "the oat milk", "two eggs", "brown bread", "some rice", "more tea"].map(
        (item) => `${verb} ${item},${kind}`,
      );
    const rows = [
      "text,kind",
      ...texts("please buy", "buy"),
      ...texts("throw away", "drop"),
      ...texts("where is", "find"),
    ];
    expect(await train(rows.join("\n"))).toBe(0);
    expect(printed.join("\n")).toContain("Accuracy: 1.0000");
  });

  it("writes the same bytes for the same seed, and others for another", async () => {
    vi.stubEnv("SOURCE_DATE_EPOCH", "1772442000");
    const read = async (out: string, seed: string) => {
      expect(await train(flowers(), "--out", join(folder, out), "--seed", seed)).toBe(0);
      const [model = ""] = readdirSync(join(folder, out, "csv"));
      const files = readdirSync(join(folder, out, "csv", model)).toSorted();
      return [model, ...files.map((file) => readFileSync(join(folder, out, "csv", model, file), "base64"))];
    };
    const first = await read("one", "7");
    expect(await read("two", "7")).toEqual(first);
    expect(await read("three", "8")).not.toEqual(first);
  });

  it.each([
    ["a column that isn't there", "a,sort\n1,x\n2,y", /data\.csv:1:1 csv\.target There is no column "kind"/],
    ["no rows", "a,kind\n", /data\.csv:1:1 csv\.no-rows /],
    ["one class", "a,kind\n1,x\n2,x", /data\.csv:2:1 csv\.one-class /],
    ["a class of one row", "a,kind\n1,x\n2,x\n3,y\n4,y\n5,z", /data\.csv:6:1 csv\.single-row .*z/],
    ["a ragged row", "a,kind\n1,x\n2\n", /data\.csv:3:1 csv\.ragged /],
    ["bytes that are no text", Uint8Array.of(0x61, 0x2c, 0x80, 0xff, 0x0a), /data\.csv:1:1 file\.unreadable /],
  ])("refuses %s by name and place, and writes nothing", async (_, text, message) => {
    expect(await train(text)).toBe(1);
    expect(complained.join("\n")).toMatch(message);
    expect(readdirSync(folder)).toEqual(["data.csv"]);
  });

  it.each([
    [["--csv", "/no/such/file.csv", "--target", "x"], /ENOENT/],
    [["--csv", tmpdir(), "--target", "x"], /is a folder/],
    [["--csv", "LICENSE"], /--target COLUMN is missing/],
    [["--target", "x"], /--target goes with train nlu --csv/],
  ])("answers wrong usage %j with one line and exit 2", async (args, message) => {
    expect(await main(["train", "nlu", ...args], output)).toBe(2);
    expect(complained.join("\n")).toMatch(message);
  });

  it("has a way with values of every sort, and columns that say nothing", async () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `1,${row % 2 ? "" : "x"},1e999,?,__proto__,${row % 2 ? "a" : "b"}`,
    );
    expect(await train(["one,two,three,four,five,kind", ...rows].join("\n"))).toBe(0);
    expect(printed.join("\n")).toContain("Accuracy: 1.0000");
    expect(printed.join("\n")).not.toContain("NaN");
  });
});
