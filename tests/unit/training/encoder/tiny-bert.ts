import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const HIDDEN = 16;
const WIDE = 32;
const HEADS = 2;
const LAYERS = 2;
const POSITIONS = 32;

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const PAIRS = LETTERS.flatMap((first) => [..."aeiou"].map((second) => first + second));

/** In a BERT's order: special pieces, signs, letters, then words; some of another script. */
export const VOCABULARY = [
  ...["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "!", ",", "漢", "б"],
  ...LETTERS,
  ...LETTERS.map((letter) => `##${letter}`),
  ...PAIRS,
  ...["##ing", "##ed", "wake", "remind", "lamp"],
];

const CONFIG = {
  model_type: "bert",
  architectures: ["BertModel"],
  hidden_act: "gelu",
  hidden_size: HIDDEN,
  intermediate_size: WIDE,
  num_attention_heads: HEADS,
  num_hidden_layers: LAYERS,
  max_position_embeddings: POSITIONS,
  type_vocab_size: 2,
  layer_norm_eps: 1e-12,
  vocab_size: VOCABULARY.length,
};

type Tensors = Map<string, { shape: number[]; values: Float32Array }>;

/** Weights drawn by a fixed linear congruence. */
function createTensors(): Tensors {
  let state = 7;
  const random = (): number => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 31 - 1;
  };
  const tensors: Tensors = new Map();
  const add = (name: string, shape: number[], centre = 0, spread = 1): void => {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    tensors.set(name, { shape, values: Float32Array.from({ length: size }, () => centre + spread * random()) });
  };
  const addNorm = (name: string): void => {
    add(`${name}.weight`, [HIDDEN], 1, 0.2);
    add(`${name}.bias`, [HIDDEN], 0, 0.1);
  };
  const addLinear = (name: string, inputs: number, outputs: number): void => {
    add(`${name}.weight`, [outputs, inputs], 0, 0.4);
    add(`${name}.bias`, [outputs], 0, 0.1);
  };
  add("embeddings.word_embeddings.weight", [VOCABULARY.length, HIDDEN]);
  add("embeddings.position_embeddings.weight", [POSITIONS, HIDDEN], 0, 0.1);
  add("embeddings.token_type_embeddings.weight", [2, HIDDEN], 0, 0.1);
  addNorm("embeddings.LayerNorm");
  for (let layer = 0; layer < LAYERS; layer++) {
    const name = `encoder.layer.${layer}`;
    for (const part of ["query", "key", "value"]) addLinear(`${name}.attention.self.${part}`, HIDDEN, HIDDEN);
    addLinear(`${name}.attention.output.dense`, HIDDEN, HIDDEN);
    addNorm(`${name}.attention.output.LayerNorm`);
    addLinear(`${name}.intermediate.dense`, HIDDEN, WIDE);
    addLinear(`${name}.output.dense`, WIDE, HIDDEN);
    addNorm(`${name}.output.LayerNorm`);
  }
  return tensors;
}

function writeSafetensors(tensors: Tensors): Uint8Array {
  let offset = 0;
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  for (const [name, { shape, values }] of tensors)
    header[name] = { dtype: "F32", shape, data_offsets: [offset, (offset += values.byteLength)] };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, ...[...tensors.values()].map(({ values }) => Buffer.from(values.buffer))]);
}

/** The files of a sentence-transformers model of two layers. */
export function tinyBertFiles(): Map<string, Uint8Array> {
  return new Map([
    ["config.json", Buffer.from(JSON.stringify(CONFIG))],
    ["vocab.txt", Buffer.from(`${VOCABULARY.join("\n")}\n`)],
    ["model.safetensors", writeSafetensors(createTensors())],
    ["README.md", Buffer.from("---\nlanguage: en\nlicense: apache-2.0\n---\n# Tiny\n")],
  ]);
}

export function writeFolder(files: ReadonlyMap<string, Uint8Array>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "sotto-tiny-bert-"));
  for (const [file, bytes] of files) writeFileSync(path.join(folder, file), bytes);
  return folder;
}

/** What BERT computes, in plain arithmetic: the last hidden states of one sentence, a row a piece. */
export function forward(ids: readonly number[]): number[][] {
  const tensors = createTensors();
  const values = (name: string): Float32Array => tensors.get(name)?.values as Float32Array;
  const row = (name: string, index: number): number[] => [
    ...values(name).subarray(index * HIDDEN, (index + 1) * HIDDEN),
  ];
  const add = (...vectors: number[][]): number[] =>
    (vectors[0] as number[]).map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] as number), 0));
  const norm = (vector: number[], name: string): number[] => {
    const mean = vector.reduce((sum, value) => sum + value, 0) / vector.length;
    const variance = vector.reduce((sum, value) => sum + (value - mean) ** 2, 0) / vector.length;
    const [weight, bias] = [values(`${name}.weight`), values(`${name}.bias`)];
    return vector.map(
      (value, i) => ((value - mean) / Math.sqrt(variance)) * (weight[i] as number) + (bias[i] as number),
    );
  };
  const linear = (vector: number[], name: string): number[] => {
    const [weight, bias] = [values(`${name}.weight`), values(`${name}.bias`)];
    return Array.from(bias, (start, output) =>
      vector.reduce((sum, value, i) => sum + value * (weight[output * vector.length + i] as number), start),
    );
  };
  const gelu = (value: number): number => {
    // erf by its series: exact enough for |value| < 5.
    const x = value / Math.SQRT2;
    let [term, sum] = [x, x];
    for (let n = 1; n < 100; n++) {
      term *= -(x * x) / n;
      sum += term / (2 * n + 1);
    }
    return (value * (1 + (2 / Math.sqrt(Math.PI)) * sum)) / 2;
  };

  let states = ids.map((id, place) =>
    norm(
      add(
        row("embeddings.word_embeddings.weight", id),
        row("embeddings.position_embeddings.weight", place),
        row("embeddings.token_type_embeddings.weight", 0),
      ),
      "embeddings.LayerNorm",
    ),
  );
  for (let layer = 0; layer < LAYERS; layer++) {
    const name = `encoder.layer.${layer}`;
    const part = (which: string): number[][] => states.map((state) => linear(state, `${name}.attention.self.${which}`));
    const [queries, keys, items] = [part("query"), part("key"), part("value")];
    const attended = queries.map((query) => {
      const joined: number[] = [];
      for (let start = 0; start < HIDDEN; start += HIDDEN / HEADS) {
        const head = (vector: number[]): number[] => vector.slice(start, start + HIDDEN / HEADS);
        const scores = keys.map((key) => {
          const product = head(query).reduce((sum, value, i) => sum + value * (head(key)[i] as number), 0);
          return Math.exp(product / Math.sqrt(HIDDEN / HEADS));
        });
        const total = scores.reduce((sum, score) => sum + score, 0);
        joined.push(
          ...add(...items.map((item, i) => head(item).map((value) => (value * (scores[i] as number)) / total))),
        );
      }
      return joined;
    });
    states = states.map((state, i) => {
      const projected = linear(attended[i] as number[], `${name}.attention.output.dense`);
      const middle = norm(add(projected, state), `${name}.attention.output.LayerNorm`);
      const wide = linear(middle, `${name}.intermediate.dense`).map(gelu);
      return norm(add(linear(wide, `${name}.output.dense`), middle), `${name}.output.LayerNorm`);
    });
  }
  return states;
}
