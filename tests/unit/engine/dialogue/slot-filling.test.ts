import { describe, expect, it } from "vitest";
import { stamp, type NewEvent } from "../../../../src/engine/dialogue/events";
import { explainSlots } from "../../../../src/engine/dialogue/slot-filling";
import { outcomeInWords } from "../../../../src/engine/dialogue/slot-trace";
import { initialSlots } from "../../../../src/engine/dialogue/slots";
import { Tracker } from "../../../../src/engine/dialogue/tracker";
import type { Json } from "../../../../src/engine/json";
import type { Entity } from "../../../../src/engine/nlu/parse-data";
import { Conversation, trainedCore, type Files } from "../../../support/small-project";
import { ran, said } from "./events-of-a-talk";

/** One slot `it` with these mappings, among others that a form asks for too. */
function project(mappings: string, type = "text"): Files {
  return {
    "config.yml": "recipe: default.v1\nlanguage: en\npolicies: [{name: RulePolicy}]\n",
    "domain.yml": `
version: "3.1"
intents: [go, inform, chat, skip]
entities: [{city: {roles: [from, to], groups: ["1"]}}, colour]
slots:
  it: {type: ${type}, influence_conversation: false, mappings: ${mappings}}
  other: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: colour}]}
forms:
  trip_form: {ignored_intents: [chat], required_slots: [it, other]}
  table_form: {required_slots: [other]}
responses: {utter_ask_it: [{text: it?}], utter_ask_other: [{text: other?}], utter_noted: [{text: Noted.}]}
`,
    "data/rules.yml": `
version: "3.1"
rules:
- rule: start
  steps: [{intent: go}, {action: trip_form}, {active_loop: trip_form}]
- rule: noted
  steps: [{intent: inform}, {action: utter_noted}]
`,
  };
}

const withActions = (mappings: string, actions: string): Files => {
  const files = project(mappings);
  return { ...files, "domain.yml": `${files["domain.yml"]}actions: [${actions}]\n` };
};

const entity = (fields: Partial<Entity>): Entity => ({
  entity: "city",
  value: "Oslo",
  start: 0,
  end: 0,
  extractor: "test",
  ...fields,
});

function message(intent: string, ...entities: Entity[]): NewEvent {
  const parse_data = { text: "the text", intent: { name: intent, confidence: 1 }, entities, intent_ranking: [] };
  return said(intent, { text: "the text", parse_data });
}

const asking = (slot: string, form = "trip_form"): NewEvent[] => [
  { event: "active_loop", name: form },
  { event: "slot", name: "requested_slot", value: slot },
  ran("action_listen"),
];

/** What becomes of each mapping of the slot, in words. */
function explained(files: Files, ...events: NewEvent[]): string[] {
  const { domain } = trainedCore(files).model;
  const tracker = new Tracker("test", initialSlots(domain), undefined, stamp(events, 0));
  const trace = explainSlots(tracker, domain).find(({ slot }) => slot === "it");
  return trace?.mappings.map(({ outcome }) => outcomeInWords(outcome)) ?? [];
}

function value(files: Files, ...events: NewEvent[]): Json | undefined {
  const { domain } = trainedCore(files).model;
  const tracker = new Tracker("test", initialSlots(domain), undefined, stamp(events, 0));
  return explainSlots(tracker, domain).find(({ slot }) => slot === "it")?.value;
}

describe("why a slot is filled or not", () => {
  const city = "[{type: from_entity, entity: city}]";
  const inForm = "conditions: [{active_loop: trip_form, requested_slot: it}]";

  it("an entity fills it, the last of several; a list gets all", () => {
    const both = [entity({}), entity({ value: "Bergen" })];
    expect(value(project(city), message("inform", ...both))).toBe("Bergen");
    expect(value(project(city, "list"), message("inform", ...both))).toEqual(["Oslo", "Bergen"]);
    expect(explained(project(city), message("inform", entity({})))).toEqual(['filled with "Oslo"']);
  });

  it("role and group must be equal, absent as well", () => {
    const to = "[{type: from_entity, entity: city, role: to}]";
    expect(explained(project(to), message("inform", entity({ role: "from" }), entity({})))).toEqual([
      "the entity is there, but with role from and no role or group",
    ]);
    expect(explained(project(city), message("inform", entity({ group: "1" })))).toEqual([
      "the entity is there, but with group 1",
    ]);
    expect(explained(project(city), message("inform"))).toEqual(["the message has no such entity"]);
  });

  it("the first mapping that gives a value wins", () => {
    const several = "[{type: from_entity, entity: city}, {type: from_intent, value: home}, {type: from_text}]";
    expect(explained(project(several), message("inform"))).toEqual([
      "the message has no such entity",
      'filled with "home"',
      "not tried, as an earlier mapping gave the value",
    ]);
  });

  it("intent and not_intent choose the messages", () => {
    const only = "[{type: from_text, intent: [inform, go]}]";
    const but = "[{type: from_text, not_intent: skip}]";
    expect(explained(project(only), message("chat"))).toEqual(["wants the intent inform or go, and it's chat"]);
    expect(explained(project(but), message("skip"))).toEqual(["not_intent excludes skip"]);
    expect(explained(project(but), message("chat"))).toEqual(['filled with "the text"']);
  });

  it("a form's ignored intents count as not_intent, where the mapping speaks of that form or of none, and names no intent", () => {
    const ignored = "the form's ignored_intents exclude chat";
    expect(explained(project("[{type: from_text}]"), ...asking("it"), message("chat"))).toEqual([ignored]);
    expect(explained(project(`[{type: from_text, ${inForm}}]`), ...asking("it"), message("chat"))).toEqual([ignored]);
    const named = `[{type: from_text, intent: chat, ${inForm}}]`;
    expect(explained(project(named), ...asking("it"), message("chat"))).toEqual(['filled with "the text"']);
    expect(explained(project("[{type: from_text}]"), message("chat"))).toEqual(['filled with "the text"']);
  });

  it("one of its conditions must hold", () => {
    const files = project(`[{type: from_text, ${inForm}}]`);
    expect(explained(files, message("inform"))).toEqual(["no condition holds with no active loop"]);
    expect(explained(files, ...asking("other"), message("inform"))).toEqual([
      "no condition holds with the loop trip_form active and other asked for",
    ]);
    expect(explained(files, ...asking("it"), message("inform"))).toEqual(['filled with "the text"']);
    const outside = project("[{type: from_text, conditions: [{active_loop: null}, {active_loop: table_form}]}]");
    expect(value(outside, message("inform"))).toBe("the text");
    expect(value(outside, ...asking("other", "table_form"), message("inform"))).toBe("the text");
    expect(value(outside, ...asking("it"), message("inform"))).toBeUndefined();
  });

  it("what the form rejected is not read again for the slot that it asked for", () => {
    const rejected: NewEvent = {
      event: "action_execution_rejected",
      name: "trip_form",
      policy: null,
      confidence: null,
    };
    expect(explained(project(`[{type: from_text, ${inForm}}]`), ...asking("it"), message("inform"), rejected)).toEqual([
      "trip_form asked for it and rejected the message",
    ]);
  });

  it("an entity that two slots of the form take alike goes to the one asked for", () => {
    const colour = project("[{type: from_entity, entity: colour}]");
    const red = message("inform", entity({ entity: "colour", value: "red" }));
    expect(explained(colour, ...asking("other"), red)).toEqual([
      "the entity could also fill other, and other was asked for",
    ]);
    expect(value(colour, ...asking("it"), red)).toBe("red");
    expect(value(colour, red)).toBe("red");
    const otherwise = project("[{type: from_entity, entity: colour, not_intent: skip}]");
    expect(value(otherwise, ...asking("other"), red)).toBe("red");
  });

  it("a trigger intent fills it only while a loop runs that it names", () => {
    const files = project(
      "[{type: from_trigger_intent, intent: go, value: leisure, conditions: [{active_loop: trip_form}]}]",
    );
    expect(value(files, message("go"), { event: "active_loop", name: "trip_form" })).toBe("leisure");
    expect(explained(files, message("go"))).toEqual(["no condition holds with no active loop"]);
    expect(value(files, message("go"), { event: "active_loop", name: "table_form" })).toBeUndefined();
  });

  it("a custom mapping is left to its action", () => {
    const files = withActions("[{type: custom, action: action_find}]", "action_find");
    expect(explained(files, message("go"))).toEqual(["left to action_find"]);
    expect(explained(project("[{type: custom}]"), message("go"))).toEqual(["has no action of its own"]);
  });

  it("nothing is filled before a message, or once it was answered", () => {
    const files = project("[{type: from_text}]");
    expect(explained(files)).toEqual(["there is no message"]);
    expect(explained(files, message("go"), { event: "bot", text: "Hm", data: {} })).toEqual([
      "the message was answered already",
    ]);
  });
});

describe("a turn", () => {
  it("tells why each slot was filled, and what validation made of it", async () => {
    const judge = {
      name: "action_validate_slot_mappings",
      run: (): NewEvent[] => [{ event: "slot", name: "it", value: null }],
    };
    const talk = new Conversation(withActions("[{type: from_entity, entity: city}]", judge.name), [judge]);
    const { slots } = await talk.say('inform {"city": "Oslo"}');
    expect(slots).toHaveLength(1);
    expect(slots[0]?.find(({ slot }) => slot === "it")).toMatchObject({ value: "Oslo", after: null });
  });

  it("runs the action of custom mappings once, and only where no mapping before gave a value", async () => {
    let runs = 0;
    const find = {
      name: "action_find",
      run(): NewEvent[] {
        runs++;
        return [
          { event: "slot", name: "it", value: `found ${runs}` },
          { event: "followup", name: "action_listen" },
        ];
      },
    };
    const mappings =
      "[{type: from_entity, entity: city}, {type: custom, action: action_find}, {type: custom, action: action_find}]";
    const talk = new Conversation(withActions(mappings, find.name), [find]);
    await talk.say('inform {"city": "Oslo"}');
    expect([talk.tracker.slot("it"), runs]).toEqual(["Oslo", 0]);
    const { events } = await talk.say("inform");
    expect(runs).toBe(1);
    // Only slots come of extraction, whatever the action returned.
    expect(events.some(({ event }) => event === "followup")).toBe(false);
  });
});
