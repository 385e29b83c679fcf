import type { ConfidenceHistogram } from "../confidence-histogram";
import { escapeXml, svgDocument } from "./svg";

// Pixels.
const HALF = 280;
const BAR = 16;
const MARGIN = 16;
const AXIS = 44;
const HEAD = 64;

/**
 * Right answers to the left, wrong ones to the right, each to a scale of its own, the surest at the top: the further apart the two
 * stand, the better.
 */
export function histogramSvg(title: string, { bins, right, wrong }: ConfidenceHistogram): string {
  // Room for the count beside the longest bar.
  const scale = (counts: number[]): number => (HALF - 36) / Math.max(1, ...counts);
  const scales = { right: scale(right), wrong: scale(wrong) };
  const middle = MARGIN + HALF;
  const from = { right: middle, wrong: middle + AXIS };
  const bottom = HEAD + bins.length * BAR;
  const parts = [
    `<text class="heading" x="${MARGIN}" y="24">${escapeXml(title)}</text>`,
    `<text class="quiet" x="${from.right - 6}" y="${HEAD - 14}" text-anchor="end">right (${sum(right)})</text>`,
    `<text class="quiet" x="${middle + AXIS / 2}" y="${HEAD - 14}" text-anchor="middle">sure</text>`,
    `<text class="quiet" x="${from.wrong + 6}" y="${HEAD - 14}">wrong (${sum(wrong)})</text>`,
  ];
  bins.forEach((edge, bin) => {
    const y = bottom - (bin + 1) * BAR;
    const [hits, misses] = [right[bin] ?? 0, wrong[bin] ?? 0];
    const [left, rest] = [hits * scales.right, misses * scales.wrong];
    parts.push(
      `<text class="quiet" x="${middle + AXIS / 2}" y="${y + 12}" text-anchor="middle">${edge.toFixed(2)}</text>`,
    );
    if (hits > 0)
      parts.push(
        `<rect class="good" x="${from.right - left}" y="${y + 1}" width="${left}" height="${BAR - 2}"/>`,
        `<text x="${from.right - left - 4}" y="${y + 12}" text-anchor="end">${hits}</text>`,
      );
    if (misses > 0)
      parts.push(
        `<rect class="bad" x="${from.wrong}" y="${y + 1}" width="${rest}" height="${BAR - 2}"/>`,
        `<text x="${from.wrong + rest + 4}" y="${y + 12}">${misses}</text>`,
      );
  });
  const width = 2 * (MARGIN + HALF) + AXIS;
  return svgDocument({ title, description: describe(bins, right, wrong), width, height: bottom + MARGIN }, parts);
}

function describe(bins: number[], right: number[], wrong: number[]): string {
  const half = bins.findIndex((edge) => edge >= 0.5);
  const sure = (counts: number[]): string => `${sum(counts.slice(half))} of ${sum(counts)}`;
  return `Confidence of at least 0.5 had ${sure(right)} right answers and ${sure(wrong)} wrong ones.`;
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
