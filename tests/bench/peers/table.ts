import { WORKS, type SystemName, type Work } from "./contender";
import {
  inFigures,
  PLACE_TITLES,
  PLACES,
  SYSTEM_TITLES,
  tiersOf,
  WORK_TITLES,
  type ContenderReport,
  type PeersReport,
  type Place,
  type Ratios,
  type SetReport,
} from "./report";

/** Where, who, and the figures: as columns of text. */
const COLUMNS = [
  "",
  "",
  "intents right",
  "entity F1",
  "p50 ms",
  "p95 ms",
  "start ms",
  "heap MB",
  "peak MB",
  "fetched MB",
  "gzipped MB",
  "training s",
];

const UNKNOWN = "–";

/** Figures of every system, each tier followed by its ratios to nlp.js. */
function rows(set: SetReport, work: Work): string[][] {
  return PLACES.flatMap((place) =>
    set.works[work].flatMap((contender) => {
      const tier = tiersOf(set, work, place).find((one) => one.tier === contender.system);
      const figures = [PLACE_TITLES[place], SYSTEM_TITLES[contender.system], ...figureRow(contender, place)];
      return tier
        ? [figures, ["", `÷ ${SYSTEM_TITLES["nlp.js" satisfies SystemName]}`, ...ratioRow(tier.ratios)]]
        : [figures];
    }),
  );
}

function figureRow({ training, node, chromium }: ContenderReport, place: Place): string[] {
  const { accuracy, entityF1, latencyMs, coldStartMs, heapBytes, peakRssBytes } = place === "node" ? node : chromium;
  const download = place === "node" ? null : chromium.download;
  return [
    `${(accuracy * 100).toFixed(1)} %`,
    entityF1 === null ? UNKNOWN : (entityF1 * 100).toFixed(1),
    latencyMs.p50.toFixed(3),
    latencyMs.p95.toFixed(3),
    coldStartMs.toFixed(0),
    megabytes(heapBytes),
    megabytes(peakRssBytes),
    megabytes(download && download.bytes),
    megabytes(download && download.gzipBytes),
    place === "node" ? training.seconds.toFixed(1) : UNKNOWN,
  ];
}

function ratioRow({ errors, entityErrors, p50, p95, coldStart, heap, peakRss, download, training }: Ratios): string[] {
  const times = (ratio: number | null): string => (ratio === null ? UNKNOWN : `× ${inFigures(ratio)}`);
  return [
    errors === null ? UNKNOWN : `errors ${times(errors)}`,
    entityErrors === null ? UNKNOWN : `missing ${times(entityErrors)}`,
    times(p50),
    times(p95),
    times(coldStart),
    times(heap),
    times(peakRss),
    UNKNOWN,
    times(download),
    download === null ? times(training) : UNKNOWN,
  ];
}

function megabytes(bytes: number | null): string {
  return bytes === null ? UNKNOWN : (bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0);
}

function title({ name, intents, train, test }: SetReport, work: Work): string {
  return `${name}, ${WORK_TITLES[work]} (${intents} intents, ${train} messages to learn, ${test} to read)`;
}

/** For a terminal. */
export function textTables({ sets }: PeersReport): string {
  const tables = sets.flatMap((set) =>
    WORKS.map((work) => {
      const lines = [COLUMNS, ...rows(set, work)];
      const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
      const text = lines.map((line) =>
        line
          .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
          .join("  "),
      );
      return [title(set, work), ...text].join("\n");
    }),
  );
  return tables.join("\n\n");
}

/** For a document, under headings of the second level. */
export function markdownTables({ sets }: PeersReport): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const tables = sets.flatMap((set) =>
    WORKS.map((work) =>
      [
        `## ${title(set, work)}`,
        "",
        line(COLUMNS),
        line(COLUMNS.map((_, column) => (column < 2 ? "---" : "--:"))),
        ...rows(set, work).map(line),
      ].join("\n"),
    ),
  );
  return tables.join("\n\n");
}
