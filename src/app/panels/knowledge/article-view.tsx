import { useEffect, useRef } from "react";
import {
  dateOf,
  MarkdownView,
  SiteLink,
  siteOf,
  STATES,
  warningsOf,
  type Marked,
  payloadFor,
} from "../../../skills/for-knowledge-panel";
import type { Version } from "../../../worker/protocol";
import { goTo, hrefTo } from "../../navigation/address";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import { ArticleState } from "./article-state";
import styles from "./knowledge-panel.module.css";
import { useAsked } from "./use-asked";
import { type Article, type ViewProps } from "./view-props";

/** What the address opens of an article: null is the current version, or all of it. */
export interface Opened {
  version: number | null;
  marked: Marked | null;
}

/** An article to be read, at the passage that a link names. */
export function ArticleView({ article, opened, ...view }: ViewProps & { article: Article; opened: Opened }) {
  const { act, done, today } = view;
  const number = opened.version ?? article.version;
  const version = useAsked("version", { article: article.id, number });
  const warnings = warningsOf(article, today);

  function remove() {
    const sent = act(payloadFor("delete_articles", { article: [article.id] }), { quiet: true });
    done.tell(`Took out “${article.title}”.`, sent);
    goTo("knowledge");
  }

  return (
    <>
      <Heading title={article.title} back={{ href: hrefTo("knowledge"), label: "All documents" }}>
        <a className={panel.button} href={hrefTo("knowledge", article.id, "edit")}>
          Edit
        </a>
      </Heading>
      <Facts article={article} version={version} />
      {number !== article.version && (
        <p className={styles.note}>
          This is an older version. <a href={hrefTo("knowledge", article.id)}>Read the current one</a>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          {warning}
        </p>
      ))}
      {version === null && <p className={panel.empty}>This version isn’t kept here.</p>}
      {version && <Text key={version.id} text={version.text} marked={opened.marked} />}
      <ArticleState {...view} article={article} isDated={warnings.length > 0} />
      <div className={panel.buttons}>
        <a className={panel.button} href={hrefTo("knowledge", article.id, "versions")}>
          Versions ({article.version})
        </a>
        <button type="button" className={panel.danger} onClick={remove}>
          Take out
        </button>
      </div>
    </>
  );
}

function Facts({ article, version }: { article: Article; version: Version | null | undefined }) {
  const { state, owner, tags, reviewBy, source } = article;
  const facts = [
    STATES[state],
    ...(version ? [`version ${version.number} of ${dateOf({ date: version.created })}`] : []),
    ...(owner === undefined ? [] : [owner]),
    ...(reviewBy === undefined ? [] : [`to be looked at again by ${dateOf({ date: reviewBy })}`]),
    ...(source.kind === "file" ? [`from ${source.name}`] : []),
    ...tags,
  ];
  const site = siteOf(source);
  return (
    <p className={panel.sub}>
      {facts.join(" · ")}
      {site && " · "}
      {site && <SiteLink {...site} />}
    </p>
  );
}

/** The text, scrolled to its highlighted part. */
function Text({ text, marked }: { text: string; marked: Marked | null }) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const mark = frame.current?.querySelector("mark");
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    // Whoever listens or uses the keyboard is there too.
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
  }, []);
  return (
    <article ref={frame} className={styles.text} data-opened={marked ? true : undefined}>
      <MarkdownView text={text} marked={marked} topHeading={2} />
    </article>
  );
}
