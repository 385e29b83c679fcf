import * as v from "valibot";
import { EncoderFault } from "./encoder-fault";
import { readSafetensors, type Tensors } from "./safetensors";

const configSchema = v.object({
  model_type: v.literal("bert"),
  hidden_act: v.literal("gelu"),
  position_embedding_type: v.optional(v.literal("absolute"), "absolute"),
  hidden_size: v.number(),
  intermediate_size: v.number(),
  num_attention_heads: v.number(),
  num_hidden_layers: v.number(),
  max_position_embeddings: v.number(),
  type_vocab_size: v.number(),
  layer_norm_eps: v.number(),
  vocab_size: v.number(),
});

/** `config.json` of a BERT encoder, as Hugging Face's library writes it. */
export type BertConfig = v.InferOutput<typeof configSchema>;

/** A linear layer: `weight` is [outputs, inputs], row by row. */
export interface Linear {
  weight: Float32Array;
  bias: Float32Array;
  inputs: number;
  outputs: number;
}

/** Of a layer normalisation, each of the hidden size. */
export interface Norm {
  weight: Float32Array;
  bias: Float32Array;
}

export interface BertLayer {
  /** Query, key and value in one: [3 × hidden, hidden]. */
  attention: Linear;
  attentionOutput: Linear;
  attentionNorm: Norm;
  intermediate: Linear;
  output: Linear;
  outputNorm: Norm;
}

/** The weights of a BERT encoder; the tables have a row a piece, position or token type, each of the hidden size. */
export interface Bert {
  config: BertConfig;
  words: Float32Array;
  positions: Float32Array;
  tokenTypes: Float32Array;
  embeddingNorm: Norm;
  layers: BertLayer[];
}

/** Throws an EncoderFault when the configuration is of another architecture, or the weights aren't those it describes. */
export function readBert(config: Uint8Array, safetensors: Uint8Array): Bert {
  const parsed = readConfig(config);
  const { hidden_size: hidden, intermediate_size: wide, num_hidden_layers: layers } = parsed;
  const tensors = readSafetensors(safetensors, "model.safetensors");
  const take = tensorTaker(tensors);
  const norm = (name: string): Norm => ({
    weight: take(`${name}.weight`, [hidden]),
    bias: take(`${name}.bias`, [hidden]),
  });
  const linear = (name: string, inputs: number, outputs: number): Linear => ({
    weight: take(`${name}.weight`, [outputs, inputs]),
    bias: take(`${name}.bias`, [outputs]),
    inputs,
    outputs,
  });
  return {
    config: parsed,
    words: take("embeddings.word_embeddings.weight", [parsed.vocab_size, hidden]),
    positions: take("embeddings.position_embeddings.weight", [parsed.max_position_embeddings, hidden]),
    tokenTypes: take("embeddings.token_type_embeddings.weight", [parsed.type_vocab_size, hidden]),
    embeddingNorm: norm("embeddings.LayerNorm"),
    layers: Array.from({ length: layers }, (_, index) => {
      const layer = `encoder.layer.${index}`;
      const parts = ["query", "key", "value"].map((part) => linear(`${layer}.attention.self.${part}`, hidden, hidden));
      return {
        attention: stack(parts, hidden),
        attentionOutput: linear(`${layer}.attention.output.dense`, hidden, hidden),
        attentionNorm: norm(`${layer}.attention.output.LayerNorm`),
        intermediate: linear(`${layer}.intermediate.dense`, hidden, wide),
        output: linear(`${layer}.output.dense`, wide, hidden),
        outputNorm: norm(`${layer}.output.LayerNorm`),
      };
    }),
  };
}

function readConfig(bytes: Uint8Array): BertConfig {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new EncoderFault("encoder.file-damaged", "config.json", "config.json isn't JSON: copy or download it again");
  }
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new EncoderFault(
    "encoder.architecture",
    "config.json",
    `config.json: ${v.getDotPath(issue) ?? "it"} is ${issue.received}, expected ${issue.expected ?? "another value"}: ` +
      "choose a BERT encoder with absolute positions and GELU (all-MiniLM-L6-v2 and bge-small-en-v1.5 are)",
  );
}

/** Tensors by name, with or without the "bert." that a model with a head puts first. */
function tensorTaker(tensors: Tensors): (name: string, shape: number[]) => Float32Array {
  return (name, shape) => {
    const tensor = tensors.get(name) ?? tensors.get(`bert.${name}`);
    if (tensor && tensor.shape.join() === shape.join()) return tensor.values;
    throw new EncoderFault(
      "encoder.architecture",
      "model.safetensors",
      `model.safetensors: ${name} is ${tensor ? `[${tensor.shape.join(", ")}]` : "missing"}, expected [${shape.join(", ")}]: ` +
        "take config.json and model.safetensors from the same BERT encoder",
    );
  };
}

function stack(parts: Linear[], inputs: number): Linear {
  const joined = (arrays: Float32Array[]): Float32Array => Float32Array.from(arrays.flatMap((array) => [...array]));
  const weight = joined(parts.map((part) => part.weight));
  return { weight, bias: joined(parts.map((part) => part.bias)), inputs, outputs: weight.length / inputs };
}
