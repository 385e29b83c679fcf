import type { ArticleSource } from "./article-source";
import { mediawikiArticles } from "./mediawiki";
import type { SiteConnector } from "./sites";
import { wordpressArticles } from "./wordpress";

/** What reads each kind of site. */
export const ARTICLE_SOURCES: Readonly<Record<SiteConnector["kind"], ArticleSource>> = {
  wordpress: wordpressArticles,
  mediawiki: mediawikiArticles,
};
