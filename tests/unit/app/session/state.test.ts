import { describe, expect, it } from "vitest";
import {
  initialState,
  mergeLines,
  reduce,
  type AppState,
  type Change,
  type Outgoing,
} from "../../../../src/app/session/state";
import type { Fault, Line } from "../../../../src/worker/protocol";

const line = (seq: number, from: Line["from"] = "assistant"): Line => ({
  seq,
  from,
  text: `${seq}`,
  at: 0,
  buttons: [],
});
const sent: Outgoing = { id: "m1", text: "hi", quiet: false, at: 0, fault: null };
const fault: Fault = { code: "turn.failed", message: "No." };
const opened = (lines: Line[], more = false): Change => ({
  type: "opened",
  opened: { conversation: "c1", lines, more },
});
const after = (...changes: Change[]): AppState => changes.reduce(reduce, initialState);
const seqs = (state: AppState) => state.lines.map(({ seq }) => seq);

describe("lines", () => {
  it("are kept in order and never twice, whoever brings them first", () => {
    const state = after(
      opened([line(1), line(2)]),
      { type: "lines", conversation: "c1", lines: [line(5), line(4)] },
      { type: "answered", conversation: "c1", id: "m1", lines: [line(4), line(3)] },
    );
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
  });

  it("stay the same objects when they come again, so that nothing is drawn anew", () => {
    const known = [line(1), line(2)];
    expect(mergeLines(known, [line(1), line(2)])).toBe(known);
    expect(mergeLines(known, [line(2), line(3)])[1]).toBe(known[1]);
  });

  it("of another conversation are ignored", () => {
    expect(seqs(after(opened([line(1)]), { type: "lines", conversation: "c2", lines: [line(9)] }))).toEqual([1]);
  });

  it("that came while the worker was restarted count as news, and earlier ones stay", () => {
    const state = after(
      opened([line(7)]),
      { type: "earlier", conversation: "c1", page: { lines: [line(3)], more: false } },
      opened([line(7), line(8)]),
    );
    expect(seqs(state)).toEqual([3, 7, 8]);
    expect(state.openedAt).toBe(7);
  });
});

describe("a message on its way", () => {
  it("leaves when it is answered", () => {
    expect(
      after({ type: "sending", message: sent }, { type: "answered", conversation: "c1", id: "m1", lines: [] }).outgoing,
    ).toEqual([]);
  });

  it("stays with its fault when it fails, and without it when it is sent again", () => {
    const failed = after({ type: "sending", message: sent }, { type: "failed", id: "m1", fault });
    expect(failed.outgoing).toEqual([{ ...sent, fault }]);
    expect(reduce(failed, { type: "sending", message: sent }).outgoing).toEqual([sent]);
  });

  it("that is quiet is told of as trouble when it fails, as it has no bubble", () => {
    const state = after({ type: "sending", message: { ...sent, quiet: true } }, { type: "failed", id: "m1", fault });
    expect(state).toMatchObject({ outgoing: [], trouble: { kind: "action-failed", fault } });
  });
});

describe("earlier lines", () => {
  it("are at their end when the worker says so, not before", () => {
    expect(after(opened([line(5)])).earlier).toBe("none");
    expect(after(opened([line(5)], true)).earlier).toBe("more");
    const page = (more: boolean): Change => ({ type: "earlier", conversation: "c1", page: { lines: [line(4)], more } });
    expect(after(opened([line(5)], true), page(true)).earlier).toBe("more");
    expect(after(opened([line(5)], true), page(false)).earlier).toBe("none");
  });

  it("can be asked for again when they could not be read", () => {
    expect(after(opened([line(5)], true), { type: "loading-earlier" }, { type: "earlier-failed" }).earlier).toBe(
      "more",
    );
  });
});

describe("rings", () => {
  it("ring once each and end when silenced", () => {
    const ring = { store: "timers", id: "t1", title: "Tea" } as const;
    const ringing = after({ type: "ring", ring }, { type: "ring", ring });
    expect(ringing.rings).toEqual([ring]);
    expect(reduce(ringing, { type: "rings-silenced", ids: ["t1"] }).rings).toEqual([]);
  });
});
