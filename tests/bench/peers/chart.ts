import { WORKS, type Tier, type Work } from "./contender";
import { inFigures, SYSTEM_TITLES, tiersOf, type PeersReport, type Place, type Ratios, type SetReport } from "./report";

/** A row of bars: a ratio, at a work. Where a browser can tell it, it is the browser's. */
interface Row {
  label: string;
  work: Work;
  place: Place;
  ratio: keyof Ratios;
}

const ROWS: Row[] = [
  { label: "Errors, intents", work: "intents", place: "chromium", ratio: "errors" },
  { label: "Entities, 1 − F1", work: "entities", place: "chromium", ratio: "entityErrors" },
  { label: "p50, intents alone", work: "intents", place: "chromium", ratio: "p50" },
  { label: "p95, intents alone", work: "intents", place: "chromium", ratio: "p95" },
  { label: "p50, with entities", work: "entities", place: "chromium", ratio: "p50" },
  { label: "p95, with entities", work: "entities", place: "chromium", ratio: "p95" },
  { label: "Cold start", work: "intents", place: "chromium", ratio: "coldStart" },
  { label: "Memory", work: "intents", place: "chromium", ratio: "heap" },
  { label: "Download, gzipped", work: "intents", place: "chromium", ratio: "download" },
  { label: "Training time (Node)", work: "intents", place: "node", ratio: "training" },
];

// Pixels.
const WIDTH = 760;
const BARS_FROM = 170;
const BARS_TO = 700;
const BAR = 11;
const ROW_GAP = 10;
const PANEL_HEAD = 46;
const TOP = 64;

/** The ratios of every data set as bars on a logarithmic scale, nlp.js at 1: an SVG that says itself what it shows. */
export function ratioChart(report: PeersReport): string {
  const { sets } = report;
  const tiers = [
    ...new Set(sets.flatMap((set) => WORKS.flatMap((work) => tiersOf(set, work, "node").map(({ tier }) => tier)))),
  ];
  const values = sets.flatMap((set) => tiers.flatMap((tier) => ROWS.map((row) => valueOf(set, row, tier) ?? 1)));
  // Whole powers of two, the same to both sides.
  const reach = Math.max(
    1,
    ...values.filter((value) => value > 0).map((value) => Math.ceil(Math.abs(Math.log2(value)))),
  );
  const x = (ratio: number): number =>
    (BARS_FROM + BARS_TO) / 2 + (Math.log2(ratio) / reach) * ((BARS_TO - BARS_FROM) / 2);
  const panelHeight = PANEL_HEAD + ROWS.length * (tiers.length * BAR + ROW_GAP);
  const height = TOP + sets.length * panelHeight + 16;
  const panels = sets.map((set, i) => panel(set, tiers, TOP + i * panelHeight, x, reach));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">
<title id="title">Sotto beside nlp.js, as ratios</title>
<desc id="desc">${escape(description(report, tiers))}</desc>
<style>
  text { font: 12px system-ui, sans-serif; fill: #1b1f24; }
  .heading { font-weight: 600; font-size: 14px; }
  .quiet { fill: #57606a; }
  .page { fill: #ffffff; }
  .grid { stroke: #d0d7de; }
  .one { stroke: #1b1f24; }
  .lite { fill: #0a6ebd; }
  .full { fill: #b35900; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9da7b1; }
    .page { fill: #0d1117; }
    .grid { stroke: #30363d; }
    .one { stroke: #e6edf3; }
    .lite { fill: #58a6ff; }
    .full { fill: #f0883e; }
  }
</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="heading" x="16" y="24">Sotto ÷ nlp.js, same data, same run</text>
${tiers.map((tier, i) => `<rect class="${tier}" x="${16 + i * 110}" y="37" width="12" height="12"/><text x="${34 + i * 110}" y="47">${SYSTEM_TITLES[tier]}</text>`).join("\n")}
<text class="quiet" x="${x(1) - 12}" y="47" text-anchor="end">← Sotto takes less</text>
<text class="quiet" x="${x(1) + 12}" y="47">Sotto takes more →</text>
${panels.join("\n")}
</svg>
`;
}

function panel(set: SetReport, tiers: Tier[], top: number, x: (ratio: number) => number, reach: number): string {
  const rowHeight = tiers.length * BAR + ROW_GAP;
  const bottom = top + PANEL_HEAD + ROWS.length * rowHeight - ROW_GAP / 2;
  const parts = [`<text class="heading" x="16" y="${top + 24}">${escape(set.name)}</text>`];
  const step = Math.max(1, Math.ceil(reach / 4));
  for (let power = -Math.floor(reach / step) * step; power <= reach; power += step) {
    const at = x(2 ** power).toFixed(1);
    parts.push(
      `<line class="${power === 0 ? "one" : "grid"}" x1="${at}" x2="${at}" y1="${top + PANEL_HEAD - 10}" y2="${bottom}"/>`,
      `<text class="quiet" x="${at}" y="${top + PANEL_HEAD - 16}" text-anchor="middle">${power < 0 ? `1/${2 ** -power}` : 2 ** power}</text>`,
    );
  }
  ROWS.forEach((row, i) => {
    const y = top + PANEL_HEAD + i * rowHeight;
    parts.push(`<text x="${BARS_FROM - 10}" y="${y + rowHeight / 2 - 1}" text-anchor="end">${row.label}</text>`);
    tiers.forEach((tier, j) => parts.push(bar(tier, valueOf(set, row, tier), y + j * BAR, x)));
  });
  return parts.join("\n");
}

function bar(tier: Tier, ratio: number | null, y: number, x: (ratio: number) => number): string {
  if (ratio === null) return `<text class="quiet" x="${x(1) + 6}" y="${y + BAR - 2}">not measured</text>`;
  // No errors at all stand at the left end.
  const end = Math.max(BARS_FROM, x(ratio));
  const isLess = end < x(1);
  const from = Math.min(end, x(1));
  const width = Math.abs(end - x(1));
  // Beside the bar; within the scale's ends.
  const label = isLess ? Math.max(end - 4, BARS_FROM + 34) : end + 4;
  return (
    `<rect class="${tier}" x="${from.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 2}"/>` +
    `<text x="${label.toFixed(1)}" y="${y + BAR - 2}" text-anchor="${isLess ? "end" : "start"}">${inFigures(ratio)}</text>`
  );
}

function valueOf(set: SetReport, { work, place, ratio }: Row, tier: Tier): number | null {
  return tiersOf(set, work, place).find((one) => one.tier === tier)?.ratios[ratio] ?? null;
}

function description({ sets }: PeersReport, tiers: Tier[]): string {
  return sets
    .map((set) => {
      const parts = tiers.map((tier) => {
        const said = ROWS.map((row) => {
          const value = valueOf(set, row, tier);
          return `${row.label} ${value === null ? "not measured" : inFigures(value)}`;
        });
        return `${SYSTEM_TITLES[tier]}: ${said.join("; ")}`;
      });
      return `${set.name}, nlp.js being 1. ${parts.join(". ")}.`;
    })
    .join(" ");
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
