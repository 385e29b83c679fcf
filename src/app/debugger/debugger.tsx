import { useEffect, useRef, useState } from "react";
import type { DebugView } from "../../worker/protocol";
import { CloseIcon } from "../icons";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";
import styles from "./debugger.module.css";
import { Turn } from "./turn";

/** What was understood, decided and done, for whoever designs the assistant: beside the conversation, and as it goes on. */
export function Debugger({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { lines, outgoing } = useStore(session.state);
  const [view, setView] = useState<DebugView | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const waiting = outgoing.some(({ fault }) => fault === null);

  useEffect(() => title.current?.focus(), []);

  useEffect(() => {
    let isNew = true;
    // What is on its way changes it all again; where the models are missing there is nothing to look at.
    if (!waiting) {
      session.debug().then(
        (read) => isNew && setView(read),
        () => undefined,
      );
    }
    return () => {
      isNew = false;
    };
  }, [session, lines, waiting]);

  useEffect(() => {
    void end.current?.scrollIntoView({ block: "nearest" });
  }, [view]);

  return (
    <aside
      className={styles.debugger}
      aria-labelledby="debugger-title"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header className={styles.head}>
        <h2 id="debugger-title" ref={title} tabIndex={-1}>
          Debugger
        </h2>
        <button className={styles.close} type="button" aria-label="Close the debugger" onClick={onClose}>
          <CloseIcon />
        </button>
      </header>
      <div className={styles.body}>
        {view && <Memory view={view} />}
        {view?.turns.length === 0 && <p>Nothing was said in this session yet.</p>}
        <ol className={styles.turns}>
          {view?.turns.map((turn) => (
            <Turn key={turn.seq} turn={turn} />
          ))}
        </ol>
        <div ref={end} />
      </div>
    </aside>
  );
}

/** What the assistant holds in mind: the slots with a value, and the form that is running. */
function Memory({ view: { slots, loop } }: { view: DebugView }) {
  const filled = slots.filter(({ value }) => value !== null);
  return (
    <details className={styles.memory} open={filled.length <= 6}>
      <summary>
        {filled.length} of {slots.length} slots filled{loop !== null && `, ${loop} is running`}
      </summary>
      <dl>
        {filled.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
