import { seededRandom } from "../../src/engine/environment";
import type { ForestArrays } from "../../src/engine/nlu/random-forest";
import type { StoredTensor } from "./quantise";
import { ColumnOrder } from "./random-forest-order";

/** What a forest learns from: at least one row. */
export interface TrainingTable {
  /** One array a column, of as many finite values as there are rows. */
  columns: Float32Array[];
  /** The class of each row, counted from 0. */
  classes: Int32Array;
  classCount: number;
}

export interface ForestSettings {
  trees: number;
  /** Splits above a leaf; Infinity: until a leaf is of one class. */
  maxDepth: number;
  seed: number;
}

/** As scikit-learn's RandomForestClassifier has them. */
export const FOREST_DEFAULTS = { trees: 100, maxDepth: Infinity };

/**
 * Grows a forest as Breiman (2001) and scikit-learn do: each tree from rows drawn with replacement, each split the one with the
 * least Gini impurity among √columns columns that differ in the node, drawn anew there. The same seed gives the same forest.
 */
export function growForest(table: TrainingTable, { trees, maxDepth, seed }: ForestSettings): ForestArrays {
  const grower = new Grower(table, maxDepth, seededRandom(seed));
  const roots = Int32Array.from({ length: trees }, () => grower.grow());
  const { columns, thresholds, right } = grower;
  return {
    roots,
    columns: Int32Array.from(columns),
    thresholds: Float32Array.from(thresholds),
    right: Int32Array.from(right),
  };
}

/** As `RandomForest.load` finds them. */
export function storeForest({ roots, columns, thresholds, right }: ForestArrays): StoredTensor[] {
  return [
    { name: "forest.roots", kind: "integers", values: roots },
    { name: "forest.columns", kind: "integers", values: columns },
    { name: "forest.thresholds", kind: "exact", matrix: { shape: [thresholds.length, 1], values: thresholds } },
    { name: "forest.right", kind: "integers", values: right },
  ];
}

/** Rows `start` to `end` of the grower's order are a node that is still to be split. */
interface OpenNode {
  start: number;
  end: number;
  depth: number;
  /** How many of the drawable columns may still differ here: those found constant in a node are so below it too. */
  live: number;
  /** The node whose right child it is; -1: none's. */
  parent: number;
}

interface Split {
  column: number;
  /** The rows whose rank in the column is at most this go left. */
  rank: number;
  score: number;
}

class Grower {
  readonly columns: number[] = [];
  readonly thresholds: number[] = [];
  readonly right: number[] = [];
  private readonly orders: ColumnOrder[];
  private readonly candidates: number;
  /** The columns in the order they are drawn in; see `OpenNode.live`. */
  private readonly drawable: Int32Array;
  /** The rows of the tree, those of a node side by side. */
  private readonly rows: Int32Array;
  /** How often each row was drawn for the tree. */
  private readonly weights: Int32Array;
  private readonly sorted: Int32Array;
  /** Of a part of the node's rows, by class; all 0 between two scans. */
  private readonly left: Float64Array;
  /** The rows of the node, by class; all of them, and the sum of the squares. */
  private readonly total: Float64Array;
  private size = 0;
  private squares = 0;

  constructor(
    private readonly table: TrainingTable,
    private readonly maxDepth: number,
    private readonly random: () => number,
  ) {
    const { columns, classes, classCount } = table;
    this.orders = columns.map((values) => new ColumnOrder(values));
    this.candidates = Math.max(1, Math.floor(Math.sqrt(columns.length)));
    this.drawable = Int32Array.from(columns, (_, column) => column);
    this.rows = new Int32Array(classes.length);
    this.weights = new Int32Array(classes.length);
    this.sorted = new Int32Array(classes.length);
    this.left = new Float64Array(classCount);
    this.total = new Float64Array(classCount);
  }

  /** Adds a tree, and gives its root. */
  grow(): number {
    const root = this.columns.length;
    const open: OpenNode[] = [{ start: 0, end: this.draw(), depth: 0, live: this.drawable.length, parent: -1 }];
    for (let node = open.pop(); node; node = open.pop()) {
      const index = this.columns.length;
      if (node.parent >= 0) this.right[node.parent] = index;
      const { split, live } = this.bestSplit(node);
      if (!split) {
        this.add(~this.majority(), 0);
        continue;
      }
      this.add(split.column, (this.orders[split.column] as ColumnOrder).threshold(split.rank));
      const middle = this.divide(node, split);
      const depth = node.depth + 1;
      // The left one is taken first, so that it stands right behind its parent.
      open.push({ start: middle, end: node.end, depth, live, parent: index });
      open.push({ start: node.start, end: middle, depth, live, parent: -1 });
    }
    return root;
  }

  private add(column: number, threshold: number): void {
    this.columns.push(column);
    this.thresholds.push(threshold);
    this.right.push(0);
  }

  /** Draws as many rows as there are, with replacement, and gives how many different ones that made. */
  private draw(): number {
    const { rows, weights } = this;
    weights.fill(0);
    for (let i = 0; i < weights.length; i++) {
      const row = Math.floor(this.random() * weights.length);
      weights[row] = (weights[row] as number) + 1;
    }
    let count = 0;
    weights.forEach((weight, row) => {
      if (weight > 0) rows[count++] = row;
    });
    return count;
  }

  /** Null where the node is of one class, at the greatest depth, or its rows differ in their classes only. */
  private bestSplit(node: OpenNode): { split: Split | null; live: number } {
    const { drawable } = this;
    let { live } = node;
    if (this.count(node) === 1 || node.depth >= this.maxDepth) return { split: null, live };
    let split: Split | null = null;
    for (let drawn = 0; drawn < Math.min(this.candidates, live);) {
      const at = drawn + Math.floor(this.random() * (live - drawn));
      const column = drawable[at] as number;
      drawable[at] = drawable[drawn] as number;
      const order = this.orders[column] as ColumnOrder;
      if (order.sort(this.rows, node.start, node.end, this.sorted)) {
        drawable[drawn++] = column;
        const best = this.scan(column, order, node.end - node.start);
        if (split === null || best.score > split.score) split = best;
      } else {
        live--;
        drawable[drawn] = drawable[live] as number;
        drawable[live] = column;
      }
    }
    return { split, live };
  }

  /** Counts the node's rows, and gives how many classes there are. */
  private count({ start, end }: OpenNode): number {
    const { total, rows, weights } = this;
    total.fill(0);
    let found = 0;
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      const of = this.table.classes[row] as number;
      if (total[of] === 0) found++;
      total[of] = (total[of] as number) + (weights[row] as number);
    }
    this.size = total.reduce((sum, count) => sum + count, 0);
    this.squares = total.reduce((sum, count) => sum + count * count, 0);
    return found;
  }

  /** The first of the classes that most rows of the node counted last have. */
  private majority(): number {
    return this.total.reduce((best, count, of) => (count > (this.total[best] as number) ? of : best), 0);
  }

  /**
   * The best place to divide the first `count` sorted rows, at least two of which differ. With l and r rows of a class on both
   * sides, the Gini impurity is least where Σl²/Σl + Σr²/Σr is greatest; a row that changes sides changes each sum by one term.
   */
  private scan(column: number, order: ColumnOrder, count: number): Split {
    const { sorted, weights, left, total } = this;
    const { classes } = this.table;
    let leftSize = 0;
    let leftSquares = 0;
    let rightSize = this.size;
    let rightSquares = this.squares;
    const best: Split = { column, rank: -1, score: -1 };
    let rank = order.rank(sorted[0] as number);
    for (let i = 0; i < count - 1; i++) {
      const row = sorted[i] as number;
      const of = classes[row] as number;
      const weight = weights[row] as number;
      const onLeft = left[of] as number;
      const onRight = (total[of] as number) - onLeft;
      left[of] = onLeft + weight;
      leftSize += weight;
      rightSize -= weight;
      leftSquares += weight * (2 * onLeft + weight);
      rightSquares -= weight * (2 * onRight - weight);
      const next = order.rank(sorted[i + 1] as number);
      if (next === rank) continue;
      const score = leftSquares / leftSize + rightSquares / rightSize;
      if (score > best.score) {
        best.score = score;
        best.rank = rank;
      }
      rank = next;
    }
    for (let i = 0; i < count; i++) left[classes[sorted[i] as number] as number] = 0;
    return best;
  }

  /** Puts the rows that go left before the others, and gives where those begin. */
  private divide({ start, end }: OpenNode, { column, rank }: Split): number {
    const { rows } = this;
    const order = this.orders[column] as ColumnOrder;
    let middle = start;
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      if (order.rank(row) > rank) continue;
      rows[i] = rows[middle] as number;
      rows[middle++] = row;
    }
    return middle;
  }
}
