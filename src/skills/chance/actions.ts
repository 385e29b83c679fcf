import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet } from "../../engine/dialogue/events";
import { readNumber } from "../../engine/nlu/extractors/number-words";
import type { Random } from "../../engine/environment";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { capitalize, countOf, joinWords } from "../phrases";
import { MAX_FACES, type CoinCard, type DiceCard, type NumberCard } from "./card-data";
import { readChoices } from "./choice";
import { MAX_DICE, MAX_SIDES, readDice } from "./dice";
import { readRange, type NumberRange } from "./range";

type Context = ActionContext<UserData>;

/** The last number's range, so that "another one" comes from it too. */
const LAST_RANGE = "last_range";
const MAX_COINS = 100;
const AGAIN = /\b(?:again|another|same range|one more)\b/i;

function between(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function rollDice({ tracker, dispatcher, random }: Context) {
  const { count, sides } = readDice(latestMessage(tracker).text);
  if (
    count < 1 ||
    count > MAX_DICE ||
    sides < 2 ||
    sides > MAX_SIDES ||
    !Number.isInteger(count) ||
    !Number.isInteger(sides)
  ) {
    dispatcher.utter("utter_dice_limits", { dice: MAX_DICE, sides: MAX_SIDES });
    return [];
  }
  const rolls = Array.from({ length: count }, () => between(random, 1, sides));
  const total = rolls.reduce((sum, roll) => sum + roll, 0);
  const thrown = `${count === 1 ? "a" : count} ${sides === 6 ? (count === 1 ? "die" : "dice") : `d${sides}`}`;
  const card: DiceCard = { card: "dice", rolls, sides, total };
  const text =
    count === 1
      ? `You rolled ${thrown}: ${total}.`
      : count > MAX_FACES
        ? `You rolled ${thrown}, which makes ${total}.`
        : `You rolled ${thrown}: ${joinWords(rolls.map(String))}, which makes ${total}.`;
  dispatcher.say({ text, custom: card });
  return [];
}

function flipCoin({ tracker, dispatcher, random }: Context) {
  const { text } = latestMessage(tracker);
  const asked =
    readNumber(text).find(({ end }) => /^\s*(?:coins?|tosses|flips|times|coin)\b/i.test(text.slice(end)))?.value ?? 1;
  const count = Math.min(MAX_COINS, Math.max(1, Math.round(asked)));
  const flips = Array.from({ length: count }, () => (random() < 0.5 ? "heads" : "tails"));
  const heads = flips.filter((flip) => flip === "heads").length;
  const card: CoinCard = { card: "coin", flips };
  const said =
    count === 1
      ? heads === 1
        ? "Heads."
        : "Tails."
      : `${countOf(count, "coin")}: ${heads} heads, ${count - heads} tails.`;
  dispatcher.say({ text: said, custom: card });
  return [];
}

function randomNumber({ tracker, dispatcher, random }: Context) {
  const { text } = latestMessage(tracker);
  const choices = readChoices(text);
  if (choices) {
    const choice = choices[between(random, 0, choices.length - 1)] ?? "";
    dispatcher.say({ text: `${capitalize(choice)}.` });
    return [];
  }
  const last = tracker.slot(LAST_RANGE);
  const again = AGAIN.test(text) && readNumber(text).every(({ value }) => value === 1);
  const { from, to } = again && isRange(last) ? last : readRange(text);
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) {
    dispatcher.utter("utter_number_limits");
    return [];
  }
  const value = between(random, from, to);
  const card: NumberCard = { card: "number", value, from, to };
  const range = `${from.toLocaleString("en")} and ${to.toLocaleString("en")}`;
  dispatcher.say({ text: `${value.toLocaleString("en")} (between ${range}).`, custom: card });
  return [slotSet(LAST_RANGE, { from, to })];
}

function isRange(value: unknown): value is NumberRange {
  return (
    typeof value === "object" &&
    value !== null &&
    "from" in value &&
    typeof value.from === "number" &&
    "to" in value &&
    typeof value.to === "number"
  );
}

export const actions: Action<UserData>[] = [
  { name: "action_roll_dice", run: rollDice },
  { name: "action_flip_coin", run: flipCoin },
  { name: "action_random_number", run: randomNumber },
];
