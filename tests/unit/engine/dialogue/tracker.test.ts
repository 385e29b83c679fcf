import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stamp, type Event, type NewEvent } from "../../../../src/engine/dialogue/events";
import { Tracker, type Snapshot } from "../../../../src/engine/dialogue/tracker";
import { ran as action, said as user, turn } from "./events-of-a-talk";

const SLOTS = { requested_slot: null, colour: "red" };

function trackerOf(events: readonly NewEvent[], snapshot?: Snapshot): Tracker {
  return new Tracker("test", SLOTS, snapshot, stamp(events, 0));
}

/** All that can be known of a tracker. */
function everything(tracker: Tracker) {
  const { slots, latestMessage, activeLoop, latestAction, followupAction, paused, reminders } = tracker;
  const turns: unknown[] = [];
  tracker.visitTurns((state, hidden) => turns.push({ ...state, hidden }));
  return { slots, latestMessage, activeLoop, latestAction, followupAction, paused, reminders, turns };
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

  it("starts from nothing after a restart, and then a session", () => {
    const tracker = trackerOf([...turn("a"), { event: "slot", name: "colour", value: "blue" }, { event: "restart" }]);
    expect(tracker.slot("colour")).toBe("red");
    expect(tracker.followupAction).toBe("action_session_start");
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

  it("keeps its state through cuts and a reload from the snapshot", () => {
    const events = Array.from({ length: 200 }, (_, i) => [
      ...turn(`intent_${i}`, `utter_${i}`),
      { event: "slot", name: "colour", value: `colour ${i}` } as const,
    ]).flat();
    const tracker = trackerOf(events);
    const compacted = tracker.compact();
    expect(compacted?.dropped).toBeGreaterThan(500);
    expect(tracker.events).toEqual(stamp(events, 0).slice(compacted?.dropped));
    expect(tracker.slot("colour")).toBe("colour 199");
    expect(tracker.latestMessage?.intent.name).toBe("intent_199");
    expect(everything(trackerOf(tracker.events, compacted?.state))).toEqual(everything(tracker));
  });

  it("is not cut inside a form, nor where something after was taken back", () => {
    const chat = Array.from({ length: 200 }, (_, i) => turn(`intent_${i}`, "utter_a")).flat();
    const form = [user("book"), action("form"), { event: "active_loop", name: "form" } as const];
    const tracker = trackerOf([...form, ...chat]);
    expect(tracker.compact()).toBeNull();
    const takenBack = trackerOf([...chat, ...Array.from({ length: 30 }, (): NewEvent => ({ event: "rewind" }))]);
    const compacted = takenBack.compact();
    expect(takenBack.latestMessage?.intent.name).toBe("intent_169");
    expect(everything(trackerOf(takenBack.events, compacted?.state))).toEqual(everything(takenBack));
  });

  it("takes entities that a policy found into the message they belong to", () => {
    const found = { entity: "day", value: "Friday", start: 0, end: 0, extractor: "TEDPolicy" };
    const tracker = trackerOf([action("action_listen"), user("a"), { event: "entities", entities: [found] }]);
    expect(tracker.latestMessage?.entities).toEqual([found]);
    tracker.updateAll(stamp([action("utter_a"), { event: "entities", entities: [{ ...found, value: "Monday" }] }], 0));
    expect(tracker.latestMessage?.entities).toEqual([found]);
  });

  it("resets all slots to their first values, and goes on", () => {
    const tracker = trackerOf([
      ...turn("a"),
      { event: "slot", name: "colour", value: "blue" },
      { event: "reset_slots" },
    ]);
    expect(tracker.slot("colour")).toBe("red");
    expect(tracker.latestMessage?.intent.name).toBe("a");
  });

  it("pauses and resumes", () => {
    const tracker = trackerOf([...turn("a"), { event: "pause" }]);
    expect(tracker.paused).toBe(true);
    tracker.updateAll(stamp([{ event: "agent", text: "This is Kim", data: null }, { event: "resume" }], 0));
    expect(tracker.paused).toBe(false);
  });
});

const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "c").map((intent) => user(intent)) },
  { weight: 5, arbitrary: fc.constantFrom("utter_a", "form", "other_form", "action_listen").map(action) },
  fc.constantFrom<NewEvent>(
    { event: "slot", name: "colour", value: "blue" },
    { event: "slot", name: "requested_slot", value: "colour" },
    { event: "active_loop", name: "form" },
    { event: "active_loop", name: "other_form" },
    { event: "active_loop", name: null },
    { event: "action_execution_rejected", name: "form", policy: null, confidence: null },
    { event: "loop_interrupted", is_interrupted: true },
    { event: "followup", name: "utter_a" },
    { event: "bot", text: "Hello", data: {} },
    { event: "agent", text: "Hello", data: null },
    { event: "export", path: null },
    { event: "entities", entities: [{ entity: "day", value: 1, start: 0, end: 0, extractor: "x" }] },
    { event: "user_featurization", use_text_for_featurization: true },
    {
      event: "reminder",
      name: "r",
      intent: "a",
      entities: null,
      date_time: "2030-01-01T10:00",
      kill_on_user_msg: true,
    },
    {
      event: "reminder",
      name: "s",
      intent: "a",
      entities: null,
      date_time: "2030-01-01T10:00",
      kill_on_user_msg: false,
    },
    { event: "cancel_reminder", name: "s", intent: null, entities: null },
    { event: "rewind" },
    { event: "undo" },
    { event: "session_started" },
    { event: "restart" },
    { event: "reset_slots" },
    { event: "pause" },
    { event: "resume" },
  ),
);

describe("any conversation", () => {
  it("is the same whether its events come one by one, all at once, or to a copy half-way", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat(60), (list, half) => {
        const atOnce = everything(trackerOf(list));
        const oneByOne = trackerOf(list.slice(0, half));
        const copy = oneByOne.copy();
        oneByOne.updateAll(stamp(list.slice(half), 0));
        copy.updateAll(stamp(list.slice(half), 0));
        expect(everything(oneByOne)).toEqual(atOnce);
        expect(everything(copy)).toEqual(atOnce);
      }),
    );
  });

  it("counts what Rasa's own rules for taking back and for forms count", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (list) => {
        expect(trackerOf(list).applied()).toEqual(countedByRasa(stamp(list, 0)));
      }),
    );
  });

  it("goes on from a snapshot and the events since as from all of them", () => {
    const long = fc.array(anyEvent, { minLength: 280, maxLength: 400 });
    // The snapshot is taken at a listen, where a turn ends; what is taken back afterwards is within reach.
    fc.assert(
      fc.property(long, fc.array(anyEvent, { maxLength: 30 }), (before, after) => {
        const tracker = trackerOf([...before, ...turn("a", "utter_a")]);
        const compacted = tracker.compact();
        const reloaded = trackerOf(tracker.events, compacted?.state);
        const more = after.filter(({ event }) => event !== "rewind" && event !== "undo");
        for (const one of [tracker, reloaded]) one.updateAll(stamp([user("b"), ...more], 0));
        expect(everything(reloaded)).toEqual(everything(tracker));
        const { slots, latestMessage, latestAction, reminders } = everything(
          trackerOf([...before, ...turn("a", "utter_a"), user("b"), ...more]),
        );
        expect(everything(reloaded)).toMatchObject({ slots, latestMessage, latestAction, reminders });
      }),
      { numRuns: 25 },
    );
  });
});

/** `applied_events`, said again in the plainest way: from the first event, each time over the whole list. */
function countedByRasa(events: readonly Event[]): Event[] {
  const loops = new Set(events.flatMap((event) => (event.event === "active_loop" && event.name ? [event.name] : [])));
  let counted: Event[] = [];
  const backTo = (kind: Event["event"]): void => {
    const last = counted.findLastIndex(({ event }) => event === kind);
    counted = counted.slice(0, Math.max(last, 0));
  };
  for (const event of events) {
    if (event.event === "restart" || event.event === "session_started") counted = [];
    else if (event.event === "undo") backTo("action");
    else if (event.event === "rewind") {
      backTo("user");
      backTo("action");
    } else if (event.event === "action" && loops.has(event.name) && !isOnItsOwn(event.name, counted)) {
      const ran = counted.findLastIndex((one) => one.event === "action" && one.name === event.name);
      counted = counted.filter(
        (one, i) => i <= ran || !["action", "user", "user_featurization", "entities"].includes(one.event),
      );
    } else counted.push(event);
  }
  return counted;
}

/** The loop's first run, or one after the user led away from it. */
function isOnItsOwn(loop: string, counted: readonly Event[]): boolean {
  const since = counted.findLastIndex(
    (event) =>
      (event.event === "action" && event.name === loop) ||
      (event.event === "active_loop" && event.name === null) ||
      (event.event === "action_execution_rejected" && event.name === loop),
  );
  if (counted[since]?.event !== "action") return true;
  const rest = counted.slice(since + 1);
  return rest.some((event, i) => {
    const next = rest.slice(i).find((one) => one.event === "action");
    return event.event === "user" && next !== undefined;
  });
}
