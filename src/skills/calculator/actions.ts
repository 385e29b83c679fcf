import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { readBill, type Bill } from "./bill";
import type { CalculationCard, ConversionCard } from "./card-data";
import { readConversion } from "./conversion";
import { convertedText, quantityText } from "./conversion-text";
import { asksForPercentage, lastSumWith, prettyExpression, readExpression } from "./expression";
import { formatMoney, formatNumber } from "./format";
import { mathEngine } from "./mathjs";
import { answerMoney } from "../currency/actions";
import { readMoney } from "../currency/money-in-text";
import { wordingOf } from "../message";
import { currencyOf } from "./normalise";

type Context = ActionContext<UserData>;

/** The value of the last sum, in decimal digits, so that "times 3" can go on from it. */
const LAST_RESULT = "last_result";
/** The last sum itself, so that "and of 3600?" can ask the same of another number. */
const LAST_SUM = "last_sum";

async function calculateAction(context: Context): Promise<NewEvent[]> {
  const { tracker, dispatcher } = context;
  const text = tracker.latestMessage?.text ?? "";
  const money = readMoney(wordingOf(tracker.latestMessage), context.clock.zone);
  if (money?.kind === "conversion" && money.told !== undefined) return answerMoney(context, money);
  const bill = readBill(text);
  if (bill) return answerBill(bill, currencyOf(text), dispatcher);

  const previous = tracker.slot(LAST_RESULT);
  const lastSum = tracker.slot(LAST_SUM);
  const expression =
    lastSumWith(text, typeof lastSum === "string" ? lastSum : null) ??
    readExpression(text, typeof previous === "string" ? previous : null);
  if (expression === null) {
    dispatcher.utter("utter_ask_sum");
    return [];
  }
  const { calculate } = await mathEngine();
  const outcome = calculate(expression);
  if ("problem" in outcome) {
    dispatcher.utter(`utter_sum_${outcome.problem.replaceAll("-", "_")}`);
    return [];
  }
  const { result, rounded } = shownResult(outcome.value, text);
  const pretty = prettyExpression(expression);
  const card: CalculationCard = { card: "calculation", expression: pretty, result, rounded, lines: [] };
  dispatcher.say({ text: `${pretty} ${rounded ? "≈" : "="} ${result}`, custom: card });
  return [slotSet(LAST_RESULT, outcome.value), slotSet(LAST_SUM, expression)];
}

function shownResult(value: string, text: string): { result: string; rounded: boolean } {
  const currency = currencyOf(text);
  if (currency !== null && !asksForPercentage(text) && !/how many/i.test(text)) {
    return { result: formatMoney(value, currency), rounded: false };
  }
  const { text: number, rounded } = formatNumber(value);
  return { result: asksForPercentage(text) ? `${number} %` : number, rounded };
}

/** The tip, the total and each one's part: those that were asked for. */
async function answerBill(bill: Bill, currency: string | null, dispatcher: Context["dispatcher"]): Promise<NewEvent[]> {
  const { calculate } = await mathEngine();
  const valueOf = (expression: string): string | null => {
    const outcome = calculate(expression);
    return "value" in outcome ? outcome.value : null;
  };
  const tip = valueOf(`${bill.amount} * ${bill.tipPercent ?? 0} / 100`) ?? "0";
  const total = valueOf(`${bill.amount} + ${tip}`) ?? bill.amount;
  const each = bill.people === null ? null : valueOf(`${total} / ${bill.people}`);
  if (bill.people !== null && each === null) {
    dispatcher.utter("utter_sum_division_by_zero");
    return [];
  }
  const money = (value: string) => formatMoney(value, currency);
  const said: string[] = [];
  const lines: CalculationCard["lines"] = [];
  if (bill.tipPercent !== null) {
    said.push(
      `The tip on ${money(bill.amount)} at ${bill.tipPercent} % is ${money(tip)}, which makes ${money(total)}.`,
    );
    lines.push({ label: `Tip (${bill.tipPercent} %)`, value: money(tip) }, { label: "Total", value: money(total) });
  }
  if (each !== null) {
    said.push(`${money(total)} split ${bill.people} ways is ${money(each)} each.`);
    lines.push({ label: `Each of ${bill.people}`, value: money(each) });
  }
  const card: CalculationCard = {
    card: "calculation",
    expression: billExpression(bill, money(bill.amount)),
    result: money(each ?? total),
    rounded: false,
    lines,
  };
  dispatcher.say({ text: said.join(" "), custom: card });
  return [slotSet(LAST_RESULT, each ?? total)];
}

/** "(84.50 + 20 %) ÷ 3". */
function billExpression({ tipPercent, people }: Bill, amount: string): string {
  const total = tipPercent === null ? amount : `${amount} + ${tipPercent} %`;
  if (people === null) return total;
  return `${tipPercent === null ? total : `(${total})`} ÷ ${people}`;
}

async function convertUnitAction(context: Context): Promise<NewEvent[]> {
  const { tracker, dispatcher } = context;
  // Pounds are both: those beside another currency are money.
  const money = readMoney(wordingOf(tracker.latestMessage), context.clock.zone);
  if (money && money.kind !== "half") return answerMoney(context, money);
  const conversion = readConversion(tracker.latestMessage?.text ?? "");
  const [to] = conversion?.to ?? [];
  const [source] = conversion?.from ?? [];
  if (!conversion || !to || !source) {
    dispatcher.utter("utter_ask_conversion");
    return [];
  }
  const { convert } = await mathEngine();
  const kelvin =
    source.unit.measure === "temperature" ? convert([{ value: source.value, unit: source.unit.math }], "K") : null;
  // The smallest part of it is rounding.
  if (Number(kelvin) < -1e-9) {
    dispatcher.say({
      text: `${quantityText(source)} is below absolute zero, −273.15 °C, so there is no such temperature.`,
    });
    return [];
  }
  const quantities = conversion.from.map(({ value, unit }) => ({ value, unit: unit.math }));
  const value = convert(quantities, to.math);
  if (value === null) {
    dispatcher.utter("utter_units_differ", {
      from: source.unit.many,
      from_measure: source.unit.measure,
      to: to.many,
      to_measure: to.measure,
    });
    return [];
  }
  const from = conversion.from.map(quantityText).join(" ");
  const { text: result, rounded } = convertedText(value, conversion.to);
  const note = source.unit.note ?? to.note ?? "";
  const card: ConversionCard = { card: "conversion", from, to: result, rounded, note };
  dispatcher.say({ text: `${from} ${rounded ? "≈" : "="} ${result}${note && `. ${note}`}`, custom: card });
  return [slotSet(LAST_RESULT, value)];
}

export const actions: Action<UserData>[] = [
  { name: "action_calculate", run: calculateAction },
  { name: "action_convert_unit", run: convertUnitAction },
];
