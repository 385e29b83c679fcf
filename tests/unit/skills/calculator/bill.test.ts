import { expect, test } from "vitest";
import { readBill } from "../../../../src/skills/calculator/bill";

test.each([
  ["20% tip on 45", "45", "20", null],
  ["a fifteen percent tip on sixty two fifty", "62.50", "15", null],
  ["tip 15% on 60", "60", "15", null],
  ["tip 12 on 48.50", "48.50", "12", null],
  ["tip for a 62 dollar bill at 18 percent", "62", "18", null],
  ["how much tip should I leave on 34 bucks if I want to give 15%", "34", "15", null],
  ["split 90 by 4", "90", null, "4"],
  ["86.40 split between five people", "86.40", null, "5"],
  ["we're six people and the bill is 143.70, how much each", "143.70", null, "6"],
  ["split the 212 euro hotel bill evenly between the four of us", "212", null, "4"],
  ["a dinner was 88 pounds, add ten percent and split it three ways", "88", "10", "3"],
  ["the bill's 120 dollars, tip 15 percent, 5 of us", "120", "15", "5"],
  ["split $120 between 4 people with a 15% tip", "120", "15", "4"],
])("%s", (text, amount, tipPercent, people) => expect(readBill(text)).toEqual({ amount, tipPercent, people }));

test.each(["12 eggs at 0.35 each", "15% of 80", "divide 350 by 7", "tip", "split the bill", "30% off 45"])(
  "%j is no bill",
  (text) => expect(readBill(text)).toBeNull(),
);
