import { useState } from "react";
import { countOf, fold, foldedWords, hasAll, isOverdue, STATES, payloadFor } from "../../../skills/for-knowledge-panel";
import { PlusIcon } from "../../icons";
import { hrefTo } from "../../navigation/address";
import { Empty } from "../empty";
import { Heading } from "../heading";
import styles from "../panel.module.css";
import { saveFile } from "../../../skills/save-file";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { FoundPassages } from "./found-passages";
import own from "./knowledge-panel.module.css";
import { type Article, type ViewProps } from "./view-props";

/** As many articles as are drawn at once; the field above finds the others. */
const SHOWN = 200;

/** Where the sample handbook's files are. */
const SAMPLE = "handbook/";

/** All articles by their titles, those that the field names, and what the documents say to it. */
export function ArticleList({ articles, act, done, today, toMend }: ViewProps & { toMend: number }) {
  const session = useSession();
  const [query, setQuery] = useState("");
  const [fault, setFault] = useState("");
  const words = foldedWords(query);
  const found = articles
    .filter(({ title, tags, owner = "" }) => hasAll(fold([title, ...tags, owner].join(" ")), words))
    .sort((a, b) => a.title.localeCompare(b.title));
  const samples = articles.filter(({ source }) => source.kind === "file" && source.name.startsWith(SAMPLE));

  function removeSamples() {
    const sent = act(payloadFor("delete_articles", { article: samples.map(({ id }) => id) }), { quiet: true });
    done.tell("Took out the sample handbook.", sent);
  }

  async function save() {
    try {
      saveFile("knowledge.zip", await session.ask("exportDocuments", null), "application/zip");
      setFault("");
    } catch (error) {
      setFault(faultOf(error).message);
    }
  }

  return (
    <>
      <Heading title="Knowledge">
        <a className={styles.button} href={hrefTo("knowledge", "import")}>
          Import
        </a>
        <a className={styles.primary} href={hrefTo("knowledge", "new")}>
          <PlusIcon />
          Write
        </a>
      </Heading>
      <div className={own.ways}>
        {toMend > 0 && (
          <a className={styles.button} href={hrefTo("knowledge", "questions")}>
            Questions to mend ({toMend})
          </a>
        )}
        {articles.length > 0 && (
          <button type="button" className={styles.button} onClick={() => void save()}>
            Save all as a zip
          </button>
        )}
      </div>
      <p role="status" className={own.warning}>
        {fault}
      </p>
      {articles.length === 0 ? (
        <Empty text="No documents yet. Import some or write one, and ask what they say." />
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
              {found.slice(0, SHOWN).map((article) => (
                <li key={article.id} className={styles.row}>
                  <a className={styles.link} href={hrefTo("knowledge", article.id)}>
                    <span className={styles.words}>
                      <span className={styles.title} dir="auto">
                        {article.title}
                      </span>
                      <span className={styles.detail}>{detailOf(article, today)}</span>
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

function detailOf(article: Article, today: string): string {
  const { state, owner, tags, outOfDate } = article;
  return [
    ...(outOfDate === undefined ? [] : ["Out of date"]),
    ...(isOverdue(article, today) ? ["Review overdue"] : []),
    ...(state === "published" ? [] : [STATES[state]]),
    ...(owner === undefined ? [] : [owner]),
    ...tags,
  ].join(" · ");
}
