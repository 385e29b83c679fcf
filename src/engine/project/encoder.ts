import * as v from "valibot";

/** Raised when what an encoder's folder must hold changes; others are refused by name. */
export const ENCODER_FORMAT = 1;

const fileSchema = v.object({ bytes: v.number(), sha256: v.string() });

/** `metadata.json` of `models/encoder/<name>-<id>/`. */
export const encoderMetadataSchema = v.object({
  format: v.literal(ENCODER_FORMAT),
  kind: v.literal("encoder"),
  name: v.string(),
  /** The first 8 hexadecimal digits of a SHA-256 over the files. */
  id: v.string(),
  /** ISO 8601, UTC. */
  time: v.string(),
  /** As the source states it, an SPDX identifier in lower case: "apache-2.0". */
  licence: v.string(),
  provenance: v.object({
    source: v.string(),
    /** The commit at the hub; null for a folder. */
    revision: v.nullable(v.string()),
    files: v.record(v.string(), v.object({ sha256: v.string() })),
  }),
  hiddenSize: v.number(),
  layers: v.number(),
  maxTokens: v.number(),
  vocabularySize: v.number(),
  vocabulary: v.object({
    /** Before pruning. */
    sourceSize: v.number(),
    /** The share of pieces, in the project's own sentences, that pruning left as they were. */
    unchanged: v.number(),
  }),
  /** Of the static word vectors; their values are int8. */
  vectorSize: v.number(),
  /** Every other file of the folder. */
  files: v.record(v.string(), fileSchema),
});

export type EncoderMetadata = v.InferOutput<typeof encoderMetadataSchema>;

/** The files of an encoder's folder, by what they are for. */
export const ENCODER_FILES = {
  model: "onnx/model_quantized.onnx",
  vocabulary: "vocabulary.txt",
  vectors: "vectors.json",
  vectorBytes: "vectors.bin",
} as const;

/** Those that the page runs it with; the words' vectors go into the bundles that are trained with it. */
export const RUNTIME_FILES = ["config.json", ENCODER_FILES.vocabulary, ENCODER_FILES.model];
