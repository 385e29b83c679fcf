import { describe, expect, it } from "vitest";
import type { Event } from "../../../../src/engine/dialogue/events";
import type { Tracker } from "../../../../src/engine/dialogue/tracker";
import { Conversation } from "../../../support/small-project";
import { tableProject } from "./table-project";

/** Turns of a few events each, forms among them. */
const said = ["ask_hours", "book", 'inform {"guests": 4}', 'inform {"day": "Monday"}', "book", "stop", "affirm"];

function turnsVisited(tracker: Tracker): number {
  let count = 0;
  tracker.visitTurns(() => count++);
  return count;
}

describe("a conversation of 10,000 events", () => {
  it("keeps no more of them in sight than a turn can need, and knows what it knew", async () => {
    const talk = new Conversation(tableProject);
    const all: Event[] = [];
    let mostEvents = 0;
    let mostTurns = 0;
    for (let i = 0; all.length < 10_000; i++) {
      all.push(...(await talk.say(said[i % said.length] ?? "")).events);
      mostEvents = Math.max(mostEvents, talk.tracker.events.length);
      mostTurns = Math.max(mostTurns, turnsVisited(talk.tracker));
    }
    expect(mostEvents).toBeLessThan(300);
    expect(mostTurns).toBeLessThan(150);
    expect(talk.tracker.slots).toMatchObject({ guests: 4, day: "Monday" });

    const loaded = talk.assistant.tracker("test", undefined, all);
    expect(loaded.events.length).toBeLessThan(300);
    expect({ ...loaded.slots }).toEqual({ ...talk.tracker.slots });
    expect(loaded.latestMessage).toEqual(talk.tracker.latestMessage);
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine."]);
  });
});
