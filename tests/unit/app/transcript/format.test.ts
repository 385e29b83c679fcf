import { beforeAll, describe, expect, it, vi } from "vitest";

let dayLabel: typeof import("../../../../src/app/transcript/format").dayLabel;

beforeAll(async () => {
  vi.stubGlobal("navigator", { languages: ["nb-NO", "en-GB"] });
  // A choice made in another tab is told to the window.
  vi.stubGlobal("window", new EventTarget());
  ({ dayLabel } = await import("../../../../src/app/transcript/format"));
});

describe("a day's name", () => {
  const now = new Date(2026, 10, 22, 0, 5).getTime();
  it.each([
    [new Date(2026, 10, 22, 0, 1), "Today"],
    [new Date(2026, 10, 21, 23, 59), "Yesterday"],
    [new Date(2026, 10, 20, 12), "Friday 20 November"],
    [new Date(2025, 11, 31, 12), "31 December 2025"],
  ])("%s", (at, expected) => expect(dayLabel(at.getTime(), now)).toBe(expected));
});
