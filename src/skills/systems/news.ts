import * as v from "valibot";
import type { Connector, Watch } from "../../storage/connections";
import type { Connect } from "../connect";
import { ConnectFault } from "../connect-fault";
import { readAlerts } from "./alerts";
import { machineOf, measureNamed } from "./measures";
import { alertSources, latest } from "./overview";
import { readNow } from "./prometheus";

const alert = v.object({ fingerprint: v.string(), name: v.string(), summary: v.string() });
const crossing = v.object({ watch: v.string(), instance: v.string(), value: v.number() });

/** What has changed since it was told last. */
export const newsSchema = v.object({
  fired: v.array(alert),
  /** Fingerprints of alerts that were told and are over, or silenced. */
  cleared: v.array(v.string()),
  crossed: v.array(crossing),
  recovered: v.array(crossing),
  /** Ids of reports that are due. */
  reports: v.array(v.string()),
});
export type News = v.InferOutput<typeof newsSchema>;

/**
 * Asks the servers, and compares with what was told. Only answers of now count: a server that can't be asked neither raises nor clears
 * anything. Null where there is no news.
 */
export async function gatherNews(
  connect: Connect,
  connectors: readonly Connector[],
  watches: readonly Watch[],
  now: number,
): Promise<News | null> {
  const news: News = { fired: [], cleared: [], crossed: [], recovered: [], reports: [] };
  await Promise.all([
    addAlerts(news, connect, alertSources(connectors), watches),
    ...watches.map((watch) =>
      watch.kind === "threshold" ? addCrossings(news, connect, connectors, watch) : undefined,
    ),
  ]);
  for (const watch of watches) if (watch.kind === "report" && Date.parse(watch.due) <= now) news.reports.push(watch.id);
  return Object.values(news).some((list) => list.length > 0) ? news : null;
}

async function addAlerts(news: News, connect: Connect, sources: Connector[], watches: readonly Watch[]): Promise<void> {
  const kept = watches.find((watch) => watch.kind === "alerts");
  if (kept?.muted || sources.length === 0) return;
  const told = new Set(kept?.told);
  const reads = await Promise.all(sources.map((source) => ofNow(readAlerts(connect, source))));
  const firing = reads.flatMap((read) => read ?? []).filter(({ isSilenced }) => !isSilenced);
  for (const { fingerprint, name, summary } of firing)
    if (!told.has(fingerprint)) news.fired.push({ fingerprint, name, summary });
  if (reads.includes(null)) return;
  const now = new Set(firing.map(({ fingerprint }) => fingerprint));
  news.cleared.push(...[...told].filter((fingerprint) => !now.has(fingerprint)));
}

async function addCrossings(
  news: News,
  connect: Connect,
  connectors: readonly Connector[],
  watch: Watch & { kind: "threshold" },
): Promise<void> {
  const measure = measureNamed(watch.measure);
  const servers = connectors.filter(({ kind }) => kind === "prometheus");
  if (!measure) return;
  const why = `whether ${measure.title.toLowerCase()} is ${watch.side} ${watch.value}`;
  const reads = await Promise.all(servers.map((server) => ofNow(readNow(connect, server, measure.query, why))));
  for (const { labels, value } of latest(reads.flatMap((read) => read ?? []))) {
    const instance = labels["instance"] ?? "";
    const { machine } = watch;
    if (machine !== undefined && !instance.startsWith(machine) && machineOf(instance) !== machine) continue;
    const isBeyond = watch.side === "over" ? value > watch.value : value < watch.value;
    const wasBeyond = watch.beyond.includes(instance);
    if (isBeyond && !wasBeyond) news.crossed.push({ watch: watch.id, instance, value });
    if (!isBeyond && wasBeyond) news.recovered.push({ watch: watch.id, instance, value });
  }
}

/** What was read just now; null where only an older answer is there, or none. */
async function ofNow<T>(reading: Promise<{ value: T; fault: ConnectFault | null }>): Promise<T | null> {
  try {
    const { value, fault } = await reading;
    return fault ? null : value;
  } catch (error) {
    if (!(error instanceof ConnectFault)) throw error;
    return null;
  }
}
