import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { RandomForest } from "../../../../src/engine/nlu/random-forest";
import { Weights } from "../../../../src/engine/project/weights";
import { writeWeights } from "../../../../training/nlu/quantise";
import { FOREST_DEFAULTS, growForest, storeForest, type TrainingTable } from "../../../../training/nlu/random-forest";
import { informativeFeatures } from "../../../../training/nlu/random-forest-features";

/** Points in the unit square, of class 1 where both coordinates are on the same side of a half: no single split tells them apart. */
function checkers(points: number, seed: number): TrainingTable {
  const random = seededRandom(seed);
  const columns = [0, 1].map(() => Float32Array.from({ length: points }, random));
  const classes = Int32Array.from({ length: points }, (_, row) =>
    (columns[0]?.[row] ?? 0) > 0.5 === (columns[1]?.[row] ?? 0) > 0.5 ? 1 : 0,
  );
  return { columns, classes, classCount: 2 };
}

function accuracy(forest: RandomForest, { columns, classes }: TrainingTable): number {
  const right = classes.filter((of, row) => {
    const votes = forest.votes(Float32Array.from(columns, (column) => column[row] ?? 0));
    return votes.indexOf(Math.max(...votes)) === of;
  });
  return right.length / classes.length;
}

describe("growForest", () => {
  it("learns what takes two splits, and tells it of rows that it never saw", () => {
    const forest = new RandomForest(growForest(checkers(400, 1), { ...FOREST_DEFAULTS, seed: 42 }), 2);
    expect(accuracy(forest, checkers(400, 1))).toBe(1);
    expect(accuracy(forest, checkers(400, 2))).toBeGreaterThan(0.95);
  });

  it("grows the same forest from the same seed, and another from another", () => {
    const table = checkers(60, 1);
    const grow = (seed: number) => growForest(table, { ...FOREST_DEFAULTS, seed });
    expect(grow(42)).toEqual(grow(42));
    expect(grow(43)).not.toEqual(grow(42));
  });

  it("grows as many trees as asked for, no deeper than asked for", () => {
    const { roots, columns } = growForest(checkers(200, 1), { trees: 7, maxDepth: 1, seed: 1 });
    expect(roots).toHaveLength(7);
    expect(columns.length).toBeLessThanOrEqual(7 * 3);
  });

  it("counts few values and sorts many to the same order", () => {
    // 300 different values are sorted, 100 counted; each is its own class of two, told apart by one threshold.
    for (const values of [100, 300]) {
      const column = Float32Array.from({ length: values * 3 }, (_, row) => ((row * 7) % values) / values);
      const classes = Int32Array.from(column, (value) => (value < 0.5 ? 0 : 1));
      const { thresholds, columns } = growForest(
        { columns: [column], classes, classCount: 2 },
        { trees: 1, maxDepth: 9, seed: 1 },
      );
      expect([...columns]).toEqual([0, -1, -2]);
      expect(thresholds[0]).toBeCloseTo(0.5, 1);
    }
  });

  it("gives shares of votes for any table, rows that differ in their class only among them", () => {
    const table = fc.integer({ min: 1, max: 12 }).chain((rows) =>
      fc.record({
        columns: fc.array(fc.array(fc.constantFrom(0, 1, -3.5, 1e30, 1e-30), { minLength: rows, maxLength: rows }), {
          minLength: 1,
          maxLength: 4,
        }),
        classes: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: rows, maxLength: rows }),
      }),
    );
    fc.assert(
      fc.property(table, fc.integer(), ({ columns, classes }, seed) => {
        const data = {
          columns: columns.map((of) => Float32Array.from(of)),
          classes: Int32Array.from(classes),
          classCount: 3,
        };
        const forest = new RandomForest(growForest(data, { trees: 5, maxDepth: Infinity, seed }), 3);
        const votes = forest.votes(Float32Array.from(columns, (of) => of[0] ?? 0));
        expect(votes.reduce((sum, vote) => sum + vote, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is the same forest when loaded from its bytes", () => {
    const table = checkers(50, 3);
    const arrays = growForest(table, { ...FOREST_DEFAULTS, seed: 1 });
    const { manifest, bytes } = writeWeights(storeForest(arrays));
    const loaded = RandomForest.load(new Weights(manifest, bytes), 2);
    const row = Float32Array.of(0.3, 0.9);
    expect(loaded.votes(row)).toEqual(new RandomForest(arrays, 2).votes(row));
  });
});

describe("informativeFeatures", () => {
  it("keeps what tells the classes apart, and drops what all have or one has", () => {
    const examples = [
      [1, 2, 5, 9],
      [1, 2, 6],
      [1, 3, 5],
      [1, 3, 6],
    ].map((features) => Int32Array.from(features));
    expect([...informativeFeatures(examples, Int32Array.of(0, 0, 1, 1), 2)]).toEqual([2, 3]);
    expect([...informativeFeatures(examples, Int32Array.of(0, 0, 1, 1), 99)]).toEqual([2, 3, 5, 6]);
  });
});
