import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../../src/engine/environment";
import { Adam } from "../../../../training/nlu/adam";
import { substituteEntities } from "../../../../training/nlu/augmentation";
import { balancedOrder, stratifiedSplit } from "../../../../training/nlu/sampling";
import { trainingDataJson } from "../../../../training/nlu/training-data-json";
import { misspell, misspellEverySecondWord } from "../../../../training/nlu/typos";
import { example, tinyProject } from "./tiny-project";

describe("Adam", () => {
  it("moves by the rate at its first step, against the gradient", () => {
    const values = Float32Array.of(1, 1);
    const adam = new Adam({ shape: [1, 2], values });
    adam.gradients.set([5, -0.01]);
    adam.step(0.1);
    expect(values[0]).toBeCloseTo(0.9, 4);
    expect(values[1]).toBeCloseTo(1.1, 4);
  });

  it("leaves rows alone that a lazy step doesn't name", () => {
    const values = new Float32Array(4);
    const adam = new Adam({ shape: [2, 2], values });
    adam.gradients.fill(1);
    adam.step(0.1, [1]);
    expect([...values.subarray(0, 2)]).toEqual([0, 0]);
    expect(values[2]).toBeCloseTo(-0.1, 4);
  });
});

describe("sampling", () => {
  it("spreads each label over an epoch in its proportion", () => {
    const labels = [...Array<number>(90).fill(0), ...Array<number>(10).fill(1)];
    const order = balancedOrder(labels, seededRandom(1));
    for (let from = 0; from < 100; from += 20)
      expect(order.slice(from, from + 20).filter((index) => labels[index] === 1)).toHaveLength(2);
    expect(order.toSorted((a, b) => a - b)).toEqual(labels.map((_, index) => index));
  });

  it("holds out a share of each label, and never a label's only example", () => {
    const { kept, heldOut } = stratifiedSplit(
      [...Array<string>(20).fill("a"), ...Array<string>(10).fill("b"), "c"],
      0.2,
      seededRandom(1),
    );
    expect(heldOut).toHaveLength(6);
    expect(heldOut.filter((index) => index < 20)).toHaveLength(4);
    expect(kept).toContain(30);
    expect([...kept, ...heldOut].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, index) => index));
  });
});

describe("substituteEntities", () => {
  it("puts other texts of the same entity in the place of the annotated ones, and moves the offsets along", () => {
    const examples = [
      example("a", "from [Oslo](city) to [Rio](city) with [Anna](person) now"),
      example("a", "[San Francisco](city)"),
    ];
    const lookups = [{ name: "city", entries: ["Ulan Bator"], place: { file: "a", line: 1, column: 1 } }];
    for (const seed of [1, 2, 3]) {
      const [first] = substituteEntities(examples, lookups, seededRandom(seed));
      expect(first?.text).toMatch(
        /^from (Oslo|Rio|San Francisco|Ulan Bator) to (Oslo|Rio|San Francisco|Ulan Bator) with Anna now$/,
      );
      for (const { start, end, value } of first?.entities ?? []) expect(first?.text.slice(start, end)).toBe(value);
    }
  });

  it("makes nothing of examples without entities", () => {
    expect(substituteEntities([example("a", "hello")], [], seededRandom(1))).toEqual([]);
  });
});

describe("misspell", () => {
  it("changes longer words by one slip, and moves the annotations along", () => {
    const original = example("a", "remind me to [water the plants](task) tonight");
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [copy] = misspell([original], 1, seededRandom(seed));
      expect(copy?.text).toMatch(/^\w{5,7} me to \w{4,6} the \w{5,7} \w{6,8}$/);
      const [task] = copy?.entities ?? [];
      expect(copy?.text.slice(task?.start, task?.end)).toMatch(/^\w{4,6} the \w{5,7}$/);
    }
  });

  it("misspells every second of the words that have more than two letters, to measure", () => {
    const original = example("a", "set it up on the big red [kitchen timer](item) now");
    const right = original.text.split(" ");
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [copy] = misspellEverySecondWord([original], seededRandom(seed));
      const words = copy?.text.split(" ") ?? [];
      const changed = right.flatMap((word, index) => (word.length < 3 ? [] : [words[index] !== word]));
      // A letter exchanged with its double is no change.
      changed.forEach((isChanged, index) => index > 0 && isChanged && expect(changed[index - 1]).toBe(false));
      expect(changed.filter(Boolean).length).toBeGreaterThanOrEqual(2);
      expect([words[1], words[2], words[3]]).toEqual(["it", "up", "on"]);
    }
  });

  it("changes nothing at a share of 0", () => {
    const original = example("a", "add [oat milk](item), please");
    expect(misspell([original], 0, seededRandom(1))).toEqual([original]);
  });
});

describe("trainingDataJson", () => {
  it("keeps the data in Rasa's JSON format", () => {
    const json = trainingDataJson(tinyProject());
    expect(json).toMatchObject({
      rasa_nlu_data: {
        lookup_tables: [{ name: "item", elements: ["oat milk", "rice"] }],
        entity_synonyms: [{ value: "black tea", synonyms: ["tea"] }],
      },
    });
    expect(JSON.stringify(json)).toContain(
      '{"text":"please buy eggs","intent":"buy","entities":[{"start":11,"end":15,"value":"eggs","entity":"item"}]}',
    );
  });
});
