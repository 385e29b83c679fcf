import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DialogueNetwork } from "../../../../../src/engine/dialogue/policies/ted/dialogue-network";
import { StateFeaturizer } from "../../../../../src/engine/dialogue/policies/ted/state-features";
import type { DialogueState } from "../../../../../src/engine/dialogue/states";
import { seededRandom } from "../../../../../src/engine/environment";
import { Weights } from "../../../../../src/engine/project/weights";
import { actionExamples } from "../../../../../training/dialogue/ted/examples";
import { networkParameters, similarities } from "../../../../../training/dialogue/ted/network";
import { tedOptions } from "../../../../../training/dialogue/ted/options";
import { DialogueTrainer } from "../../../../../training/dialogue/ted/trainer";
import { storyPaths } from "../../../../../training/dialogue/story-graph";
import { storyTracker } from "../../../../../training/dialogue/story-tracker";
import type { DenseTensors } from "../../../../../training/nlu/network-layers";
import { writeWeights } from "../../../../../training/nlu/quantise";
import { startTensorflow } from "../../../../../training/nlu/tensorflow";
import { projectOf } from "../../../../support/small-project";
import { tableProject } from "../../../engine/dialogue/table-project";
import { checkGradients } from "../../nlu/check-gradients";
import * as v from "valibot";

beforeAll(startTensorflow);

const project = projectOf(tableProject);
const stories = storyPaths(project.stories).paths.map((path) => storyTracker(path, project.domain));

describe("the dialogue network", () => {
  it.each([1, 2])("of %i layers gives the same in typed arrays as in tfjs, to the accuracy of int8", (layers) => {
    const examples = actionExamples(stories, project.domain, { slots: [], loops: [] }, 4);
    const options = v.parse(tedOptions, { number_of_transformer_layers: layers, transformer_size: 16, epochs: 20 });
    const trainer = new DialogueTrainer(examples, project.domain.actions, project.domain, options, seededRandom(3));
    trainer.train(() => undefined);
    const { manifest, bytes } = writeWeights(trainer.stored());
    const weights = new Weights(manifest, bytes);
    const network = new DialogueNetwork(weights, trainer.shape, project.domain);
    for (const { states } of examples) {
      const reference = inTensorflow(states, weights, trainer);
      [...network.similarities(states)].forEach((value, i) => expect(value).toBeCloseTo(reference[i] as number, 3));
    }
  });

  it("has the gradients that differences show", () => {
    const shape = { encoding: 2, units: 4, layers: 2, heads: 2 };
    const parameters = [
      ...networkParameters(
        shape,
        [
          ["intent", 3],
          ["action", 2],
        ],
        3,
        2,
        seededRandom(1),
      ),
    ];
    const mask = tf.tensor3d([0, 0, -1e9, 0, 0, -1e9, 0, 0, 0, 0, 0, 0], [4, 1, 3]);
    const wanted = tf.tensor2d([1, 0, 0, 1], [2, 2]);
    checkGradients(
      (intent, action, ...tensors) => {
        const named: DenseTensors = Object.fromEntries(
          parameters.map(([name], i) => [name, tensors[i] as tf.Tensor2D]),
        );
        const batch = {
          dialogues: 2,
          length: 3,
          parts: [
            ["intent", intent],
            ["action", action],
          ] as ["intent" | "action", tf.Tensor2D][],
          mask,
        };
        return tf.sum(tf.mul(tf.logSoftmax(similarities(batch, shape, named, () => null)), wanted));
      },
      [[6, 3], [6, 2], ...parameters.map(([, matrix]) => matrix.shape)],
    );
  });
});

/** What the reference network says of one dialogue, with the very weights of the bundle. */
function inTensorflow(states: DialogueState[], weights: Weights, { shape, parameters }: DialogueTrainer): number[] {
  const featurizer = new StateFeaturizer(project.domain, new Int32Array());
  return tf.tidy(() => {
    const named: DenseTensors = Object.fromEntries(
      [...parameters].map(([name, matrix]) => [
        name,
        tf.tensor2d(name.endsWith(".bias") ? weights.floats(name) : weights.dequantise(name), matrix.shape),
      ]),
    );
    const parts = (["intent", "entities", "action", "loop"] as const).map((part): [typeof part, tf.Tensor2D] => {
      const size = featurizer.sizes[part];
      const values = new Float32Array(states.length * size);
      states.forEach((state, i) => featurizer.write(part, state, values, (states.length - 1 - i) * size));
      return [part, tf.tensor2d(values, [states.length, size])];
    });
    const mask = tf.zeros<tf.Rank.R3>([shape.heads, 1, states.length]);
    const batch = { dialogues: 1, length: states.length, parts, mask };
    return [...similarities(batch, shape, named, () => null).dataSync()];
  });
}
