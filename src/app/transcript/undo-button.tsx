import type { Line } from "../../worker/protocol";
import { useSession } from "../session/session-context";
import { useUndoable } from "../session/use-undoable";
import styles from "./message.module.css";

/** Takes back what the answer tells of, for as long as that can be done. */
export function UndoButton({ line: { messageId, at } }: { line: Line }) {
  const { send } = useSession();
  const isUndoable = useUndoable(messageId, at);
  if (!isUndoable) return null;
  const undo = () => send(`/undo${JSON.stringify({ id: messageId })}`, { title: "Undo" });
  return (
    <div className={styles.buttons}>
      <button className={styles.button} type="button" onClick={undo}>
        Undo
      </button>
    </div>
  );
}
