import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverActions } from "../../src/engine/actions/action-server";
import { ANSWER_WITHIN, type ActionServerHost } from "../../src/engine/actions/action-server-call";
import type { Action } from "../../src/engine/actions/action";
import { formValidation, slotMappingsValidation } from "../../src/engine/actions/form-validation";
import { InMemoryKnowledgeBase } from "../../src/engine/actions/knowledge-base";
import { queryKnowledgeBase } from "../../src/engine/actions/query-knowledge-base";
import { inWords } from "../../src/engine/actions/responses";
import type { DataSchema } from "../../src/engine/actions/store";
import { fixedClock } from "../../src/engine/environment";
import { serverProject } from "../support/rasa-sdk/project";
import { pythonWithRasaSdk, startRasaSdk, type RunningServer } from "../support/rasa-sdk/server";
import { Conversation, trainedCore } from "../support/small-project";

const python = await pythonWithRasaSdk();
const { domain } = trainedCore(serverProject).model;

const host: ActionServerHost = {
  fetch,
  clock: fixedClock(0, "UTC"),
  after: () => new AbortController().signal,
  origin: null,
};

describe.skipIf(python === null)("a real action server of Rasa's", () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startRasaSdk(python ?? "", "http://allowed.example");
  }, 60_000);
  afterAll(() => server.stop());

  function conversation(options: { selectiveDomain?: boolean; host?: Partial<ActionServerHost> } = {}): Conversation {
    const endpoint = { url: server.url, headers: {}, selectiveDomain: options.selectiveDomain ?? false };
    const actions = serverActions<DataSchema>(endpoint, domain, [], { ...host, ...options.host });
    return new Conversation(serverProject, actions);
  }

  it.each([
    ["slot", { event: "slot", name: "seat", value: "window" }],
    ["slot-null", { event: "slot", name: "seat", value: null }],
    ["followup", { event: "followup", name: "utter_done" }],
    ["restart", { event: "restart" }],
    ["session_started", { event: "session_started" }],
    ["rewind", { event: "rewind" }],
    ["undo", { event: "undo" }],
    ["reset_slots", { event: "reset_slots" }],
    ["pause", { event: "pause" }],
    ["resume", { event: "resume" }],
    ["active_loop", { event: "active_loop", name: "trip_form" }],
    ["loop_interrupted", { event: "loop_interrupted", is_interrupted: true }],
    ["action", { event: "action", name: "action_listen" }],
    ["cancel_reminder", { event: "cancel_reminder", name: "r1", intent: null, entities: null }],
    ["bot", { event: "bot", text: "From an event", data: { image: "https://example.org/a.png" } }],
    [
      "reminder",
      {
        event: "reminder",
        intent: "due",
        date_time: "2030-01-01T10:00:00",
        entities: { who: "Anna" },
        name: "r1",
        kill_on_user_msg: true,
      },
    ],
    [
      "user",
      { event: "user", text: "hello", parse_data: { intent: { name: "greet", confidence: 1 } }, input_channel: "" },
    ],
  ])("returns the event %s, and it is applied", async (wanted, expected) => {
    const { events, problems } = await conversation().say(`events {"wanted": "${wanted}"}`);
    const ran = events.findIndex((event) => event.event === "action" && event.name === "action_events");
    expect(events[ran + 1]).toMatchObject(expected);
    expect(problems.filter(({ code }) => code.startsWith("action"))).toEqual([]);
  });

  it("says what it says before its events are applied, its responses filled in", async () => {
    const { replies, events } = await conversation().say("says");
    expect(replies).toEqual([
      { text: "First.", buttons: [{ title: "More", payload: "/more" }] },
      {
        text: "A seat at the aisle.",
        buttons: [
          { title: "Own", payload: "/greet" },
          { title: "Extra", payload: "/extra" },
        ],
        utter_action: "utter_card",
      },
      { text: undefined, image: "https://example.org/b.png", custom: { card: "ticket" } },
    ]);
    const kinds = events.map(({ event }) => event);
    expect(kinds.lastIndexOf("bot")).toBeLessThan(kinds.lastIndexOf("slot"));
  });

  it("is told the whole conversation and the domain", async () => {
    const talk = conversation();
    await talk.say("greet");
    const { replies } = await talk.say('reports {"wanted": " a "}');
    expect(replies[0]?.custom).toMatchObject({
      sender: "test",
      texts: ["greet", 'reports {"wanted": " a "}'],
      latest: "reports",
      entities: [" a "],
      loop: null,
      channel: "test",
      paused: false,
      slots: { wanted: "a", seat: "any", requested_slot: null },
      required: ["destination"],
      mapping: [{ type: "from_entity", entity: "wanted" }],
      responses: [{ text: "A seat at the {seat}.", buttons: [{ title: "Own", payload: "/greet" }] }],
    });
  });

  it("gets the domain only when it asks for it, where the endpoint is selective", async () => {
    const bodies: object[] = [];
    const counted: ActionServerHost["fetch"] = (url, init) => {
      bodies.push(JSON.parse(init.body as string) as object);
      return fetch(url, init);
    };
    const { replies } = await conversation({ selectiveDomain: true, host: { fetch: counted } }).say("reports");
    expect(replies[0]?.custom).toMatchObject({ required: ["destination"] });
    expect(bodies.map((body) => "domain" in body)).toContain(false);
  });

  it.each(["rejects", 'events {"wanted": "action_execution_rejected"}'])("rejects to run: %s", async (message) => {
    const { events, actions, problems } = await conversation().say(message);
    expect(events.filter(({ event }) => event === "action_execution_rejected")).toHaveLength(1);
    expect(events).not.toContainEqual(
      expect.objectContaining({
        event: "action",
        confidence: 1,
        name: expect.stringMatching(/rejects|events/) as string,
      }),
    );
    expect(actions.at(-1)).toBe("action_listen");
    expect(problems).toEqual([]);
  });

  it("overrides a default action that the domain lists", async () => {
    expect((await conversation().say("inform")).texts).toEqual(["The server's own fallback."]);
  });

  it.each([
    ["missing", "action-server.unknown-action", /has no action action_missing\. Add it/],
    ["breaks", "action-server.failed", /action_breaks: it broke .*status 500.*no such flight/],
  ])("that can't run %s is told of by name", async (message, code, words) => {
    const { problems, texts } = await conversation().say(message);
    expect(problems).toEqual([{ code, message: expect.stringMatching(words) as string }]);
    expect(texts).toEqual([expect.stringContaining("something went wrong")]);
  });

  it("that is too slow is given up", async () => {
    const late = new AbortController();
    const waits: number[] = [];
    const after = (milliseconds: number): AbortSignal => {
      waits.push(milliseconds);
      return late.signal;
    };
    const asked: ActionServerHost["fetch"] = (url, init) => {
      if ((init.body as string).includes('"next_action":"action_slow"')) setImmediate(() => late.abort());
      return fetch(url, init);
    };
    const { problems } = await conversation({ host: { after, fetch: asked } }).say("slow");
    expect(problems).toEqual([
      { code: "action-server.timeout", message: expect.stringContaining("within 20 seconds") as string },
    ]);
    expect(new Set(waits)).toEqual(new Set([ANSWER_WITHIN]));
  });

  it("validates a form, and asks for more slots than the domain's", async () => {
    const talk = conversation();
    expect((await talk.say("book_trip")).texts).toEqual(["Where to?"]);
    expect((await talk.say('inform {"city": "Atlantis"}')).texts).toEqual(["Atlantis has sunk.", "Where to?"]);
    expect((await talk.say('inform {"city": "lima"}')).texts.at(-1)).toBe("Which class?");
    expect((await talk.say("inform")).texts).toEqual(["Booked Lima, inform."]);
  });

  it("fills and validates slots outside of forms", async () => {
    const talk = conversation();
    await talk.say('greet {"wanted": "  tea "}');
    expect(talk.tracker.slots).toMatchObject({ wanted: "tea", shout: "GREET" });
  });

  it("is answered for by our own actions just as well: a form's and slots' validation", async () => {
    const seat = formValidation<DataSchema>({
      form: "trip_form",
      requiredSlots: (slots, { tracker }) =>
        tracker.slot("destination") === "Lima" ? [...slots, "cabin"] : [...slots],
      extractors: {
        cabin: ({ tracker }) =>
          tracker.slot("requested_slot") === "cabin" ? tracker.latestMessage?.text.split(" ")[0] : undefined,
      },
      validators: {
        destination(value, { dispatcher }) {
          if (value !== "Atlantis") return inWords(value).replace(/^./, (first) => first.toUpperCase());
          dispatcher.say({ text: "Atlantis has sunk." });
          return null;
        },
      },
    });
    const mappings = slotMappingsValidation<DataSchema>({
      extractors: {
        shout: ({ tracker }) => (tracker.latestMessage?.text.startsWith("greet") ? "GREET" : undefined),
      },
      validators: { wanted: (value) => inWords(value).trim() },
    });
    await expectSame(
      [seat, mappings],
      ['greet {"wanted": " tea "}', 'book_trip {"city": "Atlantis"}', 'inform {"city": "lima"}', "inform"],
    );
  });

  it("is answered for by our own actions just as well: the knowledge base", async () => {
    const cafes: unknown = JSON.parse(readFileSync("tests/support/rasa-sdk/cafes.json", "utf8"));
    await expectSame(
      [queryKnowledgeBase<DataSchema>({ knowledgeBase: new InMemoryKnowledgeBase(cafes) })],
      [
        { object_type: "museum" },
        { attribute: "free", mention: "LAST" },
        { attribute: "name", mention: "it" },
        { object_type: "cafe", food: "waffles" },
        { attribute: "prices", mention: "2" },
        { attribute: "food" },
        { attribute: "food", cafe: "kestrel" },
        { attribute: "prices", mention: "that one" },
        { attribute: "food", cafe: "fjord" },
        { attribute: "food", cafe: "10" },
        { object_type: "cafe", food: "caviar" },
        { object_type: "ship" },
        { attribute: "stars", cafe: "Mole" },
        { object_type: "museum", attribute: "free", mention: "1" },
        {},
      ].map((entities) => `query_knowledge_base ${JSON.stringify(entities)}`),
    );
  });

  /** What Python's actions and ours do to the slots, message by message; what they say may differ in words. */
  async function expectSame(ours: Action<DataSchema>[], messages: string[]): Promise<void> {
    const theirs = conversation();
    // With this for chance a list stays in its order, as on the server.
    const talk = new Conversation(serverProject, [
      ...ours.map((action): Action<DataSchema> => ({
        name: action.name,
        run: (context) => action.run({ ...context, random: () => 0.999 }),
      })),
    ]);
    for (const message of messages) {
      const [python, typescript] = [await theirs.say(message), await talk.say(message)];
      expect(talk.tracker.slots, message).toEqual(theirs.tracker.slots);
      expect(typescript.replies, message).toHaveLength(python.replies.length);
      expect(talk.tracker.activeLoop?.name, message).toBe(theirs.tracker.activeLoop?.name);
      expect(python.problems, message).toEqual([]);
    }
  }
});
