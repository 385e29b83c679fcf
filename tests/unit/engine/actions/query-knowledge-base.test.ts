import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InMemoryKnowledgeBase } from "../../../../src/engine/actions/knowledge-base";
import { queryKnowledgeBase, type QueryKnowledgeBase } from "../../../../src/engine/actions/query-knowledge-base";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { serverProject } from "../../../support/rasa-sdk/project";
import { Conversation } from "../../../support/small-project";
import type { Json } from "../../../../src/engine/json";

/** A value that is text or a number, as text. */
const text = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const cafes: unknown = JSON.parse(readFileSync("tests/support/rasa-sdk/cafes.json", "utf8"));

/** `ask({"object_type": "cafe"})`: the entities that the question holds. */
function asking(options: Partial<QueryKnowledgeBase<DataSchema>> = {}) {
  const action = queryKnowledgeBase({ knowledgeBase: new InMemoryKnowledgeBase(cafes), ...options });
  const talk = new Conversation(serverProject, [action]);
  const ask = async (entities: object): Promise<string[]> =>
    (await talk.say(`query_knowledge_base ${JSON.stringify(entities)}`)).texts;
  return { talk, ask };
}

const listed = (talk: Conversation): number[] => talk.tracker.slot("knowledge_base_listed_objects") as number[];

describe("action_query_knowledge_base", () => {
  it("lists at most five objects of a type, and remembers which", async () => {
    const { ask, talk } = asking();
    const texts = await ask({ object_type: "cafe" });
    expect(texts).toHaveLength(6);
    expect(texts[0]).toContain("cafe");
    expect(new Set(listed(talk)).size).toBe(5);
    expect(talk.tracker.slots).toMatchObject({
      object_type: null,
      knowledge_base_last_object: null,
      knowledge_base_last_object_type: "cafe",
    });
  });

  it("lists those with the attributes that were named, and forgets them for the next list", async () => {
    const { ask, talk } = asking();
    expect(
      (await ask({ object_type: "cafe", food: "soup" }))
        .slice(1)
        .map((text) => text.slice(3))
        .toSorted(),
    ).toEqual(["Fjord Nord", "Quay"]);
    expect(talk.tracker.slot("food")).toBeNull();
    expect(await ask({ object_type: "cafe" })).toHaveLength(6);
    expect(await ask({ object_type: "cafe", food: "caviar" })).toEqual(["I know of no cafe like that."]);
  });

  it("tells an attribute of the one that is counted, of the last one, or of any", async () => {
    const { ask, talk } = asking();
    const texts = await ask({ object_type: "cafe" });
    const second = texts[2]?.slice(3) ?? "";
    const last = texts[5]?.slice(3) ?? "";
    expect((await ask({ attribute: "prices", mention: "2" }))[0]).toMatch(`prices of ${second}: `);
    expect(talk.tracker.slot("knowledge_base_last_object")).toBe(listed(talk)[1]);
    expect((await ask({ attribute: "food", mention: "it" }))[0]).toMatch(`food of ${second}: `);
    expect((await ask({ attribute: "food", mention: "LAST" }))[0]).toMatch(`food of ${last}: `);
    expect((await ask({ attribute: "food", mention: "ANY" }))[0]).toMatch(/^food of /);
  });

  it("tells an attribute of one that is named, by a part of its name only where that is enough", async () => {
    const { ask } = asking();
    expect(await ask({ attribute: "food", cafe: "kestrel" })).toEqual(["food of Kestrel: cake"]);
    expect(await ask({ attribute: "garden", cafe: "Mole" })).toEqual(["garden of Mole: False"]);
    expect(await ask({ attribute: "food", cafe: "fjord" })).toEqual(["What do you mean?"]);
  });

  it.each([
    ["a list shorter than the number", { attribute: "food", mention: "9" }],
    ["an attribute that isn't known", { attribute: "stars", mention: "1" }],
    ["nothing", {}],
  ])("asks back at %s, and forgets the mention", async (_, question) => {
    const { ask, talk } = asking();
    await ask({ object_type: "cafe" });
    expect(await ask(question)).toEqual(["What do you mean?"]);
    expect(talk.tracker.slot("mention")).toBeNull();
  });

  it("doesn't guess the last object where it isn't to", async () => {
    const { ask } = asking({ useLastObjectMention: false });
    await ask({ object_type: "cafe", food: "waffles" });
    expect(await ask({ object_type: "cafe", attribute: "food" })).toEqual(["What do you mean?"]);
  });

  it("takes keys, names, mentions and words of the author's own", async () => {
    const knowledgeBase = new InMemoryKnowledgeBase(cafes, {
      museum: { keyAttribute: "name", represent: ({ name }) => `the museum of ${text(name ?? null)}` },
    });
    const { ask, talk } = asking({
      knowledgeBase,
      ordinalMentions: { former: (keys) => keys[0] },
      utterAttributeValue: (object, attribute, value, { dispatcher }) =>
        dispatcher.say({ text: `${object}! ${attribute}? ${text(value)}!` }),
      utterObjects: (type, objects, { dispatcher }) => dispatcher.say({ text: `${objects.length} ${type}s` }),
    });
    expect(await ask({ object_type: "museum" })).toEqual(["2 museums"]);
    const listed = talk.tracker.slot("knowledge_base_listed_objects");
    const first = text(Array.isArray(listed) ? (listed[0] ?? null) : null);
    expect((await ask({ attribute: "free", mention: "former" }))[0]).toContain(`the museum of ${first}! free?`);
  });

  it("refuses data of another shape, and says what it wants", () => {
    expect(() => new InMemoryKnowledgeBase(null)).toThrow(/list of objects by type/);
    expect(() => new InMemoryKnowledgeBase({ cafe: [{ id: 1 }, "Mole"] })).toThrow(/cafe\.1/);
  });
});
