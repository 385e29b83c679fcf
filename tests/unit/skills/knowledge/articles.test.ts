import { describe, expect, it } from "vitest";
import type { Article, Version } from "../../../../src/storage/knowledge-records";
import { Talk } from "../talk";

const created = "2026-01-12T09:00:00.000+01:00";
const one = (id: string, title: string, more: Partial<Article> = {}): Article => ({
  ...{ id, title, state: "published", tags: [], version: 1, source: { kind: "written" }, created, updated: created },
  ...more,
});
const PARKING =
  "Park in the yard.\n\n## Visitors\n\nVisitors pay 5 euros a day.\n\n## Bicycles\n\nBicycles stand in the shed.\n";
const version = (article: string, number: number, text: string, note?: string): Version => ({
  ...{ id: `${article}/${number}`, article, number, text, created },
  ...(note !== undefined && { note }),
});

function talk(): Talk {
  return new Talk()
    .put("articles", one("cars", "Company cars and parking", { owner: "Facilities", tags: ["cars"] }))
    .put("versions", version("cars", 1, PARKING))
    .put("articles", one("travel", "Travel and expenses", { owner: "Finance", version: 2, reviewBy: "2026-02-01" }))
    .put("versions", version("travel", 1, "Book early.\n\nHotels cost 100 euros at most.\n"))
    .put("versions", version("travel", 2, "Book early.\n\nHotels cost 120 euros at most.\n", "prices went up"))
    .put("articles", one("annual", "Annual leave"), one("sick", "Sick leave", { state: "draft" }))
    .put("versions", version("annual", 1, "25 days."), version("sick", 1, "Call in."));
}

const article = (of: Talk, id: string) => of.all("articles").find((each) => each.id === id) as Article | undefined;
const textOf = (of: Talk, id: string) =>
  (of.all("versions").find((each) => each.id === id) as Version | undefined)?.text;
const save = (values: object) => `/save_article${JSON.stringify(values)}`;

describe("an article that is written", () => {
  it("is a draft, with its text as version 1", async () => {
    const it_ = new Talk();
    const fields = { title: " Kitchen ", text: "Wipe it.", owner: "Office", reviewBy: "2027-01-01", tags: ["home"] };
    await it_.press(save({ fields }));
    const [kitchen] = it_.all("articles") as Article[];
    expect(kitchen).toMatchObject({ title: "Kitchen", state: "draft", version: 1, source: { kind: "written" } });
    expect(kitchen).toMatchObject({ owner: "Office", reviewBy: "2027-01-01", tags: ["home"] });
    expect(textOf(it_, `${kitchen?.id}/1`)).toBe("Wipe it.");
  });

  it("gets a new version where its text or title changes, and none where only its owner does", async () => {
    const it_ = talk();
    await it_.press(
      save({ article: "annual", fields: { title: "Annual leave", text: "25 days.", owner: "HR", tags: [] } }),
    );
    expect(article(it_, "annual")).toMatchObject({ owner: "HR", version: 1 });
    await it_.press(
      save({ article: "annual", fields: { title: "Annual leave", text: "26 days.", tags: [], note: "one more" } }),
    );
    expect(article(it_, "annual")).toMatchObject({ version: 2, state: "published" });
    expect(article(it_, "annual")).not.toHaveProperty("owner");
    expect(textOf(it_, "annual/1")).toBe("25 days.");
    expect(it_.all("versions").find(({ id }) => id === "annual/2")).toMatchObject({
      text: "26 days.",
      note: "one more",
    });
  });

  it.each([
    ["no title", { title: " ", text: "x", tags: [] }],
    ["no text", { title: "x", text: " \n", tags: [] }],
    ["a day that is none", { title: "x", text: "x", tags: [], reviewBy: "soon" }],
    ["a text without end", { title: "x", text: "x".repeat(200_001), tags: [] }],
  ])("with %s isn't kept", async (_what, fields) => {
    const it_ = new Talk();
    const [reply] = await it_.press(save({ fields }));
    expect(reply?.utter_action).toBe("utter_article_unreadable");
    expect(it_.all("articles")).toEqual([]);
  });

  it("goes back to an older version as a new one, and forth again by undo", async () => {
    const it_ = talk();
    await it_.press('/restore_version{"article":"travel","number":1}');
    expect(article(it_, "travel")?.version).toBe(3);
    expect(textOf(it_, "travel/3")).toContain("100 euros");
    expect(textOf(it_, "travel/2")).toContain("120 euros");
    await it_.press("/undo");
    expect(article(it_, "travel")?.version).toBe(2);
    expect(textOf(it_, "travel/3")).toBeUndefined();
  });
});

describe("an order about an article", () => {
  it.each([
    ["publish the sick leave article", "sick", { state: "published" }],
    ["publish the draft about sick leave", "sick", { state: "published" }],
    ["put the sick leave article live", "sick", { state: "published" }],
    ["retire the published article on annual leave", "annual", { state: "retired" }],
    ["set the annual leave article back to draft", "annual", { state: "draft" }],
    ["please unpublish annual leave", "annual", { state: "draft" }],
    ["retire the parking policy", "cars", { state: "retired" }],
    ["send annual leave for review", "annual", { state: "review" }],
    ["the expenses policy is out of date: hotels cost more now", "travel", { outOfDate: "hotels cost more now" }],
    ["mark the parking article as outdated because the yard is closed", "cars", { outOfDate: "the yard is closed" }],
    ["the company cars article is wrong", "cars", { outOfDate: "" }],
  ])("“%s” does it, and undo takes it back", async (text, id, left) => {
    const it_ = talk();
    const before = article(it_, id);
    await it_.say("mark_article", text);
    expect(article(it_, id)).toMatchObject(left);
    await it_.press("/undo");
    expect(article(it_, id)).toEqual(before);
  });

  it("that it is up to date takes the flag away, and puts an overdue review a year ahead", async () => {
    const it_ = talk();
    await it_.say("mark_article", "the travel policy is out of date: prices");
    const [reply] = await it_.say("mark_article", "it's up to date again");
    expect(article(it_, "travel")).not.toHaveProperty("outOfDate");
    expect(article(it_, "travel")).toMatchObject({ reviewBy: "2027-03-02" });
    expect(reply?.text).toContain("2 March 2027");
  });

  it("that several may mean is asked about, and done for the one chosen", async () => {
    const it_ = talk();
    const [reply] = await it_.say("mark_article", "retire the leave policy");
    expect(reply?.buttons?.map(({ title }) => title)).toEqual(["Annual leave", "Sick leave"]);
    await it_.press(reply?.buttons?.[0]?.payload ?? "");
    expect(article(it_, "annual")?.state).toBe("retired");
  });

  it("is known by what its file is called, too", async () => {
    const source = { kind: "file", name: "rules/whistle-blowing.md", format: "markdown" } as const;
    const it_ = talk().put("articles", one("w", "Raising concerns", { source }));
    await it_.say("mark_article", "retire the whistle blowing article");
    expect(article(it_, "w")?.state).toBe("retired");
  });

  it("of an article that isn't there changes nothing", async () => {
    const it_ = talk();
    const [reply] = await it_.say("mark_article", "publish the article about falconry");
    expect(reply?.text).toContain("falconry");
    expect(it_.all("journal")).toEqual([]);
  });

  it("that is done already says so", async () => {
    const it_ = talk();
    const [reply] = await it_.say("mark_article", "publish annual leave");
    expect(reply?.utter_action).toBe("utter_article_marked_already");
  });
});

describe("an article changed by words", () => {
  it("gets what is said as a paragraph of the section that it fits, and shows it", async () => {
    const it_ = talk();
    const [reply] = await it_.say("update_article", "update the parking article: visitors get a badge at reception");
    expect(textOf(it_, "cars/2")).toBe(
      PARKING.replace("5 euros a day.", "5 euros a day.\n\nVisitors get a badge at reception."),
    );
    expect(reply?.text).toContain("1 line added");
    expect(reply?.custom).toMatchObject({ card: "changes", article: "cars", from: 1, to: 2 });
    await it_.say("undo", "undo");
    expect(article(it_, "cars")?.version).toBe(1);
  });

  it.each([
    "in the parking article: change 5 euros to 6 euros",
    "update the parking policy: 5 euros -> 6 euros",
    "update parking: 5 euros should be 6 euros",
    "change 5 euros to 6 euros in the parking article",
    "in the parking article replace “5 euros” with “6 euros”",
  ])("“%s” replaces the words where they stand", async (text) => {
    const it_ = talk();
    const [reply] = await it_.say("update_article", text);
    expect(textOf(it_, "cars/2")).toBe(PARKING.replace("5 euros", "6 euros"));
    expect(reply?.text).toContain("1 line changed");
  });

  it("stays as it is where the words to be replaced stand nowhere", async () => {
    const it_ = talk();
    const [reply] = await it_.say("update_article", "update the parking article: change 9 euros to 6 euros");
    expect(reply?.utter_action).toBe("utter_article_lacks");
    expect(it_.all("versions").filter(({ id }) => id.startsWith("cars/"))).toHaveLength(1);
  });

  it("is asked about where nobody says what to change", async () => {
    const [reply] = await talk().say("update_article", "update the parking article");
    expect(reply?.utter_action).toBe("utter_article_update_how");
  });
});

describe("a question about articles", () => {
  it("what changed in one is answered by the difference and why", async () => {
    const [reply] = await talk().say("article_changes", "what changed in the travel policy?");
    expect(reply?.text).toContain("12 January 2026, to version 2 (“prices went up”): 1 line changed.");
    expect(reply?.text).toContain("Its review was due by 1 February 2026.");
    expect(JSON.stringify(reply?.custom)).toContain('{"kind":"removed","text":"100"},{"kind":"added","text":"120"}');
  });

  it("of an article with one version says that nothing changed, and of none what changed last", async () => {
    const [reply] = await talk().say("article_changes", "what changed in annual leave?");
    expect(reply?.utter_action).toBe("utter_article_unchanged");
    const [lately] = await talk().say("article_changes", "what's new?");
    expect(lately?.text).toContain("“Travel and expenses” (12 January 2026)");
  });

  it.each([
    ["which articles are out of date?", ["Travel and expenses"]],
    ["show me the drafts", ["Sick leave"]],
    ["which articles does Facilities own?", ["Company cars and parking"]],
    ["list all articles", ["Annual leave", "Company cars and parking", "Sick leave", "Travel and expenses"]],
  ])("“%s” lists them", async (text, titles) => {
    const [reply] = await talk().say("list_articles", text);
    const { articles } = reply?.custom as unknown as { articles: { title: string }[] };
    expect(articles.map(({ title }) => title)).toEqual(titles);
  });

  it("that none fits says so", async () => {
    const [reply] = await talk().say("list_articles", "which articles are retired?");
    expect(reply?.utter_action).toBe("utter_articles_none");
  });
});

describe("an article, whatever else is said with it", () => {
  it.each([
    ["retire the parking article, it's outdated", { state: "retired" }],
    ["retire the parking policy, nobody needs it any more", { state: "retired" }],
    ["the parking policy is outdated, prices changed", { state: "published", outOfDate: "prices changed" }],
    ["flag the parking policy for a look", { state: "published", outOfDate: "" }],
    ["bring the parking article back into draft", { state: "draft" }],
  ])("%s", async (text, expected) => {
    const it_ = talk();
    await it_.say("mark_article", text);
    expect(article(it_, "cars")).toMatchObject(expected);
  });

  it("stays as it is where only its standing is asked for", async () => {
    const it_ = talk();
    const [reply] = await it_.say("mark_article", "is the sick leave policy published?");
    expect(reply?.text).toMatch(/^“Sick leave” is a draft/);
    expect(reply?.buttons ?? []).toEqual([]);
    expect(article(it_, "sick")?.state).toBe("draft");
  });

  it.each([
    ["in the parking article, say that the gate shuts at 8pm", "The gate shuts at 8pm."],
    ["update the article on parking, bicycles are free", "Bicycles are free."],
    ["correct the parking policy, replace 5 euros with 6 euros", "Visitors pay 6 euros a day."],
  ])("%s", async (text, line) => {
    const it_ = talk();
    await it_.say("update_article", text);
    expect(textOf(it_, "cars/2")).toContain(line);
  });

  it("is told with whose it is", async () => {
    const [reply] = await talk().say("list_articles", "who owns the parking article?");
    expect(reply?.text).toBe("“Company cars and parking” belongs to Facilities.");
  });
});
