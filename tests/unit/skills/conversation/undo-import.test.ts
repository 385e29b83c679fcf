import { expect, it } from "vitest";
import type { Article, Version } from "../../../../src/storage/knowledge-records";
import type { JournalEntry } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const AT = "2026-03-02T09:00:00+01:00";

const article: Article = {
  id: "h",
  title: "Holiday",
  state: "published",
  tags: [],
  version: 1,
  source: { kind: "written" },
  created: AT,
  updated: AT,
};
const version: Version = { id: "h/1", article: "h", number: 1, text: "# Holiday", created: AT };

function imported(talk: Talk, changed: Partial<Article> = {}): void {
  const entry: JournalEntry = {
    id: "j",
    at: AT,
    conversation: "test",
    label: "Imported one document",
    changes: [],
    added: [
      { store: "articles", id: "h" },
      { store: "versions", id: "h/1" },
    ],
    undone: false,
  };
  talk.stores.set("articles", new Map([["h", { ...article, ...changed }]]));
  talk.stores.set("versions", new Map([["h/1", version]]));
  talk.stores.set("journal", new Map([["j", entry]]));
}

it("takes an import back as one, though its texts aren't in the journal", async () => {
  const talk = new Talk();
  imported(talk);
  const [reply] = await talk.say("undo", "undo");
  expect(reply?.text).toContain("“Imported one document” is taken back");
  expect(talk.stores.get("articles")?.size).toBe(0);
  expect(talk.stores.get("versions")?.size).toBe(0);
});

it("leaves an import alone of which something was changed since", async () => {
  const talk = new Talk();
  imported(talk, { version: 2, updated: "2026-03-02T10:00:00+01:00" });
  const [reply] = await talk.say("undo", "undo");
  expect(reply?.text).toContain("article “Holiday”");
  expect(talk.stores.get("versions")?.size).toBe(1);
});
