import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src/engine/actions/action";
import type { DataSchema } from "../../../../src/engine/actions/store";
import type { Event, NewEvent } from "../../../../src/engine/dialogue/events";
import { DEFAULT_ACTIONS } from "../../../../src/engine/project/domain";
import { Conversation, type Files } from "../../../support/small-project";

/** Asks twice about what it didn't understand; greets, and knows when it opens. */
const files: Files = {
  "config.yml": "recipe: default.v1\nlanguage: en\npolicies: [{name: MemoizationPolicy}, {name: RulePolicy}]\n",
  "domain.yml": `
version: "3.1"
intents: [greet, ask_hours, call]
slots:
  name: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: name}]}
  mood: {type: text, influence_conversation: false, mappings: [{type: custom}]}
entities: [name]
actions: [action_call]
responses:
  utter_hello: [{text: Hello.}]
  utter_hours: [{text: We open at nine.}]
  utter_default: [{text: "Sorry, {name}?"}]
  utter_ask_rephrase: [{text: Say it in other words.}]
  utter_restart: [{text: Again from the start.}]
  utter_back: [{text: Back we go.}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_hello}]
- rule: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
- rule: call
  steps: [{intent: call}, {action: action_call}]
- rule: two stages
  steps: [{intent: nlu_fallback}, {action: action_two_stage_fallback}, {active_loop: action_two_stage_fallback}]
`,
};

const action = (name: string, events: NewEvent[] = [], text?: string): Action<DataSchema> => ({
  name,
  run({ dispatcher }) {
    if (text !== undefined) dispatcher.say({ text });
    return events;
  },
});

/** What is not understood looks a little like asking for the hours. */
function talk(...actions: Action<DataSchema>[]): Conversation {
  const hours = { name: "ask_hours", confidence: 0.2 };
  return new Conversation(files, actions, undefined, (parse) =>
    parse.intent.name === "nlu_fallback"
      ? {
          ...parse,
          intent_ranking: [
            parse.intent,
            { name: "out_of_scope", confidence: 0.3 },
            hours,
            { name: "greet", confidence: 0.1 },
          ],
        }
      : parse,
  );
}

const counted = ({ tracker }: Conversation): string[] =>
  tracker
    .applied()
    .flatMap((event) =>
      event.event === "user" ? [`/${event.parse_data.intent.name}`] : event.event === "action" ? [event.name] : [],
    );

describe("two-stage fallback", () => {
  it("asks whether the likeliest was meant, and answers it as if it had been said", async () => {
    const conversation = talk();
    const asked = await conversation.say("nlu_fallback");
    expect(asked.replies).toEqual([
      {
        text: "Did you mean 'ask_hours'?",
        buttons: [
          { title: "Yes", payload: "/ask_hours" },
          { title: "No", payload: "/out_of_scope" },
        ],
        utter_action: "action_default_ask_affirmation",
      },
    ]);
    const { texts, actions } = await conversation.say("/ask_hours");
    expect(texts).toEqual(["We open at nine."]);
    expect(actions).toEqual(["action_two_stage_fallback", "utter_hours", "action_listen"]);
    expect(conversation.tracker.activeLoop).toBeNull();
    expect(conversation.tracker.latestMessage?.intent).toEqual({ name: "ask_hours", confidence: 1 });
    expect(counted(conversation)).toEqual(["action_listen", "/ask_hours", "utter_hours", "action_listen"]);
  });

  it("asks for other words when it wasn't, and fills the slots of the words that are understood", async () => {
    const conversation = talk();
    await conversation.say("nlu_fallback");
    expect((await conversation.say("/out_of_scope")).texts).toEqual(["Say it in other words."]);
    expect((await conversation.say('greet {"name": "Anna"}')).texts).toEqual(["Hello."]);
    expect(conversation.tracker.slot("name")).toBe("Anna");
    expect(counted(conversation)).toEqual(["action_listen", "/greet", "utter_hello", "action_listen"]);
  });

  it("asks about the other words too, and takes a yes", async () => {
    const conversation = talk();
    await conversation.say("nlu_fallback");
    await conversation.say("/out_of_scope");
    expect((await conversation.say("nlu_fallback")).texts).toEqual(["Did you mean 'ask_hours'?"]);
    expect((await conversation.say("/ask_hours")).texts).toEqual(["We open at nine."]);
  });

  it("gives up after a second no", async () => {
    const conversation = talk();
    for (const text of ["nlu_fallback", "/out_of_scope", "nlu_fallback"]) await conversation.say(text);
    const { texts, actions } = await conversation.say("/out_of_scope");
    expect(texts).toEqual(["Sorry, None?"]);
    expect(actions).toEqual(["action_two_stage_fallback", "action_listen"]);
    expect(conversation.tracker.activeLoop).toBeNull();
    expect((await conversation.say("greet")).texts).toEqual(["Hello."]);
  });

  it("gives up when an answer to its question isn't understood either, and starts anew the next time", async () => {
    const conversation = talk();
    await conversation.say("nlu_fallback");
    expect((await conversation.say("nlu_fallback")).texts).toEqual(["Sorry, None?"]);
    expect((await conversation.say("nlu_fallback")).texts).toEqual(["Did you mean 'ask_hours'?"]);
  });

  it("leaves what was said before as it was", async () => {
    const conversation = talk();
    await conversation.say("greet");
    for (const text of ["nlu_fallback", "nlu_fallback"]) await conversation.say(text);
    expect(counted(conversation).slice(0, 3)).toEqual(["action_listen", "/greet", "utter_hello"]);
    expect(counted(conversation)).not.toContain("/nlu_fallback");
  });

  it("asks for other words where nothing was likely", async () => {
    const conversation = new Conversation(files);
    expect((await conversation.say("nlu_fallback")).texts).toEqual(["Say it in other words."]);
  });
});

describe("the default actions", () => {
  it.each(DEFAULT_ACTIONS.filter((name) => !["action_listen", "...", "action_extract_slots"].includes(name)))(
    "%s gives way to a project's action of its name",
    async (name) => {
      const conversation = talk(action(name, [], "my own"), action("action_call", [{ event: "followup", name }]));
      const { texts, actions } = await conversation.say("call");
      expect(texts).toContain("my own");
      expect(actions).toContain(name);
    },
  );

  it("extract slots by a project's own action where it has one", async () => {
    const own = action("action_extract_slots", [{ event: "slot", name: "name", value: "always Kim" }]);
    const conversation = talk(own);
    await conversation.say('greet {"name": "Anna"}');
    expect(conversation.tracker.slot("name")).toBe("always Kim");
  });

  it("fill the slots into what they say", async () => {
    const conversation = talk(action("action_call", [{ event: "followup", name: "action_default_fallback" }]));
    await conversation.say('greet {"name": "Anna"}');
    expect((await conversation.say("call")).texts).toEqual(["Sorry, Anna?"]);
  });

  it("restart with a session, and nothing is remembered", async () => {
    const conversation = talk();
    await conversation.say('greet {"name": "Anna"}');
    const { texts, actions, events } = await conversation.say("/restart");
    expect(texts).toEqual(["Again from the start."]);
    expect(actions).toEqual(["action_restart", "action_session_start"]);
    expect(events.map(({ event }) => event)).toEqual([
      "user",
      "action",
      "bot",
      "restart",
      "action",
      "session_started",
      "action",
    ] satisfies Event["event"][]);
    expect(conversation.tracker.slot("name")).toBeNull();
    expect((await conversation.say("greet")).texts).toEqual(["Hello."]);
  });

  it("go back to before what was said last", async () => {
    const conversation = talk();
    await conversation.say("ask_hours");
    await conversation.say('greet {"name": "Anna"}');
    expect((await conversation.say("/back")).texts).toEqual(["Back we go."]);
    expect(conversation.tracker.slot("name")).toBeNull();
    expect(conversation.tracker.latestMessage?.intent.name).toBe("ask_hours");
  });

  it("send the text that they are given", async () => {
    const followup: NewEvent = {
      event: "followup",
      name: "action_send_text",
      metadata: { message: { text: "Straight from the action" } },
    };
    expect((await talk(action("action_call", [followup])).say("call")).texts[0]).toBe("Straight from the action");
  });

  it("take the questions of an older project's fallback back, and leave what was meant", async () => {
    const stories = `
version: "3.1"
stories:
- story: asked
  steps:
  - intent: call
  - action: action_default_ask_affirmation
  - intent: ask_hours
  - action: action_revert_fallback_events
- story: asked in other words
  steps:
  - intent: call
  - action: action_default_ask_affirmation
  - intent: out_of_scope
  - action: action_default_ask_rephrase
  - intent: greet
  - action: action_revert_fallback_events
- story: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
- story: greet
  steps: [{intent: greet}, {action: utter_hello}]
`;
    const conversation = new Conversation({ ...files, "data/rules.yml": stories });
    await conversation.say("call");
    expect((await conversation.say("/ask_hours")).texts).toEqual(["We open at nine."]);
    expect(counted(conversation)).toEqual(["action_listen", "/ask_hours", "utter_hours", "action_listen"]);

    const rephrased = new Conversation({ ...files, "data/rules.yml": stories });
    for (const text of ["call", "/out_of_scope"]) await rephrased.say(text);
    expect((await rephrased.say("greet")).texts).toEqual(["Hello."]);
    expect(counted(rephrased)).toEqual(["action_listen", "/greet", "utter_hello", "action_listen"]);
  });

  it("start a session with what came with the message", async () => {
    const seen: unknown[] = [];
    const own: Action<DataSchema> = {
      name: "action_session_start",
      run({ tracker }) {
        seen.push(tracker.slot("session_started_metadata"));
        return [{ event: "session_started" }, { event: "slot", name: "mood", value: "good" }];
      },
    };
    const conversation = talk(own);
    await conversation.say("greet", undefined, { page: "start" });
    expect(seen).toEqual([{ page: "start" }]);
    expect(conversation.tracker.slot("mood")).toBe("good");
  });

  it("carry slots over to a new session only where the project wants it", async () => {
    const domain = `${files["domain.yml"]}session_config: {session_expiration_time: 1, carry_over_slots_to_new_session: false}\n`;
    const conversation = new Conversation({ ...files, "domain.yml": domain });
    await conversation.say('greet {"name": "Anna"}');
    conversation.at(2 * 60_000);
    await conversation.say("greet");
    expect(conversation.tracker.slot("name")).toBeNull();
  });
});

describe("an action that follows", () => {
  it("is left out, and named, where nobody knows it", async () => {
    const conversation = talk(action("action_call", [{ event: "followup", name: "action_nowhere" }]));
    const { actions, problems } = await conversation.say("call");
    expect(actions).toEqual(["action_call", "action_listen"]);
    expect(problems).toEqual([expect.objectContaining({ code: "action.unknown" })]);
  });
});

describe("a message that an action puts in the user's mouth", () => {
  it("fills slots, and is answered", async () => {
    const parse_data = {
      text: "hi",
      intent: { name: "greet", confidence: 1 },
      entities: [{ entity: "name", value: "Kim", start: 0, end: 0, extractor: "test" }],
      intent_ranking: [],
    };
    const conversation = talk(
      action("action_call", [
        { event: "action", name: "action_listen", policy: null, confidence: null, hide_rule_turn: false },
        { event: "user", text: "hi", parse_data, message_id: "x", input_channel: "test" },
      ]),
    );
    expect((await conversation.say("call")).texts).toEqual(["Hello."]);
    expect(conversation.tracker.slot("name")).toBe("Kim");
  });
});

describe("a conversation that is paused half-way", () => {
  it("does nothing more in that turn, and still notices slots", async () => {
    const conversation = talk(action("action_call", [{ event: "pause" }, { event: "followup", name: "utter_hello" }]));
    expect((await conversation.say("call")).actions).toEqual(["action_call"]);
    expect((await conversation.say('greet {"name": "Anna"}')).replies).toEqual([]);
    expect(conversation.tracker.slot("name")).toBe("Anna");
    conversation.tracker.update({ event: "resume", timestamp: 0 });
    expect((await conversation.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });
});
