import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemsIn, readItems, splitItems } from "../../../../src/skills/lists/items";
import { isThingToDo } from "../../../../src/skills/lists/things-to-do";

describe("splitItems", () => {
  test.each([
    ["milk, eggs and brown bread", ["milk", "eggs", "brown bread"]],
    ["milk & butter; jam", ["milk", "butter", "jam"]],
    ["mac and cheese", ["mac and cheese"]],
    ["salt and vinegar crisps and beer", ["salt and vinegar crisps", "beer"]],
    ["1,5 l milk,eggs", ["1,5 l milk", "eggs"]],
    ["some light bulbs, please", ["light bulbs"]],
    ["a tin of tomatoes and an onion too", ["a tin of tomatoes", "onion"]],
    ["a dozen eggs and a bottle of wine", ["a dozen eggs", "a bottle of wine"]],
    ["mac & cheese and salt and vinegar crisps", ["mac and cheese", "salt and vinegar crisps"]],
    ["wash and dry the towels", ["wash and dry the towels"]],
    ["buy milk and eggs", ["buy milk and eggs"]],
    ["pick up the parcel and call the bank", ["pick up the parcel", "call the bank"]],
    ["“The Hobbit”", ["The Hobbit"]],
    ["something", []],
    ["a few things", []],
    ["  , and ,, ", []],
  ])("%s", (text, items) => expect(splitItems(text)).toEqual(items));

  test("names joined by commas come apart again, in order", () => {
    const name = fc
      .stringMatching(/^[b-z]{4,9}$/)
      .filter(
        (word) =>
          !/^(?:then|just|maybe|please|also|thanks|stuff|items?|things?|another|some|more|them|these|those|mate|plus|okay|quick|this|that)$/.test(
            word,
          ),
      );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), (names) => {
        expect(splitItems(names.join(", "))).toEqual(names);
      }),
    );
  });
});

describe("readItems, where no item was recognized", () => {
  test.each([
    ["add milk and eggs to my shopping list", ["milk", "eggs"]],
    ["add book a hotel in Porto to my to-do list", ["book a hotel in Porto"]],
    ["add learn to make sourdough to my bucket list", ["learn to make sourdough"]],
    ["todo: call the bank", ["call the bank"]],
    ["we're out of toilet paper", ["toilet paper"]],
    ["I've run out of shampoo, put it on the list", ["shampoo"]],
    ["there's no coffee left", ["coffee"]],
    ["I need to buy bread", ["bread"]],
    ["ad buter to my shoping list", ["buter"]],
    ["put an ad on my to-do list", ["ad"]],
    ["oh and ketchup, add that too", ["ketchup"]],
    ["packing list: sunscreen, hat", ["sunscreen", "hat"]],
    ["make a school supplies list with pencils, glue and notebooks", ["pencils", "glue", "notebooks"]],
    ["add something to the to-do list", []],
    ["add this to my list", []],
    ["add to my shopping list", []],
  ])("%s", (text, items) => expect(readItems(text)).toEqual(items));
});

test("recognized items come before wording, and joined ones are taken apart", () => {
  const text = "add milk and eggs to books to read";
  const entity = { entity: "item", start: 4, end: 17, value: "milk and eggs", extractor: "CRFEntityExtractor" };
  const message = { text, intent: { name: "add_to_list", confidence: 1 }, intent_ranking: [] };
  expect(itemsIn({ ...message, entities: [entity] })).toEqual(["milk", "eggs"]);
});

test.each([
  ["bread, butter and 2 kg of flour too", ["bread", "butter", "flour"], ["bread", "butter", "2 kg of flour"]],
  [
    "add mac and cheese and salt and vinegar crisps",
    ["mac", "cheese", "salt", "vinegar crisps"],
    ["mac and cheese", "salt and vinegar crisps"],
  ],
  ["a dozen eggs as well", ["eggs"], ["a dozen eggs"]],
  ["add 3 bottles of wine, salt", ["bottles", "wine", "salt"], ["3 bottles of wine", "salt"]],
])("%s: what was recognized in part is taken whole", (text, found, expected) => {
  const entities = found.map((value) => {
    const start = text.indexOf(value);
    return { entity: "item", start, end: start + value.length, value, extractor: "CRFEntityExtractor" };
  });
  const message = { text, intent: { name: "add_to_list", confidence: 1 }, intent_ranking: [] };
  expect(itemsIn({ ...message, entities })).toEqual(expected);
});

test("a recognized list name ends the items, whatever words it has", () => {
  const text = "add Lisbon and Rome to places to visit";
  const list = { entity: "list_name", start: 23, end: 38, value: "places to visit", extractor: "CRFEntityExtractor" };
  const message = { text, intent: { name: "add_to_list", confidence: 1 }, intent_ranking: [] };
  expect(itemsIn({ ...message, entities: [list] })).toEqual(["Lisbon", "Rome"]);
});

test.each([
  ["call the bank", true],
  ["water the plants", true],
  ["email Professor Lind", true],
  ["water", false],
  ["water bottle", false],
  ["call", false],
  ["brown bread", false],
])("%s is something to do: %s", (item, expected) => expect(isThingToDo(item)).toBe(expected));

test("a message of 100,000 characters is read in no time", () => {
  const started = performance.now();
  for (const text of ["add ".repeat(25_000), "!".repeat(100_000), "to list ".repeat(12_500), " ".repeat(100_000)]) {
    itemsIn({ text, intent: { name: "add_to_list", confidence: 1 }, entities: [], intent_ranking: [] });
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
