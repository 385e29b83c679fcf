import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Event } from "../../../../src/engine/dialogue/events";
import { readRasaEvents } from "../../../../src/engine/dialogue/rasa-json/read-events";
import { rasaEvent } from "../../../../src/engine/dialogue/rasa-json/write-events";
import type { JsonObject } from "../../../../src/engine/json";

/** One event as it is read; fails where there is a fault. */
function read(json: JsonObject): Event {
  const { events, faults } = readRasaEvents([json], 5);
  expect(faults).toEqual([]);
  return events[0]!;
}

describe("events in Rasa's JSON", () => {
  it("are read as a tracker dumps them", () => {
    const message = read({
      event: "user",
      timestamp: 12.5,
      metadata: { page: "start" },
      text: "from Oslo",
      parse_data: {
        intent: { name: "inform", confidence: 0.9 },
        entities: [
          {
            entity: "city",
            start: 5,
            end: 9,
            confidence_entity: 0.8,
            role: "from",
            value: "Oslo",
            extractor: "DIETClassifier",
          },
        ],
        text: "from Oslo",
        message_id: "m1",
        metadata: {},
        text_tokens: [
          [0, 4],
          [5, 9],
        ],
        intent_ranking: [{ name: "inform", confidence: 0.9 }],
        response_selector: {
          all_retrieval_intents: [],
          default: {
            response: { responses: null, confidence: 0, intent_response_key: null, utter_action: "utter_None" },
            ranking: [],
          },
        },
      },
      input_channel: "rest",
      message_id: "m1",
    });
    expect(message).toEqual({
      event: "user",
      timestamp: 12.5,
      metadata: { page: "start" },
      text: "from Oslo",
      parse_data: {
        intent: { name: "inform", confidence: 0.9 },
        entities: [
          {
            entity: "city",
            start: 5,
            end: 9,
            confidence_entity: 0.8,
            role: "from",
            value: "Oslo",
            extractor: "DIETClassifier",
          },
        ],
        text: "from Oslo",
        intent_ranking: [{ name: "inform", confidence: 0.9 }],
        response_selector: { all_retrieval_intents: [] },
      },
      input_channel: "rest",
      message_id: "m1",
    });
  });

  it("are read as an action returns them, at the present time", () => {
    expect(read({ event: "slot", name: "plan", value: null, timestamp: null })).toEqual({
      event: "slot",
      name: "plan",
      value: null,
      timestamp: 5,
    });
    const reminder = { event: "reminder", intent: "water", date_time: "2030-01-01T10:00:00", entities: null };
    expect(read({ ...reminder, name: null, kill_on_user_msg: true })).toMatchObject({
      name: "water at 2030-01-01T10:00:00",
      kill_on_user_msg: true,
    });
  });

  it("of a reply keep its response's name, and an image once", () => {
    const data = {
      elements: null,
      quick_replies: null,
      buttons: null,
      attachment: "a.png",
      image: "a.png",
      custom: null,
    };
    const reply = {
      event: "bot",
      timestamp: 1,
      text: "Look",
      data,
      metadata: { utter_action: "utter_look", button_type: "inline", metadata: { mood: "calm" }, model_id: "m" },
    };
    expect(read(reply)).toEqual({
      event: "bot",
      timestamp: 1,
      text: "Look",
      data: { image: "a.png", utter_action: "utter_look", button_type: "inline", metadata: { mood: "calm" } },
      metadata: { model_id: "m" },
    });
    expect(rasaEvent(read(reply))).toEqual(reply);
  });

  it("of older trackers become what Rasa makes of them", () => {
    expect(read({ event: "form", name: "trip_form", timestamp: 1 })).toMatchObject({
      event: "active_loop",
      name: "trip_form",
    });
    expect(read({ event: "form_validation", validate: false, timestamp: 1 })).toMatchObject({
      event: "loop_interrupted",
      is_interrupted: true,
    });
  });

  it("of an action chosen by its text keep the text", () => {
    const action = {
      event: "action",
      timestamp: 1,
      name: null,
      action_text: "Hello!",
      policy: "TEDPolicy",
      confidence: 0.9,
    };
    expect(read(action)).toMatchObject({ name: "Hello!", is_text: true });
    expect(rasaEvent(read(action))).toEqual({ ...action, hide_rule_turn: false });
  });

  it("come from a tracker's dump as well as from a list", () => {
    const { events } = readRasaEvents({ sender_id: "x", events: [{ event: "pause", timestamp: 1 }] }, 0);
    expect(events).toEqual([{ event: "pause", timestamp: 1 }]);
  });

  it("that Rasa doesn't have, or writes otherwise, are refused by name, and the rest is read", () => {
    const { events, faults } = readRasaEvents(
      [
        { event: "restart", timestamp: 1 },
        { event: "flow_started", flow_id: "x" },
        { event: "slot", value: 1 },
        { event: "constructor" },
        "pause",
        { event: "action", timestamp: 1 },
        { event: "resume", timestamp: 2 },
      ],
      0,
    );
    expect(events.map(({ event }) => event)).toEqual(["restart", "resume"]);
    expect(faults.map(({ index, code }) => `${index} ${code}`)).toEqual([
      "1 event.unknown",
      "2 event.invalid",
      "3 event.unknown",
      "4 event.invalid",
      "5 event.invalid",
    ]);
    expect(faults[0]?.message).toContain("flow_started");
    expect(faults[1]?.message).toMatch(/slot.*name/);
  });

  it("are a list: anything else is one fault", () => {
    for (const json of [null, 3, "events", { events: 3 }])
      expect(readRasaEvents(json, 0)).toMatchObject({ events: [], faults: [{ code: "event.invalid" }] });
  });
});

const text = fc.string({ minLength: 1, maxLength: 8 });
const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
const object = fc
  .dictionary(text, json, { maxKeys: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
const number = fc.integer({ min: 0, max: 1000 }).map((value) => value / 8);
const optional = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(fields, { requiredKeys: [] });
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const entity = fc
  .tuple(
    fc.record({ entity: text, value: json, start: fc.nat(9), end: fc.nat(9), extractor: text }),
    optional({
      role: text,
      group: text,
      confidence_entity: number,
      processors: fc.array(text),
      additional_info: object,
    }),
  )
  .map((parts) => Object.assign({}, ...parts));
const intent = fc.record({ name: text, confidence: number });
const button = fc.record({ title: text, payload: text });
const message = optional({
  buttons: fc.array(button, { maxLength: 2 }),
  quick_replies: fc.array(button, { maxLength: 2 }),
  image: text,
  attachment: object,
  elements: fc.array(json, { maxLength: 2 }),
  custom: object,
  button_type: text,
  metadata: object,
});
const choice = fc.record({
  response: fc.record({
    responses: fc.array(
      fc.record({ text, condition: fc.array(fc.record({ name: text, value: json }), { maxLength: 1 }) }),
      {
        maxLength: 2,
      },
    ),
    confidence: number,
    intent_response_key: text,
    utter_action: text,
  }),
  ranking: fc.array(fc.record({ intent_response_key: text, confidence: number }), { maxLength: 2 }),
});
const parse = fc
  .tuple(
    fc.record({
      text,
      intent,
      entities: fc.array(entity, { maxLength: 2 }),
      intent_ranking: fc.array(intent, { maxLength: 2 }),
    }),
    optional({
      out_of_scope: number,
      response_selector: fc.record({ all_retrieval_intents: fc.array(text, { maxLength: 2 }), default: choice }),
    }),
  )
  .map((parts) => Object.assign({}, ...parts));
const chosen = { policy: orNull(text), confidence: orNull(number) };
const given = fc.oneof(object, fc.array(object, { maxLength: 2 }), fc.constant(null));
const kind = (event: string, fields: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ event: fc.constant(event), ...fields });
const marker = fc.constantFrom("restart", "session_started", "rewind", "undo", "reset_slots", "pause", "resume");

const anyEvent = fc
  .tuple(
    fc.oneof(
      kind("user", { text, parse_data: parse, message_id: text, input_channel: text }),
      kind("bot", {
        text: orNull(text),
        data: fc.tuple(message, optional({ utter_action: text })).map((parts) => Object.assign({}, ...parts)),
      }),
      kind("action", { name: text, hide_rule_turn: fc.boolean(), ...chosen }),
      kind("action", { name: text, is_text: fc.constant(true), hide_rule_turn: fc.boolean(), ...chosen }),
      kind("slot", { name: text, value: json }),
      kind("active_loop", { name: orNull(text) }),
      kind("loop_interrupted", { is_interrupted: fc.boolean() }),
      kind("action_execution_rejected", { name: text, ...chosen }),
      kind("followup", { name: text }),
      kind("reminder", { intent: text, entities: given, date_time: text, name: text, kill_on_user_msg: fc.boolean() }),
      kind("cancel_reminder", { intent: orNull(text), entities: given, name: orNull(text) }),
      kind("entities", { entities: fc.array(entity, { maxLength: 2 }) }),
      kind("user_featurization", { use_text_for_featurization: orNull(fc.boolean()) }),
      kind("agent", { text: orNull(text), data: json }),
      kind("export", { path: orNull(text) }),
      marker.map((event) => ({ event })),
    ),
    number,
    fc.option(fc.dictionary(text, json, { minKeys: 1, maxKeys: 2 }), { nil: undefined }),
  )
  .map(([event, timestamp, metadata]) => JSON.parse(JSON.stringify({ ...event, timestamp, metadata })) as Event);

describe("any event", () => {
  it("is the same once written for Rasa and read again, through text", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 5 }), (events) => {
        const written = JSON.stringify(events.map(rasaEvent));
        expect(readRasaEvents(JSON.parse(written), 0)).toEqual({ events, faults: [] });
      }),
      { numRuns: 150 },
    );
  });

  it("of whatever JSON is read or refused, and never throws", () => {
    const kinds = fc.constantFrom("user", "bot", "action", "slot", "reminder", "entities", "nothing", "__proto__");
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            json,
            fc.tuple(kinds, object).map(([event, rest]) => ({ ...rest, event })),
          ),
        ),
        (list) => {
          const { events, faults } = readRasaEvents(list, 0);
          expect(events.length + faults.length).toBe(list.length);
        },
      ),
    );
  });
});
