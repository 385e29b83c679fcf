import { CardFrame } from "../card-frame";
import { serverIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import type { SeriesCardData, SystemsCardData } from "./card-data";
import styles from "./card.module.css";
import { Chart } from "./chart";

/** So many machines and alerts are shown; the panel has all. */
const SHOWN = 8;

function SystemsCard({ card: { targets, alerts, stale } }: CardProps<SystemsCardData>) {
  return (
    <CardFrame title="Systems" icon={serverIcon}>
      <Machines targets={targets.slice(0, SHOWN)} />
      {targets.length > SHOWN && <p className={styles.quiet}>And {targets.length - SHOWN} more.</p>}
      {alerts.length > 0 && (
        <ul className={styles.rows} aria-label="Alerts">
          {alerts.slice(0, SHOWN).map(({ name, summary, isSilenced }, i) => (
            <li key={i} className={styles.row}>
              <span className={styles.state} data-state={isSilenced ? "quiet" : "bad"}>
                {isSilenced ? "Silenced" : "Firing"}
              </span>
              <span className={styles.name} dir="auto">
                {name}
                {summary !== "" && <span className={styles.quiet}> {summary}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Stale lines={stale} />
    </CardFrame>
  );
}

export function Machines({ targets }: Pick<SystemsCardData, "targets">) {
  if (targets.length === 0) return null;
  return (
    <ul className={styles.rows} aria-label="Machines">
      {targets.map(({ name, job, isUp, figures }, i) => (
        <li key={i} className={styles.row}>
          <span className={styles.state} data-state={isUp ? "good" : "bad"}>
            {isUp ? "Up" : "Down"}
          </span>
          <span className={styles.name} dir="auto">
            {name} <span className={styles.quiet}>{job}</span>
          </span>
          <span className={styles.figures}>
            {figures.map(({ title, text, isHigh }) => (
              <span key={title} data-high={isHigh || undefined}>
                {title} {text}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function SeriesCard({ card: { title, unit, zone, lines, stale } }: CardProps<SeriesCardData>) {
  return (
    <CardFrame title={title} icon={serverIcon}>
      {lines.length > 0 ? (
        <Chart title={title} unit={unit} zone={zone} lines={lines} />
      ) : (
        <p className={styles.quiet}>There are no figures of that.</p>
      )}
      <Stale lines={stale} />
    </CardFrame>
  );
}

function Stale({ lines }: { lines: string[] }) {
  return lines.map((line) => (
    <p key={line} className={styles.stale}>
      {line}
    </p>
  ));
}

export const cards = { systems: SystemsCard, series: SeriesCard };
