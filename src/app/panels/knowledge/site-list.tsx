import { useEffect, useState } from "react";
import { identity } from "../../../identity";
import { countOf } from "../../../skills/for-knowledge-panel";
import type { Connector, SiteView } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { useSession } from "../../session/session-context";
import { dayLabel, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import panel from "../panel.module.css";
import styles from "./knowledge-panel.module.css";

/** The connected sites that articles are read from, and how each was read last. */
export function SiteList({ onRead }: { onRead: (site: Connector) => void }) {
  const session = useSession();
  const now = useMinute();
  const connectors = session.useRecords("connectors");
  const [sites, setSites] = useState<SiteView[] | null>(null);
  useEffect(() => {
    session.ask("sites", null).then(setSites, () => setSites([]));
  }, [session, connectors]);
  if (!sites || (sites.length === 0 && !identity.connections.own)) return null;
  return (
    <section className={panel.group} aria-label="Sites">
      <div className={panel.groupHead}>
        <h3 className={panel.groupTitle}>Sites</h3>
      </div>
      {sites.length === 0 ? (
        <p className={styles.note}>
          Articles of a WordPress or MediaWiki can be read, too. Connect yours in{" "}
          <a href={hrefTo("settings")}>Settings</a>, under Connections.
        </p>
      ) : (
        <ul className={panel.rows}>
          {sites.map(({ connector, last }) => (
            <li key={connector.id} className={panel.row}>
              <span className={panel.words}>
                <span className={panel.title} dir="auto">
                  {connector.name}
                </span>
                <span className={panel.detail}>{inWords(last, now)}</span>
              </span>
              <button
                type="button"
                className={panel.button}
                aria-label={`Read ${connector.name}`}
                onClick={() => onRead(connector)}
              >
                {last ? "Read what changed" : "Read"}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is stale, and why: "Read on Friday, 14:05. The last try failed: ..." */
function inWords(last: SiteView["last"], now: number): string {
  if (!last) return "Not read yet";
  const when = (at: string) => `${dayLabel(Date.parse(at), now)}, ${timeOfDay(Date.parse(at))}`;
  return [
    last.complete === null ? "Never read to its end." : `Read last: ${when(last.complete)}.`,
    ...(last.failed > 0 ? [`${countOf(last.failed, "page")} couldn’t be read.`] : []),
    ...(last.fault === null ? [] : [`The last try (${when(last.at)}) failed. ${last.fault}`]),
  ].join(" ");
}
