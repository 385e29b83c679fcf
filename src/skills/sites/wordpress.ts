import * as v from "valibot";
import type { ServerAnswer } from "../connect";
import { textOfHtml } from "../knowledge/documents/text-of-html";
import { readJson } from "../read-json";
import type { ArticleSource, Site, SitePage } from "./article-source";
import { utcMoment, webAddress } from "./fields";

/* WordPress' REST API (6.1 is tested). `rest_route` works whatever a site's own addresses look like. */

const TYPES = ["pages", "posts"];
/** WordPress lists no more at once. */
const AT_ONCE = 100;

const listed = v.array(
  v.object({
    id: v.number(),
    link: webAddress,
    title: v.object({ rendered: v.string() }),
    modified_gmt: utcMoment,
  }),
);
const me = v.object({ capabilities: v.record(v.string(), v.boolean()) });
const content = v.object({ content: v.object({ rendered: v.string() }) });

export const wordpressArticles: ArticleSource = {
  async *list(site) {
    const mayRead = await capabilities(site);
    for (const type of TYPES) {
      const status = mayRead[`read_private_${type}`] ? "publish,private" : "publish";
      for (let page = 1, hasMore = true; hasMore; page++) {
        const answer = await ask(site, `/wp/v2/${type}`, `which ${type} there are`, {
          ...{ per_page: String(AT_ONCE), page: String(page), orderby: "id", order: "asc" },
          ...{ status, _fields: "id,link,title,modified_gmt" },
        });
        const pages = readJson(site.connector, answer.text, listed);
        hasMore = page < Number(answer.headers.get("X-WP-TotalPages") ?? (pages.length < AT_ONCE ? 0 : Infinity));
        yield pages.map(({ id, link, title, modified_gmt }): SitePage => ({
          id: `${type}/${id}`,
          title: textOfHtml(title.rendered),
          address: link,
          changed: modified_gmt,
          revision: modified_gmt,
        }));
      }
    }
  },
  async read(site, { id, title }) {
    const { text } = await ask(site, `/wp/v2/${id}`, `what “${title}” says`, { _fields: "content" });
    return readJson(site.connector, text, content).content.rendered;
  },
};

/** What its login allows. Without this question a wrong login would read as a stranger. */
async function capabilities(site: Site): Promise<Record<string, boolean>> {
  const { connector } = site;
  if (typeof connector.settings["signIn"] !== "string") return {};
  const query = { context: "edit", _fields: "capabilities" };
  const { text } = await ask(site, "/wp/v2/users/me", "what its login allows", query);
  return readJson(connector, text, me).capabilities;
}

function ask(
  { connect, connector, signal }: Site,
  route: string,
  why: string,
  query: Record<string, string>,
): Promise<ServerAnswer> {
  return connect.ask(connector, { path: "/", query: { rest_route: route, ...query }, why }, signal);
}
