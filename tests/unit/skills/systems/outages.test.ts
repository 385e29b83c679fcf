import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Connector, Watch } from "../../../../src/storage/connections";
import { gatherNews, type News } from "../../../../src/skills/systems/news";
import { memoryServices } from "../../../../training/commands/memory-services";
import { door, NOW } from "../../../support/door";
import { Talk } from "../talk";

/** A server that says what a test wants: an Alertmanager's answers, or what it says when it is ill. */
let answer: { status: number; text: string };
let server: Server;
let connector: Connector;
const created = "2026-03-02T09:00:00.000+01:00";

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.text));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  connector = { id: "a", kind: "alertmanager", name: "Alerts", address, settings: {}, created };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const alert = (name: string, fingerprint: string, annotations = {}) => ({
  fingerprint,
  labels: { alertname: name },
  annotations,
  startsAt: "2026-03-02T08:00:00Z",
  status: { state: "active", silencedBy: [] },
});
const firing = (...alerts: object[]) => ({ status: 200, text: JSON.stringify(alerts) });

const ILL: [string, () => void][] = [
  ["status 500", () => (answer = { status: 500, text: "<h1>oops</h1>" })],
  ["broken JSON", () => (answer = { status: 200, text: '[{"finger' })],
  ["JSON of something else", () => (answer = { status: 200, text: '{"hello": "world"}' })],
  ["an empty answer", () => (answer = { status: 200, text: "" })],
];

describe("watching an Alertmanager", () => {
  let talk: Talk;
  let connect: ReturnType<typeof door>["connections"];
  beforeEach(() => {
    connect = door({ headersFor: async () => ({}) }).connections;
    talk = new Talk(undefined, undefined, { ...memoryServices, connect }).put("connectors", connector);
    answer = firing();
  });

  const look = () => gatherNews(connect, [connector], talk.all("watches") as Watch[], NOW);
  async function tell(news: News | null): Promise<string> {
    if (!news) return "";
    const replies = await talk.press(`/systems_news${JSON.stringify({ news })}`);
    return replies.map(({ text }) => text).join("\n");
  }

  it("groups alerts of one name, and tells each once", async () => {
    answer = firing(alert("Disk", "1"), alert("Disk", "2"), alert("Web", "3", { summary: "Down." }));
    const news = await look();
    expect(await tell(news)).toBe("3 alerts firing: Disk (2 times) and Web (Down).");
    // Two tabs may have seen the same.
    expect(await tell(news)).toBe("");
    expect(await look()).toBeNull();
    answer = firing(alert("Disk", "1"));
    expect(await tell(await look())).toBe("2 alerts over.");
    answer = firing();
    expect(await tell(await look())).toBe("1 alert over. Nothing is firing any more.");
  });

  it.each(ILL)("clears nothing and says nothing while it answers with %s", async (_, fallIll) => {
    answer = firing(alert("Disk", "1"));
    await tell(await look());
    const before = talk.all("watches");
    fallIll();
    expect(await look()).toBeNull();
    expect(talk.all("watches")).toEqual(before);
    answer = firing(alert("Disk", "1"));
    expect(await look()).toBeNull();
  });

  it.each(ILL)("says so where it is asked and answers with %s", async (_, fallIll) => {
    fallIll();
    const [reply] = await talk.say("show_alerts", "anything firing?");
    expect(reply?.text).toMatch(/I have nothing from Alerts: .*(?:500|isn’t JSON|isn’t what was expected)/);
  });

  it("shows what a server says as text, whatever it looks like", async () => {
    answer = firing(alert("{name} /undo", "1", { summary: "{time} <script>alert(1)</script>" }));
    expect(await tell(await look())).toContain("{name} /undo ({time} <script>alert(1)</script>)");
    expect(talk.actions).toEqual(["action_systems_news"]);
  });

  it("isn't told of alerts any more when the user said so", async () => {
    await talk.say("stop_watching", "stop telling me about alerts");
    answer = firing(alert("Disk", "1"));
    expect(await look()).toBeNull();
  });
});

describe("a daily report", () => {
  it("comes at its hour, once, with the next one set; caught up where the page was closed", async () => {
    const { connections } = door({ headersFor: async () => ({}) });
    const talk = new Talk(undefined, undefined, { ...memoryServices, connect: connections }).put(
      "connectors",
      connector,
    );
    await talk.say("daily_report", "daily report at 8");
    expect(talk.all("watches")).toMatchObject([{ at: "08:00", due: "2026-03-03T08:00:00.000+01:00" }]);
    answer = firing();
    expect(await gatherNews(connections, [connector], talk.all("watches") as Watch[], NOW)).toBeNull();
    talk.now = "2026-03-05T11:00:00+01:00";
    const news = await gatherNews(connections, [connector], talk.all("watches") as Watch[], Date.parse(talk.now));
    const replies = await talk.press(`/systems_news${JSON.stringify({ news })}`);
    expect(replies[0]?.text).toMatch(/^Your daily report\./);
    expect(talk.all("watches")).toMatchObject([{ due: "2026-03-06T08:00:00.000+01:00" }]);
    expect(await talk.press(`/systems_news${JSON.stringify({ news })}`)).toEqual([]);
  });
});

describe("in an administrator's words", () => {
  const talkWith = (...connectors: Connector[]) => {
    const { connections } = door({ headersFor: async () => ({}) });
    return new Talk(undefined, undefined, { ...memoryServices, connect: connections }).put("connectors", ...connectors);
  };

  it("silences the one that was listed second", async () => {
    answer = firing(alert("Disk", "1"), alert("Web", "2"));
    const [reply] = await talkWith(connector).say("acknowledge_alert", "silence the second one for an hour");
    expect(reply?.text).toMatch(/^Web covers 1 alert/);
  });

  it("tells which are silenced, where that is asked", async () => {
    answer = firing({ ...alert("Disk", "1"), status: { state: "suppressed", silencedBy: ["s"] } }, alert("Web", "2"));
    const [reply] = await talkWith(connector).say("show_alerts", "which alerts are muted?");
    expect(reply?.text).toMatch(/^1 alert silenced:\nDisk, since [^\n]+$/);
  });

  it("watches the machine whose figure it is", async () => {
    const talk = talkWith(connector);
    await talk.say("watch_measure", "warn me when db1's disk is over 90 %");
    expect(talk.all("watches")).toMatchObject([{ measure: "disk", machine: "db1", value: 90 }]);
  });

  it.each([
    ["cpu since 8", "08:00"],
    ["disk since midnight", "00:00"],
  ])("%s", async (text, since) => {
    answer = { status: 200, text: '{"data": {"result": []}}' };
    const [reply] = await talkWith({ ...connector, kind: "prometheus" }).say("show_measure", text);
    expect(reply?.text).toContain(`since ${since}`);
  });
});
