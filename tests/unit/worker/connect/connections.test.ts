import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import type { ServerRequest } from "../../../../src/skills/connect";
import { ConnectFault } from "../../../../src/skills/connect-fault";
import type { Connector } from "../../../../src/storage/connections";
import type { ConnectionsOptions } from "../../../../src/worker/connect/connections";
import type { Fetch } from "../../../../src/worker/connect/logged-fetch";
import { door, NOW } from "../../../support/door";

const request: ServerRequest = { path: "/api/v1/query", query: { query: "up", token: "hush" }, why: "what is up" };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serverThat(answers: RequestListener): Promise<Connector> {
  server = createServer(answers);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return connectorAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

function connectorAt(address: string): Connector {
  return { id: "k", kind: "prometheus", name: "Office", address, settings: {}, created: "2026-03-02T09:00:00+01:00" };
}

async function faultOf(work: Promise<unknown>): Promise<ConnectFault> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectFault)) throw new Error(`no fault of a connection: ${String(error)}`);
  return error;
}

const cors: Fetch = async (_url, { mode }) => {
  if (mode === "no-cors") return new Response("");
  throw new TypeError("Failed to fetch");
};
const dead: Fetch = async () => {
  throw new TypeError("Failed to fetch");
};

describe("a request through the door", () => {
  it("brings the answer, with the secret sent and nothing of the question in the list of what left", async () => {
    let sent: string | undefined;
    const connector = await serverThat((incoming, response) => {
      sent = incoming.headers.authorization;
      response.end('{"status": "ok"}');
    });
    const { connections, outgoing, storage } = door();
    expect((await connections.ask(connector, request)).text).toBe('{"status": "ok"}');
    expect(sent).toBe("Bearer secret");
    const { requests } = await outgoing.list();
    expect(requests).toEqual([
      expect.objectContaining({
        method: "GET",
        host: new URL(connector.address).host,
        path: "/api/v1/query",
        why: "Office: what is up",
        status: 200,
        bytesIn: 16,
        bytesOut: 0,
      }),
    ]);
    expect(JSON.stringify([requests, await storage.contents()])).not.toMatch(/hush|secret/);
  });

  it.each([
    [401, "connect.login"],
    [403, "connect.forbidden"],
    [404, "connect.missing"],
    [418, "connect.refused"],
  ])("answered with %d is %s, and not repeated", async (status, code) => {
    let asked = 0;
    const connector = await serverThat((_, response) => {
      asked++;
      response.writeHead(status).end("no");
    });
    const fault = await faultOf(door().connections.ask(connector, request));
    expect(fault).toMatchObject({ code });
    expect(fault.remedy).not.toBe("");
    expect(asked).toBe(1);
  });

  it("is repeated where a server is broken for a moment, and a write never", async () => {
    let asked = 0;
    const connector = await serverThat((_, response) => response.writeHead(++asked < 3 ? 500 : 200).end("fine"));
    expect((await door().connections.ask(connector, request)).text).toBe("fine");
    asked = 0;
    const write = { ...request, method: "POST" as const, body: "{}" };
    expect(await faultOf(door().connections.ask(connector, write))).toMatchObject({ code: "connect.broken" });
    expect(asked).toBe(1);
  });

  it("told to come back later says when", async () => {
    const connector = await serverThat((_, response) => response.writeHead(429, { "Retry-After": "90" }).end());
    const fault = await faultOf(door().connections.ask(connector, request));
    expect(fault).toMatchObject({ code: "connect.busy", retryAfter: 90_000 });
    expect(fault.words).toContain("90 seconds");
  });

  it("is never sent on to another host", async () => {
    const paths: string[] = [];
    const connector = await serverThat(({ url = "" }, response) => {
      paths.push(url);
      response.writeHead(302, { Location: "http://127.0.0.2/elsewhere" }).end();
    });
    expect(await faultOf(door().connections.ask(connector, request))).toMatchObject({ code: "connect.redirect" });
    expect(paths).toHaveLength(1);
  });

  it("cuts off an answer of 200 MB, whether it says its size or not", async () => {
    const part = Buffer.alloc(1_000_000, "x");
    let written = 0;
    function* parts() {
      for (written = 0; written < 200; written++) yield part;
    }
    const connector = await serverThat(({ url = "" }, response) => {
      if (url.includes("sized")) response.setHeader("Content-Length", String(200 * part.length));
      Readable.from(parts()).pipe(response);
    });
    for (const path of ["/endless", "/sized"]) {
      const { connections } = door({ after: (milliseconds) => AbortSignal.timeout(milliseconds) });
      const fault = await faultOf(connections.ask(connector, { ...request, path }));
      expect(fault).toMatchObject({ code: "connect.too-big" });
      expect(written).toBeLessThan(100);
    }
  });

  it("that hangs, before or in the middle of the answer, ends in time", async () => {
    const connector = await serverThat(({ url = "" }, response) => void (url.includes("half") && response.write("{")));
    for (const path of ["/silent", "/half"])
      expect(await faultOf(door().connections.ask(connector, { ...request, path }))).toMatchObject({
        code: "connect.timeout",
      });
  });

  it("whose connection breaks off says so", async () => {
    const connector = await serverThat((_, response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("{");
      setImmediate(() => response.destroy());
    });
    expect(await faultOf(door().connections.ask(connector, request))).toMatchObject({ code: "connect.unreachable" });
  });

  it.each<[string, string, Partial<ConnectionsOptions>, Fetch]>([
    ["connect.cors", "https://prometheus.example", { origin: "https://sotto.example" }, cors],
    ["connect.unreachable", "https://prometheus.example", { origin: "https://sotto.example" }, dead],
    ["connect.offline", "https://prometheus.example", { origin: "https://a.example", isOnline: () => false }, dead],
    ["connect.unreachable", "http://127.0.0.1:1", { isOnline: () => false }, dead],
    ["connect.insecure", "http://10.0.0.5:9090", { origin: "https://sotto.example" }, cors],
    ["connect.not-allowed", "https://prometheus.example", { isAllowed: () => false }, cors],
  ])("tells %s at %s", async (code, address, changes, fetch) => {
    expect(await faultOf(door(changes, fetch).connections.ask(connectorAt(address), request))).toMatchObject({ code });
  });

  it("sends nothing where the browser or the operator would refuse it", async () => {
    const { connections, outgoing } = door({ isAllowed: () => false });
    await faultOf(connections.ask(connectorAt("https://prometheus.example"), request));
    expect((await outgoing.list()).requests).toEqual([]);
  });

  it("tells a certificate that isn't trusted, where the platform tells", async () => {
    const untrusted: Fetch = async () => {
      throw new TypeError("fetch failed", { cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    };
    const fault = await faultOf(door({}, untrusted).connections.ask(connectorAt("https://a.example"), request));
    expect(fault.code).toBe("connect.certificate");
  });
});

describe("what is read", () => {
  it("comes from the last time, with its age and the reason, where the server is away", async () => {
    let isDown = false;
    const connector = await serverThat((_, response) => response.writeHead(isDown ? 503 : 200).end("1"));
    const { connections } = door();
    expect(await connections.read(connector, "up", request)).toMatchObject({ text: "1", at: NOW, fault: null });
    isDown = true;
    const again = await connections.read(connector, "up", request);
    expect(again).toMatchObject({ text: "1", at: NOW, fault: { code: "connect.broken" } });
    expect(await faultOf(connections.read(connector, "other", request))).toMatchObject({ code: "connect.broken" });
  });
});

describe("a write without a network", () => {
  it("waits, goes out in order once there is one, and stays with the reason where it is refused", async () => {
    const bodies: string[] = [];
    let status = 200;
    const connector = await serverThat((incoming, response) => {
      incoming.on("data", (data: Buffer) => bodies.push(data.toString()));
      incoming.on("end", () => response.writeHead(status).end());
    });
    let isOnline = false;
    const { connections, storage } = door({}, (url, init) => (isOnline ? fetch(url, init) : dead(url, init)));
    await storage.merge(
      { records: { ...(await storage.contents()).records, connectors: [connector] }, conversations: [] },
      { id: "m", at: connector.created, conversation: "c", label: "", undone: false },
    );
    const write = { path: "/cases", method: "POST" as const, why: "add a case" };
    expect(await connections.send(connector, { ...write, body: "1" })).toBeNull();
    isOnline = true;
    await connections.flush();
    expect(bodies).toEqual(["1"]);
    expect(await storage.side.all("outbox")).toEqual([]);

    isOnline = false;
    await connections.send(connector, { ...write, body: "2" });
    [isOnline, status] = [true, 403];
    await connections.flush();
    expect(await storage.side.all("outbox")).toMatchObject([
      { body: "2", fault: expect.stringContaining("403") as string },
    ]);
  });
});

describe("the list of what left", () => {
  it("adds the oldest up, so that it doesn't grow for ever and loses none", async () => {
    const { outgoing, storage } = door();
    for (let i = 0; i < 2_600; i++) {
      const entry = await outgoing.begin({ method: "GET", host: "a.example", path: "/", why: "test", bytesOut: 1 });
      await outgoing.end(entry, { bytesIn: 2, status: 200 });
    }
    const { requests, sums } = await outgoing.list();
    const added = sums.reduce((sum, one) => sum + one.requests, 0);
    expect(requests.length + added).toBe(2_600);
    expect(requests.length).toBeLessThanOrEqual(2_400);
    expect(sums).toMatchObject([{ day: "2026-03-02", host: "a.example", bytesOut: added, bytesIn: 2 * added }]);
    expect(await storage.contents()).not.toHaveProperty("records.outgoing");
  });
});
