import { describe, expect, it } from "vitest";
import { matchAll } from "./match";

/** One record against what is expected of it. */
const fits = (expected: object, actual: object) => matchAll([expected], [actual], false);

describe("records as expected", () => {
  it("come in any order, each for one that is expected, and no more unless some", () => {
    const milk = { text: "milk" };
    const eggs = { text: "eggs" };
    expect(matchAll([milk, eggs], [eggs, milk], false)).toBe(true);
    expect(matchAll([{ text: "~m" }, { text: "~milk" }], [milk, { text: "jam" }], false)).toBe(true);
    expect(matchAll([milk, milk], [milk, eggs], false)).toBe(false);
    expect(matchAll([milk], [milk, eggs], false)).toBe(false);
    expect(matchAll([milk], [milk, eggs], true)).toBe(true);
    expect(matchAll([milk, eggs], [milk], true)).toBe(false);
  });

  it("compare text as it reads, moments as instants, numbers by their digits", () => {
    expect(fits({ list: "to do" }, { list: "To-do" })).toBe(true);
    expect(fits({ task: "mum" }, { task: "call mum" })).toBe(false);
    expect(fits({ task: "~Mum" }, { task: "call mum" })).toBe(true);
    expect(fits({ due: "2026-03-03T18:00+01:00" }, { due: "2026-03-03T17:00:00.000+00:00" })).toBe(true);
    expect(fits({ due: "2026-03-03T18:00+01:00" }, { due: "2026-03-03T18:00:00.000+02:00" })).toBe(false);
    expect(fits({ phones: [{ number: "91 23 45 67" }] }, { phones: [{ kind: "", number: "912 34 567" }] })).toBe(true);
    expect(fits({ phones: [{ number: "91 23 45 67" }] }, { phones: [{ kind: "", number: "912 34 568" }] })).toBe(false);
    expect(fits({ priority: null }, { text: "milk" })).toBe(true);
    expect(fits({ priority: null }, { text: "milk", priority: "high" })).toBe(false);
  });

  it("compare rules by the times they give", () => {
    const monday = { due: "2026-03-09T08:00+01:00", zone: "Europe/Oslo", rule: "FREQ=WEEKLY" };
    expect(fits({ rule: "FREQ=WEEKLY;BYDAY=MO" }, monday)).toBe(true);
    expect(fits({ rule: "FREQ=WEEKLY;BYDAY=MO,TU" }, monday)).toBe(false);
    expect(fits({ rule: null }, monday)).toBe(false);
    expect(fits({ rule: "FREQ=WEEKLY" }, { ...monday, rule: undefined })).toBe(false);
  });
});
