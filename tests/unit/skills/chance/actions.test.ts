import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { actions } from "../../../../src/skills/chance/actions";
import { readChoices } from "../../../../src/skills/chance/choice";
import { readDice } from "../../../../src/skills/chance/dice";
import { readRange } from "../../../../src/skills/chance/range";
import { actionNamed, runAction, slotAfter } from "../run-action";

test.each([
  ["roll a die", 1, 6],
  ["2d6", 2, 6],
  ["d20", 1, 20],
  ["Roll 2 d10s", 2, 10],
  ["three d8", 3, 8],
  ["Throw two dice for me, please", 2, 6],
  ["toss a pair of dice", 2, 6],
  ["roll me a twelve-sided die", 1, 12],
  ["Give me three ten-sided dice", 3, 10],
  ["roll a dice with 8 sides", 1, 8],
  ["could I have a twenty-sider", 1, 20],
  ["do a percentile roll", 1, 100],
])("%s: %i dice of %i sides", (text, count, sides) => expect(readDice(text)).toEqual({ count, sides }));

test.each([
  ["pick a number", 1, 100],
  ["pick a number between 5 and 10", 5, 10],
  ["random number 1-20", 1, 20],
  ["rand 1 1000", 1, 1000],
  ["Choose a number from one to a hundred", 1, 100],
  ["generate a random number up to 1000", 1, 1000],
  ["pick one number, anything below forty", 1, 39],
  ["choose a random two digit number", 10, 99],
  ["random digit", 0, 9],
  ["between 10 and 2", 2, 10],
])("%s: from %i to %i", (text, from, to) => expect(readRange(text)).toEqual({ from, to }));

describe("what is thrown", () => {
  it("stays within the dice, and the text and card agree", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 2, max: 100 }),
        fc.nat(),
        async (count, sides, seed) => {
          const { messages } = await runAction(actionNamed(actions, "action_roll_dice"), {
            text: `${count}d${sides}`,
            seed,
          });
          const card = messages[0]?.custom as { rolls: number[]; total: number };
          expect(card.rolls).toHaveLength(count);
          expect(card.rolls.every((roll) => roll >= 1 && roll <= sides)).toBe(true);
          expect(messages[0]?.text).toContain(String(card.total));
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each(["roll 5000 dice", "roll 0 dice", "2d1", "d999999"])(
    "%s is declined with what is possible",
    async (text) => {
      const { messages } = await runAction(actionNamed(actions, "action_roll_dice"), { text });
      expect(messages[0]?.utter_action).toBe("utter_dice_limits");
    },
  );

  it("shows both sides of a coin over many seeds", async () => {
    const sides = new Set<string | undefined>();
    for (let seed = 0; seed < 30; seed++) {
      const { messages } = await runAction(actionNamed(actions, "action_flip_coin"), { text: "flip a coin", seed });
      sides.add(messages[0]?.text);
    }
    expect([...sides].sort()).toEqual(["Heads.", "Tails."]);
  });

  it("flips as many coins as asked", async () => {
    const { messages } = await runAction(actionNamed(actions, "action_flip_coin"), { text: "flip three coins" });
    expect((messages[0]?.custom as { flips: string[] }).flips).toHaveLength(3);
  });

  it("takes another number from the same range", async () => {
    const random = actionNamed(actions, "action_random_number");
    const first = await runAction(random, { text: "number between 5 and 7" });
    expect(slotAfter(first.events, "last_range")).toEqual({ from: 5, to: 7 });
    const { messages } = await runAction(random, { text: "another one", slots: { last_range: { from: 5, to: 7 } } });
    expect(messages[0]?.custom).toMatchObject({ card: "number", from: 5, to: 7 });
  });
});

test.each([
  ["choose between pizza and sushi", ["pizza", "sushi"]],
  ["pick one: tea, coffee or water", ["tea", "coffee", "water"]],
  ["should I have cake or fruit?", ["cake", "fruit"]],
  ["choose a number between 1 and 10", null],
  ["pick a number between one and ten", null],
  ["random number", null],
])("%s offers %j", (text, choices) => expect(readChoices(text)).toEqual(choices));

it("chooses one of the things offered, and no number", async () => {
  const { messages } = await runAction(actionNamed(actions, "action_random_number"), {
    text: "choose between pizza and sushi",
  });
  expect(messages[0]?.text).toMatch(/^(?:Pizza|Sushi)\.$/);
});

it("tells only the total of more dice than fit on a card", async () => {
  const { messages } = await runAction(actionNamed(actions, "action_roll_dice"), { text: "roll 100 dice" });
  expect(messages[0]?.text).toMatch(/^You rolled 100 dice, which makes \d+\.$/);
});

test.each([
  ["bus or train, you decide", ["bus", "train"]],
  ["i can't decide: soup, salad or stew", ["soup", "salad", "stew"]],
  ["help me choose, red or blue?", ["red", "blue"]],
  ["pick one of Ann, Bo and Cy", ["Ann", "Bo", "Cy"]],
  ["i can't decide", null],
  ["bus or bike?", ["bus", "bike"]],
])("%s: %j", (text, choices) => expect(readChoices(text)).toEqual(choices));
