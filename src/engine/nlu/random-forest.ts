import type { Weights } from "../project/weights";

/**
 * Trees in one set of arrays, each in preorder: a node's left child is the node behind it. Where a row's value is at most the
 * threshold it goes left, else right.
 */
export interface ForestArrays {
  /** [trees] Where each begins. */
  roots: Int32Array;
  /** [nodes] The column that is compared; at a leaf the class, as its bitwise complement. */
  columns: Int32Array;
  /** [nodes] Nothing at a leaf. */
  thresholds: Float32Array;
  /** [nodes] The right child; nothing at a leaf. */
  right: Int32Array;
}

/** A random forest (Breiman 2001) that `training/nlu/random-forest.ts` grew: every tree votes for a class. */
export class RandomForest {
  constructor(
    private readonly arrays: ForestArrays,
    private readonly classes: number,
  ) {}

  /** From the tensors of these names; throws where one is missing. */
  static load(weights: Weights, classes: number): RandomForest {
    const arrays = {
      roots: weights.integers("forest.roots"),
      columns: weights.integers("forest.columns"),
      thresholds: weights.floats("forest.thresholds"),
      right: weights.integers("forest.right"),
    };
    return new RandomForest(arrays, classes);
  }

  /** The share of the trees that vote for each class, of a row of values. */
  votes(row: Float32Array): Float64Array {
    const { roots, columns, thresholds, right } = this.arrays;
    const votes = new Float64Array(this.classes);
    for (let tree = 0; tree < roots.length; tree++) {
      let node = roots[tree] as number;
      let column = columns[node] as number;
      while (column >= 0) {
        node = (row[column] as number) <= (thresholds[node] as number) ? node + 1 : (right[node] as number);
        column = columns[node] as number;
      }
      votes[~column] = (votes[~column] as number) + 1;
    }
    for (let i = 0; i < votes.length; i++) votes[i] = (votes[i] as number) / roots.length;
    return votes;
  }
}
