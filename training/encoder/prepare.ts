import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { MOST_PIECES } from "../../src/engine/nlu/wordpiece";
import { sha256 } from "../../src/engine/project/bundle";
import { ENCODER_FILES, ENCODER_FORMAT, type EncoderMetadata } from "../../src/engine/project/encoder";
import { writeWeights } from "../nlu/quantise";
import type { Matrix } from "../nlu/parameters";
import { readBert, type Bert } from "./bert";
import { bertGraph } from "./bert-graph";
import { NodeEncoder } from "./node-encoder";
import { statedLicence, type EncoderSource } from "./source";
import { staticVectors } from "./static-vectors";
import { tokenizerFiles } from "./tokenizer-files";
import { countPieces, pruneVocabulary, readVocabulary } from "./vocabulary";

/** Numbers of a static word vector. */
const VECTOR_SIZE = 128;

export interface PrepareOptions {
  source: EncoderSource;
  /** `models/`: the encoder becomes a folder of its `encoder/`. */
  out: string;
  name: string;
  /** Pieces to keep. */
  vocabularySize: number;
  /** Sentences whose pieces stay whole. */
  texts: readonly string[];
  time: Date;
  /** Pieces whose static vectors are computed. */
  progress: (done: number, total: number) => void;
}

/**
 * Makes an encoder that a browser can run of a sentence-transformers BERT: prunes its vocabulary, quantises it, writes it as ONNX for
 * transformers.js, and distils static word vectors from it. Returns the folder, relative to `out`. The same source, texts and options give
 * the same bytes and the same id. Throws an EncoderFault.
 */
export async function prepareEncoder(options: PrepareOptions): Promise<{ folder: string; metadata: EncoderMetadata }> {
  const { source, out, name, time } = options;
  const licence = statedLicence(source.files);
  const bert = readBert(fileOf(source, "config.json"), fileOf(source, "model.safetensors"));
  const pieces = readVocabulary(source.files, bert.config.vocab_size);
  const kept = pruneVocabulary(pieces, options.vocabularySize, options.texts);
  const vocabulary = kept.map((id) => pieces[id] as string);
  const maxTokens = Math.min(MOST_PIECES, bert.config.max_position_embeddings);

  // Not in encoder/, where whoever looks for an encoder would find half of one.
  const temporary = path.join(out, `${name}.tmp`);
  await rm(temporary, { recursive: true, force: true });
  const files = new Map<string, Uint8Array>([
    [ENCODER_FILES.model, bertGraph(bert, keptWords(bert, kept), maxTokens)],
    [ENCODER_FILES.vocabulary, bytes(vocabulary.map((piece) => `${piece}\n`).join(""))],
    ["config.json", json({ ...configOf(source), vocab_size: kept.length, max_position_embeddings: maxTokens })],
    ...tokenizerFiles(vocabulary, maxTokens).map(([file, value]): [string, Uint8Array] => [file, json(value)]),
    ["LICENSE", await licenceText(source, licence)],
  ]);
  await writeFiles(temporary, files);

  const means = await pieceMeans(temporary, vocabulary, options.progress);
  const vectors = writeWeights([{ name: "vectors", kind: "quantised", matrix: staticVectorsOf(means, pieces, kept) }]);
  const last = new Map([
    [ENCODER_FILES.vectors, json(vectors.manifest)],
    [ENCODER_FILES.vectorBytes, vectors.bytes],
  ]);
  await writeFiles(temporary, last);

  const listed = await listFiles(new Map([...files, ...last]));
  const id = (await sha256(bytes(JSON.stringify(listed)))).slice(0, 8);
  const hashes = await listFiles(source.files);
  const metadata: EncoderMetadata = {
    format: ENCODER_FORMAT,
    kind: "encoder",
    name,
    id,
    time: time.toISOString(),
    licence,
    provenance: {
      source: source.source,
      revision: source.revision,
      files: Object.fromEntries(Object.entries(hashes).map(([file, { sha256: hash }]) => [file, { sha256: hash }])),
    },
    hiddenSize: bert.config.hidden_size,
    layers: bert.config.num_hidden_layers,
    maxTokens,
    vocabularySize: kept.length,
    vocabulary: { sourceSize: pieces.length, unchanged: unchangedShare(pieces, kept, options.texts) },
    vectorSize: Math.min(VECTOR_SIZE, bert.config.hidden_size),
    files: listed,
  };
  await writeFiles(temporary, new Map([["metadata.json", bytes(`${JSON.stringify(metadata, null, 2)}\n`)]]));
  const folder = `encoder/${name}-${id}`;
  await mkdir(path.join(out, "encoder"), { recursive: true });
  await rm(path.join(out, folder), { recursive: true, force: true });
  await rename(temporary, path.join(out, folder));
  return { folder, metadata };
}

function keptWords(bert: Bert, kept: readonly number[]): Matrix {
  const hidden = bert.config.hidden_size;
  const values = new Float32Array(kept.length * hidden);
  kept.forEach((id, row) => values.set(bert.words.subarray(id * hidden, (id + 1) * hidden), row * hidden));
  return { shape: [kept.length, hidden], values };
}

/** Each piece alone between [CLS] and [SEP]: the mean of the three last hidden states. */
async function pieceMeans(
  folder: string,
  vocabulary: readonly string[],
  progress: PrepareOptions["progress"],
): Promise<Matrix> {
  const encoder = await NodeEncoder.open(folder);
  const [first, last] = [vocabulary.indexOf("[CLS]"), vocabulary.indexOf("[SEP]")];
  const states = await encoder.encodeBatch(
    vocabulary.map((_, id) => Int32Array.of(first, id, last)),
    progress,
  );
  const { size } = encoder;
  await encoder.dispose();
  const values = new Float32Array(vocabulary.length * size);
  states.forEach((state, piece) => {
    for (let i = 0; i < state.length; i++) (values[piece * size + (i % size)] as number) += (state[i] as number) / 3;
  });
  return { shape: [vocabulary.length, size], values };
}

function staticVectorsOf(means: Matrix, pieces: readonly string[], kept: readonly number[]): Matrix {
  const ranked = pieces.flatMap((piece, id) => (/^\[unused\d+\]$/.test(piece) ? [] : [id]));
  const ranks = new Map(ranked.map((id, rank) => [id, rank]));
  const ranksOfKept = kept.map((id) => ranks.get(id) as number);
  return staticVectors(means, ranksOfKept, ranked.length, Math.min(VECTOR_SIZE, means.shape[1]));
}

function unchangedShare(pieces: readonly string[], kept: readonly number[], texts: readonly string[]): number {
  const counts = countPieces(pieces, texts);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all === 0 ? 1 : kept.reduce((sum, id) => sum + (counts[id] as number), 0) / all;
}

/** The source's own, or else Apache's text, which this project is under itself, or else what the source states. */
async function licenceText(source: EncoderSource, licence: string): Promise<Uint8Array> {
  const own = source.files.get("LICENSE");
  if (own) return own;
  if (licence === "apache-2.0") return readFile(new URL("../../LICENSE", import.meta.url));
  return bytes(`${licence}, as ${source.source} states\n`);
}

function configOf(source: EncoderSource): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(fileOf(source, "config.json"))) as Record<string, unknown>;
}

function fileOf(source: EncoderSource, file: string): Uint8Array {
  return source.files.get(file) as Uint8Array;
}

async function listFiles(files: ReadonlyMap<string, Uint8Array>): Promise<EncoderMetadata["files"]> {
  const listed: EncoderMetadata["files"] = {};
  for (const [file, content] of files) listed[file] = { bytes: content.length, sha256: await sha256(content) };
  return listed;
}

async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [file, content] of files) {
    const target = path.join(folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

function json(value: unknown): Uint8Array {
  return bytes(`${JSON.stringify(value)}\n`);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
