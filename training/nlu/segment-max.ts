import * as tf from "@tensorflow/tfjs-core";

/**
 * The largest value of each column within each span of rows: [rows, columns] to [spans, columns]; 0 for a span of no rows, or where all
 * are below it. The gradient goes to the row that held the largest. tfjs's WASM backend has no kernel for it.
 */
export function segmentMax(values: tf.Tensor2D, spans: readonly { start: number; end: number }[]): tf.Tensor2D {
  const [rows, columns] = values.shape;
  const largest = tf.customGrad((...inputs) => {
    const data = (inputs[0] as tf.Tensor2D).dataSync<"float32">();
    const maxima = new Float32Array(spans.length * columns);
    const holders = new Int32Array(spans.length * columns).fill(-1);
    spans.forEach(({ start, end }, span) => {
      for (let row = start; row < end; row++) {
        for (let c = 0; c < columns; c++) {
          const value = data[row * columns + c] as number;
          if (value <= (maxima[span * columns + c] as number)) continue;
          maxima[span * columns + c] = value;
          holders[span * columns + c] = row;
        }
      }
    });
    const gradFunc = (dy: tf.Tensor): tf.Tensor[] => {
      const from = dy.dataSync<"float32">();
      const gradient = new Float32Array(rows * columns);
      holders.forEach((row, i) => {
        if (row < 0) return;
        const at = row * columns + (i % columns);
        gradient[at] = (gradient[at] as number) + (from[i] as number);
      });
      return [tf.tensor2d(gradient, [rows, columns])];
    };
    return { value: tf.tensor2d(maxima, [spans.length, columns]), gradFunc };
  });
  return largest(values);
}
