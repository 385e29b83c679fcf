import { identity } from "../identity";
import { LENGTHS, type HealthView, type TurnTotal } from "./own-health";

/* OpenTelemetry's protocol over HTTP, in JSON (OTLP 1): metrics that count up from the worker's start. */

/** Of one worker, while it lives. */
export interface HealthReport extends Pick<HealthView, "since" | "storage" | "models" | "isKept"> {
  totals: readonly TurnTotal[];
  /** Tells this worker from others, and nobody's name. */
  instance: string;
}

/** AGGREGATION_TEMPORALITY_CUMULATIVE */
const CUMULATIVE = 2;

/** What is pushed: numbers of turns and bytes, never a word that was said. */
export function metricsOf({ since, storage, models, isKept, totals, instance }: HealthReport, now: number): object {
  const time = { timeUnixNano: nanoseconds(now) };
  const span = { startTimeUnixNano: nanoseconds(since), ...time };
  const gauge = (name: string, unit: string, description: string, value: number) => ({
    ...{ name, unit, description, gauge: { dataPoints: [{ ...time, asDouble: value }] } },
  });
  const metrics = [
    {
      ...{ name: "sotto.turns", unit: "{turn}", description: "Messages, by how they were understood and ended." },
      sum: {
        ...{ aggregationTemporality: CUMULATIVE, isMonotonic: true },
        dataPoints: totals.map((total) => ({ ...span, attributes: attributesOf(total), asInt: String(total.count) })),
      },
    },
    {
      ...{ name: "sotto.turn.duration", unit: "s", description: "How long messages took." },
      histogram: {
        aggregationTemporality: CUMULATIVE,
        dataPoints: totals.map((total) => ({
          ...{ ...span, attributes: attributesOf(total), count: String(total.count), sum: total.milliseconds / 1000 },
          ...{ bucketCounts: total.lengths.map(String), explicitBounds: LENGTHS.map((length) => length / 1000) },
        })),
      },
    },
    gauge("sotto.storage.kept", "1", "1 where what is said is kept on the device.", isKept ? 1 : 0),
    ...(storage
      ? [
          gauge("sotto.storage.usage", "By", "What the page keeps on the device.", storage.used),
          gauge("sotto.storage.limit", "By", "What the browser lets it keep.", storage.quota),
        ]
      : []),
  ];
  const resource = {
    attributes: [
      text("service.name", identity.id),
      text("service.instance.id", instance),
      ...(models === null ? [] : [text("sotto.models", models)]),
    ],
  };
  return { resourceMetrics: [{ resource, scopeMetrics: [{ scope: { name: "sotto.health" }, metrics }] }] };
}

function attributesOf({ tier, fault }: TurnTotal): object[] {
  return [text("sotto.tier", tier), ...(fault === null ? [] : [text("error.type", fault)])];
}

function text(key: string, value: string): object {
  return { key, value: { stringValue: value } };
}

/** Whole numbers of 64 bits are strings in its JSON. */
function nanoseconds(milliseconds: number): string {
  return `${Math.round(milliseconds)}000000`;
}
