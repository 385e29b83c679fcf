import { useEffect, useRef, useState, type RefObject } from "react";
import type { Line } from "../../worker/protocol";
import { address } from "../navigation/address";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";

/**
 * Brings the line that the address names (`#/chat/<conversation>/<seq>`) into view, with the focus on it, once it has been read. Returns whether it
 * is too long ago for that.
 */
export function useRevealedLine(content: RefObject<HTMLElement | null>, lines: Line[]): boolean {
  const session = useSession();
  const here = useStore(address);
  const [tooLongAgo, setTooLongAgo] = useState<typeof here | null>(null);
  const revealed = useRef<typeof here | null>(null);
  const [conversation = "", wanted = ""] = here.section === "chat" ? here.path : [];
  const seq = wanted === "" ? NaN : Number(wanted);

  useEffect(() => {
    if (!Number.isInteger(seq)) return;
    void session.reveal(conversation, seq).then((isThere) => {
      if (!isThere) setTooLongAgo(here);
    });
  }, [session, here, conversation, seq]);

  // Each address once: whoever reads on from there isn't brought back.
  useEffect(() => {
    if (!Number.isInteger(seq) || revealed.current === here) return;
    if (session.state.get().conversation !== conversation) return;
    const line = content.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!line) return;
    revealed.current = here;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }, [session, content, here, conversation, seq, lines]);

  return tooLongAgo === here;
}
