import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useTranscriptScroll } from "../../src/app/transcript/transcript-scroll";

let root: Root;

beforeEach(() => {
  const container = document.body.appendChild(document.createElement("div"));
  root = createRoot(container);
});

afterEach(() => root.unmount());

interface Shown {
  firstKey: string;
  /** Of the lines, in pixels; the window that shows them has 300. */
  height: number;
  onNearStart: () => void;
}

function Transcript({ firstKey, height, onNearStart }: Shown) {
  const { scroller, content, onScroll } = useTranscriptScroll(firstKey, undefined, onNearStart);
  const lines = createElement("div", { ref: content, style: { height } });
  return createElement("div", { ref: scroller, onScroll, style: { height: 300, overflow: "auto" } }, lines);
}

const show = (shown: Shown) => root.render(createElement(Transcript, shown));

describe("a transcript too short to be scrolled", () => {
  it("asks for earlier lines by itself, and again when those that came don't fill it", async () => {
    const onNearStart = vi.fn();
    show({ firstKey: "9", height: 100, onNearStart });
    await vi.waitFor(() => expect(onNearStart).toHaveBeenCalledTimes(1));
    show({ firstKey: "7", height: 200, onNearStart });
    await vi.waitFor(() => expect(onNearStart).toHaveBeenCalledTimes(2));
  });
});
