import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatIso } from "../../src/engine/time/zone";
import { KINDS } from "../../src/skills/connections/kinds";
import { requestTracker } from "../../src/skills/sources/mappings/request-tracker";
import { readAll } from "../../src/skills/sources/read";
import type { Connector } from "../../src/storage/connections";
import { installRequestTracker, RequestTracker } from "../support/request-tracker";
import { sourceDesk } from "../support/source-desk";

const missing = installRequestTracker();
if (missing.length > 0) it(`could not install ${missing.join(", ")}: nothing of it was tested`, () => undefined);

/** Against Request Tracker as Debian ships it, by its REST2. */
describe.skipIf(missing.length > 0)("talking with a real Request Tracker", { timeout: 180_000 }, () => {
  const clock = { now: () => Date.now(), zone: "Europe/Oslo" };
  let tracker: RequestTracker;
  let connector: Connector;
  let isLoggedIn = true;
  // Its answers take up to seconds on a busy machine.
  const after = (milliseconds: number) => AbortSignal.timeout(milliseconds > 10_000 ? 20_000 : 0);
  const headersFor = async () => ({ Authorization: isLoggedIn ? tracker.authorization : "Basic bm9ib2R5Om5v" });
  const { service, connections, storage, outgoing, put, connect } = sourceDesk(fetch, clock, { after, headersFor });

  beforeAll(async () => {
    tracker = await RequestTracker.start();
    const user = { Name: "anna", RealName: "Anna Berg", EmailAddress: "anna.berg@acme.example", Privileged: 0 };
    await tracker.ask("POST", "/user", { ...user, Organization: "Acme", WorkPhone: "+47 555 01 01" });
    for (let count = 1; count <= 6; count++) {
      const ticket = { Queue: "General", Subject: `Printer ${count}`, Requestor: "anna.berg@acme.example" };
      await tracker.ask(
        "POST",
        "/ticket",
        count > 3 ? ticket : { ...ticket, Content: "It burns.\nHelp! <b>{name}</b>" },
      );
    }
    await tracker.ask("PUT", "/ticket/2", { Status: "stalled" });
    await tracker.ask("POST", "/ticket/1/comment", { Content: "A part is ordered", ContentType: "text/plain" });
    const created = formatIso(Date.now(), clock.zone);
    connector = { id: "RT", kind: "request-tracker", name: "RT", address: tracker.address, settings: {}, created };
    await connect(connector);
  }, 120_000);
  afterAll(() => tracker.stop());

  const refresh = () => service.refresh(connector, false);
  const caseOf = async (number: number) => {
    const found = (await storage.data.all("cases")).find((one) => one.number === number);
    if (!found) throw new Error(`no case ${number}`);
    return found;
  };
  const change = async () => {
    const [first] = (await service.views()).flatMap(({ changes }) => changes);
    if (!first) throw new Error("nothing has changed");
    return first;
  };
  const statusThere = async (id: number) => ((await tracker.ask("GET", `/ticket/${id}`)) as { Status: string }).Status;

  it("finds it by its test", async () => {
    expect(await KINDS["request-tracker"]?.test(connections, connector)).toMatch(/^Request Tracker 5\./);
  });

  it("reads tickets, with who asked and what was said", async () => {
    expect(await refresh()).toMatchObject({
      told: expect.stringMatching(/^1 customer added, 6 cases saved/) as string,
    });
    expect(await storage.data.all("customers")).toMatchObject([
      { name: "Anna Berg", emails: ["anna.berg@acme.example"], phones: ["+47 555 01 01"] },
    ]);
    expect((await storage.data.all("companies")).map(({ name }) => name)).toEqual(["Acme"]);
    expect([(await caseOf(1)).state, (await caseOf(2)).state]).toEqual(["open", "waiting"]);
    const said = (await storage.data.all("interactions")).map(({ kind, text }) => `${kind}: ${text}`);
    expect(said).toContain("email: It burns.\nHelp! <b>{name}</b>");
    expect(said).toContain("note: A part is ordered");
  });

  it("reads them page by page", async () => {
    const { cases } = requestTracker;
    if (!cases) throw new Error("no cases");
    const reading = { ...cases, query: { ...cases.query, per_page: "2" } };
    const { records } = await readAll(connections, connector, "cases", reading, { why: "page by page" });
    expect(records.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await outgoing.list()).requests[0]?.why).toBe("RT: page by page, page 3");
  });

  it("asks only for what is new the next time", async () => {
    const before = (await outgoing.list()).requests.length;
    expect(await refresh()).toMatchObject({ told: "Nothing has changed there." });
    const asked = (await outgoing.list()).requests.slice(0, -before);
    expect(asked.map(({ path }) => path).sort()).toEqual(["/REST/2.0/tickets", "/REST/2.0/transactions"]);
    await tracker.ask("PUT", "/ticket/3", { Status: "resolved" });
    await refresh();
    expect((await caseOf(3)).state).toBe("closed");
  });

  it("closes a ticket there when told to", async () => {
    await put("cases", { ...(await caseOf(1)), state: "closed" });
    expect(await change()).toMatchObject({ fields: [{ label: "state", from: "open", to: "closed" }] });
    expect(await service.send(await change())).toEqual({ state: "sent" });
    expect(await statusThere(1)).toBe("resolved");
  });

  it("asks where somebody else changed the ticket since", async () => {
    await put("cases", { ...(await caseOf(4)), state: "closed" });
    await tracker.ask("PUT", "/ticket/4", { Status: "stalled" });
    const at = await change();
    expect(await service.send(at)).toMatchObject({
      state: "held",
      why: expect.stringMatching(/“waiting” now/) as string,
    });
    expect(await statusThere(4)).toBe("stalled");
    expect(await service.send(at)).toEqual({ state: "sent" });
    expect(await statusThere(4)).toBe("resolved");
  });

  it("keeps a comment while the server is killed, tells how old what is here is, and sends it once when it is back", async () => {
    const { id, customer } = await caseOf(5);
    const said = {
      id: "H",
      customer,
      case: id,
      kind: "call",
      at: formatIso(Date.now(), clock.zone),
      text: "She called\nagain",
    };
    await put("interactions", { ...said, external: [] });
    await tracker.kill();
    expect(await service.send(await change())).toMatchObject({ state: "waiting" });
    expect(await refresh()).toMatchObject({ fault: expect.stringMatching(/can’t be reached/) as string });
    expect((await service.views())[0]).toMatchObject({ fault: expect.stringMatching(/can’t be reached/) as string });
    expect(await storage.data.all("cases")).toHaveLength(6);
    await tracker.run();
    await service.flush();
    await service.flush();
    const history = (await tracker.ask("GET", "/ticket/5/history?fields=Type&per_page=100")) as {
      items: { Type: string }[];
    };
    expect(history.items.filter(({ Type }) => Type === "Comment")).toHaveLength(1);
    expect(await refresh()).toMatchObject({ notes: [] });
    expect((await storage.data.all("interactions")).filter(({ text }) => /She called/.test(text))).toHaveLength(1);
  });

  it("doesn't wait for ever for one that hangs, and changes nothing then", async () => {
    await tracker.freeze();
    expect(await refresh()).toMatchObject({ fault: expect.stringMatching(/didn’t answer within/) as string });
    tracker.thaw();
    expect(await storage.data.all("cases")).toHaveLength(6);
    expect(await refresh()).toMatchObject({ notes: [] });
  });

  it("tells a wrong login apart", async () => {
    isLoggedIn = false;
    expect(await refresh()).toMatchObject({ fault: expect.stringMatching(/doesn’t take the login/) as string });
    isLoggedIn = true;
  });

  it("has listed every request, without what follows the question mark", async () => {
    const { requests } = await outgoing.list();
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET", "PUT", "POST"]));
    expect(requests.every(({ why, path }) => why.startsWith("RT: ") && !path.includes("?"))).toBe(true);
  });
});
