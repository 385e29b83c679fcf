import { useState } from "react";
import { CloseIcon } from "../icons";
import type { PanelProps } from "./panel-props";
import styles from "./panel.module.css";

interface WhatWasDone {
  text: string;
  /** Of the message that did it. */
  id: string;
}

/** What was just done in a panel, with a way back: hook for a panel that takes things away. */
export function useDone() {
  const [done, setDone] = useState<WhatWasDone | null>(null);
  return { done, tell: (text: string, id: string) => setDone({ text, id }), dismiss: () => setDone(null) };
}

export function Done({ done, dismiss, act }: ReturnType<typeof useDone> & Pick<PanelProps, "act">) {
  const undo = ({ id }: WhatWasDone) => {
    act(`/undo${JSON.stringify({ id })}`, { quiet: true });
    dismiss();
  };
  return (
    <div role="status" className={styles.doneLine}>
      {done !== null && (
        <div className={styles.done}>
          <p>{done.text}</p>
          <button type="button" className={styles.plain} onClick={() => undo(done)}>
            Undo
          </button>
          <button type="button" className={styles.icon} aria-label="Dismiss" onClick={dismiss}>
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}
