import { afterEach, beforeEach, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { SiteConnector } from "../../../../src/skills/sites/sites";
import { Imports } from "../../../../src/worker/knowledge/imports";
import type { ReadSite } from "../../../../src/worker/knowledge/requests";
import { door, NOW } from "../../../support/door";
import { FakeSite, pagesOf } from "../../../support/fake-site";
import { memoryLocks } from "../../../support/memory-locks";

let site: FakeSite;
beforeEach(async () => {
  site = await new FakeSite("wordpress").start();
  site.pages = pagesOf(3);
});
afterEach(() => site.kill());

/** Two tabs of one browser, with two connectors of one site. */
async function twoTabs() {
  const { connections, storage } = door();
  const connectors = ["k", "l"].map((id): SiteConnector => {
    const created = "2026-03-02T09:00:00+01:00";
    return { id, kind: "wordpress", name: `Site ${id}`, address: site.address, settings: {}, created };
  });
  const changes = connectors.map((value) => ({ store: "connectors", op: "put", value, before: null }) as const);
  await storage.update([], () => ({ changes, result: null }));
  const locks = memoryLocks();
  const told: [string, ReadSite][] = [];
  const tab = () =>
    new Imports({
      ...{ clock: fixedClock(NOW, "Europe/Oslo"), random: seededRandom(7), locks, connect: connections },
      stored: (work) => work(storage),
      conversation: async () => "c",
      pause: async () => undefined,
      wrote: () => undefined,
      tell: () => undefined,
      tellRead: async (name, read) => void told.push([name, read]),
    });
  return { one: tab(), other: tab(), connectors, told, articles: () => storage.data.all("articles") };
}

it("reads a site in one tab at a time", async () => {
  const { one, other, articles } = await twoTabs();
  const reading = one.site("k");
  expect(await other.site("k")).toMatchObject({ fault: "Another tab is reading it." });
  expect(await reading).toMatchObject({ added: 3, fault: null });
  expect(await articles()).toHaveLength(3);
  expect(await other.site("k")).toMatchObject({ same: 3, fault: null });
});

it("begins a site anew where it is read already in the same tab, and takes in nothing twice", async () => {
  const { one, articles } = await twoTabs();
  const [first, second] = await Promise.all([1, 2].map(() => one.site("k")));
  expect(first).toMatchObject({ isCancelled: true });
  expect(second).toMatchObject({ isCancelled: false, fault: null });
  expect(await articles()).toHaveLength(3);
});

it("leaves the other sites unread once one of them was stopped", async () => {
  const { one, connectors, told } = await twoTabs();
  site.trouble = () => {
    site.trouble = () => false;
    void one.files([]);
    return false;
  };
  void one.sitesInTurn(connectors);
  await expect.poll(() => told.map(([name, { isCancelled }]) => [name, isCancelled])).toEqual([["Site k", true]]);
  // An import waits for those before it: by now another site would have been told of.
  await one.files([]);
  expect(told).toHaveLength(1);
});
