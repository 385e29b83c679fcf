import { describe, expect, it } from "vitest";
import { DEFAULT_ACTIONS, DEFAULT_INTENTS } from "../../../../src/engine/project/domain";
import type { Domain } from "../../../../src/engine/project/domain";
import { briefly, readFiles, soundProject } from "./memory-files";

function domainOf(text: string, more: Record<string, string> = {}): Domain {
  return soundProject({ "domain.yml": text, ...more }).domain;
}

/** The errors of a project that is nothing but a domain. */
function errorsOf(text: string): string[] {
  const { faults } = readFiles({ "domain.yml": text });
  return briefly(
    faults.filter(({ severity }) => severity === "error"),
    "domain.yml",
  );
}

describe("intents and entities", () => {
  it("keep their properties, and Rasa's own intents are added", () => {
    const domain = domainOf(`
intents:
- greet
- book: {use_entities: [city, city#to]}
- chat: {use_entities: []}
- stop: {ignore_entities: [city]}
- faq: {is_retrieval_intent: true}
entities:
- city: {roles: [from, to], groups: ["1"]}
- mood: {influence_conversation: false}
responses: {utter_faq/hours: [{text: At nine.}]}
`);
    const plain = { useEntities: true, ignoreEntities: [], isRetrievalIntent: false };
    expect(domain.intents).toEqual({
      greet: plain,
      book: { ...plain, useEntities: ["city", "city#to"] },
      chat: { ...plain, useEntities: [] },
      stop: { ...plain, ignoreEntities: ["city"] },
      faq: { ...plain, isRetrievalIntent: true },
      ...Object.fromEntries(DEFAULT_INTENTS.map((name) => [name, plain])),
    });
    expect(domain.entities).toEqual({
      city: { roles: ["from", "to"], groups: ["1"], influenceConversation: true },
      mood: { roles: [], groups: [], influenceConversation: false },
    });
  });
});

describe("slots", () => {
  it("of every type have Rasa's defaults", () => {
    const { slots } = domainOf(`
slots:
  t: {type: text, mappings: [{type: from_text}]}
  b: {type: bool, initial_value: false, mappings: [{type: custom}]}
  c: {type: categorical, values: [low, 2], initial_value: LOW, mappings: [{type: custom}]}
  f: {type: float, max_value: 10, mappings: [{type: custom}]}
  l: {type: list, influence_conversation: false, mappings: [{type: custom}]}
  a: {type: any, mappings: [{type: custom}]}
  p: {type: rasa.shared.core.slots.BooleanSlot, mappings: [{type: custom}]}
`);
    expect(slots["t"]).toMatchObject({ type: "text", initialValue: null, influenceConversation: true });
    expect(slots["b"]).toMatchObject({ type: "bool", initialValue: false });
    expect(slots["c"]).toMatchObject({ type: "categorical", values: ["low", "2"], initialValue: "LOW" });
    expect(slots["f"]).toMatchObject({ type: "float", minValue: 0, maxValue: 10 });
    expect(slots["l"]).toMatchObject({ type: "list", influenceConversation: false });
    expect(slots["a"]).toMatchObject({ type: "any", influenceConversation: false });
    expect(slots["p"]).toMatchObject({ type: "bool" });
    expect(Object.keys(slots)).toEqual(["t", "b", "c", "f", "l", "a", "p"]);
  });

  it("have mappings of every type, with filters and conditions", () => {
    const { slots } = domainOf(`
intents: [affirm, deny]
entities: [city]
actions: [action_ask_elsewhere]
forms: {trip: {required_slots: [to]}}
slots:
  to:
    type: text
    mappings:
    - {type: from_entity, entity: city, role: to, group: 1, intent: affirm}
    - type: from_text
      not_intent: [affirm, deny]
      conditions:
      - {active_loop: trip, requested_slot: to}
      - active_loop: null
    - {type: from_intent, intent: affirm, value: true}
    - {type: from_trigger_intent, intent: [deny], value: null}
    - {type: custom, action: action_ask_elsewhere}
`);
    const none = { intent: [], notIntent: [], conditions: [] };
    expect(slots["to"]?.mappings).toEqual([
      { type: "from_entity", entity: "city", role: "to", group: "1", ...none, intent: ["affirm"] },
      {
        type: "from_text",
        ...none,
        notIntent: ["affirm", "deny"],
        conditions: [{ activeLoop: "trip", requestedSlot: "to" }, { activeLoop: null }],
      },
      { type: "from_intent", ...none, intent: ["affirm"], value: true },
      { type: "from_trigger_intent", ...none, intent: ["deny"], value: null },
      { type: "custom", ...none, action: "action_ask_elsewhere" },
    ]);
  });

  it.each([
    ["an unknown type", "slots: {s: {type: txt, mappings: [{type: custom}]}}", "domain.slot-type"],
    ["no type", "slots: {s: {mappings: [{type: custom}]}}", "domain.slot-type"],
    [
      "`any` that influences",
      "slots: {s: {type: any, influence_conversation: true, mappings: [{type: custom}]}}",
      "domain.slot-type",
    ],
    ["no mappings in 3.x", 'version: "3.1"\nslots: {s: {type: text}}', "domain.slot-mapping"],
    ["an unknown mapping", "slots: {s: {type: text, mappings: [{type: from_magic}]}}", "domain.slot-mapping"],
    ["a mapping without entity", "slots: {s: {type: text, mappings: [{type: from_entity}]}}", "domain.slot-mapping"],
    ["a mapping without value", "slots: {s: {type: text, mappings: [{type: from_intent}]}}", "domain.slot-mapping"],
    [
      "a condition on an unknown form",
      "slots: {s: {type: text, mappings: [{type: from_text, conditions: [{active_loop: f}]}]}}",
      "domain.slot-mapping",
    ],
    [
      "a condition without form",
      "slots: {s: {type: text, mappings: [{type: from_text, conditions: [{requested_slot: s}]}]}}",
      "domain.slot-mapping",
    ],
    [
      "a minimum above the maximum",
      "slots: {s: {type: float, min_value: 2, mappings: [{type: custom}]}}",
      "domain.slot-value",
    ],
  ])("with %s are an error", (_, text, code) => {
    expect(errorsOf(text)).toEqual([expect.stringMatching(`^${code} at`)]);
  });
});

describe("a domain older than 3.0", () => {
  it("gets its slots' mappings from forms, entities and auto_fill", () => {
    const { project, faults } = readFiles({
      "domain.yml": `
version: "2.0"
intents: [yes]
entities: [city, seat]
slots:
  city: {type: text}
  seat: {type: text, auto_fill: false}
  class: {type: any}
forms:
  trip:
    required_slots:
      class: [{type: from_intent, intent: yes, value: economy}, {type: from_text}]
      city: [{type: from_entity, entity: city, role: to}]
  hotel:
    required_slots:
      class: [{type: from_text}]
`,
    });
    const none = { intent: [], notIntent: [] };
    expect(project?.domain.forms).toMatchObject({ trip: { requiredSlots: ["class", "city"] } });
    expect(project?.domain.slots["city"]?.mappings).toEqual([
      { type: "from_entity", entity: "city", role: "to", ...none, conditions: [{ activeLoop: "trip" }] },
      { type: "from_entity", entity: "city", ...none, conditions: [] },
    ]);
    expect(project?.domain.slots["class"]?.mappings).toEqual([
      {
        type: "from_intent",
        ...none,
        intent: ["yes"],
        value: "economy",
        conditions: [{ activeLoop: "trip", requestedSlot: "class" }],
      },
      {
        type: "from_text",
        ...none,
        conditions: [
          { activeLoop: "trip", requestedSlot: "class" },
          { activeLoop: "hotel", requestedSlot: "class" },
        ],
      },
    ]);
    expect(project?.domain.slots["seat"]?.mappings).toEqual([{ type: "custom", ...none, conditions: [] }]);
    expect(faults.map(({ code }) => code)).toContain("domain.migrated");
  });
});

describe("responses", () => {
  it("keep what the engine sends, and the conditions", () => {
    const { responses } = domainOf(`
intents: [affirm]
slots: {plan: {type: text, mappings: [{type: custom}]}}
responses:
  utter_a:
  - text: Hello {plan}
    id: one
    channel: rest
    image: https://example.org/a.png
    button_type: inline
    metadata: {mood: calm}
    condition: [{type: slot, name: plan, value: plus}]
    buttons: [{title: Yes, payload: '/affirm{"plan": "plus"}'}]
    quick_replies: [{title: No, payload: no}]
    attachment: {type: file}
    elements: [{title: x}]
  - custom: {card: weather}
`);
    expect(responses["utter_a"]).toEqual([
      {
        text: "Hello {plan}",
        id: "one",
        channel: "rest",
        image: "https://example.org/a.png",
        button_type: "inline",
        metadata: { mood: "calm" },
        condition: [{ name: "plan", value: "plus" }],
        buttons: [{ title: "Yes", payload: '/affirm{"plan": "plus"}' }],
        quick_replies: [{ title: "No", payload: "no" }],
        attachment: { type: "file" },
        elements: [{ title: "x" }],
      },
      { custom: { card: "weather" }, condition: [] },
    ]);
  });

  it.each([
    ["neither text nor custom", "responses: {utter_a: [{image: x}]}", "domain.response"],
    ["no variation", "responses: {utter_a: []}", "domain.response"],
    ["a text for a list", "responses: {utter_a: hello}", "domain.shape"],
    [
      "a button without title",
      "responses: {utter_a: [{text: a, buttons: [{payload: /restart}]}]}",
      "domain.response-button",
    ],
    [
      "a condition that can't be read",
      "responses: {utter_a: [{text: a, condition: [{name: s}]}]}",
      "domain.response-condition",
    ],
  ])("with %s are an error", (_, text, code) => {
    expect(errorsOf(text)).toEqual([expect.stringMatching(`^${code} at`)]);
  });
});

describe("actions stand in Rasa's order", () => {
  it("defaults, listed ones, responses by name, forms; each once", () => {
    const { actions } = domainOf(
      `
intents: [chat]
actions: [action_b, utter_z, {action_a: {send_domain: true}}, action_restart]
slots: {s: {type: any, mappings: [{type: custom}]}}
forms: {form_a: {required_slots: [s]}}
responses: {utter_z: [{text: z}], utter_y: [{text: y}], utter_x: [{text: x}]}
`,
      {
        "data/nlu.yml":
          "nlu:\n- intent: chat/name\n  examples: |\n    - who are you\nresponses: {utter_chat/name: [{text: Me}]}",
      },
    );
    expect(actions).toEqual([
      ...DEFAULT_ACTIONS,
      ...["action_b", "utter_z", "action_a", "utter_chat", "utter_chat/name", "utter_x", "utter_y", "form_a"],
    ]);
  });
});

describe("a domain in several files", () => {
  it("is one; of two declarations the first is kept and the second warned of", () => {
    const { project, faults } = readFiles({
      "domain/a.yml":
        "intents: [greet]\nresponses: {utter_hi: [{text: first}]}\nsession_config: {session_expiration_time: 60}",
      "domain/more/b.yml":
        "intents: [greet, bye]\nresponses: {utter_hi: [{text: second}]}\nsession_config: {session_expiration_time: 0}",
      "data/c.yml": "intents: [late]",
    });
    expect(Object.keys(project?.domain.intents ?? {}).slice(0, 3)).toEqual(["greet", "bye", "late"]);
    expect(project?.domain.responses["utter_hi"]?.[0]?.text).toBe("first");
    expect(project?.domain.sessionConfig).toEqual({ expirationTime: 0, carryOverSlots: true });
    const duplicates = faults.filter(({ code }) => code === "domain.duplicate");
    expect(briefly(duplicates, "domain/more/b.yml")).toEqual(["domain.duplicate at 1:11", "domain.duplicate at 2:13"]);
  });
});

describe("forms and the rest", () => {
  it.each([
    ["a form with an unknown slot", "forms: {f: {required_slots: [s]}}", "domain.form-slot at 1:30"],
    ["a form without required slots", "forms: {f: {ignored_intents: []}}", "domain.form-slot at 1:12"],
    ["an intent whose properties aren't indented", "intents:\n- i:\n  use_entities: []", "domain.shape at 2:3"],
    ["a session that ends before it starts", "session_config: {session_expiration_time: -1}", "domain.session at 1:43"],
  ])("%s is an error", (_, text, expected) => {
    expect(errorsOf(text)).toEqual([expected]);
  });

  it("names like constructor and __proto__ are names like any other", () => {
    const { slots, intents } = domainOf(
      "intents: [constructor]\nslots: {__proto__: {type: text, mappings: [{type: from_text, intent: constructor}]}}",
    );
    expect(Object.keys(slots)).toEqual(["__proto__"]);
    expect(Object.keys(intents)).toContain("constructor");
  });
});

describe("what Rasa trains with all the same is a warning", () => {
  it.each([
    [
      "a mapping of an unknown entity",
      "slots: {s: {type: text, mappings: [{type: from_entity, entity: e}]}}",
      "domain.slot-mapping",
    ],
    [
      "a mapping of an unknown intent",
      "slots: {s: {type: text, mappings: [{type: from_text, intent: i}]}}",
      "domain.slot-mapping",
    ],
    [
      "a categorical without values",
      "slots: {s: {type: categorical, mappings: [{type: custom}]}}",
      "domain.slot-value",
    ],
    [
      "an initial value that isn't one",
      "slots: {s: {type: categorical, values: [a], initial_value: b, mappings: [{type: custom}]}}",
      "domain.slot-value",
    ],
    [
      "a button of an unknown intent",
      "responses: {utter_a: [{text: a, buttons: [{title: a, payload: /b}]}]}",
      "domain.response-button",
    ],
    [
      "a condition on an unknown slot",
      "responses: {utter_a: [{text: a, condition: [{type: slot, name: s, value: 1}]}]}",
      "domain.response-condition",
    ],
    ["a form with an unknown intent", "forms: {f: {required_slots: [], ignored_intents: i}}", "domain.form-intent"],
    ["an utter action without response", "actions: [utter_a]", "domain.missing-response"],
    ["an intent with an unknown entity", "intents: [{i: {use_entities: [e]}}]", "domain.unknown-entity"],
  ])("%s", (_, text, code) => {
    const { project, faults } = readFiles({ "config.yml": "assistant_id: a", "domain.yml": text });
    expect(project).not.toBeNull();
    expect(faults.map((fault) => fault.code)).toContain(code);
  });

  it("a key of a response with nothing behind it is as if it weren't there", () => {
    const text =
      "responses: {utter_a: [{text: a, image: , channel: null, buttons: , custom: , elements: , condition: }]}";
    expect(domainOf(text).responses["utter_a"]).toEqual([{ text: "a", condition: [] }]);
  });

  it("a slot of a class of the project's own may want to influence the conversation", () => {
    const text = "slots: {s: {type: my.slots.MoodSlot, influence_conversation: true, mappings: [{type: custom}]}}";
    expect(domainOf(text).slots["s"]).toMatchObject({ type: "any", influenceConversation: false });
  });
});
