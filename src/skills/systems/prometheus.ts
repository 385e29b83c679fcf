import * as v from "valibot";
import type { Connector } from "../../storage/connections";
import type { Connect, Reading } from "../connect";
import { readJson } from "../read-json";

/* What is asked of Prometheus, by its HTTP API of version 1 (2.42 is tested). */

/** A value that was read, how old it is, and why nothing newer came. */
export type Read<T> = { value: T } & Pick<Reading, "at" | "fault">;

export interface Target {
  job: string;
  instance: string;
  isUp: boolean;
  /** Why it isn't, as Prometheus says it. */
  error: string;
}

export interface Series {
  labels: Record<string, string>;
  /** Milliseconds since the epoch, and what it was then. */
  points: [at: number, value: number][];
}

const labels = v.record(v.string(), v.string());
const targetsSchema = v.object({
  data: v.object({
    activeTargets: v.array(v.object({ labels, health: v.string(), lastError: v.optional(v.string(), "") })),
  }),
});
const point = v.tuple([v.number(), v.string()]);
const vectorSchema = v.object({ data: v.object({ result: v.array(v.object({ metric: labels, value: point })) }) });
const matrixSchema = v.object({
  data: v.object({ result: v.array(v.object({ metric: labels, values: v.array(point) })) }),
});

export async function readTargets(connect: Connect, connector: Connector): Promise<Read<Target[]>> {
  const request = { path: "/api/v1/targets", query: { state: "active" }, why: "which machines are up" };
  const { text, at, fault } = await connect.read(connector, "targets", request);
  const { data } = readJson(connector, text, targetsSchema);
  const value = data.activeTargets.map(({ labels, health, lastError }) => ({
    job: labels["job"] ?? "",
    instance: labels["instance"] ?? "",
    isUp: health === "up",
    error: lastError,
  }));
  return { value, at, fault };
}

/** What a query gives now; each series has one point. */
export async function readNow(
  connect: Connect,
  connector: Connector,
  query: string,
  why: string,
): Promise<Read<Series[]>> {
  const request = { path: "/api/v1/query", query: { query }, why };
  const { text, at, fault } = await connect.read(connector, `now ${query}`, request);
  const { data } = readJson(connector, text, vectorSchema);
  return { value: data.result.map(({ metric, value }) => series(metric, [value])), at, fault };
}

/** So many points make a line; more can't be told apart. */
const POINTS = 120;

export async function readRange(
  connect: Connect,
  connector: Connector,
  { query, from, to, why }: { query: string; from: number; to: number; why: string },
): Promise<Read<Series[]>> {
  const step = Math.max(15, Math.ceil((to - from) / 1000 / POINTS));
  // Counted back from the end, so that the last of them is from now.
  const start = to / 1000 - Math.floor((to - from) / 1000 / step) * step;
  const range = { query, start: String(start), end: String(to / 1000), step: String(step) };
  // Kept by how long it is: of a line that ends now, only the newest is of use.
  const name = `line ${Math.round((to - from) / 60_000)} ${query}`;
  const { text, at, fault } = await connect.read(connector, name, { path: "/api/v1/query_range", query: range, why });
  const { data } = readJson(connector, text, matrixSchema);
  return { value: data.result.map(({ metric, values }) => series(metric, values)), at, fault };
}

function series(metric: Record<string, string>, points: [number, string][]): Series {
  // "NaN" and "+Inf" are no points of a line.
  const read = points.map(([at, value]): [number, number] => [at * 1000, Number(value)]);
  return { labels: metric, points: read.filter(([, value]) => Number.isFinite(value)) };
}
