import { describe, expect, it } from "vitest";
import { confidenceHistogram } from "../../../../training/evaluation/confidence-histogram";
import { confusionMatrix } from "../../../../training/evaluation/confusion-matrix";
import { confusionMatrixSvg } from "../../../../training/evaluation/plots/confusion-matrix-svg";
import { histogramSvg } from "../../../../training/evaluation/plots/histogram-svg";

const count = (text: string, part: RegExp): number => [...text.matchAll(part)].length;

describe("the picture of a confusion matrix", () => {
  it("says what it shows to those who can't see it", () => {
    const svg = confusionMatrixSvg("Intents", confusionMatrix(["a", "a", "b"], ["a", "b", ""]));
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toContain('<title id="title">Intents</title>');
    expect(svg).toContain("1 of 3 right, 3 labels. Most often taken for something else: a as b (1), b as nothing (1).");
    expect(svg).toContain("prefers-color-scheme: dark");
  });

  it("draws a cell for what happened only, also of 150 labels", () => {
    const labels = Array.from({ length: 150 }, (_, i) => `intent_number_${i}`);
    const svg = confusionMatrixSvg(
      "Intents",
      confusionMatrix([...labels, "intent_number_3"], [...labels, "intent_number_4"]),
    );
    expect(count(svg, /class="good"/g)).toBe(150);
    expect(count(svg, /class="bad"/g)).toBe(1);
    expect(svg).toContain("<title>intent_number_3 → intent_number_4: 1 of 2</title>");
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    // 16 pixels a label, so that a label of 11 can be read, and not more than a page can scroll.
    expect(Number(width)).toBeGreaterThan(150 * 16);
    expect(Number(height)).toBeLessThan(3000);
  });

  it("writes names that XML would read as something else", () => {
    const svg = confusionMatrixSvg("Intents", confusionMatrix(['<b>&"\u0000'], ['<b>&"\u0000']));
    expect(svg).toContain("&#60;b&#62;&#38;&#34; ");
    expect(svg).not.toContain("<b>");
    expect(svg).not.toContain("\u0000");
  });

  it("draws nothing of nothing", () => {
    expect(confusionMatrixSvg("Intents", confusionMatrix([], []))).toContain("0 of 0 right, 0 labels.");
  });
});

describe("the picture of a histogram", () => {
  it("has a bar for each bin that holds an answer, and says how sure they were", () => {
    const answers = [0.99, 0.98, 0.51, 0.2].map((confidence) => ({ isRight: confidence > 0.5, confidence }));
    const svg = histogramSvg("Confidence", confidenceHistogram(answers));
    expect(count(svg, /<rect class="good"/g)).toBe(2);
    expect(count(svg, /<rect class="bad"/g)).toBe(1);
    expect(svg).toContain("Confidence of at least 0.5 had 3 of 3 right answers and 0 of 1 wrong ones.");
  });
});
