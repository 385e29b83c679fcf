import * as tf from "@tensorflow/tfjs-core";
import { seededRandom, type Random } from "../../src/engine/environment";
import { Crf } from "../../src/engine/nlu/crf";
import { CONVOLUTIONS } from "../../src/engine/nlu/tagger";
import { crfLoss } from "./crf-loss";
import type { DenseTensors } from "./network-layers";
import { NetworkTrainer, runEpochs, type Bags, type EpochCallback, type Schedule } from "./network-trainer";
import type { Parameters } from "./parameters";
import { shuffled } from "./sampling";
import { createTaggerParameters, emissions, TOKEN_TABLE, type TaggerShape } from "./tagger-network";

/** A message as the tagger reads it: rows of the table of embeddings, token by token. */
export interface EncodedMessage {
  /** The intent's place among the classifier's; -1: none. */
  intent: number;
  tokens: Int32Array;
  /** `ends[i]` is where the rows of token i end. */
  ends: number[];
  tags: Int32Array;
  /** [tokens, vectorSize]; null where the network takes none. */
  vectors: Float32Array | null;
}

export interface TaggerSettings extends Schedule {
  /** Share of a token's features left out of each step, so that no single one is relied on. */
  featureDropout: number;
  /** Share of the numbers that each convolution adds left out of each step. */
  stateDropout: number;
  /** Share of the messages whose intent it isn't told. */
  intentDropout: number;
  /** Share of the messages that an epoch takes misspelt. */
  misspelt: number;
}

/** Trains the tagger. The same messages, settings and seed give the same parameters, bit for bit. */
export class TaggerTrainer {
  readonly parameters: Parameters;
  private readonly random: Random;
  private readonly trainer: NetworkTrainer;
  private readonly crf: Crf;

  constructor(
    private readonly shape: TaggerShape,
    private readonly settings: TaggerSettings,
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.parameters = createTaggerParameters(shape, this.random);
    this.trainer = new NetworkTrainer(this.parameters, [TOKEN_TABLE]);
    this.crf = new Crf(shape.labels);
  }

  /** @param misspelt The same messages, misspelt. */
  train(messages: EncodedMessage[], misspelt: EncodedMessage[], onEpoch: EpochCallback): void {
    const count = messages.length;
    runEpochs(
      [...messages, ...misspelt],
      this.settings,
      () => shuffled(count, this.random).map((i) => (this.random() < this.settings.misspelt ? count + i : i)),
      (batch, rate) => this.step(batch, rate),
      onEpoch,
    );
  }

  private step(batch: EncodedMessage[], rate: number): number {
    const starts = messageStarts(batch);
    const bags = this.bags(batch, starts);
    return this.trainer.step([bags], rate, ([sums], parameters) =>
      this.loss(batch, starts, sums as tf.Tensor2D, parameters),
    );
  }

  private loss(batch: EncodedMessage[], starts: number[], sums: tf.Tensor2D, parameters: DenseTensors): tf.Scalar {
    const tokens = sums.shape[0];
    const owners = new Float32Array(tokens * batch.length);
    batch.forEach(({ ends }, index) =>
      ends.forEach((_, t) => (owners[((starts[index] as number) + t) * batch.length + index] = 1)),
    );
    const vectors = this.vectors(batch, starts, tokens);
    const scores = emissions(
      sums,
      vectors,
      this.intents(batch),
      tf.tensor2d(owners, [tokens, batch.length]),
      parameters,
      CONVOLUTIONS.map(() => this.dropout(tokens)),
    );
    const messages = batch.map(({ tags }, index) => ({ start: starts[index] as number, tags }));
    const loss = crfLoss(this.crf, scores, parameters["transitions"] as tf.Tensor2D, messages);
    return tf.mul(loss, 1 / batch.length);
  }

  private vectors(batch: EncodedMessage[], starts: number[], tokens: number): tf.Tensor2D | null {
    const { vectorSize } = this.shape;
    if (vectorSize === 0) return null;
    const values = new Float32Array(tokens * vectorSize);
    batch.forEach(({ vectors }, index) => {
      if (vectors) values.set(vectors, (starts[index] as number) * vectorSize);
    });
    return tf.tensor2d(values, [tokens, vectorSize]);
  }

  /** The right ones, but for a share that it is told nothing of: in use the classifier may be unsure. */
  private intents(batch: EncodedMessage[]): tf.Tensor2D {
    const { intents } = this.shape;
    const values = new Float32Array(batch.length * intents);
    batch.forEach(({ intent }, index) => {
      if (intent >= 0 && this.random() >= this.settings.intentDropout) values[index * intents + intent] = 1;
    });
    return tf.tensor2d(values, [batch.length, intents]);
  }

  /** The numbers that stay are made larger, so that their sum stays the same on average. */
  private dropout(tokens: number): tf.Tensor2D {
    const { stateDropout } = this.settings;
    const size = this.shape.tokenSize;
    const factors = new Float32Array(tokens * size);
    for (let i = 0; i < factors.length; i++) factors[i] = this.random() < stateDropout ? 0 : 1 / (1 - stateDropout);
    return tf.tensor2d(factors, [tokens, size]);
  }

  private bags(batch: EncodedMessage[], starts: number[]): Bags {
    const bags = this.trainer.emptyBags(TOKEN_TABLE, (starts.at(-1) ?? 0) + (batch.at(-1)?.ends.length ?? 0));
    batch.forEach(({ tokens, ends }, index) => {
      ends.forEach((end, t) => {
        const bag = (starts[index] as number) + t;
        const { featureDropout } = this.settings;
        this.trainer.addRows(TOKEN_TABLE, bags, bag, tokens, ends[t - 1] ?? 0, end, featureDropout, this.random);
      });
    });
    return bags;
  }
}

/** The rows at which the messages of a batch begin, with an empty one between two. */
function messageStarts(batch: EncodedMessage[]): number[] {
  let next = 0;
  return batch.map(({ ends }) => {
    const start = next;
    next += ends.length + 1;
    return start;
  });
}
