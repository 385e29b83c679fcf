import { useEffect, useRef, useState, type RefObject } from "react";
import type { Line } from "../../worker/protocol";
import { address } from "../navigation/address";
import { useSession } from "../session/session-context";
import { useStore } from "../session/store";

/**
 * Brings the line that the address names (`#/chat/<seq>`) into view, with the focus on it, once it has been read. Returns whether it
 * is too long ago for that.
 */
export function useRevealedLine(content: RefObject<HTMLElement | null>, lines: Line[]): boolean {
  const session = useSession();
  const here = useStore(address);
  const [tooLongAgo, setTooLongAgo] = useState<typeof here | null>(null);
  const revealed = useRef<typeof here | null>(null);
  const seq = here.section === "chat" && here.path[0] !== undefined ? Number(here.path[0]) : NaN;

  useEffect(() => {
    if (!Number.isInteger(seq)) return;
    void session.reveal(seq).then((isThere) => {
      if (!isThere) setTooLongAgo(here);
    });
  }, [session, here, seq]);

  // Each address once: whoever reads on from there isn't brought back.
  useEffect(() => {
    if (!Number.isInteger(seq) || revealed.current === here) return;
    const line = content.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!line) return;
    revealed.current = here;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }, [content, here, seq, lines]);

  return tooLongAgo === here;
}
