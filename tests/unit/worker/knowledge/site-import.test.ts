import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../../../src/engine/environment";
import type { Article } from "../../../../src/storage/knowledge-records";
import { changedSince } from "../../../../src/storage/journal";
import type { SiteConnector } from "../../../../src/skills/sites/sites";
import type { ImportProgress } from "../../../../src/worker/knowledge/requests";
import { SiteImport } from "../../../../src/worker/knowledge/site-import";
import { lastReading } from "../../../../src/worker/knowledge/site-readings";
import { door, NOW } from "../../../support/door";
import { FakeSite, pagesOf } from "../../../support/fake-site";

/** What the assistant keeps of a fake site. */
class Reader {
  // Long enough for 10 MB on a busy machine.
  readonly door = door({ after: (milliseconds) => AbortSignal.timeout(milliseconds > 10_000 ? 3_000 : 0) });
  readonly progress: ImportProgress[] = [];
  readonly connector: SiteConnector;
  private readonly random = seededRandom(7);

  constructor(
    readonly site: FakeSite,
    kind: SiteConnector["kind"],
  ) {
    const created = "2026-03-02T09:00:00+01:00";
    this.connector = { id: "k", kind, name: "Intranet", address: site.address, settings: {}, created };
  }

  /** `abort` stops it after so many pages. */
  read({ now = NOW, stopAfter = Infinity }: { now?: number; stopAfter?: number } = {}) {
    const abort = new AbortController();
    const importing = new SiteImport(this.connector, {
      stored: (work) => work(this.door.storage),
      clock: fixedClock(now, "Europe/Oslo"),
      random: this.random,
      conversation: "c",
      connect: this.door.connections,
      signal: abort.signal,
      pause: async () => undefined,
      progress: (progress) => {
        this.progress.push(progress);
        if (progress.done >= stopAfter) abort.abort();
      },
      wrote: () => undefined,
    });
    return importing.run();
  }

  articles(): Promise<Article[]> {
    return this.door.storage.data.all("articles");
  }

  async article(title: string) {
    const article = (await this.articles()).find((one) => one.title === title);
    const version = await this.door.storage.data.get("versions", `${article?.id}/${article?.version}`);
    return { ...article, text: version?.text, dated: version?.created };
  }

  last() {
    return lastReading(this.door.storage, this.connector);
  }
}

describe.each(["wordpress", "mediawiki"] as const)("reading a %s site", (kind) => {
  let site: FakeSite;
  let reader: Reader;
  beforeEach(async () => {
    site = await new FakeSite(kind).start();
    site.pages = pagesOf(5);
    reader = new Reader(site, kind);
  });
  afterEach(() => site.kill());

  const first = () => site.pages[0] ?? expect.fail("no page");

  it("takes in all of its pages, with title, address, date and revision", async () => {
    const told = await reader.read();
    expect(told).toMatchObject({ added: 5, changed: 0, same: 0, retired: [], failed: [], fault: null });
    const read = await reader.article("Page 1");
    expect(read).toMatchObject({
      ...{ state: "published", text: "## Rules\n\nRule number 1.\n", dated: "2026-01-12T09:00:00.000+00:00" },
      source: { kind: "site", connector: "k", address: expect.stringContaining(site.address) as string },
    });
    expect(reader.progress.at(-1)).toMatchObject({ done: 4, total: 5 });
    expect(await reader.last()).toMatchObject({ complete: "2026-03-02T09:30:00.000+01:00", failed: 0, fault: null });
  });

  it("again asks for nothing but the list", async () => {
    await reader.read();
    const before = site.asked.length;
    expect(await reader.read()).toMatchObject({ added: 0, changed: 0, same: 5, journal: null });
    expect(
      site.asked.slice(before).filter((query) => /\d$/.test(query.get("rest_route") ?? "") || query.has("pageid")),
    ).toEqual([]);
  });

  it("makes a new version of what was changed there, and none of what says the same", async () => {
    await reader.read();
    Object.assign(first(), { html: "<p>Another rule.</p>", changed: "2026-02-01T10:00:00Z" });
    Object.assign(site.pages[1] ?? {}, { changed: "2026-02-01T10:00:00Z" });
    expect(await reader.read()).toMatchObject({ added: 0, changed: 1, same: 4 });
    expect(await reader.article("Page 1")).toMatchObject({ version: 2, text: "Another rule.\n" });
    expect(await reader.article("Page 2")).toMatchObject({ version: 1 });
    expect(await reader.read()).toMatchObject({ changed: 0, same: 5 });
  });

  it("retires what is gone, undoably, and publishes it again when it is back", async () => {
    await reader.read();
    const [gone] = site.pages.splice(4, 1);
    const told = await reader.read();
    expect(told).toMatchObject({ retired: ["Page 5"], added: 0 });
    expect(await reader.article("Page 5")).toMatchObject({ state: "retired" });
    const entry = await reader.door.storage.data.get("journal", told.journal ?? "");
    expect(entry).toMatchObject({ label: "Read 1 article of Intranet" });
    expect(await changedSince(reader.door.storage.data, entry?.changes ?? [])).toBeUndefined();
    if (gone) site.pages.push(gone);
    expect(await reader.read()).toMatchObject({ same: 5, retired: [] });
    expect(await reader.article("Page 5")).toMatchObject({ state: "published", version: 1 });
  });

  it("leaves retired what its user retired", async () => {
    await reader.read();
    const { text: _text, dated: _dated, ...article } = await reader.article("Page 1");
    await reader.door.storage.update(["articles"], () => ({
      changes: [{ store: "articles", op: "put", value: { ...(article as Article), state: "retired" }, before: null }],
      result: null,
    }));
    Object.assign(first(), { html: "<p>New.</p>", changed: "2026-02-01T10:00:00Z" });
    await reader.read();
    expect(await reader.article("Page 1")).toMatchObject({ state: "retired", version: 2 });
  });

  it("that is stopped keeps what it has, and goes on from there", async () => {
    site.pages = pagesOf(60);
    const stopped = await reader.read({ stopAfter: 30 });
    expect(stopped).toMatchObject({ isCancelled: true });
    expect(stopped.added).toBeGreaterThan(25);
    expect(await reader.last()).toMatchObject({ complete: null });
    expect(await reader.read()).toMatchObject({ added: 60 - stopped.added, same: stopped.added });
  });

  it("names every page that couldn't be read, and takes the others", async () => {
    site.trouble = (_request, response, query) => {
      const id = query.get("pageid") ?? /\/(\d+)$/.exec(query.get("rest_route") ?? "")?.[1];
      if (id === "2") response.writeHead(500).end("out of memory");
      else if (id === "3") response.end("{ broken");
      else if (id === "4") endless(response);
      else return false;
      return true;
    };
    const told = await reader.read();
    expect(told.added).toBe(2);
    expect(Object.fromEntries(told.failed.map(({ name, why }) => [name.slice(0, 6), why]))).toEqual({
      "Page 2": expect.stringContaining("has a fault of its own (500: “out of memory”)") as string,
      "Page 3": expect.stringContaining("isn’t JSON") as string,
      "Page 4": expect.stringContaining("too long: over 10 MB") as string,
    });
    expect(await reader.last()).toMatchObject({ failed: 3, fault: null });
    site.trouble = () => false;
    expect(await reader.read()).toMatchObject({ added: 3, same: 2, failed: [] });
  });

  it("names a page without text", async () => {
    first().html = "<img src=x>";
    expect((await reader.read()).failed).toMatchObject([{ why: "It has no text." }]);
  });

  it.each<[string, string, (site: FakeSite) => void | Promise<void>]>([
    ["is killed", "can’t be reached", (site) => site.kill()],
    ["is slow", "didn’t answer within", (site) => void (site.trouble = () => true)],
    ["answers 500", "fault of its own (500", (site) => void (site.trouble = status(500))],
    ["wants another login", "doesn’t take the login (401)", (site) => void (site.trouble = status(401))],
    ["sends elsewhere", "nothing was sent there", (site) => void (site.trouble = elsewhere)],
    ["answers no JSON", "isn’t JSON", (site) => void (site.trouble = html)],
    ["answers without end", "over 10 MB", (site) => void (site.trouble = (_, response) => endless(response))],
    ["lists the same for ever", "again and again", (site) => void (site.trouble = sameAgain(true))],
    ["says of one page for ever", "again and again", (site) => void (site.trouble = sameAgain(false))],
    ["is empty at once", "lists no page", (site) => void (site.pages = [])],
  ])("that %s loses nothing, and says since when", async (_name, why, happens) => {
    await reader.read();
    const before = await reader.articles();
    await happens(site);
    const told = await reader.read({ now: NOW + 86_400_000 });
    expect(told.fault).toContain(why);
    expect(told).toMatchObject({ added: 0, changed: 0, retired: [], journal: null });
    expect(await reader.articles()).toEqual(before);
    expect(await reader.last()).toMatchObject({
      ...{ complete: "2026-03-02T09:30:00.000+01:00", at: "2026-03-03T09:30:00.000+01:00" },
      fault: expect.stringContaining(why) as string,
    });
  });

  it("that dies on the way keeps what came before", async () => {
    site.pages = pagesOf(40);
    let pages = 0;
    site.trouble = (request, _response, query) => {
      const isPage = query.has("pageid") || /\d$/.test(query.get("rest_route") ?? "");
      if (!isPage || ++pages <= 30) return false;
      request.socket.destroy();
      return true;
    };
    const told = await reader.read();
    expect(told).toMatchObject({ added: 30, failed: [], fault: expect.stringContaining("can’t be reached") as string });
    site.trouble = () => false;
    expect(await reader.read()).toMatchObject({ added: 10, same: 30, fault: null });
  });

  it("takes no address that would run as a program", async () => {
    site.trouble = (_request, response, query) => {
      if (query.has("pageid") || /\d$/.test(query.get("rest_route") ?? "")) return false;
      const changed = "2026-01-12T09:00:00";
      const page = { id: 1, pageid: 1, title: kind === "wordpress" ? { rendered: "x" } : "x", modified_gmt: changed };
      const evil = { ...page, link: "javascript:alert(1)", fullurl: "javascript:alert(1)" };
      const revisions = [{ revid: 1, timestamp: changed }];
      const wiki = { batchcomplete: true, query: { pages: [{ ...evil, revisions }] } };
      response.end(JSON.stringify(kind === "wordpress" ? [evil] : wiki));
      return true;
    };
    expect((await reader.read()).fault).toContain("this is no address of a page");
    expect(await reader.articles()).toEqual([]);
  });
});

function status(code: number): FakeSite["trouble"] {
  return (_request, response) => {
    response.writeHead(code).end();
    return true;
  };
}

const elsewhere: FakeSite["trouble"] = (_request, response) => {
  response.writeHead(302, { Location: "https://elsewhere.example/" }).end();
  return true;
};

const html: FakeSite["trouble"] = (_request, response) => {
  response.end("<!doctype html><h1>Maintenance</h1>");
  return true;
};

const sameAgain =
  (batchcomplete: boolean): FakeSite["trouble"] =>
  (_request, response, query) => {
    const [link, changed] = ["https://example.org/1", "2026-01-12T09:00:00"];
    const wiki = { pageid: 1, title: "x", fullurl: link, revisions: [{ revid: 1, timestamp: changed }] };
    const pages = [{ id: 1, link, title: { rendered: "x" }, modified_gmt: changed }];
    const answer = query.has("rest_route")
      ? pages
      : { batchcomplete, query: { pages: [wiki] }, continue: { gapcontinue: "1" } };
    response.setHeader("X-WP-TotalPages", 1_000_000);
    response.end(JSON.stringify(answer));
    return true;
  };

/** 200 MB, or as much of it as is taken. */
function endless(response: Parameters<FakeSite["trouble"]>[1]): boolean {
  const piece = "x".repeat(1_000_000);
  let sent = 0;
  const more = () => {
    while (sent++ < 200 && response.write(piece));
    if (sent >= 200) response.end();
  };
  response.on("drain", more);
  more();
  return true;
}
