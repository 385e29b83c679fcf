import { useEffect, useState } from "react";
import { useSession } from "./session-context";
import { useStore } from "./store";

/** For so long a change can be taken back by a button (milliseconds); for later regrets there is "undo" in the chat. */
const UNDOABLE_FOR = 10 * 60_000;

/**
 * Hook: whether what a message changed can be taken back now: it is fresh, it wasn't undone, here or elsewhere, and nothing has changed it
 * since. `id` is the message's, undefined where there is none; `at` when it was answered, milliseconds since the epoch.
 */
export function useUndoable(id: string | undefined, at: number): boolean {
  const session = useSession();
  const { dataVersion } = useStore(session.state);
  const [isUndoable, setUndoable] = useState(false);
  useEffect(() => {
    const left = at + UNDOABLE_FOR - Date.now();
    if (id === undefined || left <= 0) return;
    let isOver = false;
    const tell = (answer: boolean) => !isOver && setUndoable(answer);
    session.ask("undoable", { id }).then(tell, () => tell(false));
    const timer = setTimeout(() => setUndoable(false), left);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [session, id, at, dataVersion]);
  return isUndoable;
}
