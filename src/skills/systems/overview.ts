import type { Connector } from "../../storage/connections";
import type { Connect } from "../connect";
import { ConnectFault } from "../connect-fault";
import { readAlerts, type Alert } from "./alerts";
import { figure, MEASURES, machineOf, type Measure } from "./measures";
import { readNow, readTargets, type Read, type Series, type Target } from "./prometheus";

/** All that is known of the systems now. */
export interface Overview {
  targets: Target[];
  alerts: (Alert & { connector: string })[];
  /** By measure, by machine. */
  figures: { measure: Measure; instance: string; value: number }[];
  /** Health addresses. */
  health: { name: string; isWell: boolean; words: string }[];
  /** Servers whose newest answer is an old one, or that never gave one. */
  stale: { name: string; /** Null: nothing was ever heard. */ at: number | null; why: string }[];
}

const REPORTED = ["cpu", "memory", "disk"];

/** Alertmanagers know of silences and of all Prometheus servers; only where there is none Prometheus is asked itself. */
export function alertSources(connectors: readonly Connector[]): Connector[] {
  const managers = connectors.filter(({ kind }) => kind === "alertmanager");
  return managers.length > 0 ? managers : connectors.filter(({ kind }) => kind === "prometheus");
}

export async function readOverview(connect: Connect, connectors: readonly Connector[]): Promise<Overview> {
  const found: Overview = { targets: [], alerts: [], figures: [], health: [], stale: [] };

  /** What can be had of it, where nothing can, nothing: then it is told as stale. */
  async function taken<T>({ name }: Connector, reading: Promise<Read<T>>): Promise<T | null> {
    try {
      const { value, at, fault } = await reading;
      if (fault) markStale(name, at, fault);
      return value;
    } catch (error) {
      if (!(error instanceof ConnectFault)) throw error;
      markStale(name, null, error);
      return null;
    }
  }
  function markStale(name: string, at: number | null, { words }: ConnectFault) {
    if (!found.stale.some((one) => one.name === name)) found.stale.push({ name, at, why: words });
  }

  const reads = connectors
    .filter(({ kind }) => kind === "prometheus")
    .flatMap((connector) => [
      taken(connector, readTargets(connect, connector)).then((targets) => found.targets.push(...(targets ?? []))),
      ...MEASURES.filter(({ name }) => REPORTED.includes(name)).map(async (measure) => {
        const series = await taken(connector, readNow(connect, connector, measure.query, `${measure.title} now`));
        for (const { labels, value } of latest(series ?? []))
          found.figures.push({ measure, instance: labels["instance"] ?? "", value });
      }),
    ]);
  const alerts = alertSources(connectors).map(async (connector) => {
    const read = await taken(connector, readAlerts(connect, connector));
    found.alerts.push(...(read ?? []).map((alert) => ({ ...alert, connector: connector.name })));
  });
  const health = connectors
    .filter(({ kind }) => kind === "health")
    .map(async (connector) => {
      found.health.push(await readHealth(connect, connector));
    });
  await Promise.all([...reads, ...alerts, ...health]);
  // In the order in which they are named, whichever answered first.
  found.figures.sort((a, b) => REPORTED.indexOf(a.measure.name) - REPORTED.indexOf(b.measure.name));
  return found;
}

export function latest(series: readonly Series[]): { labels: Series["labels"]; value: number }[] {
  return series.flatMap(({ labels, points }) => {
    const last = points.at(-1);
    return last ? [{ labels, value: last[1] }] : [];
  });
}

async function readHealth(connect: Connect, connector: Connector): Promise<Overview["health"][number]> {
  const { name } = connector;
  try {
    const { text } = await connect.ask(connector, { path: "", why: "whether it is well" });
    const said = statusIn(text);
    const isWell = said === null || /^(?:ok|up|pass|healthy|green|true|success|operational)$/i.test(said);
    return { name, isWell, words: said ?? "it answers" };
  } catch (error) {
    if (!(error instanceof ConnectFault)) throw error;
    return { name, isWell: false, words: error.message };
  }
}

/** `status` (or `health`, `state`) of a JSON answer. */
function statusIn(text: string): string | null {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null) return null;
    const [, said] = Object.entries(json).find(([key]) => /^(?:status|health|state)$/i.test(key)) ?? [];
    return typeof said === "string" || typeof said === "boolean" ? String(said) : null;
  } catch {
    return null;
  }
}

/** "web1: CPU 12 %, memory 40 %, disk 93 %". */
export function machineInWords(instance: string, figures: Overview["figures"]): string {
  const own = figures.filter((one) => one.instance === instance);
  return own.length === 0
    ? machineOf(instance)
    : `${machineOf(instance)}: ${own.map(({ measure, value }) => `${measure.title} ${figure(value, measure)}`).join(", ")}`;
}
