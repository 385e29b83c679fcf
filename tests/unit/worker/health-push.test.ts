import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HealthPush } from "../../../src/worker/health-push";
import { OwnHealth } from "../../../src/worker/own-health";
import { KINDS } from "../../../src/skills/connections/kinds";
import { door, NOW } from "../../support/door";

interface Received {
  path: string | undefined;
  type: string | undefined;
  login: string | undefined;
  json: unknown;
}

/** A collector that keeps what it is sent. */
let server: Server;
let received: Received[];
let status = 200;
beforeEach(async () => {
  received = [];
  status = 200;
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece) => (text += String(piece)));
    request.on("end", () => {
      const { "content-type": type, authorization: login } = request.headers;
      received.push({ path: request.url, type, login, json: JSON.parse(text) });
      response.writeHead(status, { "Content-Type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => void server.close());

const collector = () => ({
  ...{ id: "o", kind: "opentelemetry", name: "Collector", settings: {}, created: "2026-03-02T09:00:00+01:00" },
  address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
});

/** An assistant that answered twice and failed once, with a word in the failure. */
async function pushing(isConnected: boolean) {
  const { connections, outgoing, storage } = door();
  const changes = [{ store: "connectors", op: "put", value: collector(), before: null }] as const;
  if (isConnected) await storage.update(["connectors"], () => ({ changes: [...changes], result: null }));
  let now = NOW;
  const health = new OwnHealth(() => now);
  const turn = (milliseconds: number) => health.measured("lite", async () => void (now += milliseconds));
  await turn(20);
  await turn(300);
  await health.measured("full", async () => Promise.reject(new RangeError("call Anna"))).catch(() => undefined);
  const push = new HealthPush({
    connect: connections,
    stored: (work) => work(storage),
    now: () => now,
    report: async () => ({
      ...{ since: health.since, totals: health.totals, storage: { used: 2_000, quota: 9_000 }, models: "nlu/1" },
      ...{ isKept: true, instance: "abc" },
    }),
  });
  return { push, outgoing };
}

describe("pushing how the assistant itself is", () => {
  it("sends nothing where no collector is connected", async () => {
    const { push, outgoing } = await pushing(false);
    await push.push();
    expect(received).toEqual([]);
    expect((await outgoing.list()).requests).toEqual([]);
  });

  it("sends OTLP's JSON, which counts up from the start, and no word", async () => {
    const { push, outgoing } = await pushing(true);
    await push.push();
    const start = `${NOW}000000`;
    const time = `${NOW + 320}000000`;
    const tier = (name: string) => ({ key: "sotto.tier", value: { stringValue: name } });
    const failed = { key: "error.type", value: { stringValue: "RangeError" } };
    const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    const span = { startTimeUnixNano: start, timeUnixNano: time };
    expect(received).toMatchObject([{ path: "/v1/metrics", type: "application/json", login: "Bearer secret" }]);
    expect(received[0]?.json).toEqual({
      resourceMetrics: [
        {
          resource: {
            attributes: [
              { key: "service.name", value: { stringValue: "sotto" } },
              { key: "service.instance.id", value: { stringValue: "abc" } },
              { key: "sotto.models", value: { stringValue: "nlu/1" } },
            ],
          },
          scopeMetrics: [
            {
              scope: { name: "sotto.health" },
              metrics: [
                {
                  ...{ name: "sotto.turns", unit: "{turn}", description: expect.any(String) as string },
                  sum: {
                    ...{ aggregationTemporality: 2, isMonotonic: true },
                    dataPoints: [
                      { ...span, attributes: [tier("lite")], asInt: "2" },
                      { ...span, attributes: [tier("full"), failed], asInt: "1" },
                    ],
                  },
                },
                {
                  ...{ name: "sotto.turn.duration", unit: "s", description: expect.any(String) as string },
                  histogram: {
                    aggregationTemporality: 2,
                    dataPoints: [
                      {
                        ...{ ...span, attributes: [tier("lite")], count: "2", sum: 0.32, explicitBounds: bounds },
                        bucketCounts: ["0", "1", "0", "0", "0", "1", "0", "0", "0", "0", "0"],
                      },
                      {
                        ...{ ...span, attributes: [tier("full"), failed], count: "1", sum: 0, explicitBounds: bounds },
                        bucketCounts: ["1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
                      },
                    ],
                  },
                },
                ...[
                  ["sotto.storage.kept", "1", 1],
                  ["sotto.storage.usage", "By", 2_000],
                  ["sotto.storage.limit", "By", 9_000],
                ].map(([name, unit, asDouble]) => ({
                  ...{ name, unit, description: expect.any(String) as string },
                  gauge: { dataPoints: [{ timeUnixNano: time, asDouble }] },
                })),
              ],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(received)).not.toContain("Anna");
    expect((await outgoing.list()).requests).toMatchObject([
      { method: "POST", path: "/v1/metrics", why: "Collector: how the assistant itself is", status: 200 },
    ]);
  });

  it("goes on after a collector that is out of order", async () => {
    const { push, outgoing } = await pushing(true);
    status = 503;
    await push.push();
    status = 200;
    await push.push();
    expect(received).toHaveLength(2);
    expect((await outgoing.list()).requests.map((one) => one.status).sort()).toEqual([200, 503]);
  });

  it("is tested with a push of nothing", async () => {
    expect(await KINDS["opentelemetry"]?.test(door().connections, collector())).toBe("It takes metrics");
    expect(received.map(({ json }) => json)).toEqual([{ resourceMetrics: [] }]);
  });
});
