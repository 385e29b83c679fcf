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
    ["{list} {one}", { list: ["a", "it's", 2, null], one: { on: true } }, `['a', "it's", 2, None] {'on': True}`],
    ["{price:.2f} {name}", { price: 2, name: "Anna" }, "{price:.2f} {name}"],
    ['{"json": 1}', { json: 2 }, '{"json": 1}'],
  ])("fills %j with %j", (text, values, expected) => {
    expect(render([{ text }], values as Record<string, Json>)).toBe(expected);
  });

  it("prefers a variation whose condition holds, compared without case", () => {
    const variations = [{ text: "any" }, { text: "plus", condition: [{ name: "plan", value: "PLUS" }] }];
    expect(render(variations, { plan: "plus" })).toBe("plus");
    expect(render(variations, { plan: "basic" })).toBe("any");
    expect(render(variations, {})).toBe("any");
  });

  it("wants all conditions of a variation, and the same type of anything but text", () => {
    const both = [
      { name: "plan", value: "plus" },
      { name: "paid", value: true },
    ];
    const variations = [{ text: "any" }, { text: "both", condition: both }];
    expect(render(variations, { plan: "plus", paid: true })).toBe("both");
    expect(render(variations, { plan: "plus", paid: "true" })).toBe("any");
    expect(render(variations, { plan: "plus", paid: null })).toBe("any");
  });

  it("has nothing to say where no variation fits", () => {
    expect(render([{ text: "plus", condition: [{ name: "plan", value: "plus" }] }], {})).toBeUndefined();
  });

  it("goes by channel and condition, then channel, then condition, then neither", () => {
    const condition = [{ name: "vip", value: true }];
    const variations = [
      { text: "neither" },
      { text: "condition", condition },
      { text: "channel", channel: "browser" },
      { text: "both", channel: "browser", condition },
    ];
    expect(render(variations, { vip: true })).toBe("both");
    expect(render(variations, { vip: false })).toBe("channel");
    expect(render(variations, { vip: true }, "shell")).toBe("condition");
    expect(render(variations, { vip: false }, "shell")).toBe("neither");
  });

  it("fills slots into all that Rasa fills, elements excepted, and keeps which response it was", () => {
    const variation = {
      image: "{name}.png",
      custom: { to: ["{name}"] },
      buttons: [{ title: "{name}", payload: '/go{{"who": "{name}"}}' }],
      attachment: "{name}.pdf",
      elements: ["{name}"],
      condition: [],
      id: "one",
    };
    const domain = { responses: { utter_it: [variation] } } as unknown as Domain;
    expect(renderResponse(domain, "utter_it", { name: "Anna" }, () => 0, "browser")).toEqual({
      image: "Anna.png",
      custom: { to: ["Anna"] },
      buttons: [{ title: "Anna", payload: '/go{"who": "Anna"}' }],
      attachment: "Anna.pdf",
      elements: ["{name}"],
      utter_action: "utter_it",
    });
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
