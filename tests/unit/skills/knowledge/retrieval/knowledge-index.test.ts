import { describe, expect, it } from "vitest";
import type { Change } from "../../../../../src/engine/actions/store";
import { Questions } from "../../../../../src/skills/knowledge/retrieval/ask";
import { KnowledgeIndex } from "../../../../../src/skills/knowledge/retrieval/knowledge-index";
import type { TextVectors } from "../../../../../src/skills/knowledge/retrieval/vectors";
import type { Article, Version } from "../../../../../src/storage/knowledge-records";
import type { Storage } from "../../../../../src/storage/storage";
import { MemoryStorage } from "../../../../../src/storage/memory-storage";
import type { UserData } from "../../../../../src/storage/schema";

const AT = "2026-03-02T09:00:00.000+01:00";

/** Articles in memory, and what is asked of them. */
class Base {
  readonly storage: Storage = new MemoryStorage();
  index = this.opened();

  opened(): KnowledgeIndex {
    return new KnowledgeIndex({ stored: (work) => work(this.storage), pause: async () => undefined });
  }

  async put(id: string, text: string, more: Partial<Article> = {}): Promise<void> {
    const known = await this.storage.data.get("articles", id);
    const number = (known?.version ?? 0) + 1;
    const value: Article = {
      ...{ id, title: id, state: "published", tags: [], version: number, source: { kind: "written" } },
      ...{ created: AT, updated: AT, ...more },
    };
    const version: Version = { id: `${id}/${number}`, article: id, number, text, created: AT };
    await this.write([
      { store: "articles", op: "put", value, before: known ?? null },
      { store: "versions", op: "put", value: version, before: null },
    ]);
  }

  async write(changes: Change<UserData>[]): Promise<void> {
    await this.storage.update([], () => ({ changes, result: null }), ["articles", "versions"]);
    await this.index.update();
  }

  async found(question: string): Promise<string[]> {
    const { passages } = await this.index.find(question);
    return passages.map(({ article, headings }) => [article, ...headings].join(" > "));
  }
}

async function handbook(): Promise<Base> {
  const base = new Base();
  await base.put(
    "Leave",
    "Intro.\n\n## Days\n\nEverybody gets 26 days.\n\n## Carrying over\n\nDays lapse on 31 March 2027.",
  );
  await base.put("Parking", "## Bays\n\nBay A7 is for visitors, and bay B12 for Dr Oyelaran.");
  return base;
}

describe("the index of the documents", () => {
  it("finds a passage by its words, their other forms, and its headings", async () => {
    const base = await handbook();
    expect((await base.found("when does carried over leave lapse"))[0]).toBe("Leave > Carrying over");
    expect((await base.found("visitor bay"))[0]).toBe("Parking > Bays");
    expect(await base.found("zebra")).toEqual([]);
  });

  it.each([
    ["A7", "Parking > Bays"],
    ["Oyelaran", "Parking > Bays"],
    ["31 March 2027", "Leave > Carrying over"],
    ["26", "Leave > Days"],
  ])("finds %s by the exact word", async (word, place) => {
    expect(await (await handbook()).found(word)).toEqual([place]);
  });

  it("follows what is written: a new version takes the old one's place, and what isn't published isn't found", async () => {
    const base = await handbook();
    await base.put("Parking", "## Bays\n\nAll bays are for bicycles.");
    expect(await base.found("visitor")).toEqual([]);
    expect(await base.found("bicycles")).toEqual(["Parking > Bays"]);
    await base.put("Parking", "## Bays\n\nAll bays are for bicycles.", { state: "retired" });
    expect(await base.found("bicycles")).toEqual([]);
    await base.put("Parking", "## Bays\n\nAll bays are for bicycles.");
    expect(await base.found("bicycles")).toEqual(["Parking > Bays"]);
  });

  it("is there at the next start without being made again", async () => {
    const base = await handbook();
    // Whatever would be indexed anew would come from here.
    for (const { id } of await base.storage.data.all("versions"))
      if (id.startsWith("Leave"))
        await base.storage.update([], () => ({ changes: [changedText(id)], result: null }), ["versions"]);
    base.index = base.opened();
    expect(await base.found("lapse")).toEqual(["Leave > Carrying over"]);
  });

  it("is made again where it was thrown away", async () => {
    const base = await handbook();
    const records = await base.storage.side.all("knowledgeIndex");
    await base.storage.side.write(records.map(({ id }) => ({ store: "knowledgeIndex", delete: id })));
    base.index = base.opened();
    expect(await base.found("lapse")).toEqual(["Leave > Carrying over"]);
  });

  it("keeps few segments, however many times something is written", async () => {
    const base = await handbook();
    for (let i = 0; i < 30; i++) await base.put(`Rule ${i}`, `## Rule\n\nNumber ${i} says word${i}.`);
    expect(await base.found("word7")).toEqual(["Rule 7 > Rule"]);
    const segments = (await base.storage.side.all("knowledgeIndex")).filter(({ id }) => id.startsWith("segment/"));
    expect(segments.length).toBeLessThan(12);
  });

  it("forgets all when everything is erased", async () => {
    const base = await handbook();
    await base.storage.erase();
    base.index.forget();
    expect(await base.found("lapse")).toEqual([]);
  });
});

describe("meaning", () => {
  /** Texts of animals are alike, and those of anything else. */
  const animals: TextVectors = {
    name: "animals",
    size: 4,
    of: (text) => Float32Array.from(/\b(?:dog|puppy)/i.test(text) ? [1, 0, 0, 0] : [0, 1, 0, 0]),
  };

  it("finds what has none of the words, once the encoder's vectors are there, and not before", async () => {
    const base = await handbook();
    await base.put("Pets", "## Dogs\n\nDogs stay at home.");
    expect(await base.found("puppies")).toEqual([]);
    base.index.useEncoder(animals);
    await base.index.settled();
    expect((await base.found("my puppy"))[0]).toBe("Pets > Dogs");
  });

  it("is left out where the encoder broke", async () => {
    const base = await handbook();
    const broken = {
      ...animals,
      of: (text: string) => (text === "visitor" ? Promise.reject(new Error("gone")) : animals.of(text)),
    };
    base.index.useEncoder(broken);
    await base.index.settled();
    expect(await base.found("visitor")).toEqual(["Parking > Bays"]);
  });
});

describe("an answer", () => {
  it("quotes the sentence that says what was asked, at its place in the text", async () => {
    const base = new Base();
    const text = "## Hotels\n\nBook early. A hotel may cost **120 euros** a night. Breakfast is extra.";
    await base.put("Travel", text);
    const { quote, passages } = await new Questions(base.index, () => null).ask("how much may a hotel cost");
    expect(quote?.words).toBe("A hotel may cost 120 euros a night.");
    expect(text.slice(quote?.start, quote?.end)).toBe("A hotel may cost **120 euros** a night.");
    expect(passages[0]).toMatchObject({ article: "Travel", version: 1, date: AT, headings: ["Hotels"] });
  });

  it("quotes a row of a table by itself", async () => {
    const base = new Base();
    await base.put("Leave", "| Site | Days |\n| --- | --- |\n| Ulm | 30 |\n| Braga | 25 |\n");
    const { quote } = await new Questions(base.index, () => null).ask("days in Braga");
    expect(quote?.words).toBe("Site: Braga; Days: 25");
  });

  it("quotes the rows together that answer as well as each other, rather than a sentence near them", async () => {
    const base = new Base();
    const table = "| Site | Annual leave |\n| --- | --- |\n| Ulm | 30 days |\n| Braga | 25 days |\n";
    await base.put("Leave", `${table}\nTrainees have the same, and some receive many days more.\n`);
    const { quote } = await new Questions(base.index, () => null).ask("how many days of annual leave");
    expect(quote?.words).toBe("Site: Ulm; Annual leave: 30 days. Site: Braga; Annual leave: 25 days");
  });
});

function changedText(id: string): Change<UserData> {
  const [article = "", number] = id.split("/");
  const value = { id, article, number: Number(number), text: "## Carrying over\n\nSomething else lapse.", created: AT };
  return { store: "versions", op: "put", value, before: null };
}
