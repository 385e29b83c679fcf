import { useEffect, useState } from "react";
import { shorten } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { dayLabel, timeOfDay } from "../../transcript/format";
import panel from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import styles from "./settings.module.css";

type JournalEntry = RecordOf<"journal">;

/** As many of the newest are told. */
const SHOWN = 12;

/** For so long a change can be taken back here (milliseconds); for later regrets there is the chat. */
const UNDOABLE = 10 * 60_000;

/** What was changed lately, by words or by hand, each with a way back while it is fresh. */
export function RecentChanges({ act, useRecords }: PanelProps) {
  const journal = useRecords("journal");
  const now = useTenSeconds();
  const newest = journal?.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, SHOWN) ?? [];
  // With its words, not quietly: one that can't be taken back any more is refused in words.
  const undo = ({ id, label }: JournalEntry) =>
    act(`/undo${JSON.stringify({ id })}`, { title: `Undo “${shorten(label, 60)}”` });

  return (
    <section className={styles.section} aria-labelledby="changes-title">
      <h3 id="changes-title" className={styles.title}>
        Recent changes
      </h3>
      {newest.length === 0 && <p>Nothing was changed yet.</p>}
      <ul className={styles.changes} aria-labelledby="changes-title">
        {newest.map((entry) => {
          const { id, label, undone } = entry;
          const at = Date.parse(entry.at);
          return (
            <li key={id} className={styles.change}>
              <span className={panel.words}>
                <span className={undone ? `${panel.title} ${styles.undone}` : panel.title} dir="auto">
                  {label === "" ? "A change" : shorten(label, 120)}
                </span>
                <time className={panel.detail} dateTime={entry.at}>
                  {dayLabel(at, now)}, {timeOfDay(at)}
                  {undone && ", undone"}
                </time>
              </span>
              {!undone && now - at < UNDOABLE && (
                <button
                  type="button"
                  className={panel.plain}
                  aria-label={`Undo: ${shorten(label, 60)}`}
                  onClick={() => undo(entry)}
                >
                  Undo
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Milliseconds since the epoch, to ten seconds: buttons go when their time is over. */
function useTenSeconds(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
