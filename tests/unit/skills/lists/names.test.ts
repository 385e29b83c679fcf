import { expect, test } from "vitest";
import { findList, listPhrase, normalizeListName, readListName } from "../../../../src/skills/lists/names";

test.each([
  ["Groceries", "shopping"],
  ["grocery", "shopping"],
  ["my food list", "shopping"],
  ["shoping", "shopping"],
  ["to-dos", "to-do"],
  ["TODO", "to-do"],
  ["to do", "to-do"],
  ["things to do", "to-do"],
  ["the Holiday Packing list", "holiday packing"],
  ["wishlist", "wishlist"],
  ["list", ""],
])("%s is stored as %s", (said, stored) => expect(normalizeListName(said)).toBe(stored));

test.each([
  ["what's on my shopping list", "shopping"],
  ["add ask the landlord to the to do list", "to-do"],
  ["show my to-dos", "to-do"],
  ["make a list called picnic and put lemonade on it", "picnic"],
  ["hardware store list: screws", "hardware store"],
  ["clear the list", null],
  ["what's on the list", null],
  ["delete the whole list", null],
  ["show all my lists", null],
  ["remove the tent from camping", "camping"],
])("%s names %s", (text, name) => expect(readListName(text, ["camping"])).toBe(name));

test("a list is found by a slip or a part of its name, unless two are as near", () => {
  const lists = [{ name: "books to read" }, { name: "camping" }, { name: "gifts for Mia" }, { name: "gifts for Leo" }];
  expect(findList(lists, "book")?.name).toBe("books to read");
  expect(findList(lists, "campnig")?.name).toBe("camping");
  expect(findList(lists, "gift")).toBeUndefined();
  expect(findList(lists, "garden")).toBeUndefined();
});

test("a name that says list already isn't said twice", () => {
  expect(listPhrase("wishlist")).toBe("wishlist");
  expect(listPhrase("packing")).toBe("packing list");
});
