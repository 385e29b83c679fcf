import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokerEvents } from "../../../../training/formats/broker-events";
import { readConversations } from "../../../../training/formats/conversation-reader";

const ALWAYS = { minimum: -Infinity, maximum: Infinity };
const anna = { sender_id: "anna", events: [{ event: "action", timestamp: 1, name: "action_listen", policy: null }] };
const ben = { sender_id: "ben", slots: {}, events: [{ event: "pause", timestamp: 2 }] };
const read = (text: string) => readConversations(text, "talks.json");

describe("recorded conversations", () => {
  it.each([
    ["a list", JSON.stringify([anna, ben], null, 2)],
    ["one a line", `${JSON.stringify(anna)}\n${JSON.stringify(ben)}\n`],
    [
      "one event a line",
      '{"sender_id":"anna","event":"action","timestamp":1,"name":"action_listen","policy":null}\n{"event":"pause","timestamp":2,"sender_id":"ben"}\n',
    ],
  ])("are read from %s", (_, text) => {
    const { conversations, faults } = read(text);
    expect(faults).toEqual([]);
    expect(conversations.map(({ senderId, events }) => [senderId, events.map(({ json }) => json)])).toEqual([
      ["anna", anna.events],
      ["ben", ben.events],
    ]);
  });

  it("keeps what can be read beside what can't, and says where that is", () => {
    const lines = [
      JSON.stringify(anna),
      "{",
      '"neither"',
      '{"sender_id":"ben","events":[{"event":"slot"},{"event":"pause"},7]}',
    ];
    const { conversations, faults } = read(lines.join("\n"));
    expect(conversations.map(({ senderId, events }) => [senderId, events.length])).toEqual([
      ["anna", 1],
      ["ben", 1],
    ]);
    expect(faults.map(({ place, code }) => `${place.file}:${place.line} ${code}`)).toEqual([
      "talks.json:2 conversation.syntax",
      "talks.json:3 conversation.shape",
      "talks.json:4 conversation.event",
      "talks.json:4 conversation.event",
    ]);
  });

  it("never fails on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Array.isArray(read(text).conversations)).toBe(true);
      }),
    );
  });
});

describe("the events of an event broker", () => {
  const recorded = (events: object[]) => read(JSON.stringify({ sender_id: "anna", events })).conversations;

  it("are those of the conversation with its id, in the order of time, with every field they had", () => {
    const events = [
      { event: "user", timestamp: 5, text: "hi", parse_data: { anything: [1] } },
      { event: "session_started", timestamp: 4 },
    ];
    expect(brokerEvents(recorded(events), ALWAYS)).toEqual([
      { event: "session_started", timestamp: 4, sender_id: "anna" },
      { event: "user", timestamp: 5, text: "hi", parse_data: { anything: [1] }, sender_id: "anna" },
    ]);
  });

  it("lie from one time on and before another", () => {
    const events = [1, 2, 3, 4].map((timestamp) => ({ event: "pause", timestamp }));
    const times = brokerEvents(recorded(events), { minimum: 2, maximum: 4 }).map(({ timestamp }) => timestamp);
    expect(times).toEqual([2, 3]);
  });

  it("read back as the same conversations", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ event: fc.constant("slot"), name: fc.string(), value: fc.jsonValue(), timestamp: fc.nat() }),
        ),
        (events) => {
          const conversations = recorded(events);
          const written = brokerEvents(conversations, ALWAYS);
          const again = read(written.map((event) => JSON.stringify(event)).join("\n")).conversations;
          expect(brokerEvents(again, ALWAYS)).toEqual(written);
          expect(written).toHaveLength(events.length);
        },
      ),
    );
  });
});
