import { formatIso } from "../../engine/time/zone";
import type { Connect } from "../../skills/connect";
import { ConnectFault, type ConnectFaultCode } from "../../skills/connect-fault";
import { htmlToMarkdown } from "../../skills/knowledge/documents/read-html";
import { countOf } from "../../skills/phrases";
import { listsAgain, type SitePage } from "../../skills/sites/article-source";
import type { SiteConnector } from "../../skills/sites/sites";
import { ARTICLE_SOURCES } from "../../skills/sites/sources";
import type { Article, ArticleSource } from "../../storage/knowledge-records";
import type { ImportOptions } from "./document-import";
import { Intake } from "./intake";
import type { ReadSite } from "./requests";
import { keepReading, lastReading } from "./site-readings";

/** These are of one page; with any other nothing more would come of that site. */
const OF_ONE_PAGE = new Set<ConnectFaultCode>([
  ...(["connect.missing", "connect.forbidden", "connect.refused", "connect.redirect"] as const),
  ...(["connect.broken", "connect.timeout", "connect.unreadable", "connect.too-big"] as const),
]);
/** After so many in a row it is the site's fault after all. */
const IN_A_ROW = 5;

type SiteArticle = Article & { source: Extract<ArticleSource, { kind: "site" }> };

export interface SiteImportOptions extends ImportOptions {
  connect: Connect;
}

/** Reads what changed on a site since it was read last. What is gone there is retired here, once all of its pages are known. */
export class SiteImport {
  private readonly failed: ReadSite["failed"] = [];
  private readonly intake: Intake;
  /** As they are kept, by the site's own ids. */
  private known = new Map<string, SiteArticle>();

  constructor(
    private readonly connector: SiteConnector,
    private readonly options: SiteImportOptions,
  ) {
    this.intake = new Intake(options, (count) => `Read ${countOf(count, "article")} of ${connector.name}`);
  }

  async run(): Promise<ReadSite> {
    const { signal } = this.options;
    let fault: string | null = null;
    let isCancelled = false;
    try {
      await this.read(await this.listed());
    } catch (error) {
      if (signal.aborted) isCancelled = true;
      else if (error instanceof ConnectFault) fault = error.words;
      else throw error;
    }
    await this.intake.write();
    await this.remember(isCancelled, fault);
    return { ...this.intake.told, failed: this.failed, isCancelled, fault };
  }

  /** All pages of the site, with what is kept of them told apart from what is gone. */
  private async listed(): Promise<SitePage[]> {
    const { connect, signal, stored, progress } = this.options;
    const { connector } = this;
    const pages = new Map<string, SitePage>();
    progress({ done: 0, total: 1, name: `the list of pages of ${connector.name}` });
    for await (const list of ARTICLE_SOURCES[connector.kind].list({ connect, connector, signal })) {
      signal.throwIfAborted();
      const before = pages.size;
      for (const page of list) pages.set(page.id, page);
      if (list.length > 0 && pages.size === before) throw listsAgain(connector);
    }
    if (pages.size === 0)
      throw new ConnectFault(
        "connect.missing",
        `${connector.name} lists no page that can be read.`,
        "Is anything published there, and for whom? Nothing was changed here.",
      );
    const articles = await stored(({ data }) => data.all("articles"));
    this.known = new Map(articles.flatMap((one) => (this.isOurs(one) ? [[one.source.page, one] as const] : [])));
    await this.intake.retire((article) => {
      if (!this.isOurs(article) || article.state === "retired" || pages.has(article.source.page)) return null;
      return { ...article, state: "retired", source: { ...article.source, revision: null }, updated: this.now() };
    });
    return [...pages.values()];
  }

  private async read(pages: readonly SitePage[]): Promise<void> {
    const { signal, progress, pause } = this.options;
    const changed = pages.filter(({ id, revision }) => this.known.get(id)?.source.revision !== revision);
    this.intake.told.same += pages.length - changed.length;
    let inARow = 0;
    for (const [done, page] of changed.entries()) {
      signal.throwIfAborted();
      progress({ done, total: changed.length, name: page.title });
      const why = await this.take(page);
      if (why) {
        this.failed.push({ name: `${page.title} (${page.address})`, why: why.words.trim() });
        if (++inARow === IN_A_ROW) throw why;
      } else inARow = 0;
      await pause();
    }
  }

  /** Why it couldn't be read; null where it was. */
  private async take(page: SitePage): Promise<ConnectFault | null> {
    const { connect, signal } = this.options;
    const { connector } = this;
    const { id, address, changed, revision, title } = page;
    try {
      const html = await ARTICLE_SOURCES[connector.kind].read({ connect, connector, signal }, page);
      const { text } = htmlToMarkdown(html);
      if (text.trim() === "") throw new ConnectFault("connect.missing", "It has no text.", "");
      const source = { kind: "site" as const, connector: connector.id, address, page: id, revision };
      await this.intake.add({ title: title || address, text, tags: this.known.get(id)?.tags ?? [], changed, source });
      return null;
    } catch (error) {
      if (!(error instanceof ConnectFault) || signal.aborted || !OF_ONE_PAGE.has(error.code)) throw error;
      return error;
    }
  }

  /** What is stale can be told from it: only a reading without a fault makes all complete. */
  private async remember(isCancelled: boolean, fault: string | null): Promise<void> {
    const at = this.now();
    await this.options.stored(async (storage) => {
      const last = await lastReading(storage, this.connector);
      const complete = fault === null && !isCancelled ? at : (last?.complete ?? null);
      await keepReading(storage, this.connector, { complete, at, failed: this.failed.length, fault });
    });
  }

  private isOurs(article: Article): article is SiteArticle {
    return article.source.kind === "site" && article.source.connector === this.connector.id;
  }

  private now(): string {
    const { clock } = this.options;
    return formatIso(clock.now(), clock.zone);
  }
}
