import type { CardProps } from "../card-props";
import type { CaseLine, InteractionLine } from "./card-data";
import styles from "./card.module.css";

type Props = CardProps<never>;

/** The cases as they are now, without those that are gone. */
export function useCases(told: CaseLine[], useRecords: Props["useRecords"]): CaseLine[] {
  const stored = useRecords("cases");
  if (!stored) return told;
  return told.flatMap((line) => {
    const now = stored.find(({ id }) => id === line.id);
    return now ? { ...line, subject: now.subject, state: now.state, priority: now.priority } : [];
  });
}

/** The entries that are still there. */
export function useEntries(told: InteractionLine[], useRecords: Props["useRecords"]): InteractionLine[] {
  const stored = useRecords("interactions");
  return stored ? told.filter((line) => stored.some(({ id }) => id === line.id)) : told;
}

export function CaseRows({ cases, withWho, act }: { cases: CaseLine[]; withWho: boolean; act: Props["act"] }) {
  return (
    <ul className={styles.lines}>
      {cases.map(({ id, number, subject, state, priority, who }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.row}
            onClick={() => act(`/list_cases${JSON.stringify({ said: `case ${number}` })}`, { title: `Case ${number}` })}
          >
            <span>
              {number} {subject}
            </span>
            <span className={styles.state} data-priority={priority}>
              {[state, priority === "normal" ? "" : `${priority} priority`, withWho ? who : ""]
                .filter((part) => part !== "")
                .join(" · ")}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const DIRECTIONS = { in: "from them", out: "from us", "": "" };

export function Entries({ entries, withWho }: { entries: InteractionLine[]; withWho: boolean }) {
  return (
    <ul className={styles.lines}>
      {entries.map(({ id, when, kind, direction, text, who }) => (
        <li key={id} className={styles.line}>
          <span className={styles.note}>
            {[when, kind, DIRECTIONS[direction], withWho ? who : ""].filter((part) => part !== "").join(" · ")}
          </span>
          <span className={styles.text} dir="auto">
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
