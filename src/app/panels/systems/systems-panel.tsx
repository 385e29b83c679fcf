import { useEffect, useState } from "react";
import { connectorsOf, Machines, watchInWords } from "../../../skills/for-systems-panel";
import type { SystemsView } from "../../../worker/protocol";
import { useSession } from "../../session/session-context";
import { dayLabel, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import { hrefTo } from "../../navigation/address";
import { Done, useDone } from "../done";
import { Empty } from "../empty";
import { Heading } from "../heading";
import type { PanelProps } from "../panel-props";
import styles from "../panel.module.css";
import { OwnHealth } from "./own-health";

/** The connected servers at a glance: machines, alerts, what is watched; and how this assistant itself is. */
export function SystemsPanel({ act, useRecords }: PanelProps) {
  const connectors = useRecords("connectors");
  const watches = useRecords("watches");
  const done = useDone();
  if (!connectors || !watches) return <Heading title="Systems" />;
  const told = watches.filter((watch) => watch.kind !== "alerts");
  return (
    <>
      <Heading title="Systems">
        <a className={styles.button} href={hrefTo("settings")}>
          Connections
        </a>
      </Heading>
      {connectorsOf(connectors).length === 0 ? (
        <Empty text="No server is connected. Settings has a place for Prometheus, Alertmanager and health addresses, under Connections." />
      ) : (
        <Connected key={connectors.map(({ id }) => id).join()} />
      )}
      {told.length > 0 && (
        <section className={styles.group} aria-labelledby="watches-title">
          <div className={styles.groupHead}>
            <h3 id="watches-title" className={styles.groupTitle}>
              Watched
            </h3>
          </div>
          <ul className={styles.rows}>
            {told.map((watch) => (
              <li key={watch.id} className={styles.row}>
                <span className={styles.words}>
                  <span className={styles.title} dir="auto">
                    {watchInWords(watch)}
                  </span>
                  {watch.kind === "threshold" && watch.beyond.length > 0 && (
                    <span className={styles.detail}>Now: {watch.beyond.join(", ")}</span>
                  )}
                </span>
                <button
                  type="button"
                  className={styles.plain}
                  aria-label={`Stop watching ${watchInWords(watch)}`}
                  onClick={() => {
                    const sent = act(`/stop_watching${JSON.stringify({ watch_id: watch.id })}`, { quiet: true });
                    done.tell(`No longer watched: ${watchInWords(watch)}.`, sent);
                  }}
                >
                  Stop
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <OwnHealth />
      <Done {...done} act={act} />
    </>
  );
}

/** Asked anew each minute while it is looked at. */
function Connected() {
  const session = useSession();
  const now = useMinute();
  const [view, setView] = useState<SystemsView | null>(null);
  useEffect(() => {
    void session.ask("systems", null).then(setView, () => undefined);
  }, [session, now]);
  if (!view) return <p className={styles.empty}>Asking the servers…</p>;
  const { targets, alerts, stale } = view;
  return (
    <>
      {stale.map((line) => (
        <p key={line} role="status" className={styles.sub}>
          {line}
        </p>
      ))}
      <section className={styles.group} aria-labelledby="alerts-title">
        <div className={styles.groupHead}>
          <h3 id="alerts-title" className={styles.groupTitle}>
            Alerts
          </h3>
        </div>
        {alerts.length === 0 ? (
          <p className={styles.sub}>Nothing is firing.</p>
        ) : (
          <ul className={styles.rows} aria-label="Alerts">
            {alerts.map(({ name, summary, isSilenced, since }, i) => (
              <li key={i} className={styles.row}>
                <span className={styles.words}>
                  <span className={styles.title} dir="auto">
                    {name}
                    {isSilenced && " (silenced)"}
                  </span>
                  <span className={styles.detail} dir="auto">
                    {summary !== "" && `${summary} · `}
                    {dayLabel(Date.parse(since), now)} {timeOfDay(Date.parse(since))}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {targets.length > 0 && (
        <section className={styles.group} aria-labelledby="machines-title">
          <div className={styles.groupHead}>
            <h3 id="machines-title" className={styles.groupTitle}>
              Machines
            </h3>
          </div>
          <Machines targets={targets} />
        </section>
      )}
    </>
  );
}
