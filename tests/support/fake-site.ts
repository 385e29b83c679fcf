import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of a fake site. */
export interface FakePage {
  id: number;
  title: string;
  html: string;
  /** `2026-01-12T09:00:00Z`. */
  changed: string;
}

/** Answers in place of the site: for outages. False: the site answers as usual. */
export type Trouble = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => boolean;

/** A WordPress or MediaWiki on loopback, as much of it as is asked. */
export class FakeSite {
  pages: FakePage[] = [];
  trouble: Trouble = () => false;
  /** The queries so far. */
  readonly asked: URLSearchParams[] = [];
  private server: Server | null = null;
  private port = 0;

  constructor(private readonly kind: "wordpress" | "mediawiki") {}

  async start(): Promise<this> {
    const server = createServer((request, response) => this.answer(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async kill(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  }

  private readonly answer: RequestListener = (request, response) => {
    const query = new URL(request.url ?? "", this.address).searchParams;
    this.asked.push(query);
    // As both let any page read them.
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages");
    if (this.trouble(request, response, query)) return;
    if (this.kind === "wordpress") this.answerAsWordPress(query, response);
    else this.answerAsMediaWiki(query, response);
  };

  private answerAsWordPress(query: URLSearchParams, response: ServerResponse): void {
    const [, type, id] = /^\/wp\/v2\/(pages|posts)(?:\/(\d+))?$/.exec(query.get("rest_route") ?? "") ?? [];
    const all = this.pages.filter((_, i) => (i % 2 === 0) === (type === "pages"));
    if (id !== undefined) {
      const page = all.find((one) => one.id === Number(id));
      return page ? send(response, { content: { rendered: page.html } }) : send(response, { code: "gone" }, 404);
    }
    const perPage = Number(query.get("per_page"));
    const from = (Number(query.get("page")) - 1) * perPage;
    response.setHeader("X-WP-Total", all.length);
    response.setHeader("X-WP-TotalPages", Math.ceil(all.length / perPage));
    const rows = all.slice(from, from + perPage).map(({ id, title, changed }) => ({
      ...{ id, link: `${this.address}/page-${id}/`, title: { rendered: title } },
      modified_gmt: changed.replace("Z", ""),
    }));
    send(response, rows);
  }

  private answerAsMediaWiki(query: URLSearchParams, response: ServerResponse): void {
    if (query.get("action") === "parse") {
      const page = this.pages.find((one) => one.id === Number(query.get("pageid")));
      const gone = { error: { code: "nosuchpageid", info: `There is no page with ID ${query.get("pageid")}.` } };
      return send(response, page ? { parse: { pageid: page.id, text: page.html } } : gone);
    }
    const from = Number(query.get("gapcontinue") ?? 0);
    const some = this.pages.slice(from, from + 2).map(({ id, title, changed }) => ({
      ...{ pageid: id, ns: 0, title, fullurl: `${this.address}/index.php/${id}` },
      revisions: [{ revid: Date.parse(changed), timestamp: changed }],
    }));
    const hasMore = from + 2 < this.pages.length;
    send(response, {
      ...{ batchcomplete: true, query: { pages: some } },
      ...(hasMore && { continue: { gapcontinue: String(from + 2), continue: "gapcontinue||" } }),
    });
  }
}

function send(response: ServerResponse, json: unknown, status = 200): void {
  response.statusCode = status;
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify(json));
}

/** So many pages, each of which says its number. */
export function pagesOf(count: number, changed = "2026-01-12T09:00:00Z"): FakePage[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ id: i + 1, title: `Page ${i + 1}`, changed },
    html: `<h2>Rules</h2><p>Rule number ${i + 1}.</p><script>steal()</script>`,
  }));
}
