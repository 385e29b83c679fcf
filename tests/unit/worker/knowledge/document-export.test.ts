import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { Article } from "../../../../src/storage/knowledge-records";
import { MemoryStorage } from "../../../../src/storage/memory-storage";
import { exportDocuments } from "../../../../src/worker/knowledge/document-export";
import { DocumentImport } from "../../../../src/worker/knowledge/document-import";

const AT = "2026-01-12T00:00:00.000+00:00";

async function filled(articles: readonly { article: Article; text: string }[]): Promise<MemoryStorage> {
  const storage = new MemoryStorage();
  await storage.update([], () => ({
    changes: articles.flatMap(({ article, text }) => [
      { store: "articles" as const, op: "put" as const, value: article, before: null },
      {
        ...{ store: "versions" as const, op: "put" as const, before: null },
        value: { id: `${article.id}/1`, article: article.id, number: 1, text, created: AT },
      },
    ]),
    result: null,
  }));
  return storage;
}

async function imported(zip: Blob, into: MemoryStorage) {
  return new DocumentImport({
    stored: (work) => work(into),
    clock: fixedClock(Date.parse("2026-03-02T09:30:00+01:00"), "Europe/Oslo"),
    random: seededRandom(7),
    conversation: "c",
    signal: new AbortController().signal,
    pause: async () => undefined,
    progress: () => undefined,
    wrote: () => undefined,
  }).run([{ name: "knowledge.zip", file: zip }]);
}

const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((text) => text.trim() || "x");
const day = fc.integer({ min: 0, max: 3000 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));
const text = fc.string({ unit: "grapheme", maxLength: 200 }).map((one) => `${one.replace(/\r/g, "")}x`);
const described = fc.record(
  {
    ...{
      title: line,
      state: fc.constantFrom("draft" as const, "review" as const, "published" as const, "retired" as const),
      tags: fc.array(line),
    },
    ...{ owner: line, reviewBy: day, outOfDate: fc.oneof(line, fc.constant("")) },
  },
  { requiredKeys: ["title", "state", "tags"] },
);

describe("an export of the knowledge base", () => {
  it("is read back by an import as it was", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(described, text), { minLength: 1, maxLength: 4 }), async (given) => {
        const articles = given.map(([fields, said], i) => {
          const article: Article = {
            ...fields,
            ...{ id: `a${i}`, version: 1, source: { kind: "written" }, created: AT, updated: AT },
          };
          return { article, text: said };
        });
        const before = await filled(articles);
        const after = new MemoryStorage();
        const told = await imported(await exportDocuments((work) => work(before)), after);
        expect(told).toMatchObject({ added: articles.length, failed: [] });
        for (const { article, text: said } of articles) {
          const { source: _, created: __, updated: ___, ...kept } = article;
          const {
            source: _s,
            created: _c,
            updated: _u,
            ...read
          } = (await after.data.get("articles", article.id)) ?? ({} as Article);
          expect(read).toEqual(kept);
          expect((await after.data.get("versions", `${article.id}/1`))?.text).toBe(said);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("taken in where it came from changes nothing; where its front matter was changed, that alone", async () => {
    const article: Article = {
      ...{ id: "pets", title: "Pets", state: "published", tags: ["home"], version: 1, source: { kind: "written" } },
      ...{ created: AT, updated: AT },
    };
    const storage = await filled([{ article, text: "No birds." }]);
    const zip = await exportDocuments((work) => work(storage));
    expect(await imported(zip, storage)).toMatchObject({ added: 0, changed: 0, same: 1 });
    const other = await filled([{ article: { ...article, state: "retired", owner: "Office" }, text: "No birds." }]);
    const changed = await exportDocuments((work) => work(other));
    expect(await imported(changed, storage)).toMatchObject({ added: 0, changed: 1, same: 0 });
    expect(await storage.data.get("articles", "pets")).toMatchObject({ state: "retired", owner: "Office", version: 1 });
  });

  it("gives two articles of one title two files", async () => {
    const article = (id: string): Article => ({
      ...{
        id,
        title: "Pets?",
        state: "draft",
        tags: [],
        version: 1,
        source: { kind: "written" },
        created: AT,
        updated: AT,
      },
    });
    const storage = await filled([
      { article: article("a"), text: "1" },
      { article: article("b"), text: "2" },
    ]);
    const after = new MemoryStorage();
    await imported(await exportDocuments((work) => work(storage)), after);
    expect((await after.data.all("articles")).map(({ source }) => source.kind === "file" && source.name)).toEqual([
      "knowledge.zip/knowledge/pets.md",
      "knowledge.zip/knowledge/pets-2.md",
    ]);
  });
});
