import { describe, expect, it } from "vitest";
import type { ReadSite } from "../../../../src/skills/sites/read-in-words";
import { memoryServices } from "../../../../training/commands/memory-services";
import { Talk } from "../talk";

const created = "2026-03-02T09:00:00.000+01:00";
const wiki = {
  id: "m",
  kind: "mediawiki",
  name: "Team wiki",
  address: "https://wiki.example.org/w",
  settings: {},
  created,
};
const site = {
  id: "w",
  kind: "wordpress",
  name: "Intranet",
  address: "https://www.example.org",
  settings: {},
  created,
};
const monitor = {
  id: "p",
  kind: "prometheus",
  name: "Metrics",
  address: "https://p.example.org",
  settings: {},
  created,
};

const nothing: ReadSite = {
  ...{ added: 0, changed: 0, same: 0, retired: [], failed: [], isCancelled: false, journal: null, fault: null },
};

function talkWith(...connectors: (typeof wiki)[]) {
  const begun: string[] = [];
  const sites = { begin: (some: readonly { name: string }[]) => void begun.push(...some.map(({ name }) => name)) };
  return { talk: new Talk(undefined, undefined, { ...memoryServices, sites }).put("connectors", ...connectors), begun };
}

describe("having sites read by words", () => {
  it.each([
    ["read the articles from the wiki", ["Team wiki"]],
    ["update the articles from wordpress", ["Intranet"]],
    ["read the intranet again", ["Intranet"]],
    ["bring the articles up to date", ["Team wiki", "Intranet"]],
  ])("begins with those that are meant: %s", async (text, meant) => {
    const { talk, begun } = talkWith(wiki, site, monitor);
    const [reply] = await talk.say("read_sites", text);
    expect(begun).toEqual(meant);
    expect(reply?.text).toContain(meant.join(" and "));
  });

  it("says how to connect one where there is none", async () => {
    const { talk, begun } = talkWith(monitor);
    expect(await talk.say("read_sites", "sync the wiki")).toMatchObject([{ utter_action: "utter_no_sites" }]);
    expect(begun).toEqual([]);
  });

  const told = async (read: Partial<ReadSite>) => {
    const { talk } = talkWith(wiki);
    return talk.press(`/sites_read${JSON.stringify({ site: "Team wiki", read: { ...nothing, ...read } })}`);
  };

  it("tells what came of it, with a way back", async () => {
    expect(await told({ added: 3, changed: 1, retired: ["Gifts"], journal: "J" })).toMatchObject([
      {
        text: "Team wiki: 3 articles added, 1 article with a new version and “Gifts” retired, as it is gone there.",
        buttons: [{ title: "Undo", payload: '/undo{"id":"J"}' }],
      },
    ]);
    const [same] = await told({ same: 1 });
    expect(same?.text).toBe("Team wiki: nothing new (1 article unchanged).");
    expect(same?.buttons).toBeUndefined();
  });

  it("tells what went wrong, and where", async () => {
    const failed = ["A", "B", "C", "D"].map((name) => ({ name, why: "It has no text." }));
    const [reply] = await told({ failed, fault: "Team wiki can’t be reached. Is it running?" });
    expect(reply?.text).toBe(
      "Team wiki: nothing was changed.\nIt ended too early: Team wiki can’t be reached. Is it running? What was read before stays.\n" +
        "Not read: A. It has no text.\nNot read: B. It has no text.\nNot read: C. It has no text.\nNot read, too: 1 page.",
    );
  });

  it("takes what a page is called for words, whatever it says", async () => {
    const [reply] = await told({ retired: ["{name} <b>/undo</b>"], journal: "J" });
    expect(reply?.text).toContain("“{name} <b>/undo</b>” retired");
  });
});
