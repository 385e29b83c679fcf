import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Weights } from "../../../../src/engine/project/weights";
import { joinWeights } from "../../../../training/nlu/join-weights";
import { writeWeights, type StoredTensor } from "../../../../training/nlu/quantise";

const number = fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 });
const network = fc.record({
  hashes: fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  bias: fc.array(number, { minLength: 1 }),
  kernel: fc.array(fc.tuple(number, number, number), { minLength: 1 }),
});

describe("joinWeights", () => {
  it("keeps every network whole under its prefix, whatever stands before it", () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 4 }), (networks) => {
        const written = networks.map(({ hashes, bias, kernel }) =>
          writeWeights([
            { name: "hashes", kind: "integers", values: Int32Array.from(hashes) },
            { name: "bias", kind: "exact", matrix: { shape: [1, bias.length], values: Float32Array.from(bias) } },
            {
              name: "kernel",
              kind: "quantised",
              matrix: { shape: [kernel.length, 3], values: Float32Array.from(kernel.flat()) },
            },
          ] satisfies StoredTensor[]),
        );
        const prefixes = networks.map((_, index) => (index === 0 ? "" : `responses/${index}/`));
        const { manifest, bytes } = joinWeights(
          written.map((part, index) => ({ prefix: prefixes[index] ?? "", ...part })),
        );
        const joined = new Weights(manifest, bytes);
        written.forEach((part, index) => {
          const alone = new Weights(part.manifest, part.bytes);
          const inside = joined.under(prefixes[index] ?? "");
          expect(inside.integers("hashes")).toEqual(alone.integers("hashes"));
          expect(inside.floats("bias")).toEqual(alone.floats("bias"));
          expect(inside.quantised("kernel")).toEqual(alone.quantised("kernel"));
        });
      }),
    );
  });

  it("shows a network nothing of the others", () => {
    const part = writeWeights([{ name: "hashes", kind: "integers", values: Int32Array.of(1) }]);
    const { manifest, bytes } = joinWeights([
      { prefix: "", ...part },
      { prefix: "responses/faq/", ...part },
    ]);
    const inside = new Weights(manifest, bytes).under("responses/");
    expect([inside.has("hashes"), inside.has("faq/hashes")]).toEqual([false, true]);
  });
});
