import { useEffect, useRef, useState } from "react";
import type { Line } from "../../worker/protocol";

/** How long a reply stays in the live region, so that it isn't met again when reading on (milliseconds). */
const linger = 2000;

/** Says each new reply once to a screen reader; never what was there before. The transcript itself is silent. */
export function Announcer({ lines, openedAt }: { lines: Line[]; openedAt: number }) {
  const saidUpTo = useRef(0);
  const [said, setSaid] = useState({ upTo: 0, text: "" });

  useEffect(() => {
    const from = Math.max(saidUpTo.current, openedAt);
    const news = lines.filter((line) => line.seq > from && line.from === "assistant");
    saidUpTo.current = Math.max(from, lines.at(-1)?.seq ?? 0);
    if (news.length > 0) setSaid({ upTo: saidUpTo.current, text: news.map((line) => line.text).join("\n") });
  }, [lines, openedAt]);

  useEffect(() => {
    if (said.text === "") return;
    const clear = setTimeout(() => setSaid(({ upTo }) => ({ upTo, text: "" })), linger);
    return () => clearTimeout(clear);
  }, [said]);

  return (
    <div className="visually-hidden" aria-live="polite">
      {/* Another element for each: the same words again are said again. */}
      {said.text !== "" && <p key={said.upTo}>{said.text}</p>}
    </div>
  );
}
