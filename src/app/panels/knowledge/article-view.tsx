import { useEffect, useRef, useState } from "react";
import { dateOf, MarkdownView, SiteLink, siteOf, type Marked } from "../../../skills/for-knowledge-panel";
import type { RecordOf, Version } from "../../../worker/protocol";
import { goTo, hrefTo } from "../../navigation/address";
import { useSession } from "../../session/session-context";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./knowledge-panel.module.css";
import { STATES, type ViewProps } from "./view-props";

/** What the address opens of an article: null is the current version, or all of it. */
export interface Opened {
  version: number | null;
  marked: Marked | null;
}

/** An article to be read, at the passage that a link names. */
export function ArticleView({
  article,
  opened,
  act,
  done,
}: ViewProps & { article: RecordOf<"articles">; opened: Opened }) {
  const number = opened.version ?? article.version;
  const version = useVersion(article.id, number);

  function remove() {
    const payload = `/delete_articles${JSON.stringify({ article: [article.id] })}`;
    done.tell(`Took out “${article.title}”.`, act(payload, { quiet: true }));
    goTo("knowledge");
  }

  return (
    <>
      <Heading title={article.title} back={{ href: hrefTo("knowledge"), label: "All documents" }} />
      <Facts article={article} version={version} />
      {number !== article.version && (
        <p className={styles.note}>
          This is an older version. <a href={hrefTo("knowledge", article.id)}>Read the current one</a>
        </p>
      )}
      {article.outOfDate !== undefined && <p className={styles.warning}>Marked as out of date: {article.outOfDate}</p>}
      {version === null && <p className={panel.empty}>This version isn’t kept here.</p>}
      {version && <Text key={version.id} text={version.text} marked={opened.marked} />}
      <div className={panel.buttons}>
        <button type="button" className={panel.danger} onClick={remove}>
          Take out
        </button>
      </div>
    </>
  );
}

function Facts({ article, version }: { article: RecordOf<"articles">; version: Version | null | undefined }) {
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

/** Hook: an article's version; undefined until it is read, null where there is none. */
function useVersion(article: string, number: number): Version | null | undefined {
  const session = useSession();
  const [version, setVersion] = useState<Version | null>();
  useEffect(() => {
    let isOver = false;
    const set = (read: Version | null) => {
      if (!isOver) setVersion(read);
    };
    session.ask("version", { article, number }).then(set, () => set(null));
    return () => {
      isOver = true;
    };
  }, [session, article, number]);
  return version;
}
