import { useEffect, useRef, useState } from "react";
import type { RecordOf } from "../../../worker/protocol";
import { CloseIcon, DownIcon, UpIcon } from "../../icons";
import { dayLabel } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import styles from "../panel.module.css";

interface Props {
  item: RecordOf<"items">;
  send: (intent: string, entities: object) => void;
  onRemove: () => void;
}

/** An item to tick. The one that the address names takes the focus. */
export function ShownItem({ item, isOpened, send, onRemove }: Props & { isOpened: boolean }) {
  const { id, text, done, due, priority } = item;
  const now = useMinute();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpened) row.current?.focus();
  }, [isOpened]);
  const details = [
    due !== undefined && `Due ${dayLabel(Date.parse(`${due}T12:00`), now)}`,
    priority !== undefined && `${priority === "high" ? "High" : "Low"} priority`,
  ].filter((detail) => detail !== false);
  return (
    <li ref={row} className={styles.row} data-opened={isOpened || undefined} tabIndex={isOpened ? -1 : undefined}>
      <label className={styles.tickRow}>
        <input
          type="checkbox"
          className={styles.tick}
          checked={done}
          onChange={() => send("check_off_item", { item_id: id, ticked: done ? "no" : "yes" })}
        />
        <span className={styles.words}>
          <span className={done ? styles.ticked : styles.title} dir="auto">
            {text}
          </span>
          {details.length > 0 && <span className={styles.detail}>{details.join(" · ")}</span>}
        </span>
      </label>
      <button type="button" className={styles.icon} aria-label={`Take off ${text}`} onClick={onRemove}>
        <CloseIcon />
      </button>
    </li>
  );
}

interface EditedProps extends Props {
  isFirst: boolean;
  isLast: boolean;
}

/** An item to be worded anew, moved or taken off. */
export function EditedItem({ item: { id, text }, isFirst, isLast, send, onRemove }: EditedProps) {
  const [wording, setWording] = useState(text);
  function keep() {
    const trimmed = wording.trim();
    if (trimmed === "") setWording(text);
    else if (trimmed !== text) send("edit_item", { item_id: id, item: trimmed });
  }
  return (
    <li className={styles.row}>
      <input
        className={styles.field}
        aria-label={`Wording of ${text}`}
        maxLength={500}
        value={wording}
        onChange={(event) => setWording(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && keep()}
      />
      {/* Not disabled: the button that was pressed keeps the focus, and with it the way on. */}
      <button
        type="button"
        className={styles.icon}
        aria-label={`Move ${text} up`}
        aria-disabled={isFirst}
        onClick={() => send("place_item", { item_id: id, direction: "up" })}
      >
        <UpIcon />
      </button>
      <button
        type="button"
        className={styles.icon}
        aria-label={`Move ${text} down`}
        aria-disabled={isLast}
        onClick={() => send("place_item", { item_id: id, direction: "down" })}
      >
        <DownIcon />
      </button>
      <button type="button" className={styles.icon} aria-label={`Take off ${text}`} onClick={onRemove}>
        <CloseIcon />
      </button>
    </li>
  );
}
