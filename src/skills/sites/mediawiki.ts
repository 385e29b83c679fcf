import * as v from "valibot";
import type { Connector } from "../../storage/connections";
import { readJson } from "../read-json";
import { canonical } from "../../storage/canonical";
import { listsAgain, type ArticleSource, type SitePage } from "./article-source";
import { utcMoment, webAddress } from "./fields";
import { askWiki } from "./ask-wiki";

const listed = v.object({
  continue: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  batchcomplete: v.optional(v.boolean(), false),
  // A wiki without pages has none.
  query: v.optional(v.object({ pages: v.array(v.looseObject({ pageid: v.number() })) }), { pages: [] }),
});
const page = v.object({
  pageid: v.number(),
  title: v.string(),
  fullurl: webAddress,
  revisions: v.pipe(v.array(v.object({ revid: v.number(), timestamp: utcMoment })), v.minLength(1)),
});
const parsed = v.object({ parse: v.object({ text: v.string() }) });

/** What is asked of each list of pages. */
const LIST = {
  ...{ action: "query", generator: "allpages", gaplimit: "max", gapfilterredir: "nonredirects" },
  ...{ prop: "info|revisions", inprop: "url", rvprop: "ids|timestamp" },
};

export const mediawikiArticles: ArticleSource = {
  async *list(site) {
    let next: Record<string, string> | null = {};
    // What is said of one page may come in several answers.
    const said = new Map<number, object>();
    while (next) {
      const text: string = await askWiki(site, { ...LIST, ...next }, "which pages there are");
      const list = readJson(site.connector, text, listed);
      for (const one of list.query.pages) said.set(one.pageid, { ...said.get(one.pageid), ...one });
      if (list.batchcomplete) {
        yield readPages(site.connector, [...said.values()]);
        said.clear();
      }
      const more = list.continue && Object.fromEntries(Object.entries(list.continue).map(([k, to]) => [k, String(to)]));
      if (more && canonical(more) === canonical(next)) throw listsAgain(site.connector);
      next = more ?? null;
    }
  },
  async read(site, { id, title }) {
    const options = { prop: "text", disableeditsection: "1", disabletoc: "1", disablelimitreport: "1" };
    const text = await askWiki(site, { action: "parse", pageid: id, ...options }, `what “${title}” says`);
    return readJson(site.connector, text, parsed).parse.text;
  },
};

function readPages(connector: Connector, said: readonly object[]): SitePage[] {
  return readJson(connector, JSON.stringify(said), v.array(page)).map(({ pageid, title, fullurl, revisions }) => {
    const [newest] = revisions;
    return {
      ...{ id: String(pageid), title, address: fullurl },
      ...{ changed: newest?.timestamp ?? "", revision: String(newest?.revid) },
    };
  });
}
