import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readConversion } from "../../../../src/skills/calculator/conversion";

function read(text: string): string | null {
  const conversion = readConversion(text);
  if (!conversion) return null;
  const from = conversion.from.map(({ value, unit }) => `${value} ${unit.math}`).join(" + ");
  return `${from} -> ${conversion.to.map(({ math }) => math).join(" + ")}`;
}

describe("what is to be converted", () => {
  test.each([
    ["5 miles in km", "5 mile -> km"],
    ["how many cups in a litre", "1 l -> cup"],
    ["convert 100 f to celsius", "100 degF -> degC"],
    ["what is 6 foot 2 in cm", "6 foot + 2 inch -> cm"],
    ["5'7 in cm", "5 foot + 7 inch -> cm"],
    ["6'2\" in cm", "6 foot + 2 inch -> cm"],
    ["I weigh 11 stone 4, what's that in kg", "11 stone + 4 lbm -> kg"],
    ["3 pounds 4 ounces in grams", "3 lbm + 4 oz -> g"],
    ["72 kg to stone and pounds", "72 kg -> stone + lbm"],
    ["how tall is 172 cm in feet and inches", "172 cm -> foot + inch"],
    ["how many seconds in a day", "1 day -> s"],
    ["how many feet in a mile", "1 mile -> foot"],
    ["a pint is how many millilitres", "1 pint -> ml"],
    ["2 tbsp in ml", "2 tablespoon -> ml"],
    ["60 mph in kmh", "60 mile/h -> km/h"],
    ["3 gb in mb", "3 GB -> MB"],
    ["500 mb in gb", "500 MB -> GB"],
    ["1 acre in square metres", "1 exactAcre -> m2"],
    ["my flat is 70 square metres, how many square feet is that", "70 m2 -> sqft"],
    ["gallons to litres, 15", "15 gallon -> l"],
    ["minus 10 c in fahrenheit", "-10 degC -> degF"],
    ["celsius for 68°F", "68 degF -> degC"],
    ["what's 30 degrees in fahrenheit", "30 degC -> degF"],
    ["80 degrees in celsius", "80 degF -> degC"],
    ["30 in to cm", "30 inch -> cm"],
    ["8 oz in ml", "8 fluidounce -> ml"],
    ["8 oz to grams", "8 oz -> g"],
    ["whats 5k in miles", "5 km -> mile"],
    ["half a pound in grams", "0.5 lbm -> g"],
    ["two and a half cups to millilitres", "2.5 cup -> ml"],
    ["100 farenheit in celcius", "100 degF -> degC"],
    ["10 knots in km per hour", "10 knot -> km/h"],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    ["5 miles", "5 mile -> km"],
    ["350F", "350 degF -> degC"],
    ["what is 10 kilos", "10 kg -> lbm"],
  ])("%s goes to the usual counterpart", (text, expected) => expect(read(text)).toBe(expected));

  test.each(["unit conversion please", "", "how long is a marathon", "12 times 4"])("%j names no unit", (text) =>
    expect(read(text)).toBeNull(),
  );
});

it("never throws", () => {
  const words = fc.constantFrom(
    "5",
    "in",
    "feet",
    "'",
    "how many",
    "c",
    "a",
    "per",
    "km/h",
    "°",
    "and",
    "1/0",
    "stone",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((list) => list.join(" ")),
      ),
      (text) => {
        readConversion(text);
      },
    ),
  );
});
