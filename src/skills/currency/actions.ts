import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import { time } from "../../engine/nlu/extractors/time";
import { dayNumber, fromDayNumber } from "../../engine/time/calendar";
import { formatIso, wallClock } from "../../engine/time/zone";
import type { Rate, UserData } from "../../storage/schema";
import { formatMoney } from "../calculator/format";
import type { ConversionCard } from "../calculator/card-data";
import { shortDate } from "../clock/date-words";
import { isoDay, readDay } from "../lists/attributes";
import { entityText, latestMessage, wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { byCreated } from "../records";
import type { RatesCardData } from "./card-data";
import { exchangeBetween, rateId } from "./exchange";
import { readMoney, type MoneySaid } from "./money-in-text";
import { readRates, type RatesFault } from "./rates-file";

type Context = ActionContext<UserData>;

/** A rate older than this, in days, is said to be. */
const FRESH_DAYS = 7;
/** So many rates are read out, and so many faults told. */
const TOLD = 5;

/** Answers what a text says of money of two currencies: tells what an amount is, or keeps a rate. */
export async function answerMoney(context: Context, said: MoneySaid): Promise<NewEvent[]> {
  switch (said.kind) {
    case "half":
      context.dispatcher.utter("utter_ask_other_currency", { amount: formatMoney(String(said.amount), said.from) });
      return [];
    case "rate":
      return keepRate(context, said);
    case "conversion":
      return convert(context, said);
  }
}

async function convert(
  context: Context,
  { amount, from, to, told }: MoneySaid & { kind: "conversion" },
): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  if (told !== undefined) {
    const [given, result] = [formatMoney(String(amount), from), formatMoney(String(amount * told), to)];
    const note = `1 ${from} = ${rateText(told)} ${to}, as you say.`;
    const card: ConversionCard = { card: "conversion", from: given, to: result, rounded: false, note };
    dispatcher.say({ text: `${given} = ${result}. ${note}`, custom: card });
    return [slotSet("last_result", String(amount * told))];
  }
  const rates = await store.all("rates");
  const exchange = exchangeBetween(rates, from, to);
  if (!exchange) {
    const text = `I have no rate from ${from} to ${to}. Tell me one, like “1 ${from} is 1.25 ${to}”, or load a file of the European Central Bank's rates.`;
    dispatcher.say({ text, custom: ratesCard(rates) });
    return [];
  }
  const value = amount * exchange.rate;
  const [given, result] = [formatMoney(String(amount), from), formatMoney(String(value), to)];
  const day = readDay(exchange.date);
  const age = day ? dayNumber(wallClock(clock.now(), clock.zone)) - dayNumber(day) : 0;
  const old = age > FRESH_DAYS ? ` It is ${countOf(age, "day")} old.` : "";
  const note = `1 ${from} = ${rateText(exchange.rate)} ${to}, the rate of ${day ? shortDate(day) : exchange.date}.${old}`;
  const card: ConversionCard = { card: "conversion", from: given, to: result, rounded: true, note };
  dispatcher.say({ text: `${given} ≈ ${result}. ${note}`, custom: card });
  return [slotSet("last_result", String(value))];
}

/** "1 euro is 1.08 dollars": of today, or of the day that is named with it. */
async function keepRate(context: Context, { base, currency, rate }: MoneySaid & { kind: "rate" }): Promise<NewEvent[]> {
  const { store, clock, dispatcher, tracker } = context;
  const date = dayNamed(wordingOf(latestMessage(tracker)), context);
  const [kept] = newRates(context, [{ base, currency, rate, date }]);
  if (kept) await store.put("rates", kept);
  const day = readDay(date);
  const when =
    day && dayNumber(day) !== dayNumber(wallClock(clock.now(), clock.zone))
      ? shortDate(day)
      : `today, ${day ? shortDate(day) : date}`;
  dispatcher.utter("utter_rate_kept", { rate: `1 ${base} = ${rateText(rate)} ${currency}`, when });
  return [];
}

/** The past day that a text names; else today. */
function dayNamed(text: string, { clock }: Context): string {
  const today = dayNumber(wallClock(clock.now(), clock.zone));
  const named = time(text, { now: clock.now(), zone: clock.zone }).flatMap(({ value, info }) =>
    info.grain === "day" && typeof value === "string" ? [dayNumber(wallClock(Date.parse(value), clock.zone))] : [],
  );
  return isoDay(fromDayNumber(named.find((day) => day <= today) ?? today));
}

function newRates({ clock }: Context, rates: Pick<Rate, "base" | "currency" | "rate" | "date">[]): Rate[] {
  const created = formatIso(clock.now(), clock.zone);
  return rates.map((rate) => ({ id: rateId(rate.base, rate.currency), ...rate, created }));
}

const SIX_DIGITS = new Intl.NumberFormat("en", { maximumSignificantDigits: 6 });

function rateText(rate: number): string {
  return SIX_DIGITS.format(rate);
}

function ratesCard(rates: Rate[]): RatesCardData {
  const shown = [...rates].sort((a, b) => byCreated(b, a) || a.id.localeCompare(b.id));
  return {
    card: "rates",
    rates: shown.map(({ id, base, currency, rate, date }) => ({
      id,
      text: `1 ${base} = ${rateText(rate)} ${currency}`,
      date,
    })),
  };
}

/** "50 euros in dollars", "what's the pound worth in yen". */
const convertCurrency: Action<UserData> = {
  name: "action_convert_currency",
  async run(context) {
    const said = readMoney(wordingOf(latestMessage(context.tracker)), context.clock.zone);
    if (said) return answerMoney(context, said);
    context.dispatcher.utter("utter_ask_currencies");
    return [];
  },
};

/** "1 euro is 1.08 dollars", "set the dollar rate to 0.92 euros". */
const setRate: Action<UserData> = {
  name: "action_set_rate",
  async run(context) {
    const said = readMoney(wordingOf(latestMessage(context.tracker)), context.clock.zone);
    if (said && said.kind !== "half") return answerMoney(context, said);
    context.dispatcher.utter("utter_ask_rate");
    return [];
  },
};

/** Shows which rates there are. */
const showRates: Action<UserData> = {
  name: "action_show_rates",
  async run({ store, dispatcher }) {
    const rates = await store.all("rates");
    const card = ratesCard(rates);
    const told = card.rates.slice(0, TOLD).map(({ text, date }) => {
      const day = readDay(date);
      return `${text} (${day ? shortDate(day) : date})`;
    });
    const more = card.rates.length - told.length;
    const text =
      rates.length === 0
        ? "I have no exchange rates yet. Say “1 euro is 1.08 dollars”, or load a file of the European Central Bank's rates."
        : `I have ${countOf(rates.length, "rate")}: ${joinWords(more > 0 ? [...told, `${more} more`] : told)}.`;
    dispatcher.say({ text, custom: card });
    return [];
  },
};

/** Takes in a file of rates: `/load_rates{"file": "..."}`. A rate that is known of a later day stays. */
const loadRates: Action<UserData> = {
  name: "action_load_rates",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const { rates, faults } = readRates(entityText(latestMessage(tracker), "file") ?? "");
    const known = new Map((await store.all("rates")).map((rate) => [rate.id, rate]));
    const newer = newRates(context, rates).filter(({ id, date }) => (known.get(id)?.date ?? "") <= date);
    for (const rate of newer) await store.put("rates", rate);
    dispatcher.say({
      text: [tellLoaded(newer, rates.length), ...tellFaults(faults)].join(" "),
      custom: ratesCard(await store.all("rates")),
    });
    return [];
  },
};

function tellLoaded(newer: Rate[], all: number): string {
  const latest = newer
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const day = latest === undefined ? null : readDay(latest);
  if (all === 0) return "No rates were loaded.";
  const kept = all - newer.length;
  const left = kept === 0 ? "" : ` I kept ${countOf(kept, "rate")} that I had of a later day.`;
  return `${countOf(newer.length, "rate")} loaded${day ? `, of ${shortDate(day)}` : ""}.${left}`;
}

function tellFaults(faults: RatesFault[]): string[] {
  if (faults.length === 0) return [];
  const told = faults.slice(0, TOLD).map(({ line, message }) => `line ${line}: ${message.replace(/\.$/, "")}`);
  const more = faults.length - told.length;
  return [`Left out: ${[...told, ...(more > 0 ? [`and ${more} more`] : [])].join("; ")}.`];
}

/** Money of other currencies, by rates that the user loads or says: none is fetched. */
export const actions: Action<UserData>[] = [convertCurrency, setRate, showRates, loadRates];
