import { describe, expect, it } from "vitest";
import type { Outgoing } from "../../../../src/app/session/state";
import { groupByDay, toEntries } from "../../../../src/app/transcript/transcript-groups";
import type { Line } from "../../../../src/worker/protocol";

const noon = new Date(2026, 2, 2, 12).getTime();
const minute = 60_000;
let seq = 0;
const line = (from: Line["from"], at: number, messageId?: string): Line => ({
  seq: ++seq,
  from,
  text: "x",
  at,
  buttons: [],
  messageId,
});
const sent: Outgoing = { id: "m1", text: "/affirm", title: "Yes", quiet: false, at: noon, fault: null };
const shape = (lines: Line[]) =>
  groupByDay(toEntries(lines, [])).map(({ groups }) => groups.map(({ from, entries }) => `${from} ${entries.length}`));

describe("bubbles", () => {
  it("of one sender in a row form a group, until the other speaks or time passes", () => {
    const lines = [
      line("user", noon),
      line("assistant", noon + 1),
      line("assistant", noon + 4 * minute),
      line("assistant", noon + 10 * minute),
    ];
    expect(shape(lines)).toEqual([["user 1", "assistant 2", "assistant 1"]]);
  });

  it("of another day stand under their own day, even a moment later", () => {
    const midnight = new Date(2026, 2, 3).getTime();
    expect(shape([line("user", midnight - 1), line("user", midnight)])).toEqual([["user 1"], ["user 1"]]);
  });

  it("show a message on its way by its title, and only until the transcript has it", () => {
    expect(toEntries([], [sent])).toMatchObject([{ key: "m1", from: "user", text: "Yes" }]);
    const answered = toEntries([line("user", noon, "m1"), line("assistant", noon, "m1")], [sent]);
    expect(answered.map(({ key, outgoing }) => [key === "m1", outgoing])).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
  });

  it("leave quiet messages out", () => {
    expect(toEntries([], [{ ...sent, quiet: true }])).toEqual([]);
  });

  it("are the same objects for the same lines, so that nothing is drawn anew", () => {
    const lines = [line("user", noon), line("assistant", noon)];
    expect(toEntries([...lines, line("user", noon)], [])[1]).toBe(toEntries(lines, [])[1]);
  });
});
