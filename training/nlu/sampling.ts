import type { Random } from "../../src/engine/environment";

/** A random order of indices (Fisher and Yates). */
export function shuffled(length: number, random: Random): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** A random order in which every stretch holds the labels in about the same proportions: Rasa's balanced batches. */
export function balancedOrder(labels: number[], random: Random): number[] {
  const order = shuffled(labels.length, random);
  const totals = new Map<number, number>();
  for (const label of labels) totals.set(label, (totals.get(label) ?? 0) + 1);
  const seen = new Map<number, number>();
  const positions = new Float64Array(labels.length);
  for (const index of order) {
    const label = labels[index] as number;
    const rank = seen.get(label) ?? 0;
    seen.set(label, rank + 1);
    positions[index] = (rank + random()) / (totals.get(label) as number);
  }
  return order.sort((a, b) => (positions[a] as number) - (positions[b] as number));
}

/** Divides indices in two, `share` of each label in the second; a label's only example stays in the first. */
export function stratifiedSplit(
  labels: string[],
  share: number,
  random: Random,
): { kept: number[]; heldOut: number[] } {
  const byLabel = new Map<string, number[]>();
  for (const index of shuffled(labels.length, random)) {
    const label = labels[index] as string;
    byLabel.set(label, [...(byLabel.get(label) ?? []), index]);
  }
  const kept: number[] = [];
  const heldOut: number[] = [];
  for (const indices of byLabel.values()) {
    const count = Math.min(Math.round(indices.length * share), indices.length - 1);
    heldOut.push(...indices.slice(0, count));
    kept.push(...indices.slice(count));
  }
  const ascending = (a: number, b: number): number => a - b;
  return { kept: kept.sort(ascending), heldOut: heldOut.sort(ascending) };
}
