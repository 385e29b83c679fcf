import * as v from "valibot";
import { PRIORITY } from "../../../src/engine/dialogue/policies/policy";

/*
 * Rasa's options and defaults for the policies that learn, of those that the network here has a counterpart for. What is of another
 * type counts as not given. Rasa draws some wrong labels for each example; here all the others are wrong ones, so that its options
 * about them (`number_of_negative_examples`, `constrain_similarities`, `scale_loss` ...) have nothing to say.
 */

const number = (byDefault: number) => v.fallback(v.number(), byDefault);

/** A number, or one for each part of the network, of which the dialogue's counts. */
const ofDialogue = (byDefault: number) =>
  v.fallback(
    v.union([
      v.number(),
      v.pipe(
        v.object({ dialogue: v.number() }),
        v.transform(({ dialogue }) => dialogue),
      ),
    ]),
    byDefault,
  );

const networkOptions = {
  max_history: v.fallback(v.nullable(v.number()), null),
  epochs: number(1),
  /** From the first epoch to the last. */
  batch_size: v.fallback(
    v.union([
      v.tuple([v.number(), v.number()]),
      v.pipe(
        v.number(),
        v.transform((size): [number, number] => [size, size]),
      ),
    ]),
    [64, 256],
  ),
  learning_rate: number(0.001),
  encoding_dimension: number(50),
  transformer_size: ofDialogue(128),
  number_of_transformer_layers: ofDialogue(1),
  number_of_attention_heads: number(4),
  embedding_dimension: number(20),
  drop_rate_dialogue: number(0.1),
  random_seed: v.fallback(v.nullable(v.number()), null),
};

export const tedOptions = v.object({
  ...networkOptions,
  priority: number(PRIORITY.TEDPolicy),
  ranking_length: number(0),
});

export const unexpectedIntentOptions = v.object({
  ...networkOptions,
  priority: number(PRIORITY.UnexpecTEDIntentPolicy),
  tolerance: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  ignore_intents_list: v.fallback(v.array(v.string()), []),
});

export type NetworkOptions = Pick<v.InferOutput<typeof tedOptions>, keyof typeof networkOptions>;
