import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { segmentMax } from "../../../../training/nlu/segment-max";
import { startTensorflow } from "../../../../training/nlu/tensorflow";
import { checkGradients } from "./check-gradients";

const SPANS = [
  { start: 0, end: 2 },
  { start: 2, end: 2 },
  { start: 3, end: 5 },
];

beforeAll(startTensorflow);

describe("segmentMax", () => {
  it("is the largest of each column within each span; 0 where the span is empty or all are negative", () => {
    const maxima = tf.tidy(() =>
      segmentMax(
        tf.tensor2d([
          [1, -1],
          [2, -2],
          [9, 9],
          [3, 5],
          [-4, 6],
        ]),
        SPANS,
      ).arraySync(),
    );
    expect(maxima).toEqual([
      [2, 0],
      [0, 0],
      [3, 6],
    ]);
  });

  it("hands the gradient to the row that held the largest, and to no other", () => {
    const gradient = tf.tidy(() => {
      const weights = tf.tensor2d([
        [1, 10],
        [2, 20],
        [3, 30],
      ]);
      const of = tf.grad((x) => tf.sum(tf.mul(segmentMax(x as tf.Tensor2D, SPANS), weights)));
      const values = tf.tensor2d([
        [1, -1],
        [2, -2],
        [9, 9],
        [3, 5],
        [-4, 6],
      ]);
      return of(values).arraySync();
    });
    expect(gradient).toEqual([
      [0, 0],
      [1, 0],
      [0, 0],
      [3, 0],
      [0, 30],
    ]);
  });

  it("has the gradients that differences give, behind and before other operations, and leaves no tensor", () => {
    const before = tf.memory().numTensors;
    checkGradients(
      (x, kernel) => tf.sum(tf.square(segmentMax(tf.matMul(x, kernel), SPANS))),
      [
        [5, 3],
        [3, 4],
      ],
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
