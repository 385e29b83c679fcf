import * as v from "valibot";
import type { ConnectorKind } from "../connections/kind";
import { readJson } from "../read-json";

const build = v.object({ data: v.object({ version: v.string() }) });
const status = v.object({ versionInfo: v.object({ version: v.string() }) });

export const prometheus: ConnectorKind = {
  title: "Prometheus",
  about: "Figures of your machines and what is wrong with them.",
  example: "https://prometheus.example.org",
  signIn: ["basic", "bearer"],
  async test(connect, connector) {
    const { text } = await connect.ask(connector, { path: "/api/v1/status/buildinfo", why: "whether it is there" });
    return `Prometheus ${readJson(connector, text, build).data.version}`;
  },
};

export const alertmanager: ConnectorKind = {
  title: "Alertmanager",
  about: "Alerts, to be told of and to be silenced for a while.",
  example: "https://alertmanager.example.org",
  // Debian's lets no page send it a login: that needs a proxy (docs/operator.md).
  signIn: ["basic", "bearer"],
  async test(connect, connector) {
    const { text } = await connect.ask(connector, { path: "/api/v2/status", why: "whether it is there" });
    return `Alertmanager ${readJson(connector, text, status).versionInfo.version}`;
  },
};

/** Any address that answers with 2xx while all is well; JSON with a `status` says more. */
export const health: ConnectorKind = {
  title: "Health address",
  about: "Any address that answers while all is well.",
  example: "https://app.example.org/health",
  signIn: ["bearer", "basic", "header"],
  async test(connect, connector) {
    const { status } = await connect.ask(connector, { path: "", why: "whether it is well" });
    return `It answers (${status})`;
  },
};

/** A collector of OpenTelemetry (OTLP over HTTP), to which the worker pushes how the assistant itself is (src/worker/health-push.ts). */
export const opentelemetry: ConnectorKind = {
  title: "OpenTelemetry collector",
  about: "Is sent every minute how this assistant itself is: counts, times and sizes, never a word that was said.",
  example: "https://collector.example.org",
  signIn: ["bearer", "basic", "header"],
  async test(connect, connector) {
    const body = JSON.stringify({ resourceMetrics: [] });
    const request = {
      method: "POST",
      path: "/v1/metrics",
      body,
      isSafe: true,
      why: "whether it takes metrics",
    } as const;
    await connect.ask(connector, request);
    return "It takes metrics";
  },
};
