import type { Box } from "./layered-layout";

const SWEEPS = 16;

/** The layers, each in an order in which few edges cross: every box goes to the mean place of its neighbours, to and fro. */
export function ordered(boxes: readonly Box[], layers: readonly number[][]): number[][] {
  let current = Array.from(layers, (layer = []) => [...layer]);
  let best = current;
  let fewest = crossings(boxes, current);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    current = swept(boxes, current, sweep % 2 === 0);
    const count = crossings(boxes, current);
    if (count < fewest) [best, fewest] = [current, count];
  }
  return best;
}

function swept(boxes: readonly Box[], layers: readonly number[][], isForward: boolean): number[][] {
  const places = placesOf(layers);
  const result = layers.map((layer) => [...layer]);
  const indices = [...layers.keys()];
  for (const index of isForward ? indices : indices.reverse()) {
    const layer = result[index] ?? [];
    const wanted = new Map(
      layer.map((box, place) => {
        const neighbours = boxes[box]?.[isForward ? "before" : "behind"] ?? [];
        const sum = neighbours.reduce((total, neighbour) => total + (places[neighbour] ?? 0), 0);
        return [box, neighbours.length === 0 ? place : sum / neighbours.length];
      }),
    );
    layer.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    layer.forEach((box, place) => (places[box] = place));
  }
  return result;
}

function placesOf(layers: readonly number[][]): number[] {
  const places: number[] = [];
  for (const layer of layers) layer.forEach((box, place) => (places[box] = place));
  return places;
}

/** Pairs of edges that cross, between all layers. */
function crossings(boxes: readonly Box[], layers: readonly number[][]): number {
  const places = placesOf(layers);
  let total = 0;
  for (const layer of layers) {
    const ends = layer.flatMap((box) => (boxes[box]?.behind ?? []).map((to) => places[to] ?? 0).sort((a, b) => a - b));
    total += inversions(ends);
  }
  return total;
}

/** Pairs in the wrong order, counted while they are merged into the right one. */
function inversions(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const [left, right] = [values.slice(0, middle), values.slice(middle)];
  let count = inversions(left) + inversions(right);
  left.sort((a, b) => a - b);
  right.sort((a, b) => a - b);
  let smaller = 0;
  for (const value of left) {
    while (smaller < right.length && (right[smaller] ?? 0) < value) smaller++;
    count += smaller;
  }
  return count;
}
