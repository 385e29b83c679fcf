import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatIso } from "../../src/engine/time/zone";
import { connectorsOf } from "../../src/skills/connections/connectors";
import { KINDS } from "../../src/skills/connections/kinds";
import { gatherNews } from "../../src/skills/systems/news";
import type { Connector, Watch } from "../../src/storage/connections";
import { door } from "../support/door";
import { installMonitoring, Monitoring, until } from "../support/monitoring";
import { memoryServices } from "../../training/commands/memory-services";
import { Talk } from "../unit/skills/talk";

const missing = installMonitoring();
if (missing.length > 0) it(`could not install ${missing.join(", ")}: nothing of it was tested`, () => undefined);

/** Against Prometheus, Alertmanager and the node exporter as Debian ships them. */
describe.skipIf(missing.length > 0)("talking with real Prometheus and Alertmanager", () => {
  const clock = { now: () => Date.now(), zone: "Europe/Oslo" };
  const { connections, outgoing } = door({ headersFor: async () => ({}), clock, after: quick }, fetch, clock);
  let monitoring: Monitoring;
  let talk: Talk;
  let connectors: Connector[];

  beforeAll(async () => {
    monitoring = await Monitoring.start();
    const created = formatIso(Date.now(), clock.zone);
    connectors = [
      { id: "p", kind: "prometheus", name: "Metrics", address: monitoring.prometheus, settings: {}, created },
      { id: "a", kind: "alertmanager", name: "Alerts", address: monitoring.alertmanager, settings: {}, created },
    ];
    talk = new Talk(created, undefined, { ...memoryServices, connect: connections }).put("connectors", ...connectors);
    await until(async () => (await say("show_alerts", "anything firing?")).includes("WebDown"));
    await until(async () => /memory \d/i.test(await say("systems_status", "how is the database?")));
  });
  afterAll(() => monitoring.stop());

  async function say(intent: string, text: string): Promise<string> {
    talk.now = formatIso(Date.now(), clock.zone);
    const replies = await talk.say(intent, text);
    return replies.map((reply) => reply.text ?? `${reply.utter_action}`).join("\n");
  }

  const watches = () => talk.all("watches") as Watch[];
  const news = () => gatherNews(connections, connectorsOf(connectors), watches(), Date.now());

  async function hearNews(): Promise<string> {
    const found = await news();
    if (!found) return "";
    talk.now = formatIso(Date.now(), clock.zone);
    const replies = await talk.press(`/systems_news${JSON.stringify({ news: found })}`);
    return replies.map(({ text }) => text).join("\n");
  }

  it("finds both by their test", async () => {
    const [prometheus, alertmanager] = connectors;
    if (!prometheus || !alertmanager) throw new Error("no connectors");
    expect(await KINDS["prometheus"]?.test(connections, prometheus)).toMatch(/^Prometheus 2\./);
    expect(await KINDS["alertmanager"]?.test(connections, alertmanager)).toMatch(/^Alertmanager 0\./);
  });

  it("says how machines are, all of them or those that are named", async () => {
    expect(await say("systems_status", "is everything up?")).toMatch(/1 of 2 targets is down: web on 127\.0\.0\.1/);
    const database = await say("systems_status", "how are the database servers?");
    expect(database).toMatch(/1 target for “database” is up/);
    expect(database).toMatch(/127\.0\.0\.1: (?:CPU [\d.]+ %, )?Memory [\d.]+ %, Disk [\d.]+ %/);
  });

  it("says what fires, in the words of its rule", async () => {
    expect(await say("show_alerts", "anything firing?")).toMatch(
      /1 alert firing:\nWebDown \(The web server is down\), since/,
    );
  });

  it("draws a figure since a time that was said", async () => {
    talk.now = formatIso(Date.now(), clock.zone);
    await until(async () => /now, between/.test(await say("show_measure", "memory over the last 10 minutes")));
    const replies = await talk.say("show_measure", "memory over the last 10 minutes");
    expect(replies[0]?.custom).toMatchObject({ card: "series", title: "Memory", unit: " %" });
    expect(await say("show_measure", "error rate over the last 10 minutes")).toMatch(
      /Error rate since|no figures of that/,
    );
  });

  it("watches a figure: tells once when it is beyond, and once when it is back", async () => {
    await say("watch_measure", "tell me when memory is over 0.01 %");
    expect(watches()).toMatchObject([{ kind: "threshold", measure: "memory", side: "over", value: 0.01 }]);
    expect(await hearNews()).toMatch(/Memory of 127\.0\.0\.1 is at [\d.]+ %/);
    expect((await news())?.crossed ?? []).toEqual([]);
    const [watch] = watches();
    if (watch?.kind !== "threshold") throw new Error("no watch");
    const changed: Watch = { ...watch, value: 99.99 };
    talk.put("watches", changed);
    expect(await hearNews()).toMatch(/Memory of 127\.0\.0\.1 is back at [\d.]+ %/);
    expect((await news())?.recovered ?? []).toEqual([]);
  });

  it("tells of an alert once, asks before it silences, ends the silence, and clears when it is over", async () => {
    const first = await hearNews();
    if (first !== "") expect(first).toMatch(/WebDown/);
    expect(await hearNews()).toBe("");

    expect(await say("acknowledge_alert", "acknowledge the web alert for an hour")).toBe(
      "WebDown covers 1 alert now. Silence it for 1 hour?",
    );
    expect(await say("affirm", "yes")).toMatch(/silenced until|silent until/);
    await until(async () => (await say("show_alerts", "any alerts?")).includes("1 alert silenced."));
    expect(await hearNews()).toMatch(/1 alert over/);
    expect(await say("end_silence", "unsilence WebDown")).toBe("No longer silenced: WebDown.");
    await until(async () => (await say("show_alerts", "any alerts?")).includes("1 alert firing"));
    expect(await hearNews()).toMatch(/1 alert firing: WebDown/);

    monitoring.startAbsent();
    await until(async () => (await say("show_alerts", "any alerts?")).startsWith("Nothing is firing."));
    expect(await hearNews()).toMatch(/1 alert over\. Nothing is firing any more\./);
  });

  it("tells the last answers with their age while Prometheus is killed, clears nothing, and goes on when it is back", async () => {
    await say("watch_measure", "tell me when memory is over 0.01 %");
    await hearNews();
    const before = watches();
    await monitoring.kill("prometheus");
    const told = await say("systems_status", "is everything up?");
    expect(told).toMatch(/What Metrics says is from .* ago: Metrics \(127\.0\.0\.1:\d+\) can’t be reached/);
    expect(told).toMatch(/All 2 targets are up/);
    expect((await news())?.recovered ?? []).toEqual([]);
    expect(watches()).toEqual(before);
    monitoring.startPrometheus();
    await until(async () => !(await say("systems_status", "is everything up?")).includes("says is from"));
  });

  it("doesn't wait for ever for one that hangs", async () => {
    await monitoring.freeze("prometheus");
    expect(await say("systems_status", "is everything up?")).toMatch(/didn’t answer within/);
    monitoring.thaw("prometheus");
    await until(async () => !(await say("systems_status", "is everything up?")).includes("says is from"));
  });

  it("refuses to silence while Alertmanager is away, and says so", async () => {
    await monitoring.kill("alertmanager");
    expect(await say("acknowledge_alert", "acknowledge WebDown")).toMatch(
      /Alerts \(127\.0\.0\.1:\d+\) can’t be reached/,
    );
    expect(talk.actions).not.toContain("action_acknowledge_confirmed");
  });

  it("has listed every request", async () => {
    const { requests } = await outgoing.list();
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET", "POST"]));
    expect(requests.every(({ why }) => /^(?:Metrics|Alerts): /.test(why))).toBe(true);
  });
});

/** Time-outs of 15 seconds in two, repetitions at once. */
function quick(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(milliseconds > 10_000 ? 2_000 : 0);
}
