import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverActions } from "../../../../src/engine/actions/action-server";
import { ANSWER_WITHIN, type ActionServerHost } from "../../../../src/engine/actions/action-server-call";
import type { DataSchema } from "../../../../src/engine/actions/store";
import type { Event } from "../../../../src/engine/dialogue/events";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { ActionEndpoint } from "../../../../src/engine/project/action-endpoint";
import { Conversation, payloads, trainedCore } from "../../../support/small-project";
import { Assistant } from "../../../../src/engine/assistant";

const files = {
  "config.yml": "assistant_id: test\npipeline: []\npolicies: [{name: RulePolicy}]\n",
  "domain.yml": `
version: "3.1"
intents: [greet, book]
actions: [action_book, {action_plan: {send_domain: true}}, utter_hello]
slots:
  city: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_hello: [{text: Hello.}]
  utter_booked: [{text: "Booked {city} in {text_style}."}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_hello}]
- rule: book
  steps: [{intent: book}, {action: action_book}]
`,
};
const { domain } = trainedCore(files).model;

interface Request {
  next_action: string;
  domain?: object;
  tracker: { events: { event: string }[] };
}
type Answer = [status: number, body: unknown, headers?: Record<string, string>];

let server: Server;
let url: string;
let asked: Request[];
let headers: IncomingMessage["headers"];
let answers: (Answer | ((response: ServerResponse) => void))[];

beforeEach(async () => {
  asked = [];
  answers = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      headers = request.headers;
      if (request.method === "POST") asked.push(JSON.parse(Buffer.concat(parts).toString()) as Request);
      const answer = request.method === "POST" ? answers.shift() : ([405, ""] as Answer);
      if (typeof answer === "function") return answer(response);
      const [status, body, more] = answer ?? [500, "no answer left"];
      response.writeHead(status, more);
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const never = (): AbortSignal => new AbortController().signal;
const host: ActionServerHost = { fetch, clock: fixedClock(0, "UTC"), after: never, origin: null };

function talk(options: { endpoint?: Partial<ActionEndpoint>; host?: Partial<ActionServerHost> } = {}): Conversation {
  const endpoint = { url, headers: {}, selectiveDomain: false, ...options.endpoint };
  return new Conversation(files, serverActions<DataSchema>(endpoint, domain, [], { ...host, ...options.host }));
}

const DONE: Answer = [200, { events: [], responses: [{ text: "Done." }] }];

describe("an action server", () => {
  it("runs the actions that the domain lists and the assistant doesn't have, but no responses", () => {
    const own = [{ name: "action_plan", run: () => [] }];
    const endpoint = { url, headers: {}, selectiveDomain: false };
    expect(serverActions<DataSchema>(endpoint, domain, own, host).map(({ name }) => name)).toEqual(["action_book"]);
  });

  it("gets what the endpoint sends with each call", async () => {
    answers = [DONE];
    await talk({ endpoint: { headers: { "X-Key": "k" } } }).say("book");
    expect(headers).toMatchObject({ "x-key": "k", "content-type": "application/json" });
  });

  it("gets the events that the tracker has forgotten, too", async () => {
    answers = [DONE];
    const endpoint = { url, headers: {}, selectiveDomain: false };
    const actions = serverActions<DataSchema>(endpoint, domain, [], host);
    const assistant = new Assistant({
      interpreter: payloads,
      core: trainedCore(files).model,
      actions,
      channel: "test",
    });
    const forgotten: Event[] = [{ event: "pause", timestamp: 1 }];
    await assistant.turn({ kind: "message", id: "1", text: "book" }, assistant.tracker("test"), {
      data: { get: async () => undefined, all: async () => [] },
      clock: host.clock,
      random: seededRandom(1),
      signal: never(),
      earlierEvents: async () => forgotten,
    });
    expect(asked[0]?.tracker.events.slice(0, 2).map(({ event }) => event)).toEqual(["pause", "action"]);
  });

  it("is sent the domain with actions that ask for it, and with others once the server does", async () => {
    answers = [[449, { action_name: "action_book", error: "no domain" }], DONE];
    const { texts } = await talk({ endpoint: { selectiveDomain: true } }).say("book");
    expect(texts).toEqual(["Done."]);
    expect(asked.map((request) => request.domain !== undefined)).toEqual([false, true]);

    const plans = new Conversation(
      { ...files, "data/rules.yml": files["data/rules.yml"].replace("action: action_book", "action: action_plan") },
      serverActions<DataSchema>({ url, headers: {}, selectiveDomain: true }, domain, [], host),
    );
    answers = [DONE];
    await plans.say("book");
    expect(asked.at(-1)).toMatchObject({
      next_action: "action_plan",
      domain: { actions: expect.anything() as string[] },
    });
  });

  it("utters a response of the domain with what stands beside it", async () => {
    const response = {
      response: "utter_booked",
      city: "Oslo",
      text_style: "haste",
      text: null,
      custom: {},
      buttons: [],
    };
    answers = [[200, { events: [], responses: [response, { template: "utter_hello" }] }]];
    expect((await talk().say("book")).texts).toEqual(["Booked Oslo in haste.", "Hello."]);
  });

  it.each([[null], [{}], [{ events: null, responses: null }]])("may answer %j: nothing happens", async (body) => {
    answers = [[200, body]];
    expect(await talk().say("book")).toMatchObject({ texts: [], problems: [] });
  });

  it("loses an event that it made up, and no other", async () => {
    const events = [{ event: "slot", name: "city", value: "Rome" }, { event: "teleport" }, { event: "followup" }];
    answers = [[200, { events, responses: [] }]];
    const conversation = talk();
    const { problems } = await conversation.say("book");
    expect(conversation.tracker.slot("city")).toBe("Rome");
    expect(problems.map(({ code }) => code)).toEqual(["action-server.answer", "action-server.answer"]);
  });

  it("is asked again when it was too busy, after the time it asks for", async () => {
    answers = [[503, ""], [429, "", { "Retry-After": "2" }], DONE];
    const waits: number[] = [];
    const after = (milliseconds: number): AbortSignal => {
      waits.push(milliseconds);
      return milliseconds === ANSWER_WITHIN ? never() : AbortSignal.abort();
    };
    expect((await talk({ host: { after } }).say("book")).texts).toEqual(["Done."]);
    expect(waits).toEqual([ANSWER_WITHIN, 500, 2000]);
  });

  it("isn't waited for longer than a call may last", async () => {
    answers = [[503, { error: "full" }, { "Retry-After": "3600" }]];
    const { problems } = await talk().say("book");
    expect(problems.map(({ code }) => code)).toEqual(["action-server.failed"]);
    expect(asked).toHaveLength(1);
  });

  const html = "<!doctype html><title>Shop</title>";
  it.each<[string, Answer, string, RegExp]>([
    ["rejects without a name", [400, { error: "Invalid body request" }], "refused", /status 400.*Invalid body/],
    ["doesn't know the action", [404, { action_name: "action_book" }], "unknown-action", /has no action action_book/],
    ["isn't there", [404, html], "address", /usually ends in \/webhook/],
    ["never has enough of the domain", [449, { action_name: "action_book" }], "domain", /asks for the domain/],
    ["fails", [500, { error: "KeyError: 'city'" }], "failed", /status 500.*KeyError/],
    ["stands behind a gateway that fails", [502, html], "failed", /status 502.*<!doctype/],
    ["refuses", [401, "no"], "refused", /status 401/],
    ["answers no JSON", [200, html], "answer", /isn't JSON.*<!doctype/],
    ["answers JSON of another kind", [200, { events: "none" }], "answer", /events/],
    ["answers nothing", [200, ""], "answer", /nothing/],
  ])("that %s is told of", async (_, answer, code, words) => {
    answers = [answer, answer, answer];
    const conversation = talk();
    const { problems, texts } = await conversation.say("book");
    expect(problems).toEqual([{ code: `action-server.${code}`, message: expect.stringMatching(words) as string }]);
    expect(texts).toEqual([expect.stringContaining("something went wrong")]);
    expect((await conversation.say("greet")).texts).toEqual(["Hello."]);
  });

  it("that breaks off is not asked again: the action may have run", async () => {
    answers = [(response) => response.destroy()];
    expect((await talk().say("book")).problems.map(({ code }) => code)).toEqual(["action-server.unreachable"]);
    answers = [
      (response) => {
        response.writeHead(200, { "Content-Length": "100" });
        response.write("{", () => response.destroy());
      },
    ];
    const { problems } = await talk().say("book");
    expect(problems).toEqual([
      { code: "action-server.unreachable", message: expect.stringContaining("broke off") as string },
    ]);
    expect(asked).toHaveLength(2);
  });

  it("that doesn't run can't be reached", async () => {
    server.close();
    server.closeAllConnections();
    const { problems } = await talk().say("book");
    expect(problems).toEqual([
      { code: "action-server.unreachable", message: expect.stringMatching(/ECONNREFUSED.*Is it running/) as string },
    ]);
  });
});

describe("an action server, called from a page", () => {
  /** As a browser does it: what the server doesn't allow the page fails without a reason, and only a request that asks for nothing passes. */
  const blocked: ActionServerHost["fetch"] = (address, init) =>
    init.mode === "no-cors" ? fetch(address, { method: "GET" }) : Promise.reject(new TypeError("Failed to fetch"));

  it("is told apart by what it allows and whether it runs", async () => {
    const page = { origin: "https://bank.example", fetch: blocked };
    expect((await talk({ host: page }).say("book")).problems).toEqual([
      { code: "action-server.cors", message: expect.stringContaining("--cors https://bank.example") as string },
    ]);
    server.closeAllConnections();
    server.close();
    expect((await talk({ host: page }).say("book")).problems).toEqual([
      { code: "action-server.unreachable", message: expect.stringContaining("Failed to fetch") as string },
    ]);
  });

  it("must be on https like the page, or on this device", async () => {
    const page = { origin: "https://bank.example" };
    const remote = { endpoint: { url: "http://actions.example/webhook" }, host: page };
    expect((await talk(remote).say("book")).problems).toEqual([
      { code: "action-server.insecure", message: expect.stringContaining("https") as string },
    ]);
    answers = [DONE];
    expect((await talk({ host: page }).say("book")).texts).toEqual(["Done."]);
  });
});
