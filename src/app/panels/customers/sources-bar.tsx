import { useState } from "react";
import { ageInWords, countOf, usersZone } from "../../../skills/for-customers-panel";
import type { SourceView } from "../../../worker/protocol";
import { hrefTo } from "../../navigation/address";
import { faultOf } from "../../session/fault-of";
import { useSession } from "../../session/session-context";
import { useMinute } from "../../transcript/hooks";
import panel from "../panel.module.css";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { useSources } from "./use-sources";

/** The servers that customers are read from: how old what is here is, and a way to read it anew. */
export function SourcesBar({ records }: Pick<ViewProps, "records">) {
  const { sources, ask } = useSources(records);
  return sources.map((source) => <SourceRow key={source.connector} source={source} onRead={ask} />);
}

function SourceRow({ source, onRead }: { source: SourceView; onRead: () => void }) {
  const session = useSession();
  const now = useMinute();
  const [isReading, setReading] = useState(false);
  const [said, setSaid] = useState<{ told: string; notes: string[]; deleted: number } | null>(null);
  const { connector, name, fetched, fault, changes } = source;

  async function refresh(withDeleted: boolean) {
    setReading(true);
    setSaid(null);
    const answer = await session
      .ask("refreshSource", { connector, withDeleted })
      .catch((error: unknown) => ({ fault: faultOf(error).message }));
    setSaid("fault" in answer ? { told: answer.fault, notes: [], deleted: 0 } : answer);
    setReading(false);
    onRead();
  }

  return (
    <section className={styles.source} aria-label={name}>
      <p className={styles.sourceWords}>
        {fetched === null ? `${name}: not read yet` : `From ${name}, read ${ageInWords(fetched, now, usersZone())}`}
      </p>
      {changes.length > 0 && <a href={hrefTo("customers", "changes")}>{countOf(changes.length, "change")} not sent</a>}
      {isReading ? (
        <button
          type="button"
          className={panel.button}
          aria-label={`Stop reading ${name}`}
          onClick={() => void session.ask("cancelRefresh", { connector })}
        >
          Stop
        </button>
      ) : (
        <button
          type="button"
          className={panel.button}
          aria-label={`Refresh from ${name}`}
          onClick={() => void refresh(false)}
        >
          Refresh
        </button>
      )}
      <div role="status" className={styles.sourceSaid}>
        {isReading && "Reading…"}
        {said && <p>{said.told}</p>}
        {!said && !isReading && fault !== null && <p>It couldn’t be read since: {fault}</p>}
        {said && said.notes.length > 0 && (
          <details>
            <summary>{countOf(said.notes.length, "thing")} to know</summary>
            <ul>
              {said.notes.map((note) => (
                <li key={note} dir="auto">
                  {note}
                </li>
              ))}
            </ul>
          </details>
        )}
        {said && said.deleted > 0 && (
          <p>
            {countOf(said.deleted, "record")} that you deleted here {said.deleted === 1 ? "was" : "were"} left out.{" "}
            <button type="button" className={panel.plain} onClick={() => void refresh(true)}>
              Bring back
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
