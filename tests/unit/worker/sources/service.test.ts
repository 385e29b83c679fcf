import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Case, Interaction } from "../../../../src/storage/customer-records";
import type { Connector } from "../../../../src/storage/connections";
import type { SourceChange } from "../../../../src/skills/sources/changes";
import type { SourceService } from "../../../../src/worker/sources/service";
import { CaseServer, helpDesk } from "../../../support/case-server";
import { NOW } from "../../../support/door";
import { sourceDesk } from "../../../support/source-desk";

const created = "2026-03-02T09:00:00.000+01:00";
const clock = { now: () => NOW, zone: "Europe/Oslo" };

let server: CaseServer;
let storage: ReturnType<typeof sourceDesk>["storage"];
let service: SourceService;
let put: ReturnType<typeof sourceDesk>["put"];
let connector: Connector;
let isOnline: boolean;
/** Called with each request, before it leaves. */
let onRequest: (url: string, init: RequestInit) => void;

beforeEach(async () => {
  server = await new CaseServer().start();
  isOnline = true;
  onRequest = () => undefined;
  const fetch = async (url: string, init: RequestInit) => {
    if (!isOnline) throw new TypeError("no network");
    onRequest(url, init);
    return globalThis.fetch(url, init);
  };
  const after = (milliseconds: number) => AbortSignal.timeout(milliseconds > 10_000 ? 10_000 : 0);
  const desk = sourceDesk(fetch, clock, { after });
  ({ service, storage, put } = desk);
  const settings = { description: helpDesk as unknown as string };
  connector = { id: "S", kind: "customer-source", name: "Desk", address: server.address, settings, created };
  await put("connectors", connector);
});
afterEach(() => server.stop());

const refresh = (withDeleted = false) => service.refresh(connector, withDeleted);
const cases = async () => (await storage.data.all("cases")).toSorted((a, b) => a.number - b.number);
const printer = async () => (await cases())[0] as Case;
const changes = async () => (await service.views()).flatMap((view) => view.changes);
const change = async () => (await changes())[0] as SourceChange;
const close = async () => put("cases", { ...(await printer()), state: "closed" });
async function comment(text: string): Promise<void> {
  const { id, customer } = await printer();
  const said: Interaction = { id: "H", customer, case: id, kind: "call", at: created, text, external: [] };
  await put("interactions", said);
}

describe("reading a source", () => {
  it("keeps its customers, cases and what was said, and when it was read", async () => {
    expect(await refresh()).toEqual({
      told: "2 customers added, 2 cases saved and 1 contact added to their history.",
      notes: [],
      deleted: 0,
    });
    expect(await storage.data.all("customers")).toMatchObject([
      { name: "Anna Berg", emails: ["anna@acme.example"], external: ["S:customers:1"] },
      { name: "Bo Dahl" },
    ]);
    expect(await storage.data.all("interactions")).toMatchObject([{ text: "It burns", direction: "in" }]);
    expect((await service.views())[0]).toMatchObject({ name: "Desk", fetched: NOW, fault: null, changes: [] });
    expect(await refresh()).toMatchObject({ told: "Nothing has changed there." });
  });

  it("takes what changed there, keeps what was changed here, and tells where both did", async () => {
    await refresh();
    await close();
    await put("cases", { ...(await printer()), state: "closed", subject: "Printer burnt" });
    server.cases[0] = { ...(server.cases[0] as (typeof server.cases)[0]), state: "waiting", priority: "high" };
    expect(await refresh()).toMatchObject({
      notes: ["case 12: state was changed here and there; what is here was kept"],
    });
    expect(await printer()).toMatchObject({ state: "closed", subject: "Printer burnt", priority: "high" });
    expect(await change()).toMatchObject({
      fields: [
        { label: "state", from: "waiting", to: "closed" },
        { label: "subject", from: "Printer on fire", to: "Printer burnt" },
      ],
    });
  });

  it("leaves away what was deleted here, says so, and brings it back when asked", async () => {
    await refresh();
    const { id } = (await cases())[1] as Case;
    const value = (await cases())[1] as Case;
    await storage.update(["cases"], () => ({
      changes: [{ store: "cases", op: "delete", id, value }] as never,
      result: null,
    }));
    expect(await refresh()).toMatchObject({ deleted: 1 });
    expect(await cases()).toHaveLength(1);
    expect(await refresh(true)).toMatchObject({ deleted: 0 });
    expect(await cases()).toHaveLength(2);
  });

  it.each([
    [{ status: 500, text: "oops" }, /fault of its own/],
    [{ text: "[{" }, /isn’t JSON/],
    [{ status: 401 }, /doesn’t take the login/],
    [{ status: 302, headers: { Location: "http://elsewhere.example" } }, /sends requests on/],
  ])("changes nothing where the server answers %j, and says why what is here is old", async (fault, said) => {
    await refresh();
    const before = await storage.contents();
    server.fault = fault;
    expect(await refresh()).toMatchObject({ fault: expect.stringMatching(said) as string });
    expect((await storage.contents()).records).toEqual(before.records);
    expect((await service.views())[0]).toMatchObject({ fetched: NOW, fault: expect.stringMatching(said) as string });
    server.fault = null;
    await refresh();
    expect((await service.views())[0]).toMatchObject({ fault: null });
  });

  it("keeps nothing of what was stopped half way", async () => {
    onRequest = (url) => void (url.endsWith("/comments") && service.handlers.cancelRefresh({ connector: "S" }));
    expect(await refresh()).toEqual({ fault: "Stopped. Nothing was changed." });
    expect(await cases()).toEqual([]);
  });

  it("is read once at a time: who asks meanwhile is told so, and stops nothing", async () => {
    const first = refresh();
    expect(await refresh()).toEqual({ fault: "Desk is being read or written already, here or in another tab." });
    expect(await first).toMatchObject({ told: expect.stringContaining("2 customers added") as string });
  });

  it("takes a damaged record of what was read before for none", async () => {
    await refresh();
    await storage.side.write([
      { store: "answers", put: { id: "S customers", connector: "S", at: created, text: "{" } },
    ]);
    await close();
    await refresh();
    expect(await printer()).toMatchObject({ state: "closed" });
    expect(await cases()).toHaveLength(2);
  });
});

describe("sending what was changed here", () => {
  beforeEach(async () => void (await refresh()));

  it("shows the difference, sends nothing by itself, and sends it when told to", async () => {
    await close();
    expect(await change()).toMatchObject({
      title: "case 12, “Printer on fire”",
      fields: [{ label: "state", from: "open", to: "closed" }],
      state: "new",
    });
    await service.flush();
    expect(server.writes).toEqual([]);
    expect(await service.send(await change())).toEqual({ state: "sent" });
    expect(server.cases[0]).toMatchObject({ state: "closed", priority: "normal" });
    expect(server.writes).toMatchObject([{ method: "PUT", body: { state: "closed" } }]);
    expect(await changes()).toEqual([]);
  });

  it("leaves it unsent when told so, and doesn't ask again", async () => {
    await close();
    await service.keep(await change());
    expect(await changes()).toEqual([]);
    await refresh();
    expect(await printer()).toMatchObject({ state: "closed" });
    expect(server.writes).toEqual([]);
  });

  it("waits for the network, and sends once when it is back", async () => {
    await close();
    isOnline = false;
    expect(await service.send(await change())).toMatchObject({ state: "waiting" });
    await service.flush();
    expect(await change()).toMatchObject({
      state: "waiting",
      why: expect.stringMatching(/can’t be reached/) as string,
    });
    isOnline = true;
    await service.flush();
    await service.flush();
    expect(server.writes).toHaveLength(1);
    expect(await changes()).toEqual([]);
  });

  it("asks where the case was changed there since, and overwrites it only then", async () => {
    await close();
    const at = await change();
    Object.assign(server.cases[0] as object, { state: "waiting" });
    expect(await service.send(at)).toMatchObject({
      state: "held",
      why: "In Desk it was changed since: state is “waiting” now. Send it to have it as here.",
      change: { fields: [{ from: "waiting", to: "closed" }] },
    });
    await service.flush();
    expect(server.writes).toEqual([]);
    expect(await service.send(at)).toEqual({ state: "sent" });
    expect(server.cases[0]).toMatchObject({ state: "closed" });
  });

  it("keeps what is refused, with the reason, until it is sent again by hand", async () => {
    await close();
    onRequest = (_, { method }) => (server.fault = method === "PUT" ? { status: 403 } : null);
    expect(await service.send(await change())).toMatchObject({
      state: "held",
      why: expect.stringMatching(/403/) as string,
    });
    onRequest = () => (server.fault = null);
    await service.flush();
    expect(server.cases[0]).toMatchObject({ state: "open" });
    expect(await service.send(await change())).toEqual({ state: "sent" });
  });

  it("says so where the server answers well and changes nothing", async () => {
    await close();
    onRequest = (_, { method }) => (server.fault = method === "PUT" ? { json: ["no such status"] } : null);
    expect(await service.send(await change())).toMatchObject({
      why: 'Desk answered, and state is still “open” there: ["no such status"]',
    });
  });

  it("sends a comment, and takes it for its own when it comes back", async () => {
    await comment("She wants a refund");
    expect(await change()).toMatchObject({ store: "interactions", fields: [{ from: "", to: "She wants a refund" }] });
    expect(await service.send(await change())).toEqual({ state: "sent" });
    await refresh();
    expect(await storage.data.all("interactions")).toHaveLength(2);
    expect(await changes()).toEqual([]);
    expect(server.comments).toHaveLength(2);
  });

  it("sends a comment once, however often its button is pressed", async () => {
    await comment("She wants a refund");
    const pressed = await change();
    for (const _ of [1, 2]) expect(await service.send(pressed)).toEqual({ state: "sent" });
    await refresh();
    expect(await service.send(pressed)).toEqual({ state: "sent" });
    expect(server.comments).toHaveLength(2);
  });

  it("says that there is nothing to send where the record was deleted", async () => {
    await close();
    const pressed = await change();
    expect(await service.send({ ...pressed, id: "deleted" })).toEqual({ state: "gone" });
    expect(server.writes).toEqual([]);
  });

  it("doesn't send a comment twice whose answer was lost", async () => {
    await comment("She wants a refund");
    let isLost = true;
    onRequest = (_, { method, body }) => {
      if (!isLost || method !== "POST") return;
      isLost = false;
      server.comments.push({
        id: 9,
        on: 12,
        text: String((JSON.parse(body as string) as { text: string }).text),
        at: created,
      });
      throw new TypeError("the connection broke");
    };
    expect(await service.send(await change())).toMatchObject({ state: "waiting" });
    await service.flush();
    expect(server.comments.filter(({ text }) => text === "She wants a refund")).toHaveLength(1);
    expect(await changes()).toEqual([]);
  });
});
