import { coordinates } from "./layer-coordinates";
import { ordered } from "./layer-order";

/** What is to be laid out; sizes in pixels. */
export interface LayoutNode {
  id: string;
  width: number;
  height: number;
}

export interface LayoutEdge {
  from: string;
  to: string;
  /** Of the edge's label; 0 where it has none. */
  width: number;
  height: number;
}

/** Places of middles. */
export interface Layout {
  width: number;
  height: number;
  nodes: Map<string, Point>;
  /** In the order of the edges given; those from a node to itself have no way. A way leaves out where its label stands. */
  edges: { label: Point; ways: Point[][] }[];
}

export interface Point {
  x: number;
  y: number;
}

/** Something that takes room in a layer: a node, the label of an edge, or a bend of it. */
export interface Box {
  width: number;
  height: number;
  /** Indices into the boxes of the layers before and behind. */
  before: number[];
  behind: number[];
}

// Pixels between layers, and at the edge of the picture.
const LAYER_GAP = 26;
const MARGIN = 24;

/**
 * Lays a graph out in layers from left to right, as Sugiyama and others do: edges that close a cycle are turned round, each node stands
 * behind all that lead to it, layers are ordered so that few edges cross, and then everything moves towards its neighbours. Nodes
 * stand in every other layer, the labels of edges between them, so that no label lies on another. Nodes are taken in the order
 * given, and the same graph gives the same picture.
 */
export function layeredLayout(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const indices = new Map(nodes.map(({ id }, index) => [id, index]));
  const ends = edges.map(({ from, to }): [number, number] => [indices.get(from) ?? 0, indices.get(to) ?? 0]);
  const isTurned = turnedEdges(nodes.length, ends);
  const forward = ends.map(([from, to], index): [number, number] => (isTurned[index] ? [to, from] : [from, to]));
  const depths = layersOf(nodes.length, forward);

  const boxes: Box[] = nodes.map(({ width, height }) => ({ width, height, before: [], behind: [] }));
  const layers: number[][] = [];
  const put = (box: number, layer: number): void => void (layers[layer] ??= []).push(box);
  nodes.forEach((_, index) => put(index, depths[index] ?? 0));
  const link = (a: number, b: number): void => {
    boxes[a]?.behind.push(b);
    boxes[b]?.before.push(a);
  };
  /** The boxes that an edge goes through, from left to right. */
  const chains = forward.map(([from, to], index) => {
    if (from === to) return [];
    const chain: number[] = [];
    let last = from;
    const [first, end] = [(depths[from] ?? 0) + 1, (depths[to] ?? 0) - 1];
    for (let layer = first; layer <= end; layer++) {
      const isLabel = layer === (isTurned[index] ? end : first);
      const { width = 0, height = 0 } = (isLabel && edges[index]) || {};
      const box = boxes.push({ width, height, before: [], behind: [] }) - 1;
      put(box, layer);
      link(last, box);
      chain.push(box);
      last = box;
    }
    link(last, to);
    return chain;
  });

  const order = ordered(boxes, layers);
  const ys = coordinates(boxes, order);
  const xs: number[] = [];
  const layerOf: number[] = [];
  const widths = order.map((layer) => layer.reduce((most, box) => Math.max(most, boxes[box]?.width ?? 0), 0));
  let right = MARGIN;
  order.forEach((layer, index) => {
    const width = widths[index] ?? 0;
    for (const box of layer) [xs[box], layerOf[box]] = [right + width / 2, index];
    right += width + LAYER_GAP;
  });
  const edgesOf = (side: -1 | 1): number[] => boxes.map(({ height }, box) => (ys[box] ?? 0) + (side * height) / 2);
  const top = edgesOf(-1).reduce((a, b) => Math.min(a, b), 0) - MARGIN;
  const bottom = edgesOf(1).reduce((a, b) => Math.max(a, b), 0) + MARGIN;
  const at = (box: number): Point => ({ x: xs[box] ?? 0, y: (ys[box] ?? 0) - top });
  return {
    width: right - LAYER_GAP + MARGIN,
    height: bottom - top,
    nodes: new Map(nodes.map(({ id }, index) => [id, at(index)])),
    edges: chains.map((chain, index) => {
      const inDirection = isTurned[index] ? chain.toReversed() : chain;
      const [first] = inDirection;
      const ways: Point[][] = [[]];
      for (const box of inDirection) {
        const { x, y } = at(box);
        const side = isTurned[index] ? -1 : 1;
        // Straight through the whole layer of a bend, so that it passes what stands beside it.
        const half = (side * (widths[layerOf[box] ?? 0] ?? 0)) / 2;
        const gap = (side * (boxes[box]?.width ?? 0)) / 2;
        ways.at(-1)?.push({ x: x - half, y });
        if (gap !== 0) {
          ways.at(-1)?.push({ x: x - gap, y });
          ways.push([{ x: x + gap, y }]);
        }
        ways.at(-1)?.push({ x: x + half, y });
      }
      return { label: first === undefined ? at(ends[index]?.[0] ?? 0) : at(first), ways };
    }),
  };
}

/** The edges that lead back to where a walk through the graph came from. */
function turnedEdges(count: number, edges: readonly [number, number][]): boolean[] {
  const leaving = Array.from({ length: count }, (): number[] => []);
  edges.forEach(([from], index) => leaving[from]?.push(index));
  const turned = edges.map(() => false);
  const state = Array.from({ length: count }, (): "new" | "open" | "done" => "new");
  for (let root = 0; root < count; root++) {
    if (state[root] !== "new") continue;
    // Without recursion: a story may be as long as it likes.
    const stack = [{ node: root, next: 0 }];
    state[root] = "open";
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = leaving[top.node]?.[top.next++];
      if (edge === undefined) {
        state[top.node] = "done";
        stack.pop();
        continue;
      }
      const to = edges[edge]?.[1] ?? 0;
      if (state[to] === "open" && to !== top.node) turned[edge] = true;
      if (state[to] !== "new") continue;
      state[to] = "open";
      stack.push({ node: to, next: 0 });
    }
  }
  return turned;
}

/** The layer of each node, even numbers: two behind the last of those that lead to it. The edges close no cycle. */
function layersOf(count: number, edges: readonly [number, number][]): number[] {
  const between = edges.filter(([from, to]) => from !== to);
  const leaving = Array.from({ length: count }, (): number[] => []);
  const open = Array.from({ length: count }, () => 0);
  for (const [from, to] of between) {
    leaving[from]?.push(to);
    open[to] = (open[to] ?? 0) + 1;
  }
  const depths = Array.from({ length: count }, () => 0);
  const ready = open.flatMap((edgesLeft, node) => (edgesLeft === 0 ? [node] : []));
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    for (const to of leaving[node] ?? []) {
      depths[to] = Math.max(depths[to] ?? 0, (depths[node] ?? 0) + 2);
      open[to] = (open[to] ?? 0) - 1;
      if (open[to] === 0) ready.push(to);
    }
  }
  return depths;
}
