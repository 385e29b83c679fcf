import { differences, DifferencesView, dateOf, payloadFor } from "../../../skills/for-knowledge-panel";
import type { VersionInfo } from "../../../worker/protocol";
import { goTo, hrefTo } from "../../navigation/address";
import { Group } from "../group";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import styles from "./knowledge-panel.module.css";
import { useAsked } from "./use-asked";
import { type Article, type ViewProps } from "./view-props";

/** All that an article ever said: what changed between two of its versions, and the way back to an older one. */
export function ArticleVersions({ article, range, act, done }: ViewProps & { article: Article; range: string }) {
  const versions = useAsked("versions", { article: article.id }, article.version);
  const [older, newer] = compared(range, article.version);

  function restore(number: number) {
    const sent = act(payloadFor("restore_version", { article: article.id, number }), { quiet: true });
    done.tell(`“${article.title}” says again what it said in version ${number}.`, sent);
    goTo("knowledge", article.id);
  }

  return (
    <>
      <Heading
        title={`Versions of ${article.title}`}
        back={{ href: hrefTo("knowledge", article.id), label: "Back to the article" }}
      />
      <Group title={`From version ${older} to version ${newer}`}>
        <div className={styles.text}>
          {newer > 1 ? (
            <Compared article={article.id} older={older} newer={newer} />
          ) : (
            <p className={panel.sub}>There is only one version yet.</p>
          )}
        </div>
      </Group>
      <Group title="All versions">
        <ul className={panel.rows}>
          {(versions ?? []).map((version) => (
            <li key={version.number} className={`${panel.row} ${styles.version}`}>
              <a className={panel.words} href={hrefTo("knowledge", article.id, String(version.number))}>
                <span className={panel.title}>{titleOf(version, article.version)}</span>
                {version.note !== undefined && <span className={panel.detail}>{version.note}</span>}
              </a>
              {version.number !== newer && (
                <a
                  className={panel.button}
                  href={hrefTo("knowledge", article.id, "versions", pairOf(version, newer))}
                  aria-label={`Compare version ${version.number}`}
                >
                  Compare
                </a>
              )}
              {version.number !== article.version && (
                <button
                  type="button"
                  className={panel.button}
                  aria-label={`Go back to it, version ${version.number}`}
                  onClick={() => restore(version.number)}
                >
                  Go back to it
                </button>
              )}
            </li>
          ))}
        </ul>
      </Group>
    </>
  );
}

function Compared({ article, older, newer }: { article: string; older: number; newer: number }) {
  const before = useAsked("version", { article, number: older });
  const after = useAsked("version", { article, number: newer });
  if (before === undefined || after === undefined) return null;
  if (!before || !after) return <p className={panel.sub}>One of these versions isn’t kept here.</p>;
  return <DifferencesView rows={differences(before.text, after.text)} />;
}

/** The versions that an address names, `2-5`; the newest and the one before it where it names none. */
function compared(range: string, current: number): [older: number, newer: number] {
  const [, older, newer] = /^(\d+)-(\d+)$/.exec(range) ?? [];
  return older === undefined ? [Math.max(1, current - 1), current] : [Number(older), Number(newer)];
}

function pairOf({ number }: VersionInfo, other: number): string {
  return `${Math.min(number, other)}-${Math.max(number, other)}`;
}

function titleOf({ number, created }: VersionInfo, current: number): string {
  return `Version ${number} of ${dateOf({ date: created })}${number === current ? ", the current one" : ""}`;
}
