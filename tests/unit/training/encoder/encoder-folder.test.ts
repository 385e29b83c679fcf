import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { shippedEncoder } from "../../../../training/encoder/encoder-folder";

const shipped = await shippedEncoder();
if (!shipped) console.warn("models/encoder is empty: reading an encoder's folder is not tested.");

const root = mkdtempSync(join(tmpdir(), "sotto-encoder-"));
let models: string;

/** Copies the encoder that ships to `models`, and gives the path of its copy. */
function copyOf(name: string): string {
  const path = join(models, "encoder", name);
  cpSync(shipped?.path ?? "", path, { recursive: true });
  return path;
}

beforeEach(() => {
  models = mkdtempSync(join(root, "models-"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("an encoder to train with", () => {
  it("is none where there is none", async () => {
    expect(await shippedEncoder(models)).toBeNull();
    mkdirSync(join(models, "encoder"));
    expect(await shippedEncoder(models)).toBeNull();
  });
});

describe.skipIf(!shipped)("of a folder of encoders", () => {
  it("the one prepared last is taken, whatever its name, and what is no encoder is passed over", async () => {
    copyOf("b-older");
    const file = join(copyOf("a-newer"), "metadata.json");
    const metadata = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...metadata, time: "2999-01-01T00:00:00.000Z" }));
    mkdirSync(join(models, "encoder/z-half-copied.tmp"));
    writeFileSync(join(models, "encoder/.DS_Store"), "");
    const encoder = await shippedEncoder(models);
    expect(encoder?.name).toBe("a-newer");
    expect(encoder?.vectors.quantised("vectors").shape[0]).toBe(encoder?.vocabulary.length);
  });

  it.each(["vocabulary.txt", "vectors.json", "vectors.bin", "onnx/model_quantized.onnx", "config.json"])(
    "a damaged %s is refused by name",
    async (name) => {
      const file = join(copyOf("one"), name);
      const bytes = readFileSync(file);
      bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
      writeFileSync(file, bytes);
      await expect(shippedEncoder(models)).rejects.toMatchObject({
        code: "encoder.file-damaged",
        file: `encoder/one/${name}`,
        message: expect.stringContaining("run sotto encoder prepare") as string,
      });
    },
  );

  it("a missing file is refused by name", async () => {
    rmSync(join(copyOf("one"), "vectors.bin"));
    await expect(shippedEncoder(models)).rejects.toMatchObject({
      code: "encoder.file-missing",
      file: "encoder/one/vectors.bin",
    });
  });
});
