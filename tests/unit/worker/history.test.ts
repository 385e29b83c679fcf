import { describe, expect, it } from "vitest";
import type { Event } from "../../../src/engine/dialogue/events";
import { MemoryStorage } from "../../../src/storage/memory-storage";
import { linesBefore } from "../../../src/worker/history";
import { mark } from "../../../src/worker/transcript";

/** A turn as the worker commits it: what is said stands among events that show nothing. */
function turn(text: string, quiet: boolean): Event[] {
  const parsed = { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
  const events: Event[] = [
    { event: "slot", name: "item", value: text, timestamp: 0 },
    { event: "user", text, parse_data: parsed, message_id: text, input_channel: "test", timestamp: 0 },
    { event: "restart", timestamp: 0 },
    { event: "bot", text: `re: ${text}`, data: {}, timestamp: 0 },
  ];
  return mark(events, { turn: text, quiet });
}

/** A conversation of these turns. */
async function storageOf(turns: Event[][]): Promise<{ storage: MemoryStorage; end: number }> {
  const storage = new MemoryStorage();
  await storage.openConversation("talk", "");
  const events = turns.flat();
  await storage.commit({ conversation: "talk", firstSeq: 1, events, changes: [], answered: null, snapshot: null });
  return { storage, end: events.length + 1 };
}

const ticks = (count: number) => Array.from({ length: count }, (_, i) => turn(`tick ${i}`, true));
const said = (count: number) => Array.from({ length: count }, (_, i) => turn(`said ${i}`, false));

describe("a page of the transcript", () => {
  it("reaches past any number of quiet turns to what was said before them", async () => {
    const { storage, end } = await storageOf([...said(1), ...ticks(500)]);
    const page = await linesBefore(storage, "talk", end, 50);
    expect(page.lines.map(({ text }) => text)).toEqual(["said 0", "re: said 0"]);
    expect(page.more).toBe(false);
  });

  it("is as long as was asked for, and pages one after the other hold every line once", async () => {
    const { storage, end } = await storageOf([...said(40), ...ticks(60), ...said(40)]);
    const lengths: number[] = [];
    const seqs: number[] = [];
    for (let before = end, more = true; more;) {
      const page = await linesBefore(storage, "talk", before, 30);
      lengths.push(page.lines.length);
      seqs.unshift(...page.lines.map(({ seq }) => seq));
      before = seqs[0]!;
      more = page.more;
    }
    expect(lengths).toEqual([30, 30, 30, 30, 30, 10]);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(seqs).toHaveLength(160);
  });

  it("says that nothing is earlier when only quiet turns are, or nothing at all", async () => {
    const { storage, end } = await storageOf([...ticks(3), ...said(1)]);
    expect(await linesBefore(storage, "talk", end, 2)).toMatchObject({ more: false });
    expect(await linesBefore(storage, "talk", 1, 2)).toEqual({ lines: [], more: false });
  });
});

describe("a message of several requests", () => {
  /** As the engine gives it: a message of the user for each request, which know the whole. */
  const turnOfTwo = mark(
    ["milk", "eggs"].flatMap((text, index): Event[] => {
      const parsed = { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
      const metadata = { message: "milk and eggs", part: index + 1 };
      return [
        { event: "user", text, parse_data: parsed, message_id: "m1", input_channel: "test", timestamp: 0, metadata },
        { event: "bot", text: `re: ${text}`, data: {}, timestamp: 0 },
      ];
    }),
    { turn: "m1", quiet: false },
  );

  it("is shown once, whole, with all its replies", async () => {
    const { storage, end } = await storageOf([turnOfTwo]);
    const { lines } = await linesBefore(storage, "talk", end, 10);
    expect(lines.map(({ text }) => text)).toEqual(["milk and eggs", "re: milk", "re: eggs"]);
  });

  it("is one turn, up to the next message", async () => {
    const { storage } = await storageOf([turnOfTwo, turn("tea", false)]);
    const texts = (await storage.turnOf("m1")).flatMap(({ event }) => (event.event === "user" ? [event.text] : []));
    expect(texts).toEqual(["milk", "eggs"]);
  });
});
