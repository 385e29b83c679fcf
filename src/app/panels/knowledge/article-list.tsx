import { useState } from "react";
import { countOf, fold, foldedWords, hasAll } from "../../../skills/for-knowledge-panel";
import { PlusIcon } from "../../icons";
import { hrefTo } from "../../navigation/address";
import { Empty } from "../empty";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import { FoundPassages } from "./found-passages";
import { STATES, type ViewProps } from "./view-props";

/** As many articles as are drawn at once; the field above finds the others. */
const SHOWN = 200;

/** Where the sample handbook's files are. */
const SAMPLE = "handbook/";

/** All articles by their titles, those that the field names, and what the documents say to it. */
export function ArticleList({ articles, act, done }: ViewProps) {
  const [query, setQuery] = useState("");
  const words = foldedWords(query);
  const found = articles
    .filter(({ title, tags, owner = "" }) => hasAll(fold([title, ...tags, owner].join(" ")), words))
    .sort((a, b) => a.title.localeCompare(b.title));
  const samples = articles.filter(({ source }) => source.kind === "file" && source.name.startsWith(SAMPLE));

  function removeSamples() {
    const payload = `/delete_articles${JSON.stringify({ article: samples.map(({ id }) => id) })}`;
    done.tell("Took out the sample handbook.", act(payload, { quiet: true }));
  }

  return (
    <>
      <Heading title="Knowledge">
        <a className={styles.primary} href={hrefTo("knowledge", "import")}>
          <PlusIcon />
          Import
        </a>
      </Heading>
      {articles.length === 0 ? (
        <Empty text="No documents yet. Import some, and ask what they say." />
      ) : (
        <>
          <div className={styles.form}>
            <input
              type="search"
              className={styles.field}
              aria-label="Find in the documents"
              placeholder="Find in the documents"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </div>
          <p role="status" className="visually-hidden">
            {query === "" ? "" : countOf(found.length, "title")}
          </p>
          {found.length > 0 && (
            <ul className={styles.rows} aria-label="Documents">
              {found.slice(0, SHOWN).map(({ id, title, state, owner, tags, outOfDate }) => (
                <li key={id} className={styles.row}>
                  <a className={styles.link} href={hrefTo("knowledge", id)}>
                    <span className={styles.words}>
                      <span className={styles.title} dir="auto">
                        {title}
                      </span>
                      <span className={styles.detail}>
                        {[
                          ...(outOfDate === undefined ? [] : ["Out of date"]),
                          ...(state === "published" ? [] : [STATES[state]]),
                          ...(owner === undefined ? [] : [owner]),
                          ...tags,
                        ].join(" · ")}
                      </span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          )}
          {found.length > SHOWN && (
            <p className={styles.empty}>
              The first {SHOWN} of {found.length}. The field above finds the others.
            </p>
          )}
          <FoundPassages query={query} />
          {query === "" && samples.length > 0 && (
            <div className={styles.buttons}>
              <button type="button" className={styles.plain} data-tone="danger" onClick={removeSamples}>
                Take out the sample handbook ({samples.length})
              </button>
            </div>
          )}
        </>
      )}
    </>
  );
}
