import { describe, expect, it } from "vitest";
import { renderResponse, splitParagraphs } from "../../../../src/engine/actions/responses";
import type { Json } from "../../../../src/engine/json";
import type { Domain, ResponseVariation } from "../../../../src/engine/project/domain";

function render(
  variations: Partial<ResponseVariation>[],
  values: Record<string, Json> = {},
  channel = "browser",
  chance = 0,
): unknown {
  const domain = { responses: { utter_it: variations.map((variation) => ({ condition: [], ...variation })) } };
  return renderResponse(domain as unknown as Domain, "utter_it", values, () => chance, channel)?.text;
}

describe("a response", () => {
  it.each([
    ["Hello {name}.", { name: "Anna" }, "Hello Anna."],
    ["Hello {name}.", {}, "Hello {name}."],
    ["{a} and {b}", { a: "1" }, "{a} and {b}"],
    ["It is {value}.", { value: null }, "It is None."],
    ["It is {value}.", { value: true }, "It is True."],
    ["{{literal}} {name}", { name: "Anna" }, "{literal} Anna"],
    ["{place[city]} {list[1]}", { place: { city: "Oslo" }, list: ["a", "b"] }, "Oslo b"],
    ["{name}", { name: "{other}", other: "no" }, "{other}"],
    ["{constructor}", {}, "{constructor}"],
  ])("fills %j with %j", (text, values, expected) => {
    expect(render([{ text }], values as Record<string, Json>)).toBe(expected);
  });

  it("prefers a variation whose condition holds, compared without case", () => {
    const variations = [{ text: "any" }, { text: "plus", condition: [{ name: "plan", value: "PLUS" }] }];
    expect(render(variations, { plan: "plus" })).toBe("plus");
    expect(render(variations, { plan: "basic" })).toBe("any");
    expect(render(variations, {})).toBe("any");
  });

  it("prefers the channel's own over the general ones, and ignores those of other channels", () => {
    const variations = [
      { text: "general" },
      { text: "here", channel: "browser" },
      { text: "there", channel: "telegram" },
    ];
    expect(render(variations)).toBe("here");
    expect(render(variations, {}, "shell")).toBe("general");
  });

  it("chooses among equals by chance", () => {
    const variations = [{ text: "one" }, { text: "two" }];
    expect(render(variations, {}, "browser", 0)).toBe("one");
    expect(render(variations, {}, "browser", 0.99)).toBe("two");
  });

  it("is sent paragraph by paragraph when it has no buttons", () => {
    expect(splitParagraphs({ text: "One.\n\nTwo.", image: "a.png" })).toEqual([
      { text: "One." },
      { text: "Two.", image: "a.png" },
    ]);
    const withButtons = { text: "One.\n\nTwo.", buttons: [{ title: "Yes", payload: "yes" }] };
    expect(splitParagraphs(withButtons)).toEqual([withButtons]);
  });
});
