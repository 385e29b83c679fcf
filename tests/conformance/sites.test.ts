import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock, seededRandom } from "../../src/engine/environment";
import { KINDS } from "../../src/skills/connections/kinds";
import type { SiteConnector } from "../../src/skills/sites/sites";
import type { MemoryStorage } from "../../src/storage/memory-storage";
import type { Connections } from "../../src/worker/connect/connections";
import { SiteImport } from "../../src/worker/knowledge/site-import";
import { headersOf } from "../../src/worker/vault/vault";
import { door, NOW } from "../support/door";
import { installSite, MediaWiki, WordPress } from "../support/real-sites";

const without = { wordpress: installSite("wordpress"), mediawiki: installSite("mediawiki") };
for (const [site, missing] of Object.entries(without))
  if (missing.length > 0)
    it(`could not install ${missing.join(", ")}: reading ${site} was not tested`, () => undefined);

const random = seededRandom(3);

function read(connector: SiteConnector, connect: Connections, storage: MemoryStorage) {
  const importing = new SiteImport(connector, {
    ...{ stored: (work) => work(storage), clock: fixedClock(NOW, "Europe/Oslo"), random, conversation: "c", connect },
    ...{ signal: new AbortController().signal, pause: async () => undefined },
    ...{ progress: () => undefined, wrote: () => undefined },
  });
  return importing.run();
}

async function textOf(storage: MemoryStorage, title: string): Promise<string | undefined> {
  const article = (await storage.data.all("articles")).find((one) => one.title === title);
  return (await storage.data.get("versions", `${article?.id}/${article?.version}`))?.text;
}

const patient = { after: (milliseconds: number) => AbortSignal.timeout(milliseconds) };

/** Against WordPress as Debian ships it. */
describe.skipIf(without.wordpress.length > 0)("reading a real WordPress", () => {
  let site: WordPress;
  let connector: SiteConnector;
  let login: { user: string; password: string };
  const { connections, storage, outgoing } = door({
    ...patient,
    headersFor: async () => headersOf({ scheme: "basic", ...login }),
  });

  beforeAll(async () => {
    site = await WordPress.start();
    login = { user: "editor", password: site.applicationPassword() };
    const created = "2026-03-02T09:00:00+01:00";
    const at = { kind: "wordpress", name: "Intranet", address: site.address, settings: { signIn: "basic" } } as const;
    connector = { id: "w", ...at, created };
  }, 120_000);
  afterAll(() => site.stop());

  it("reads pages and posts, what changed, and what is gone", async () => {
    const parking = site.write("page", "Parking & bikes", "<h2>Where</h2><p>Behind the house.</p>");
    site.write("page", "Draft", "<p>Not yet.</p>", "draft");
    const news = site.write("post", "Summer hours", "<ul><li>June</li><li>July</li></ul>");
    expect(await KINDS["wordpress"]?.test(connections, connector)).toBe("WordPress with 1 page");
    expect(await read(connector, connections, storage)).toMatchObject({ added: 2, failed: [], fault: null });
    expect(await textOf(storage, "Parking & bikes")).toBe("## Where\n\nBehind the house.\n");
    expect(await textOf(storage, "Summer hours")).toBe("- June\n- July\n");
    expect(await storage.data.all("articles")).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({
          address: `${site.address}/?page_id=${parking}`,
          page: `pages/${parking}`,
        }) as object,
      }),
    );
    site.change(parking, "<p>In front of it.</p>");
    site.remove(news);
    expect(await read(connector, connections, storage)).toMatchObject({
      changed: 1,
      retired: ["Summer hours"],
      same: 0,
    });
    expect(await textOf(storage, "Parking & bikes")).toBe("In front of it.\n");
    expect(await read(connector, connections, storage)).toMatchObject({ changed: 0, same: 1, journal: null });
  });

  it("lists more pages than fit into one answer", async () => {
    site.php(
      "for ($i = 0; $i < 101; $i++) wp_insert_post(['post_title' => \"Rule $i\", 'post_content' => \"<p>It is $i.</p>\", 'post_status' => 'publish', 'post_type' => 'page']);",
    );
    expect(await read(connector, connections, storage)).toMatchObject({ added: 101, failed: [], fault: null });
  }, 240_000);

  it("reads with a login what is private, and without one what everybody may", async () => {
    site.write("page", "Salaries", "<p>They are secret.</p>", "private");
    const stranger = { ...connector, id: "s", settings: {} };
    const without = door({ ...patient, headersFor: async () => ({}) });
    expect(await read(stranger, without.connections, without.storage)).toMatchObject({ added: 102, fault: null });
    expect(await textOf(without.storage, "Salaries")).toBeUndefined();
    expect(await read(connector, connections, storage)).toMatchObject({ added: 1, same: 102, fault: null });
    expect(await textOf(storage, "Private: Salaries")).toBe("They are secret.\n");
  }, 240_000);

  it("says so where it doesn't take the login, and changes nothing", async () => {
    const right = login;
    login = { user: "editor", password: "wrong" };
    const told = await read(connector, connections, storage);
    expect(told).toMatchObject({
      fault: expect.stringContaining("doesn’t take the login (401)") as string,
      retired: [],
    });
    login = right;
  });

  it("lets a page of another origin read it, with a login and the number of lists", async () => {
    const origin = "https://assistant.example";
    const address = `${site.address}/?rest_route=/wp/v2/pages`;
    const asked = { Origin: origin, "Access-Control-Request-Headers": "authorization" };
    const preflight = await fetch(address, { method: "OPTIONS", headers: asked });
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe(origin);
    expect(preflight.headers.get("Access-Control-Allow-Headers")).toMatch(/authorization/i);
    const answer = await fetch(address, { headers: { Origin: origin } });
    expect(answer.headers.get("Access-Control-Expose-Headers")).toContain("X-WP-TotalPages");
  });

  it("has listed every request, without the login", async () => {
    const { requests } = await outgoing.list();
    expect(requests.every(({ why }) => why.startsWith("Intranet: "))).toBe(true);
    expect(JSON.stringify(requests)).not.toContain(login.password);
  });
});

/** Against MediaWiki as Debian ships it. */
describe.skipIf(without.mediawiki.length > 0)("reading a real MediaWiki", () => {
  let site: MediaWiki;
  let connector: SiteConnector;
  const { connections, storage } = door({ ...patient, headersFor: async () => ({}) });

  beforeAll(async () => {
    site = await MediaWiki.start();
    const created = "2026-03-02T09:00:00+01:00";
    connector = { id: "m", kind: "mediawiki", name: "Wiki", address: site.address, settings: {}, created };
  }, 120_000);
  afterAll(() => site.stop());

  it("reads pages, what changed, and what is gone; no redirects", async () => {
    site.write(
      "Parking",
      "== Where ==\nBehind the '''house'''.\n{| class=wikitable\n! Day !! Spaces\n|-\n| Monday || 12\n|}",
    );
    site.write("Bikes", "In the cellar. See [[Parking]].");
    site.write("Cars", "#REDIRECT [[Parking]]");
    expect(await KINDS["mediawiki"]?.test(connections, connector)).toMatch(/^MediaWiki 1\.\d+\.\d+, “Team wiki”$/);
    expect(await read(connector, connections, storage)).toMatchObject({ added: 3, failed: [], fault: null });
    expect(await textOf(storage, "Parking")).toBe(
      "## Where\n\nBehind the house.\n\n| Day | Spaces |\n| --- | --- |\n| Monday | 12 |\n",
    );
    expect(await storage.data.all("articles")).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({ address: `${site.address}/index.php/Parking` }) as object,
      }),
    );
    site.write("Parking", "In front of it.");
    site.remove("Bikes");
    expect(await read(connector, connections, storage)).toMatchObject({ changed: 1, retired: ["Bikes"], same: 1 });
    expect(await textOf(storage, "Parking")).toBe("In front of it.\n");
    expect(await read(connector, connections, storage)).toMatchObject({ changed: 0, same: 2, journal: null });
  });

  it("lets any page read it", async () => {
    const address = `${site.address}/api.php?action=query&meta=siteinfo&format=json&origin=*`;
    const answer = await fetch(address, { headers: { Origin: "https://assistant.example" } });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });
});
