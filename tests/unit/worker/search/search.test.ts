import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../../src/engine/environment";
import type { Event } from "../../../../src/engine/dialogue/events";
import type { Appointment, Note, Person, Reminder } from "../../../../src/storage/schema";
import { MemoryStorage } from "../../../../src/storage/memory-storage";
import { LineSearch } from "../../../../src/worker/search/line-search";
import { Search } from "../../../../src/worker/search/search";
import { searchRecords } from "../../../../src/worker/search/search-records";
import { mark } from "../../../../src/worker/transcript";

const zone = "Europe/Oslo";
const time = { now: Date.parse("2026-03-04T12:00:00+01:00"), zone };
const created = "2026-03-02T09:30:00+01:00";
const note = (id: string, text: string, minute = 0): Note => ({
  id,
  text,
  created: `2026-03-02T09:${String(minute).padStart(2, "0")}:00+01:00`,
});

describe("records", () => {
  it("are found by all the words, whatever case and accents, the newest first, and no more than asked for", () => {
    const notes = [
      note("a", "Café in Oslo", 1),
      note("b", "OSLO cafe", 3),
      note("c", "cafe", 4),
      note("d", "oslo café!", 2),
    ];
    expect(searchRecords("notes", notes, ["cafe", "oslo"], 2, time).map(({ id }) => id)).toEqual(["b", "d"]);
  });

  it("tell where they are, and what is written there", () => {
    const item = { id: "i", list: "L", text: "oat milk", done: false, created };
    expect(searchRecords("items", [item], ["milk"], 5, time)).toEqual([
      { in: "items", id: "i", list: "L", text: "oat milk", at: Date.parse(created) },
    ]);
  });

  it("of customers lead to whom they are of", () => {
    const said = {
      id: "i",
      customer: "C",
      kind: "call",
      at: created,
      text: "Refund for order 1182",
      external: [],
    } as const;
    const at = Date.parse(created);
    expect(searchRecords("interactions", [{ ...said, external: [] }], ["1182", "refund"], 5, time)).toEqual([
      { in: "interactions", id: "i", customer: "C", text: "Refund for order 1182", at },
    ]);
    const anna = {
      id: "C",
      name: "Anna Berg",
      emails: ["a@x.example"],
      phones: [],
      tags: ["vip"],
      external: [],
      created,
    };
    expect(searchRecords("customers", [anna], ["vip", "berg"], 5, time)).toMatchObject([{ in: "customers", id: "C" }]);
  });

  it("that are still to come are told from the soonest, a repeated one by its next time, before what is over", () => {
    const event = (id: string, day: string, rule?: string): Appointment => ({
      id,
      title: "Dentist",
      starts: `${day}T09:00:00+01:00`,
      ends: `${day}T10:00:00+01:00`,
      allDay: false,
      zone,
      ...(rule !== undefined && { rule }),
      exceptions: [],
      created,
    });
    const events = [
      event("past", "2026-03-01"),
      event("later", "2026-03-20"),
      event("soon", "2026-03-05"),
      event("weekly", "2026-02-03", "FREQ=WEEKLY"),
      event("older", "2026-01-01"),
    ];
    const found = searchRecords("appointments", events, ["dentist"], 5, time).map(({ id }) => id);
    expect(found).toEqual(["soon", "weekly", "later", "past", "older"]);
  });

  it("that are done are not found, and people are by what is known of them", () => {
    const reminder: Reminder = {
      id: "r",
      task: "call",
      due: created,
      zone: "Europe/Oslo",
      state: "done",
      conversation: "c",
      created,
    };
    expect(searchRecords("reminders", [reminder], ["call"], 5, time)).toEqual([]);
    const anna: Person = {
      id: "p",
      name: "Anna Berg",
      phones: [{ kind: "mobile", number: "+47 411" }],
      emails: [],
      created,
    };
    expect(searchRecords("people", [anna], ["411", "berg"], 5, time)).toMatchObject([{ text: "Anna Berg · +47 411" }]);
  });
});

function turn(text: string, quiet = false): Event[] {
  const parsed = { text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] };
  const events: Event[] = [
    { event: "user", text, parse_data: parsed, message_id: text, input_channel: "test", timestamp: 0 },
    { event: "bot", text: `re: ${text}`, data: {}, timestamp: 0 },
  ];
  return mark(events, { turn: text, quiet });
}

class Talk {
  readonly storage = new MemoryStorage();
  readonly search = new LineSearch("talk");
  last = 0;

  async say(...turns: Event[][]): Promise<this> {
    if (this.last === 0) await this.storage.openConversation("talk", "");
    const events = turns.flat();
    const firstSeq = this.last + 1;
    await this.storage.commit({ conversation: "talk", firstSeq, events, changes: [], answered: null, snapshot: null });
    this.last += events.length;
    return this;
  }

  find(words: string[], limit = 8, isOver = () => false) {
    return this.search.find(this.storage, words, this.last, limit, isOver);
  }
}

describe("lines", () => {
  it("are found the newest first, with their seq; not what the transcript doesn't show", async () => {
    const talk = await new Talk().say(turn("Café one"), turn("cafe two", true), turn("cafe three"));
    const { hits, isWhole } = await talk.find(["cafe"]);
    expect(hits.map(({ id, from, text }) => [id, from, text])).toEqual([
      ["6", "assistant", "re: cafe three"],
      ["5", "user", "cafe three"],
      ["2", "assistant", "re: Café one"],
      ["1", "user", "Café one"],
    ]);
    expect(isWhole).toBe(true);
  });

  it("said after a search are found by the next one, each once", async () => {
    const talk = await new Talk().say(turn("milk"));
    await talk.find(["milk"]);
    await talk.say(turn("more milk"));
    expect((await talk.find(["milk"])).hits.map(({ id }) => id)).toEqual(["4", "3", "2", "1"]);
    expect((await talk.find(["milk"])).hits).toHaveLength(4);
  });

  it("of a long conversation are read no further back than the hits asked for", async () => {
    const talk = await new Talk().say(turn("needle"), ...Array.from({ length: 5_000 }, (_, i) => turn(`hay ${i}`)));
    let read = 0;
    const storage = {
      eventsAfter: talk.storage.eventsAfter.bind(talk.storage),
      eventsBefore: (...args: Parameters<MemoryStorage["eventsBefore"]>) => {
        read++;
        return talk.storage.eventsBefore(...args);
      },
    };
    const newest = await talk.search.find(storage, ["hay"], talk.last, 8, () => false);
    expect(newest).toMatchObject({ isWhole: false, hits: [{ text: "re: hay 4999" }, {}, {}, {}, {}, {}, {}, {}] });
    expect(read).toBe(1);
    const oldest = await talk.search.find(storage, ["needle"], talk.last, 8, () => false);
    expect(oldest).toMatchObject({ isWhole: true, hits: [{ id: "2" }, { id: "1" }] });
    const reads = read;
    await talk.search.find(storage, ["nowhere"], talk.last, 8, () => false);
    expect(read).toBe(reads);
  });

  it("are not read any more once a search is over; the next one goes on from there", async () => {
    const hay = Array.from({ length: 5_000 }, (_, i) => turn(`hay ${i}`));
    const talk = await new Talk().say(turn("needle"), ...hay);
    expect(await talk.find(["needle"], 8, () => true)).toEqual({ hits: [], isWhole: false });
    let asked = 0;
    while ((await talk.find(["needle"], 8, () => asked++ % 2 === 1)).hits.length === 0) expect(asked).toBeLessThan(20);
  });
});

describe("a search through everything", () => {
  const everything = async (now = () => 0) => {
    const talk = await new Talk().say(turn("the milk is sour"));
    const change = { store: "notes", op: "put", value: note("n", "Milk: whole"), before: null } as const;
    await talk.storage.commit({
      conversation: "talk",
      firstSeq: talk.last + 1,
      events: [],
      changes: [change],
      answered: null,
      snapshot: null,
    });
    return { storage: talk.storage, search: new Search({ now, zone }) };
  };

  it("finds records and lines, and tells of lines in which conversation they are", async () => {
    const { storage, search } = await everything();
    expect(await search.find(storage, " MILK ", "talk")).toMatchObject({
      isWhole: true,
      hits: [
        { in: "notes", id: "n" },
        { in: "lines", conversation: "talk", id: "2" },
        { in: "lines", id: "1" },
      ],
    });
    expect(await search.find(storage, "  ", "talk")).toEqual({ hits: [], isWhole: true });
  });

  it("gives way to a newer one, which is answered in full", async () => {
    const hay = Array.from({ length: 5_000 }, (_, i) => turn(`hay ${i}`));
    const { storage } = await new Talk().say(turn("needle"), ...hay);
    const search = new Search(fixedClock(0, zone));
    const older = search.find(storage, "need", "talk");
    const newer = search.find(storage, "needle", "talk");
    expect(await older).toMatchObject({ hits: [], isWhole: false });
    expect((await newer).hits).toHaveLength(2);
  });

  it("ends after its time", async () => {
    const hay = Array.from({ length: 5_000 }, (_, i) => turn(`hay ${i}`));
    const { storage } = await new Talk().say(turn("needle"), ...hay);
    let clock = 0;
    const search = new Search({ now: () => (clock += 3_000), zone });
    expect(await search.find(storage, "needle", "talk")).toEqual({ hits: [], isWhole: false });
  });
});
