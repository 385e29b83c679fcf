import { beforeEach, describe, expect, it } from "vitest";
import type { Connector } from "../../../../src/storage/connections";
import type { Case, Customer } from "../../../../src/storage/customer-records";
import type { SourceChange } from "../../../../src/skills/sources/changes";
import { NO_SOURCES, type ChangeOf, type Sources } from "../../../../src/skills/sources/sources";
import { memoryServices } from "../../../../training/commands/memory-services";
import { Talk } from "../talk";

const created = "2026-03-02T07:30:00.000+01:00";
const address = "https://rt.example.org";
const tracker: Connector = { id: "RT", kind: "request-tracker", name: "Help desk", address, settings: {}, created };
const crm: Connector = { id: "E", kind: "espocrm", name: "Sales", address, settings: {}, created };
const anna: Customer = {
  ...{ id: "C", name: "Anna Berg", emails: [], phones: [], tags: [] },
  ...{ external: ["RT:customers:anna"], created },
};
const printer: Case = {
  ...{ id: "K", number: 12, subject: "Printer on fire", customer: "C", state: "open", priority: "normal" },
  ...{ opened: created, updated: created, external: ["RT:cases:12"] },
};

let read: string[];
let sent: ChangeOf[];
let kept: ChangeOf[];
let sources: Sources;
let talk: Talk;

beforeEach(() => {
  [read, sent, kept] = [[], [], []];
  sources = {
    ...NO_SOURCES,
    refresh: async ({ name }) => {
      read.push(name);
      return { told: "2 customers added.", notes: ["case 12: state was changed here and there"], deleted: 3 };
    },
    views: async () => [{ connector: "RT", name: "Help desk", fetched: Date.parse(created), fault: null, changes: [] }],
    send: async (change) => {
      sent.push(change);
      return { state: "sent" };
    },
    keep: async (change) => void kept.push(change),
  };
  talk = new Talk(undefined, undefined, {
    ...memoryServices,
    sources: {
      refresh: (...of) => sources.refresh(...of),
      views: () => sources.views(),
      send: (change) => sources.send(change),
      keep: (change) => sources.keep(change),
    },
  })
    .put("connectors", tracker, crm)
    .put("customers", anna)
    .put("cases", printer);
});

describe("refreshing by words", () => {
  it.each([
    ["refresh the customers from RT", ["Help desk"]],
    ["pull the new tickets from the help desk", ["Help desk"]],
    ["sync with EspoCRM", ["Sales"]],
    ["refresh the customers", ["Help desk", "Sales"]],
  ])("%s", async (text, names) => {
    await talk.say("refresh_customers", text);
    expect(read).toEqual(names);
  });

  it("tells what came, what to know, and a way to bring back what was deleted here", async () => {
    const [reply] = await talk.say("refresh_customers", "refresh from RT");
    expect(reply?.text).toBe(
      "Help desk: 2 customers added.\ncase 12: state was changed here and there\n3 records that you deleted here left out.",
    );
    expect(reply?.buttons?.map(({ title }) => title)).toEqual(["Bring them back"]);
  });

  it("says how old what is here is where the server can't be asked", async () => {
    sources.refresh = async () => ({ fault: "Help desk can’t be reached." });
    const [reply] = await talk.say("refresh_customers", "refresh from RT");
    expect(reply?.text).toBe("Help desk can’t be reached. What is here is from 2 hours ago.");
  });

  it("says how to connect one where there is none", async () => {
    const bare = new Talk();
    expect((await bare.say("refresh_customers", "sync"))[0]?.utter_action).toBe("utter_no_sources");
  });
});

it("says where a customer was read, and when", async () => {
  const [reply] = await talk.say("show_customer", "show me Anna Berg");
  expect(reply?.text).toMatch(/From Help desk, read 2 hours ago\.$/);
});

describe("what was changed in a case of a server", () => {
  it("is shown as a difference, and sent only when its button is pressed", async () => {
    const replies = await talk.say("change_case", "close case 12");
    const offer = replies.at(-1);
    expect(offer?.text).toBe("In Help desk, case 12, “Printer on fire” would change: state open → closed.");
    expect(offer?.buttons?.map(({ title }) => title)).toEqual(["Send to Help desk", "Don’t"]);
    expect(sent).toEqual([]);
    await talk.press(offer?.buttons?.[0]?.payload ?? "");
    expect(sent).toEqual([{ connector: "RT", store: "cases", id: "K" }]);
    await talk.press(offer?.buttons?.[1]?.payload ?? "");
    expect(kept).toEqual(sent);
  });

  it("is asked again where it was changed there since", async () => {
    sources.send = async (change) => ({
      state: "held",
      why: "In Help desk it was changed since.",
      change: {
        ...{ ...change, name: "Help desk", customer: "C", title: "case 12", state: "held", why: null },
        fields: [{ label: "state", from: "waiting", to: "closed" }],
      },
    });
    const [reply] = await talk.press('/send_change{"source":"RT","case_id":"K"}');
    expect(reply?.text).toBe(
      "It wasn’t sent. In Help desk it was changed since.\nIn Help desk, case 12 would change: state waiting → closed.",
    );
    expect(reply?.buttons).toHaveLength(2);
  });

  it("is offered for what is logged in it, too", async () => {
    await talk.say("list_cases", "case 12");
    const replies = await talk.say("log_interaction", "log a call: she wants a refund");
    expect(replies.at(-1)?.text).toBe(
      "In Help desk, case 12, “Printer on fire” would change: call “She wants a refund” added.",
    );
  });

  it("isn't offered for a case that no server has", async () => {
    const local: Case = { ...printer, id: "K2", number: 13, external: [] };
    talk.put("cases", local);
    expect(await talk.say("change_case", "close case 13")).toHaveLength(1);
  });
});

describe("what waits to be sent", () => {
  const change = (id: string, title: string): SourceChange => ({
    ...{ connector: "RT", name: "Help desk", store: "cases", id, customer: "C", title, state: "new", why: null },
    fields: [{ label: "state", from: "open", to: "closed" }],
  });
  const waiting = (...changes: SourceChange[]) => {
    sources.views = async () => [{ connector: "RT", name: "Help desk", fetched: 0, fault: null, changes }];
  };

  it("is shown by words, and goes only by its buttons", async () => {
    waiting(change("K", "case 12"), change("L", "case 13"));
    const replies = await talk.say("show_changes", "send my changes to the help desk");
    expect(replies.map(({ text }) => text)).toEqual([
      "In Help desk, case 12 would change: state open → closed.",
      "In Help desk, case 13 would change: state open → closed.",
    ]);
    expect([...sent, ...kept]).toEqual([]);
    await talk.press(replies[1]?.buttons?.[0]?.payload ?? "");
    expect(sent).toEqual([{ connector: "RT", store: "cases", id: "L" }]);
  });

  it("is only that of the case that is named", async () => {
    waiting(change("K", "case 12"), change("L", "case 13"));
    const replies = await talk.say("show_changes", "discard the changes to case 12");
    expect(replies).toHaveLength(1);
  });

  it("may be nothing", async () => {
    expect((await talk.say("show_changes", "anything unsent?"))[0]?.utter_action).toBe("utter_no_changes");
  });
});
