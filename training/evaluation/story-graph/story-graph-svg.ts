import { escapeXml, FONT_SIZE, shortened, svgDocument, textWidth } from "../plots/svg";
import { layeredLayout, type Layout, type Point } from "./layered-layout";
import type { GraphEdge, GraphNode, StoryGraph } from "./story-graph";

// Pixels.
const NODE_HEIGHT = 24;
const PADDING = 10;
const LINE = FONT_SIZE + 3;
const HEAD = 56;
/** How far the way from a node to itself rises above it. */
const LOOP = 16;
/** Letters of a name, and lines of a label, that are shown; all are in the tooltip. */
const LETTERS = 44;
const LINES = 8;

/** The graph as a picture, from left to right. */
export function storyGraphSvg(graph: StoryGraph, { stories, rules }: { stories: number; rules: number }): string {
  const { nodes, edges } = graph;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const loops = new Map(edges.filter(({ from, to }) => from === to).map((edge) => [edge.from, edge]));
  const layout = layeredLayout(
    nodes.map((node) => {
      // The room above a node is taken below it too, so that its middle stays the middle.
      const loop = loops.get(node.id);
      const above = loop ? LOOP + shownLabels(loop).length * LINE : 0;
      const width = Math.max(widthOf([shownName(node)]), loop ? widthOf(shownLabels(loop)) : 0) + 2 * PADDING;
      return { id: node.id, width, height: NODE_HEIGHT + 2 * above };
    }),
    edges.map((edge) => {
      const labels = shownLabels(edge);
      return { from: edge.from, to: edge.to, width: widthOf(labels), height: labels.length * LINE };
    }),
  );
  const actions = nodes.filter(({ kind }) => kind === "action" || kind === "bot").length;
  const title = `${stories} stories, ${rules} rules`;
  const description =
    `${actions} places where an action is done, ${edges.length} ways between them. ` +
    edges.map((edge) => inWords(edge, byId)).join(" ");
  const frame = {
    title,
    description: shortened(description, 2000),
    width: Math.max(layout.width, 620),
    height: layout.height + HEAD,
    style: STYLE,
  };
  return svgDocument(frame, [
    MARKERS,
    `<text class="heading" x="24" y="24">${escapeXml(title)}</text>`,
    `<text class="quiet" x="24" y="44">boxes: actions (thick: one may end here); arrows: what the user says; dashed: rules; rounded: checkpoints</text>`,
    `<g transform="translate(0 ${HEAD})">`,
    ...edges.map((edge, index) => edgePath(edge, index, layout, byId)),
    ...nodes.map((node) => nodeBox(node, layout)),
    ...edges.map((edge, index) => edgeLabel(edge, index, layout)),
    "</g>",
  ]);
}

const STYLE = `  .edge { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
  .rule { stroke-dasharray: 5 3; }
  .box { fill: var(--page); stroke: var(--quiet); stroke-width: 1.2; }
  .ends { stroke: var(--good); stroke-width: 2.5; }
  .checkpoint { stroke: var(--bad); }
  .first { fill: var(--grid); }
  .said, .name { text-anchor: middle; }
  .tip { fill: var(--quiet); }
`;

const MARKERS =
  '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">' +
  '<path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>';

function nodeBox(node: GraphNode, { nodes }: Layout): string {
  const { x, y } = nodes.get(node.id) ?? { x: 0, y: 0 };
  const width = widthOf([shownName(node)]) + 2 * PADDING;
  const isFirst = node.kind !== "action" && node.kind !== "bot" && node.kind !== "checkpoint";
  const classes = ["box", node.isEnd && "ends", node.kind === "checkpoint" && "checkpoint", isFirst && "first"];
  return (
    `<g><title>${escapeXml(node.label)}</title>` +
    `<rect class="${classes.filter(Boolean).join(" ")}" x="${figure(x - width / 2)}" y="${figure(y - NODE_HEIGHT / 2)}" width="${figure(width)}" height="${NODE_HEIGHT}" rx="${node.kind === "checkpoint" || isFirst ? NODE_HEIGHT / 2 : 4}"/>` +
    `<text class="name" x="${figure(x)}" y="${figure(y + 4)}">${escapeXml(shownName(node))}</text></g>`
  );
}

function edgePath(
  edge: GraphEdge,
  index: number,
  { nodes: places, edges }: Layout,
  nodes: ReadonlyMap<string, GraphNode>,
): string {
  const classes = edge.isRule ? "edge rule" : "edge";
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (!from || !to) return "";
  const said = `<title>${escapeXml(inWords(edge, nodes))}</title>`;
  const draw = (d: string): string => `<path class="${classes}" marker-end="url(#tip)" d="${d}">${said}</path>`;
  if (edge.from === edge.to) {
    const top = from.y - NODE_HEIGHT / 2;
    return draw(
      `M${figure(from.x + 14)} ${figure(top)}C${figure(from.x + 30)} ${figure(top - LOOP * 1.3)} ${figure(from.x - 30)} ${figure(top - LOOP * 1.3)} ${figure(from.x - 14)} ${figure(top)}`,
    );
  }
  const half = (id: string): number => widthOf([shownName(nodes.get(id))]) / 2 + PADDING;
  const side = Math.sign(to.x - from.x);
  const ends: [Point, Point] = [
    { x: from.x + side * half(edge.from), y: from.y },
    { x: to.x - side * half(edge.to), y: to.y },
  ];
  const ways = edges[index]?.ways ?? [];
  return draw(
    ways
      .map((way, part) => [...(part === 0 ? [ends[0]] : []), ...way, ...(part === ways.length - 1 ? [ends[1]] : [])])
      .map(curve)
      .join(""),
  );
}

/** Level where it meets the points, so that it leaves and enters boxes and bends straight. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let last = first ?? { x: 0, y: 0 };
  let d = `M${figure(last.x)} ${figure(last.y)}`;
  for (const point of rest) {
    const middle = figure((last.x + point.x) / 2);
    d +=
      point.y === last.y
        ? `H${figure(point.x)}`
        : `C${middle} ${figure(last.y)} ${middle} ${figure(point.y)} ${figure(point.x)} ${figure(point.y)}`;
    last = point;
  }
  return d;
}

function edgeLabel(edge: GraphEdge, index: number, { edges }: Layout): string {
  const { x, y } = edges[index]?.label ?? { x: 0, y: 0 };
  const labels = shownLabels(edge);
  const isLoop = edge.from === edge.to;
  const top = isLoop ? y - NODE_HEIGHT / 2 - LOOP - labels.length * LINE : y - (labels.length * LINE) / 2;
  return labels
    .map(
      (label, line) =>
        `<text class="said" x="${figure(x)}" y="${figure(top + (line + 1) * LINE - 3)}">${escapeXml(label)}</text>`,
    )
    .join("");
}

function shownName(node: GraphNode | undefined): string {
  return shortened(node?.label ?? "", LETTERS);
}

function shownLabels({ labels }: GraphEdge): string[] {
  const shown =
    labels.length > LINES ? [...labels.slice(0, LINES - 1), `and ${labels.length - LINES + 1} more`] : labels;
  return shown.map((label) => shortened(label, LETTERS));
}

function widthOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(textWidth));
}

function inWords({ from, to, labels }: GraphEdge, nodes: ReadonlyMap<string, GraphNode>): string {
  const name = (id: string): string => nodes.get(id)?.label ?? "";
  return `${name(from)} → ${name(to)}${labels.length > 0 ? `: ${labels.join(" or ")}` : ""}.`;
}

/** A tenth of a pixel is enough. */
function figure(value: number): string {
  return String(Math.round(value * 10) / 10);
}
