import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stamp, type Event, type NewEvent } from "../../../../src/engine/dialogue/events";
import { Tracker } from "../../../../src/engine/dialogue/tracker";

const action = (name: string): NewEvent => ({
  event: "action",
  name,
  policy: null,
  confidence: null,
  hide_rule_turn: false,
});
const user = (intent: string): NewEvent => ({
  event: "user",
  text: intent,
  parse_data: { text: intent, intent: { name: intent, confidence: 1 }, entities: [], intent_ranking: [] },
  message_id: intent,
  input_channel: "test",
});
const turn = (intent: string, ...actions: string[]): NewEvent[] => [
  user(intent),
  ...actions.map(action),
  action("action_listen"),
];

function trackerOf(events: NewEvent[]): Tracker {
  return new Tracker("test", { requested_slot: null, colour: "red" }, undefined, stamp(events, 0));
}

function appliedNames(tracker: Tracker): string[] {
  return tracker.applied().map((event) => ("name" in event ? `${event.event}:${event.name}` : event.event));
}

describe("the tracker", () => {
  it("forgets a turn that was rewound, with the listen before it", () => {
    const tracker = trackerOf([
      action("action_listen"),
      ...turn("a", "utter_a"),
      ...turn("b", "utter_b"),
      { event: "rewind" },
    ]);
    expect(appliedNames(tracker)).toEqual(["action:action_listen", "user", "action:utter_a"]);
    expect(tracker.latestMessage?.intent.name).toBe("a");
  });

  it("undoes to the last action", () => {
    const tracker = trackerOf([action("action_listen"), user("a"), action("utter_a"), { event: "undo" }]);
    expect(appliedNames(tracker)).toEqual(["action:action_listen", "user"]);
  });

  it("starts from nothing after a restart, and listens", () => {
    const tracker = trackerOf([...turn("a"), { event: "slot", name: "colour", value: "blue" }, { event: "restart" }]);
    expect(tracker.slot("colour")).toBe("red");
    expect(tracker.followupAction).toBe("action_listen");
    expect(tracker.applied()).toEqual([]);
  });

  it("counts the happy path of a form as one turn", () => {
    const tracker = trackerOf([
      ...turn("book"),
      action("form"),
      { event: "active_loop", name: "form" },
      action("action_listen"),
      user("inform"),
      { event: "slot", name: "colour", value: "blue" },
      action("form"),
      { event: "active_loop", name: null },
      action("utter_done"),
    ]);
    expect(appliedNames(tracker).filter((name) => name === "action:form")).toHaveLength(1);
    expect(appliedNames(tracker)).not.toContain("user:inform");
    expect(tracker.slot("colour")).toBe("blue");
  });

  it("remembers that a form's run was rejected until it runs again", () => {
    const tracker = trackerOf([user("book"), action("form"), { event: "active_loop", name: "form" }]);
    tracker.updateAll(stamp([{ event: "action_execution_rejected", name: "form", policy: null, confidence: null }], 0));
    expect(tracker.activeLoop?.rejected).toBe(true);
    tracker.updateAll(stamp([action("form")], 0));
    expect(tracker.activeLoop?.rejected).toBe(false);
  });

  it("keeps its state through a compaction and a reload from the snapshot", () => {
    const events = Array.from({ length: 200 }, (_, i) => [
      ...turn(`intent_${i}`, `utter_${i}`),
      { event: "slot", name: "colour", value: `colour ${i}` } as const,
    ]).flat();
    const tracker = trackerOf(events);
    const all = [...tracker.events];
    const before = { slots: tracker.slots, latest: tracker.latestMessage, action: tracker.latestAction };
    const compacted = tracker.compact();
    expect(compacted?.dropped).toBeGreaterThan(500);
    expect(tracker.events).toEqual(all.slice(compacted?.dropped));
    const reloaded = new Tracker("test", { requested_slot: null, colour: "red" }, compacted?.state, tracker.events);
    for (const one of [tracker, reloaded])
      expect({ slots: one.slots, latest: one.latestMessage, action: one.latestAction }).toEqual(before);
  });

  it("is the same whether its events come one by one or all at once", () => {
    const events: fc.Arbitrary<NewEvent> = fc.oneof(
      fc.constantFrom("a", "b").map(user),
      fc.constantFrom("utter_a", "form", "action_listen").map(action),
      fc.constantFrom<NewEvent>(
        { event: "slot", name: "colour", value: "blue" },
        { event: "active_loop", name: "form" },
        { event: "active_loop", name: null },
        { event: "action_execution_rejected", name: "form", policy: null, confidence: null },
        { event: "loop_interrupted", is_interrupted: true },
        { event: "rewind" },
        { event: "undo" },
        { event: "session_started" },
        { event: "reset_slots" },
        { event: "pause" },
      ),
    );
    fc.assert(
      fc.property(fc.array(events, { maxLength: 40 }), (list) => {
        const oneByOne = trackerOf([]);
        const stamped: Event[] = stamp(list, 0);
        oneByOne.updateAll(stamped);
        const atOnce = trackerOf(list);
        expect(oneByOne.applied()).toEqual(atOnce.applied());
        const copied = oneByOne.copy();
        expect({ ...copied.slots }).toEqual({ ...atOnce.slots });
        expect(copied.activeLoop?.name).toBe(atOnce.activeLoop?.name);
      }),
    );
  });
});
