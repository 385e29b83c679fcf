import { connectorsOf } from "../skills/connections/connectors";
import type { Connect } from "../skills/connect";
import { ConnectFault } from "../skills/connect-fault";
import type { Storage } from "../storage/storage";
import { metricsOf, type HealthReport } from "./otlp";

/** As OpenTelemetry's own programs push (milliseconds). */
const EVERY = 60_000;

export interface HealthPushOptions {
  connect: Connect;
  stored: <T>(work: (storage: Storage) => Promise<T>) => Promise<T>;
  now: () => number;
  report: () => Promise<HealthReport>;
}

/** Tells the connected collectors how this assistant is. Where none is connected, nothing is sent. */
export class HealthPush {
  constructor(private readonly options: HealthPushOptions) {}

  start(): void {
    // What didn't arrive is in the next push too: its numbers count up.
    setInterval(() => void this.push().catch(() => undefined), EVERY);
  }

  async push(): Promise<void> {
    const { connect, stored, now, report } = this.options;
    const connectors = connectorsOf(await stored(({ data }) => data.all("connectors")));
    const collectors = connectors.filter(({ kind }) => kind === "opentelemetry");
    if (collectors.length === 0) return;
    const body = JSON.stringify(metricsOf(await report(), now()));
    const request = { method: "POST", path: "/v1/metrics", body, why: "how the assistant itself is" } as const;
    for (const collector of collectors)
      await connect.ask(collector, request).catch((error: unknown) => {
        // The list of what left the device tells it.
        if (!(error instanceof ConnectFault)) throw error;
      });
  }
}
