import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  layeredLayout,
  type LayoutEdge,
  type LayoutNode,
} from "../../../../../training/evaluation/story-graph/layered-layout";

const node = (id: string): LayoutNode => ({ id, width: 80, height: 24 });
const edge = (from: string, to: string): LayoutEdge => ({ from, to, width: 40, height: 14 });

const graphs = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 30 }).map((pairs) => ({
  nodes: Array.from({ length: 10 }, (_, i) => node(String(i))),
  edges: [...new Map(pairs.map(([a, b]) => [`${a} ${b}`, edge(String(a), String(b))])).values()],
}));

describe("a layered layout", () => {
  it("puts each node behind those that lead to it", () => {
    const { nodes } = layeredLayout(
      [node("a"), node("b"), node("c")],
      [edge("a", "b"), edge("b", "c"), edge("a", "c")],
    );
    const x = (id: string): number => nodes.get(id)?.x ?? NaN;
    expect(x("a")).toBeLessThan(x("b"));
    expect(x("b")).toBeLessThan(x("c"));
  });

  it("lets edges not cross where they needn't", () => {
    const { nodes } = layeredLayout(["a", "b", "p", "q"].map(node), [edge("a", "q"), edge("b", "p")]);
    const y = (id: string): number => nodes.get(id)?.y ?? NaN;
    expect(y("a") < y("b")).toBe(y("q") < y("p"));
  });

  it("puts a node in the middle of those it leads to", () => {
    const { nodes } = layeredLayout(
      ["a", "b", "c", "d"].map(node),
      ["b", "c", "d"].map((to) => edge("a", to)),
    );
    const y = (id: string): number => nodes.get(id)?.y ?? NaN;
    expect(y("a")).toBeCloseTo((y("b") + y("c") + y("d")) / 3, 0);
  });

  it("lays no node and no label on another, whatever the graph, and leaves out no way", () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        const layout = layeredLayout(nodes, edges);
        const boxes = [
          ...nodes.map(({ id, width, height }) => ({ width, height, ...layout.nodes.get(id) })),
          ...edges.flatMap(({ from, to, width, height }, i) =>
            from === to ? [] : [{ width, height, ...layout.edges[i]?.label }],
          ),
        ];
        for (const [i, a] of boxes.entries()) {
          expect(a.x).toBeGreaterThan(0);
          expect(a.y).toBeLessThan(layout.height);
          expect(a.x).toBeLessThan(layout.width);
          for (const b of boxes.slice(0, i)) {
            const [dx, dy] = [Math.abs((a.x ?? 0) - (b.x ?? 0)), Math.abs((a.y ?? 0) - (b.y ?? 0))];
            expect(dx >= (a.width + b.width) / 2 - 1e-6 || dy >= (a.height + b.height) / 2 - 1e-6).toBe(true);
          }
        }
        edges.forEach(({ from, to }, i) => expect(layout.edges[i]?.ways).toHaveLength(from === to ? 1 : 2));
      }),
    );
  });

  it("lays out the same graph the same way", () => {
    fc.assert(
      fc.property(graphs, ({ nodes, edges }) => {
        expect(layeredLayout(nodes, edges)).toEqual(layeredLayout(nodes, edges));
      }),
    );
  });

  it("lays out a chain of ten thousand, and nothing at all", () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => String(i));
    const edges = chain.slice(1).map((to, i) => edge(String(i), to));
    expect(layeredLayout(chain.map(node), edges).nodes.size).toBe(10_000);
    expect(layeredLayout([], []).nodes.size).toBe(0);
  });
});
