import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { readNumber } from "../../../../../src/engine/nlu/extractors/number-words";

const read = (text: string) => readNumber(text).map(({ value, start, end }) => [text.slice(start, end), value]);

describe("numbers", () => {
  test.each<[string, [string, number][]]>([
    ["twenty-five", [["twenty-five", 25]]],
    ["a hundred and five", [["a hundred and five", 105]]],
    ["one thousand nine hundred eighty four", [["one thousand nine hundred eighty four", 1984]]],
    ["two million three hundred thousand and five", [["two million three hundred thousand and five", 2_300_005]]],
    ["two hundred and fifty thousand", [["two hundred and fifty thousand", 250_000]]],
    ["half", [["half", 0.5]]],
    ["half a million", [["half a million", 500_000]]],
    ["half a dozen eggs", [["half a dozen", 6]]],
    ["a dozen", [["a dozen", 12]]],
    ["two dozen", [["two dozen", 24]]],
    ["a couple of eggs", [["a couple of", 2]]],
    ["a few", [["a few", 3]]],
    ["one and a half", [["one and a half", 1.5]]],
    ["three quarters", [["three quarters", 0.75]]],
    [
      "3 1/2 and 3½",
      [
        ["3 1/2", 3.5],
        ["3½", 3.5],
      ],
    ],
    ["three point two five", [["three point two five", 3.25]]],
    ["1,000.5", [["1,000.5", 1000.5]]],
    [
      "2k or 2.5 thousand",
      [
        ["2k", 2000],
        ["2.5 thousand", 2500],
      ],
    ],
    [
      "minus five and -5",
      [
        ["minus five", -5],
        ["-5", -5],
      ],
    ],
    [
      "10-5",
      [
        ["10", 10],
        ["5", 5],
      ],
    ],
    [
      "one two three",
      [
        ["one", 1],
        ["two", 2],
        ["three", 3],
      ],
    ],
    [
      "15% of 80.",
      [
        ["15", 15],
        ["80", 80],
      ],
    ],
    ["ONE HUNDRED", [["ONE HUNDRED", 100]]],
    ["half past six", [["six", 6]]],
  ])("%s", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    "",
    "and",
    "the second one",
    "this one",
    "version 1.2.3",
    "B12",
    "at 9:30",
    "the 5th",
    "a",
    "someone",
    "often",
    "1/0",
  ])("none in %j", (text) => {
    expect(read(text)).toEqual([]);
  });

  test("a whole number reads back from its words", () => {
    const ones =
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
        " ",
      );
    const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const words = (n: number): string => {
      if (n < 20) return ones[n] ?? "";
      if (n < 100) return `${tens[Math.floor(n / 10)]}${n % 10 ? `-${words(n % 10)}` : ""}`;
      if (n < 1000) return `${words(Math.floor(n / 100))} hundred${n % 100 ? ` and ${words(n % 100)}` : ""}`;
      if (n < 1e6) return `${words(Math.floor(n / 1000))} thousand${n % 1000 ? ` ${words(n % 1000)}` : ""}`;
      return `${words(Math.floor(n / 1e6))} million${n % 1e6 ? ` ${words(n % 1e6)}` : ""}`;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
        expect(read(words(n))).toEqual([[words(n), n]]);
      }),
    );
  });
});
