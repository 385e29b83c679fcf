import type { Box } from "./layered-layout";

const PASSES = 24;
/** Pixels between two boxes of a layer. */
const BOX_GAP = 12;
/** Between bends less is enough. */
const BEND_GAP = 7;

/** Where the middle of each box stands, from top to bottom: near its neighbours, in the order of its layer, and on no other box. */
export function coordinates(boxes: readonly Box[], layers: readonly number[][]): number[] {
  const ys: number[] = [];
  for (const layer of layers)
    spread(
      boxes,
      layer,
      layer.map(() => 0),
      ys,
    );
  for (let pass = 0; pass < PASSES; pass++) {
    const isForward = pass % 2 === 0;
    for (const layer of isForward ? layers : layers.toReversed()) {
      const wanted = layer.map((box) => {
        const { before = [], behind = [] } = boxes[box] ?? {};
        // At last towards both sides.
        const neighbours = pass >= PASSES - 4 ? [...before, ...behind] : isForward ? before : behind;
        const sum = neighbours.reduce((total, neighbour) => total + (ys[neighbour] ?? 0), 0);
        return neighbours.length === 0 ? (ys[box] ?? 0) : sum / neighbours.length;
      });
      spread(boxes, layer, wanted, ys);
    }
  }
  return ys;
}

/**
 * Puts the boxes of a layer as near as they can be to where they want to be, by least squares: those that would overlap are pushed
 * together into blocks, each around the mean of what its boxes want (isotonic regression).
 */
function spread(boxes: readonly Box[], layer: readonly number[], wanted: readonly number[], ys: number[]): void {
  const blocks: { sum: number; count: number }[] = [];
  const offsets: number[] = [];
  layer.forEach((box, place) => {
    const above = layer[place - 1];
    offsets[place] = above === undefined ? 0 : (offsets[place - 1] ?? 0) + distance(boxes[above], boxes[box]);
    let block = { sum: (wanted[place] ?? 0) - offsets[place], count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count >= block.sum / block.count; last = blocks.at(-1)) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  let place = 0;
  for (const { sum, count } of blocks)
    for (const end = place + count; place < end; place++) ys[layer[place] ?? 0] = sum / count + (offsets[place] ?? 0);
}

function distance(above: Box | undefined, below: Box | undefined): number {
  const [a, b] = [above?.height ?? 0, below?.height ?? 0];
  return (a + b) / 2 + (a > 0 || b > 0 ? BOX_GAP : BEND_GAP);
}
