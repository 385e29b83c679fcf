import type { Matrix } from "../nlu/parameters";
import { principalComponents } from "./principal-components";

/** Of the frequency weights, a / (a + p), as in "A simple but tough-to-beat baseline for sentence embeddings" (Arora et al., 2017). */
const SMOOTHING = 1e-4;

/** Of Zipf's law, the rank of the first piece: as Model2Vec has it. */
const FIRST_RANK = 2;

/**
 * Static word vectors by Model2Vec's recipe (https://github.com/MinishLab/model2vec): each piece's mean over [CLS] piece [SEP], reduced by
 * principal components, weighted by how rare the piece is. A row's length is its weight's doing: a text's vector is the mean of its rows.
 *
 * @param means A row a piece, [pieces, hidden]: the mean of the encoder's last hidden states.
 * @param ranks Each piece's place in the vocabulary it came from, which is in the order of frequency.
 * @param sourceSize Pieces of that vocabulary.
 */
export function staticVectors(means: Matrix, ranks: readonly number[], sourceSize: number, size: number): Matrix {
  const [pieces, hidden] = means.shape;
  const components = principalComponents(means.values, hidden, size);
  const centre = new Float64Array(hidden);
  means.values.forEach((value, i) => ((centre[i % hidden] as number) += value / pieces));
  let total = 0;
  for (let rank = FIRST_RANK; rank < sourceSize + FIRST_RANK; rank++) total += 1 / rank;

  const values = new Float32Array(pieces * size);
  for (let piece = 0; piece < pieces; piece++) {
    const probability = 1 / ((ranks[piece] as number) + FIRST_RANK) / total;
    const weight = SMOOTHING / (SMOOTHING + probability);
    components.forEach((component, index) => {
      let sum = 0;
      for (let i = 0; i < hidden; i++)
        sum += ((means.values[piece * hidden + i] as number) - (centre[i] as number)) * (component[i] as number);
      values[piece * size + index] = weight * sum;
    });
  }
  return { shape: [pieces, size], values };
}
