import { confusions, type ConfusionMatrix } from "../confusion-matrix";
import { escapeXml, shortened, svgDocument, textWidth } from "./svg";

// Pixels.
const CELL = 16;
const MARGIN = 16;
const HEAD = 56;
/** Letters of a label that are shown; its whole name is in its tooltip. */
const LABEL = 34;
/** Confusions that the description names. */
const NAMED = 10;

/** A confusion matrix as a picture: a row for what was expected, a column for what was predicted, right answers on the diagonal. */
export function confusionMatrixSvg(title: string, matrix: ConfusionMatrix): string {
  const { labels, counts } = matrix;
  const names = labels.map((label) => shortened(label === "" ? "(none)" : label, LABEL));
  const room = Math.max(60, ...names.map(textWidth)) + 10;
  const left = MARGIN + room;
  const top = HEAD + room;
  const size = labels.length * CELL;
  const parts = [
    `<text class="heading" x="${MARGIN}" y="24">${escapeXml(title)}</text>`,
    `<text class="quiet" x="${MARGIN}" y="42">rows: expected; columns: predicted</text>`,
  ];
  names.forEach((name, i) => {
    const middle = i * CELL + CELL / 2;
    const whole = `<title>${escapeXml(labels[i] ?? "")}</title>`;
    parts.push(
      `<line class="grid" x1="${left}" x2="${left + size}" y1="${top + middle}" y2="${top + middle}"/>`,
      `<line class="grid" y1="${top}" y2="${top + size}" x1="${left + middle}" x2="${left + middle}"/>`,
      `<text x="${left - 6}" y="${top + middle + 4}" text-anchor="end">${whole}${escapeXml(name)}</text>`,
      `<text transform="translate(${left + middle + 4} ${top - 6}) rotate(-90)">${whole}${escapeXml(name)}</text>`,
    );
  });
  counts.forEach((line, row) => {
    const total = line.reduce((sum, count) => sum + count, 0);
    line.forEach((count, column) => {
      if (count > 0) parts.push(cell(matrix, row, column, total, left, top));
    });
  });
  const description = describe(matrix);
  const width = left + size + MARGIN;
  // A title is longer than a matrix of two labels.
  const needed = MARGIN * 2 + Math.max(220, textWidth(title) * 1.4);
  const style = "  .count { font-size: 9px; text-anchor: middle; }\n";
  const frame = { title, description, width: Math.max(width, needed), height: top + size + MARGIN, style };
  return svgDocument(frame, parts);
}

/** The fuller, the larger the share of its row. */
function cell(
  { labels, counts }: ConfusionMatrix,
  row: number,
  column: number,
  total: number,
  left: number,
  top: number,
) {
  const count = counts[row]?.[column] ?? 0;
  const [x, y] = [left + column * CELL, top + row * CELL];
  const opacity = (0.15 + (0.45 * count) / total).toFixed(2);
  const said = `${labels[row] ?? ""} → ${labels[column] ?? ""}: ${count} of ${total}`;
  const shown = count < 1000 ? String(count) : `${Math.round(count / 1000)}k`;
  return (
    `<g><title>${escapeXml(said)}</title>` +
    `<rect class="${row === column ? "good" : "bad"}" fill-opacity="${opacity}" x="${x}" y="${y}" width="${CELL - 1}" height="${CELL - 1}"/>` +
    `<text class="count" x="${x + CELL / 2 - 0.5}" y="${y + CELL / 2 + 3}">${shown}</text></g>`
  );
}

function describe(matrix: ConfusionMatrix): string {
  const all = matrix.counts.flat().reduce((sum, count) => sum + count, 0);
  const right = matrix.counts.reduce((sum, line, row) => sum + (line[row] ?? 0), 0);
  const mistakes = confusions(matrix);
  const named = mistakes
    .slice(0, NAMED)
    .map(({ expected, predicted, count }) => `${expected} as ${predicted === "" ? "nothing" : predicted} (${count})`);
  const most = named.length === 0 ? "" : ` Most often taken for something else: ${named.join(", ")}.`;
  return `${right} of ${all} right, ${matrix.labels.length} labels.${most}`;
}
