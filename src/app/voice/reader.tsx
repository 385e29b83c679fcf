import { useEffect, useRef } from "react";
import type { Line } from "../../worker/protocol";
import { useStore } from "../session/store";
import { hush, readsAloud, say } from "./speech";

/** Reads each new reply aloud, where the user wants that; what the user says or does ends it. */
export function Reader({ lines, openedAt }: { lines: Line[]; openedAt: number }) {
  const isOn = useStore(readsAloud) === "on";
  const readUpTo = useRef(0);

  useEffect(() => {
    const from = Math.max(readUpTo.current, openedAt);
    const news = lines.filter(({ seq }) => seq > from);
    readUpTo.current = Math.max(from, lines.at(-1)?.seq ?? 0);
    if (!isOn) return;
    if (news.some((line) => line.from === "user")) hush();
    for (const line of news) if (line.from === "assistant") say(line.text);
  }, [lines, openedAt, isOn]);

  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === "Escape" && hush();
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      hush();
    };
  }, [isOn]);
  return null;
}
