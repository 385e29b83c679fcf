import type { Matrix } from "../nlu/parameters";
import type { Bert, BertLayer, Linear, Norm } from "./bert";
import { MICROSOFT, ONNX_TYPES, OnnxModel } from "./onnx-model";
import { ZERO_POINT, quantiseLinear } from "./quantise-linear";
import { WORD_BLOCK, quantiseWords } from "./quantise-words";

/** GELU's least value is −0.16997: with this added, its output is never negative. */
const GELU_SHIFT = Math.fround(0.17);

/**
 * Writes the encoder as an ONNX graph in 8 bits, of the fused operators that ONNX Runtime has on the CPU and in WASM. Inputs as
 * transformers.js gives them to a BERT: `input_ids`, `attention_mask`, `token_type_ids`, each int64 [batch, sequence]; output
 * `last_hidden_state`, float32 [batch, sequence, hidden]. A sequence may have `maxTokens` tokens.
 *
 * Weights have a scale for each output. Activations are quantised as they come, with a scale for each token of its own: one scale
 * for a whole batch, as ONNX Runtime's own DynamicQuantizeMatMul has it, would make a sentence's vector depend on its neighbours, and
 * costs .004 of cosine.
 *
 * @param words The table of pieces, [pieces, hidden]; it is stored in 4 bits.
 */
export function bertGraph(bert: Bert, words: Matrix, maxTokens: number): Uint8Array {
  const { hidden_size: hidden } = bert.config;
  const model = new OnnxModel("bert");
  for (const input of ["input_ids", "attention_mask", "token_type_ids"])
    model.input(input, "int64", ["batch", "sequence"]);
  model.output("last_hidden_state", "float32", ["batch", "sequence", hidden]);
  model.constant("activation.scale", [], Float32Array.of(1 / 127));
  model.constant("activation.zero", [], Uint8Array.of(128));
  model.constant("weight.zero", [], Uint8Array.of(ZERO_POINT));
  model.constant("gelu.scale", [], Float32Array.of(1 / 255));
  model.constant("gelu.zero", [], Uint8Array.of(0));
  model.constant("gelu.shift", [], Float32Array.of(GELU_SHIFT));
  model.node("Cast", ["attention_mask"], "mask", { to: ONNX_TYPES.int32 });

  const writer = new LayerWriter(model, bert);
  let states = embeddings(model, bert, words, maxTokens);
  bert.layers.forEach((layer, index) => {
    const last = index === bert.layers.length - 1;
    states = writer.layer(layer, `layer.${index}`, states, last ? "last_hidden_state" : `layer.${index}.states`);
  });
  return model.encode();
}

/** The sum of a piece's, its position's and its type's vectors, normalised. */
function embeddings(model: OnnxModel, bert: Bert, words: Matrix, maxTokens: number): string {
  const { hidden_size: hidden, type_vocab_size: types, layer_norm_eps: epsilon } = bert.config;
  const { values, scales } = quantiseWords(words);
  model.constant("words", [words.shape[0], hidden / 2], values);
  model.constant("words.scales", [words.shape[0], hidden / WORD_BLOCK], scales);
  model.constant("positions", [maxTokens, hidden], bert.positions.slice(0, maxTokens * hidden));
  model.constant("types", [types, hidden], bert.tokenTypes);
  model.constant("zero", [1], BigInt64Array.of(0n));
  model.constant("one", [1], BigInt64Array.of(1n));
  model.constant("two", [1], BigInt64Array.of(2n));
  const rows = { bits: 4, block_size: WORD_BLOCK, gather_axis: 0, quantize_axis: 1 };
  const half = model.node("GatherBlockQuantized", ["words", "input_ids", "words.scales"], "word.half", rows, MICROSOFT);
  const word = model.node("Cast", [half], "word", { to: ONNX_TYPES.float32 });
  const shape = model.node("Shape", ["input_ids"], "shape");
  const length = model.node("Slice", [shape, "one", "two"], "length");
  const position = model.node("Slice", ["positions", "zero", length, "zero"], "position");
  const type = model.node("Gather", ["types", "token_type_ids"], "type");
  const placed = model.node("Add", [word, position], "word.placed");
  const sum = model.node("Add", [placed, type], "embedding");
  model.constant("embedding.norm.weight", [hidden], bert.embeddingNorm.weight);
  model.constant("embedding.norm.bias", [hidden], bert.embeddingNorm.bias);
  const inputs = [sum, "embedding.norm.weight", "embedding.norm.bias"];
  return model.node("LayerNormalization", inputs, "embedding.normalised", { axis: -1, epsilon: { float: epsilon } });
}

class LayerWriter {
  constructor(
    private readonly model: OnnxModel,
    private readonly bert: Bert,
  ) {}

  layer(layer: BertLayer, name: string, states: string, result: string): string {
    const { model } = this;
    const attended = this.attention(layer.attention, `${name}.attention`, states);
    const projected = this.product(layer.attentionOutput, `${name}.projection`, attended);
    const bias = this.bias(`${name}.projection`, layer.attentionOutput.bias);
    const middle = this.skip([projected, states, bias], layer.attentionNorm, `${name}.middle`);

    const wide = this.product(layer.intermediate, `${name}.intermediate`, middle);
    const wideBias = this.bias(`${name}.intermediate`, layer.intermediate.bias);
    const active = model.node("BiasGelu", [wide, wideBias], `${name}.gelu`, {}, MICROSOFT);
    const output = this.shiftedProduct(layer.output, `${name}.output`, active);
    return this.skip([output.product, middle, output.bias], layer.outputNorm, result);
  }

  private attention(linear: Linear, name: string, states: string): string {
    const joined = this.product(linear, name, states);
    const parts = ["query", "key", "value"].map((part) => `${name}.${part}`);
    this.model.split("Split", [joined], parts, { axis: 2 });
    const inputs = [...parts, this.bias(name, linear.bias), "mask"];
    const heads = this.bert.config.num_attention_heads;
    return this.model.node("MultiHeadAttention", inputs, `${name}.attended`, { num_heads: heads }, MICROSOFT);
  }

  /** states × weights, without the bias: each token is divided by its largest magnitude, and the product multiplied by it. */
  private product(linear: Linear, name: string, states: string): string {
    const magnitudes = this.model.node("Abs", [states], `${name}.magnitudes`);
    const peak = this.peak(magnitudes, name);
    return this.scaledProduct(linear, name, states, peak, "activation").product;
  }

  /** The same for what GELU gives, shifted so that no bit goes to negative numbers: the bias takes the shift back. */
  private shiftedProduct(linear: Linear, name: string, states: string): { product: string; bias: string } {
    const shifted = this.model.node("Add", [states, "gelu.shift"], `${name}.shifted`);
    const { product, sums } = this.scaledProduct(linear, name, shifted, this.peak(shifted, name), "gelu");
    const corrected = linear.bias.map((value, index) => value - GELU_SHIFT * (sums[index] as number));
    return { product, bias: this.bias(name, corrected) };
  }

  private peak(magnitudes: string, name: string): string {
    return this.model.node("ReduceMax", [magnitudes], `${name}.peak`, { axes: [-1], keepdims: 1 });
  }

  private scaledProduct(
    linear: Linear,
    name: string,
    states: string,
    peak: string,
    range: "activation" | "gelu",
  ): { product: string; sums: Float32Array } {
    const { model } = this;
    const { values, scales, sums } = quantiseLinear(linear);
    const weights = model.constant(`${name}.weight`, [linear.inputs, linear.outputs], values);
    const weightScales = model.constant(`${name}.scales`, [linear.outputs], scales);
    const [scale, zero] = [`${range}.scale`, `${range}.zero`];
    const relative = model.node("Div", [states, peak], `${name}.relative`);
    const quantised = model.node("QuantizeLinear", [relative, scale, zero], `${name}.quantised`);
    const inputs = [quantised, weights, scale, weightScales, zero, "weight.zero"];
    const raw = model.node("MatMulIntegerToFloat", inputs, `${name}.relative-product`, {}, MICROSOFT);
    return { product: model.node("Mul", [raw, peak], `${name}.product`), sums };
  }

  private skip([input, residual, bias]: [string, string, string], norm: Norm, name: string): string {
    const { hidden_size: hidden, layer_norm_eps: epsilon } = this.bert.config;
    const weight = this.model.constant(`${name}.norm.weight`, [hidden], norm.weight);
    const shift = this.model.constant(`${name}.norm.bias`, [hidden], norm.bias);
    const inputs = [input, residual, weight, shift, bias];
    return this.model.node("SkipLayerNormalization", inputs, name, { epsilon: { float: epsilon } }, MICROSOFT);
  }

  private bias(name: string, values: Float32Array): string {
    return this.model.constant(`${name}.bias`, [values.length], values);
  }
}
