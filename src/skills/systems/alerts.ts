import * as v from "valibot";
import { formatIso } from "../../engine/time/zone";
import type { Connector } from "../../storage/connections";
import type { Connect } from "../connect";
import { readJson } from "../read-json";
import type { Read } from "./prometheus";

/* Alerts and silences, by Alertmanager's API of version 2 (0.25 is tested), or as Prometheus alone knows them. */

export interface Alert {
  fingerprint: string;
  name: string;
  labels: Record<string, string>;
  /** What its rule says of it. */
  summary: string;
  severity: string;
  /** ISO 8601. */
  since: string;
  isSilenced: boolean;
}

export interface Silence {
  id: string;
  /** As it was set, so that it can be set anew with another end. */
  matchers: Matcher[];
  startsAt: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  isActive: boolean;
}

export type Matcher = v.InferOutput<typeof matcher>;

const labels = v.record(v.string(), v.string());
const matcher = v.object({
  name: v.string(),
  value: v.string(),
  isRegex: v.boolean(),
  isEqual: v.optional(v.boolean(), true),
});
const alertsSchema = v.array(
  v.object({
    fingerprint: v.string(),
    labels,
    annotations: labels,
    startsAt: v.string(),
    status: v.object({ state: v.string(), silencedBy: v.array(v.string()) }),
  }),
);
const silencesSchema = v.array(
  v.object({
    id: v.string(),
    matchers: v.array(matcher),
    startsAt: v.string(),
    endsAt: v.string(),
    createdBy: v.string(),
    comment: v.string(),
    status: v.object({ state: v.string() }),
  }),
);
const rulesSchema = v.object({
  data: v.object({
    alerts: v.array(v.object({ labels, annotations: labels, state: v.string(), activeAt: v.string() })),
  }),
});

/** What fires there now, silenced alerts too. */
export async function readAlerts(connect: Connect, connector: Connector): Promise<Read<Alert[]>> {
  if (connector.kind === "prometheus") return readPrometheusAlerts(connect, connector);
  const request = { path: "/api/v2/alerts", why: "which alerts fire" };
  const { text, at, fault } = await connect.read(connector, "alerts", request);
  const value = readJson(connector, text, alertsSchema).map(({ fingerprint, labels, annotations, startsAt, status }) =>
    alertOf(fingerprint, labels, annotations, startsAt, status.silencedBy.length > 0),
  );
  return { value, at, fault };
}

async function readPrometheusAlerts(connect: Connect, connector: Connector): Promise<Read<Alert[]>> {
  const request = { path: "/api/v1/alerts", why: "which alerts fire" };
  const { text, at, fault } = await connect.read(connector, "alerts", request);
  const firing = readJson(connector, text, rulesSchema).data.alerts.filter(({ state }) => state === "firing");
  const value = firing.map(({ labels, annotations, activeAt }) =>
    alertOf(JSON.stringify(Object.entries(labels).sort()), labels, annotations, activeAt, false),
  );
  return { value, at, fault };
}

function alertOf(
  fingerprint: string,
  labels: Record<string, string>,
  annotations: Record<string, string>,
  since: string,
  isSilenced: boolean,
): Alert {
  const summary = annotations["summary"] ?? annotations["description"] ?? "";
  const name = labels["alertname"] ?? "Alert";
  return { fingerprint, name, labels, summary, severity: labels["severity"] ?? "", since, isSilenced };
}

export async function readSilences(connect: Connect, connector: Connector): Promise<Read<Silence[]>> {
  const request = { path: "/api/v2/silences", why: "which alerts are silenced" };
  const { text, at, fault } = await connect.read(connector, "silences", request);
  const value = readJson(connector, text, silencesSchema).map(({ status, ...silence }) => ({
    ...silence,
    isActive: status.state === "active",
  }));
  return { value, at, fault };
}

/** Silences what has all of these labels, until then (milliseconds since the epoch). */
export async function silence(
  connect: Connect,
  connector: Connector,
  { matchers, from, until, comment }: { matchers: Matcher[]; from: number; until: number; comment: string },
): Promise<void> {
  const times = { startsAt: formatIso(from, "UTC"), endsAt: formatIso(until, "UTC") };
  const body = JSON.stringify({ matchers, ...times, createdBy: "Sotto", comment });
  await connect.ask(connector, { method: "POST", path: "/api/v2/silences", body, why: `silence: ${comment}` });
}

/** The server refuses an end that its own clock has passed, in milliseconds. */
const AHEAD = 5_000;

/** Ends a silence now. Its server lets no page of another origin delete one, so it is set anew to end at once. */
export async function endSilence(
  connect: Connect,
  connector: Connector,
  { isActive: _, ...set }: Silence,
  now: number,
) {
  const body = JSON.stringify({ ...set, endsAt: formatIso(now + AHEAD, "UTC") });
  await connect.ask(connector, { method: "POST", path: "/api/v2/silences", body, why: "end a silence" });
}
