import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** This close to an end counts as being there (pixels). */
const nearEnd = 48;
const nearStart = 400;

/**
 * Keeps the newest in view unless the reader has scrolled up, keeps what is being read in place when earlier lines come in
 * above it (`firstKey` names the first one), goes to the end when the user sends something (`lastSent` names it), and calls
 * `onNearStart` when earlier lines are needed.
 */
export function useTranscriptScroll(
  firstKey: string | undefined,
  lastSent: string | undefined,
  onNearStart: () => void,
) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  // The same for the callbacks below, which must know it at once.
  const pinned = useRef(true);
  const height = useRef(0);
  const top = useRef(0);
  const knownFirst = useRef(firstKey);

  function onScroll() {
    const { current } = scroller;
    if (!current) return;
    const ended = current.scrollHeight - current.scrollTop - current.clientHeight < nearEnd;
    // Only the reader scrolls upwards: content growing below leaves the distance as it was, and isn't their wish to leave the end.
    if (ended) pinned.current = true;
    else if (current.scrollTop < top.current) pinned.current = false;
    top.current = current.scrollTop;
    setAtEnd(pinned.current);
    if (current.scrollTop < nearStart) onNearStart();
  }

  function toEnd() {
    pinned.current = true;
    setAtEnd(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }

  useLayoutEffect(() => {
    const { current } = scroller;
    if (!current || knownFirst.current === firstKey) return;
    knownFirst.current = firstKey;
    if (!pinned.current) current.scrollTop += current.scrollHeight - height.current;
    height.current = current.scrollHeight;
  }, [firstKey]);

  // Where all fits, nobody can scroll up to ask for more.
  useEffect(() => {
    const { current } = scroller;
    if (current && current.scrollHeight <= current.clientHeight) onNearStart();
  }, [firstKey, onNearStart]);

  useLayoutEffect(() => {
    if (lastSent === undefined || !scroller.current) return;
    // The scroll event that follows finds itself at the end.
    scroller.current.scrollTop = scroller.current.scrollHeight;
    pinned.current = true;
  }, [lastSent]);

  // New lines, images that have loaded, the keyboard: whatever changes a height, the end stays in view.
  useEffect(() => {
    const [outer, inner] = [scroller.current, content.current];
    if (!outer || !inner) return;
    const observer = new ResizeObserver(() => {
      height.current = outer.scrollHeight;
      if (pinned.current) outer.scrollTop = outer.scrollHeight;
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, []);

  return { scroller, content, atEnd, toEnd, onScroll };
}
