import { expect, test } from "vitest";
import { saysAll } from "../../../src/skills/cards";

test.each(["calculation", "conversion", "countdown", "date", "dice", "coin", "number", "help"])(
  "%s says all of its reply's text",
  (card) => expect(saysAll({ card })).toBe(true),
);

test.each(["list", "reminder", "reminders", "timer", "clock", "notes", "a card that no skill knows"])(
  "the text is read beside %s",
  (card) => expect(saysAll({ card })).toBe(false),
);

test("a list that is only shown says all of it, not one that was changed or asked about", () => {
  expect(saysAll({ card: "list", overview: true })).toBe(true);
  expect(saysAll({ card: "list", overview: false })).toBe(false);
});
