import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { BUNDLE_FORMAT, BundleFault, loadBundle, loadCurrentModels } from "../../../../src/engine/project/bundle";
import { writeBundle, writeCurrent, type BundleContent } from "../../../../training/bundle-writer";

const TIME = new Date("2026-11-22T17:00:00Z");
const CONTENT: BundleContent = {
  kind: "core",
  seed: 7,
  config: [{ name: "RulePolicy" }],
  dataHash: "00",
  scores: null,
  sizes: { stories: 2 },
  files: new Map([
    ["domain.json", new TextEncoder().encode('{"intents": 3}')],
    ["weights.bin", Uint8Array.of(1, 2, 3, 4)],
  ]),
};

let models: string;
let folder: string;
const read = (file: string): Promise<Uint8Array> => readFile(path.join(models, file));

beforeEach(async () => {
  models = await mkdtemp(path.join(tmpdir(), "sotto-models-"));
  folder = await writeBundle(models, CONTENT, TIME);
});
afterEach(() => rm(models, { recursive: true }));

async function faultOf(promise: Promise<unknown>): Promise<{ code: string; file: string }> {
  const error: unknown = await promise.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof BundleFault)) throw error;
  return { code: error.code, file: error.file };
}

async function change(file: string, to: (text: string) => string): Promise<void> {
  const target = path.join(models, folder, file);
  await writeFile(target, to(await readFile(target, "utf8")));
}

describe("a bundle", () => {
  it("is read as it was written", async () => {
    const bundle = await loadBundle(read, folder, ["domain.json", "weights.bin"]);
    expect(folder).toMatch(/^core\/20261122-170000-core-[0-9a-f]{8}$/);
    expect(bundle.metadata).toMatchObject({
      format: BUNDLE_FORMAT,
      kind: "core",
      seed: 7,
      time: "2026-11-22T17:00:00.000Z",
      sizes: { stories: 2 },
    });
    expect(bundle.parse("domain.json", v.object({ intents: v.number() }))).toEqual({ intents: 3 });
    expect([...bundle.bytes("weights.bin")]).toEqual([1, 2, 3, 4]);
  });

  it("has the same name for the same content, and another for another seed", async () => {
    expect(await writeBundle(models, CONTENT, TIME)).toBe(folder);
    expect(await writeBundle(models, { ...CONTENT, seed: 8 }, TIME)).not.toBe(folder);
  });

  it("leaves nothing unfinished beside it", async () => {
    expect(await readdir(path.join(models, "core"))).toEqual([path.basename(folder)]);
  });

  it("is refused by name when a file is missing", async () => {
    await rm(path.join(models, folder, "weights.bin"));
    expect(await faultOf(loadBundle(read, folder, ["weights.bin"]))).toEqual({
      code: "model.missing",
      file: `${folder}/weights.bin`,
    });
  });

  it("is refused when it never had the file, or isn't there at all", async () => {
    expect(await faultOf(loadBundle(read, folder, ["policies.json"]))).toEqual({
      code: "model.missing",
      file: `${folder}/policies.json`,
    });
    expect(await faultOf(loadBundle(read, "core/none", []))).toEqual({
      code: "model.missing",
      file: "core/none/metadata.json",
    });
  });

  it("is refused when a file was cut short or a bit of it flipped", async () => {
    await change("domain.json", (text) => text.slice(1));
    expect(await faultOf(loadBundle(read, folder, ["domain.json"]))).toEqual({
      code: "model.damaged",
      file: `${folder}/domain.json`,
    });
    await change("weights.bin", () => "\u0001\u0002\u0003\u0005");
    expect(await faultOf(loadBundle(read, folder, ["weights.bin"]))).toEqual({
      code: "model.damaged",
      file: `${folder}/weights.bin`,
    });
  });

  it("is refused when its format is of another version", async () => {
    await change("metadata.json", (text) =>
      text.replace(`"format": ${BUNDLE_FORMAT}`, `"format": ${BUNDLE_FORMAT + 1}`),
    );
    expect(await faultOf(loadBundle(read, folder, []))).toEqual({
      code: "model.version",
      file: `${folder}/metadata.json`,
    });
  });

  it.each(["", "{", "[]", '{"format": 2}'])("is refused when its metadata is %j", async (text) => {
    await change("metadata.json", () => text);
    expect(await faultOf(loadBundle(read, folder, []))).toEqual({
      code: "model.damaged",
      file: `${folder}/metadata.json`,
    });
  });
});

describe("current.json", () => {
  it("names the bundles in use", async () => {
    await writeCurrent(models, { nlu: "nlu/a", core: folder });
    expect(await loadCurrentModels(read)).toEqual({ nlu: "nlu/a", core: folder });
  });

  it("is refused when it is damaged", async () => {
    await writeFile(path.join(models, "current.json"), '{"nlu": 3}');
    expect(await faultOf(loadCurrentModels(read))).toEqual({ code: "model.damaged", file: "current.json" });
  });
});
