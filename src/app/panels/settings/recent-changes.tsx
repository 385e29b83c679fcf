import { shorten } from "../../../skills/for-panels";
import type { RecordOf } from "../../../worker/protocol";
import { useUndoable } from "../../session/use-undoable";
import { dayLabel, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import panel from "../panel.module.css";
import type { PanelProps } from "../panel-props";
import styles from "./settings.module.css";

type JournalEntry = RecordOf<"journal">;

/** As many of the newest are told. */
const SHOWN = 12;

/** What was changed lately, by words or by hand, each with a way back while it is fresh. */
export function RecentChanges({ act, useRecords }: PanelProps) {
  const journal = useRecords("journal");
  const newest = journal?.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, SHOWN) ?? [];

  return (
    <section className={styles.section} aria-labelledby="changes-title">
      <h3 id="changes-title" className={styles.title}>
        Recent changes
      </h3>
      {newest.length === 0 && <p>Nothing was changed yet.</p>}
      <ul className={styles.changes} aria-labelledby="changes-title">
        {newest.map((entry) => (
          <Row key={entry.id} entry={entry} act={act} />
        ))}
      </ul>
    </section>
  );
}

function Row({ entry, act }: { entry: JournalEntry } & Pick<PanelProps, "act">) {
  const { id, label, undone } = entry;
  const at = Date.parse(entry.at);
  const now = useMinute();
  const isUndoable = useUndoable(id, at);
  const undo = () => act(`/undo${JSON.stringify({ id })}`, { title: `Undo “${shorten(label, 60)}”` });
  return (
    <li className={styles.change}>
      <span className={panel.words}>
        <span className={undone ? `${panel.title} ${styles.undone}` : panel.title} dir="auto">
          {label === "" ? "A change" : shorten(label, 120)}
        </span>
        <time className={panel.detail} dateTime={entry.at}>
          {dayLabel(at, now)}, {timeOfDay(at)}
          {undone && ", undone"}
        </time>
      </span>
      {isUndoable && (
        <button type="button" className={panel.plain} aria-label={`Undo: ${shorten(label, 60)}`} onClick={undo}>
          Undo
        </button>
      )}
    </li>
  );
}
