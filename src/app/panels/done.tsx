import { useState } from "react";
import { CloseIcon } from "../icons";
import type { PanelProps } from "./panel-props";
import styles from "./panel.module.css";

/** What was just done in a panel, with a way back: hook for a panel that takes things away. */
export function useDone(): { done: string | null; tell: (done: string | null) => void } {
  const [done, tell] = useState<string | null>(null);
  return { done, tell };
}

export function Done({ done, tell, act }: ReturnType<typeof useDone> & Pick<PanelProps, "act">) {
  const undo = () => {
    act("/undo", { quiet: true });
    tell(null);
  };
  return (
    <div role="status">
      {done !== null && (
        <div className={styles.done}>
          <p>{done}</p>
          <button type="button" className={styles.plain} onClick={undo}>
            Undo
          </button>
          <button type="button" className={styles.icon} aria-label="Dismiss" onClick={() => tell(null)}>
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}
