import { describe, expect, it } from "vitest";
import { slotFeatures } from "../../../../src/engine/dialogue/slots";
import type { Slot } from "../../../../src/engine/project/domain";

const slot = (type: "bool" | "list"): Slot => ({ type, initialValue: null, influenceConversation: true, mappings: [] });

describe("what a slot contributes to the dialogue state", () => {
  it.each([
    [true, [1, 1]],
    ["True", [1, 1]],
    ["1", [1, 1]],
    [1, [1, 1]],
    [false, [1, 0]],
    ["false", [1, 0]],
    ["2", [1, 0]],
    [null, [0, 0]],
    ["yes", [0, 0]],
    [["true"], [0, 0]],
  ])("a bool slot that holds %j: %j", (value, features) => {
    expect(slotFeatures(slot("bool"), value)).toEqual(features);
  });

  it.each([
    ["Small", [1, 0, 0]],
    ["LARGE", [0, 1, 0]],
    ["huge", [0, 0, 1]],
    ["__other__", [0, 0, 1]],
    [null, [0, 0, 0]],
  ])("a categorical slot that holds %j: %j, whatever else it may hold last", (value, features) => {
    const size: Slot = { ...slot("bool"), type: "categorical", values: ["small", "large"] };
    expect(slotFeatures(size, value)).toEqual(features);
  });

  it.each([
    [["a"], [1]],
    ["a", [1]],
    [[], [0]],
    ["", [0]],
    [null, [0]],
  ])("a list slot that holds %j: %j", (value, features) => {
    expect(slotFeatures(slot("list"), value)).toEqual(features);
  });
});
