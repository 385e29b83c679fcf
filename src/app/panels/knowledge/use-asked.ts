import { useEffect, useState } from "react";
import type { RequestKind, Requests } from "../../../worker/protocol";
import { useSession } from "../../session/session-context";

/** Hook: what the worker answers to a request, asked again whenever `since` is another; undefined until then, null where it can't. */
export function useAsked<K extends RequestKind>(
  kind: K,
  ask: Requests[K]["ask"],
  since: unknown = null,
): Requests[K]["answer"] | null | undefined {
  const session = useSession();
  const [known, setKnown] = useState<{ asked: string; answer: Requests[K]["answer"] | null }>();
  const asked = JSON.stringify(ask);
  useEffect(() => {
    let isOver = false;
    const set = (answer: Requests[K]["answer"] | null) => {
      if (!isOver) setKnown({ asked, answer });
    };
    session.ask(kind, JSON.parse(asked) as Requests[K]["ask"]).then(set, () => set(null));
    return () => {
      isOver = true;
    };
  }, [session, kind, asked, since]);
  return known?.asked === asked ? known.answer : undefined;
}
