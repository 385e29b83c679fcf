import { describe, expect, it, test } from "vitest";
import { actions } from "../../../../src/skills/calculator/actions";
import { actionNamed, runAction, slotAfter } from "../run-action";

const calculate = actionNamed(actions, "action_calculate");
const convertUnit = actionNamed(actions, "action_convert_unit");

async function answer(action: typeof calculate, text: string, slots = {}): Promise<string | undefined> {
  const { messages } = await runAction(action, { text, slots });
  expect(messages).toHaveLength(1);
  return messages[0]?.text ?? messages[0]?.utter_action;
}

describe("action_calculate", () => {
  test.each([
    ["what's 15 percent of 80", "15 % of 80 = 12"],
    ["1/3", "1 ÷ 3 ≈ 0.3333333333"],
    ["2^64", "2^64 = 18,446,744,073,709,551,616"],
    ["2^200", "2^200 ≈ 1.606938044 × 10⁶⁰"],
    ["30% off $79.99", "79.99 − 30 % = $55.99"],
    ["64 is what percent of 80", "64 ÷ 80 × 100 = 80 %"],
    ["20% tip on $45", "The tip on $45 at 20 % is $9, which makes $54."],
    ["split 90 by 4", "90 split 4 ways is 22.50 each."],
    ["do a sum", "utter_ask_sum"],
    ["5 / 0", "utter_sum_division_by_zero"],
    ["split 90 by 0", "utter_sum_division_by_zero"],
    ["9^9^9^9", "utter_sum_too_large"],
    ["square root of -4", "utter_sum_not_a_number"],
  ])("%s: %s", async (text, reply) => expect(await answer(calculate, text)).toBe(reply));

  it("remembers the result, and goes on from it", async () => {
    const { events } = await runAction(calculate, { text: "12 * 7" });
    expect(slotAfter(events, "last_result")).toBe("84");
    expect(await answer(calculate, "and times 3?", { last_result: "84" })).toBe("84 × 3 = 252");
  });

  it("asks the same of another number", async () => {
    const { events } = await runAction(calculate, { text: "what is 15 per cent of 2400" });
    const slots = { last_sum: slotAfter(events, "last_sum") ?? null };
    expect(await answer(calculate, "And of 3600?", slots)).toBe("15 % of 3600 = 540");
    expect(await answer(calculate, "and plus 20", { ...slots, last_result: "360" })).toBe("360 + 20 = 380");
  });

  it("goes on from all digits of the result, and shows as many as the result did", async () => {
    const { events } = await runAction(calculate, { text: "100/3" });
    const slots = { last_result: slotAfter(events, "last_result") ?? null };
    expect(await answer(calculate, "what's that times 2", slots)).toBe("33.33333333 × 2 ≈ 66.66666667");
    expect(await answer(calculate, "times 3", slots)).toMatch(/^33\.33333333 × 3 . 100$/);
  });

  it("puts a bill with its tip in brackets before it's split", async () => {
    const { messages } = await runAction(calculate, { text: "split 84.50 with 20 % tip by 3" });
    expect(messages[0]?.custom).toMatchObject({ expression: "(84.50 + 20 %) ÷ 3", result: "33.80" });
  });

  it("shows a bill's parts on its card", async () => {
    const { messages } = await runAction(calculate, { text: "split £88 three ways, add 10%" });
    expect(messages[0]?.custom).toMatchObject({
      card: "calculation",
      result: "£32.27",
      lines: [
        { label: "Tip (10 %)", value: "£8.80" },
        { label: "Total", value: "£96.80" },
        { label: "Each of 3", value: "£32.27" },
      ],
    });
  });
});

describe("action_convert_unit", () => {
  test.each([
    ["5 miles in km", "5 miles ≈ 8.0467 km"],
    ["1 inch in cm", "1 inch = 2.54 cm"],
    ["what is 6 foot 2 in cm", "6 feet 2 inches = 187.96 cm"],
    ["172 cm in feet and inches", "172 cm ≈ 5 feet 7.7 inches"],
    ["-40 c to f", "−40 °C = −40 °F"],
    ["2 uk pints in ml", "2 imperial pints ≈ 1,136.52 ml"],
    ["1 pint in ml", "1 pint ≈ 473.18 ml. US pints; a British pint is 568 ml."],
    ["unit conversion please", "utter_ask_conversion"],
  ])("%s: %s", async (text, reply) => expect(await answer(convertUnit, text)).toBe(reply));

  it("says which measures don't go together", async () => {
    const { messages } = await runAction(convertUnit, { text: "5 kg in litres" });
    expect(messages[0]).toMatchObject({
      utter_action: "utter_units_differ",
      values: { from_measure: "mass", to_measure: "volume" },
    });
  });
});

it.each(["1", "1+", "5 km ", "half of ", "tip "])("a message of nothing but %j is declined at once", async (part) => {
  const text = part.repeat(100_000 / part.length);
  const start = performance.now();
  expect(await answer(calculate, text)).toBe("utter_ask_sum");
  expect(await answer(convertUnit, text)).toBe("utter_ask_conversion");
  expect(performance.now() - start).toBeLessThan(500);
});

test.each([
  ["what's 37.5 in fahrenheit", "37.5 °C = 99.5 °F"],
  ["convert 100 to celsius", "100 °F ≈ 37.8 °C"],
  ["-459.67 fahrenheit in kelvin", "−459.67 °F = 0 K"],
  ["-300 celsius in fahrenheit", "−300 °C is below absolute zero, −273.15 °C, so there is no such temperature."],
])("temperatures, %s: %s", async (text, reply) => expect(await answer(convertUnit, text)).toBe(reply));

test.each([
  ["10 pounds in kg", "10 pounds ≈ 4.5359 kg"],
  ["5 pounds to ounces", "5 pounds = 80 ounces"],
])("pounds to weigh with are no money: %s", async (text, reply) => expect(await answer(convertUnit, text)).toBe(reply));

test.each([
  ["if i put away 50 a week how much is that after 2 years", "50 × 2 × 52 = 5,200"],
  ["21 an hour, how much in 8 hours", "21 × 8 = 168"],
])("%s: %s", async (text, reply) => expect(await answer(calculate, text)).toBe(reply));
