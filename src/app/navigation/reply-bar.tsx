import { useState } from "react";
import { CloseIcon } from "../icons";
import type { Line } from "../../worker/protocol";
import { hrefTo } from "./address";
import styles from "./reply-bar.module.css";

/** Where a panel covers the chat, what the assistant said last since it does; a tap goes there. The Announcer says it aloud. */
export function ReplyBar({ lines }: { lines: Line[] }) {
  const [seen, setSeen] = useState(lines.at(-1)?.seq ?? 0);
  const last = lines.findLast(({ from }) => from === "assistant");
  if (!last || last.seq <= seen) return null;
  return (
    <div className={styles.bar}>
      <a className={styles.text} href={hrefTo("chat")} dir="auto">
        {last.text}
      </a>
      <button type="button" className={styles.dismiss} aria-label="Dismiss" onClick={() => setSeen(last.seq)}>
        <CloseIcon />
      </button>
    </div>
  );
}
