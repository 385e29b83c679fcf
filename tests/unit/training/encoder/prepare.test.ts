import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { WordPieceTokenizer } from "../../../../src/engine/nlu/wordpiece";
import { sha256 } from "../../../../src/engine/project/bundle";
import { encoderMetadataSchema } from "../../../../src/engine/project/encoder";
import { Weights, weightsManifestSchema } from "../../../../src/engine/project/weights";
import { NodeEncoder } from "../../../../training/encoder/node-encoder";
import { prepareEncoder } from "../../../../training/encoder/prepare";
import { readSource } from "../../../../training/encoder/source";
import { HIDDEN, VOCABULARY, forward, tinyBertFiles, writeFolder } from "./tiny-bert";

const TEXTS = ["wake me", "remind me, lamp!"];
const SIZE = 100;

async function prepare(): Promise<string> {
  const out = mkdtempSync(path.join(tmpdir(), "sotto-encoder-"));
  const { folder } = await prepareEncoder({
    source: { ...(await readSource(writeFolder(tinyBertFiles()))), source: "tiny" },
    out,
    name: "tiny",
    vocabularySize: SIZE,
    texts: TEXTS,
    time: new Date(0),
    progress: () => undefined,
  });
  return path.join(out, folder);
}

const read = (folder: string, file: string): Buffer => readFileSync(path.join(folder, file));
const linesOf = (folder: string): string[] => read(folder, "vocabulary.txt").toString().trimEnd().split("\n");

describe("prepareEncoder", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await prepare();
  });

  it("writes metadata with licence, provenance and the hash of every file", async () => {
    const metadata = v.parse(encoderMetadataSchema, JSON.parse(read(folder, "metadata.json").toString()));
    expect(metadata).toMatchObject({
      name: "tiny",
      licence: "apache-2.0",
      provenance: { revision: null, files: { "model.safetensors": {}, "README.md": {} } },
      hiddenSize: HIDDEN,
      layers: 2,
      vocabularySize: SIZE,
      vocabulary: { sourceSize: VOCABULARY.length, unchanged: 1 },
    });
    expect(path.basename(folder)).toBe(`tiny-${metadata.id}`);
    for (const [file, { bytes, sha256: hash }] of Object.entries(metadata.files)) {
      expect(read(folder, file)).toHaveLength(bytes);
      expect(await sha256(read(folder, file))).toBe(hash);
    }
    expect(read(folder, "LICENSE").toString()).toContain("Apache License");
  });

  it("keeps special pieces, letters, the texts' pieces and the most frequent ones, in their order", () => {
    const pieces = linesOf(folder);
    expect(pieces).toHaveLength(SIZE);
    expect(pieces.slice(0, 5)).toEqual(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]);
    expect(pieces).toEqual(expect.arrayContaining(["wake", "remind", "lamp", "me", "##z", "ba"]));
    for (const dropped of ["[unused0]", "漢", "б", "##ing", "zu"]) expect(pieces).not.toContain(dropped);
    expect(pieces).toEqual(VOCABULARY.filter((piece) => pieces.includes(piece)));
  });

  it("computes what BERT computes, but for rounding", async () => {
    const pieces = linesOf(folder);
    const encoder = await NodeEncoder.open(folder, 1);
    const { ids } = new WordPieceTokenizer(pieces).encode("Remind me, wake lamp!");
    const states = await encoder.encode(ids);
    const expected = forward(Array.from(ids, (id) => VOCABULARY.indexOf(pieces[id] as string)));
    expected.forEach((row, i) =>
      expect(cosine(row, states.subarray(i * HIDDEN, (i + 1) * HIDDEN))).toBeGreaterThan(0.98),
    );
    expect(cosine(expected.flat(), states)).toBeGreaterThan(0.99);
    await encoder.dispose();
  });

  it("gives a sentence the same vectors alone and in a batch", async () => {
    const tokenizer = new WordPieceTokenizer(linesOf(folder));
    const sentences = ["wake me", "lamp", "remind me", "wake lamp", "x y z !"].map(
      (text) => tokenizer.encode(text).ids,
    );
    const encoder = await NodeEncoder.open(folder, 1);
    const together = await encoder.encodeBatch(sentences);
    for (const [i, ids] of sentences.entries()) expect(together[i]).toEqual(await encoder.encode(ids));
    await encoder.dispose();
  });

  it("distils a static vector for each piece, the frequent ones shorter", () => {
    const manifest = v.parse(weightsManifestSchema, JSON.parse(read(folder, "vectors.json").toString()));
    const vectors = new Weights(manifest, read(folder, "vectors.bin"));
    expect(vectors.quantised("vectors").shape).toEqual([SIZE, HIDDEN]);
    const values = vectors.dequantise("vectors");
    const lengths = Array.from({ length: SIZE }, (_, row) =>
      Math.hypot(...values.subarray(row * HIDDEN, (row + 1) * HIDDEN)),
    );
    const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    expect(mean(lengths.slice(0, 10))).toBeLessThan(mean(lengths.slice(-10)) / 2);
  });

  it("makes the same bytes of the same source", async () => {
    const again = await prepare();
    expect(path.basename(again)).toBe(path.basename(folder));
    expect(read(again, "metadata.json").equals(read(folder, "metadata.json"))).toBe(true);
  });
});

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [product, first, second] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += (a[i] as number) * (b[i] as number);
    first += (a[i] as number) ** 2;
    second += (b[i] as number) ** 2;
  }
  return product / Math.sqrt(first * second);
}
