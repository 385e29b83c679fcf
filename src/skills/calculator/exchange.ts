import { MAX_TEXT, numbersInDigits } from "./normalise";

/** Money to be told in another currency. Amount and rate as decimal strings; currencies as ISO 4217 codes. */
export interface Exchange {
  amount: string;
  from: string;
  to: string;
  /** How many of `to` one of `from` is; null where it wasn't said. */
  rate: { times: string } | { divideBy: string } | null;
}

const CURRENCIES: readonly (readonly [code: string, words: string])[] = [
  ["USD", "us dollars?|dollars?|bucks?|usd|\\$"],
  ["EUR", "euros?|eur|€"],
  ["GBP", "(?:british )?pounds?(?: sterling)?|quid|gbp|sterling|£"],
  ["NOK", "norwegian (?:kroner|krone|crowns?)|kroner|krone|crowns?|nok|kr"],
  ["SEK", "swedish (?:kronor|krona|crowns?)|kronor|krona|sek"],
  ["DKK", "danish (?:kroner|krone|crowns?)|dkk"],
  ["JPY", "yen|jpy|¥"],
  ["CHF", "(?:swiss )?francs?|chf"],
  ["PLN", "zlotys?|złotych|pln"],
  ["INR", "rupees?|inr|₹"],
  ["CAD", "canadian dollars?|cad"],
  ["AUD", "australian dollars?|aud"],
];
const WORDS = CURRENCIES.map(([, words]) => words);
/** Longer names first: "Swedish kronor" before "kronor", "Canadian dollars" before "dollars". */
const ANY = WORDS.flatMap((words) => words.split(/\|(?![^(]*\))/))
  .sort((a, b) => b.length - a.length)
  .join("|");
const NUMBER = "\\d+(?:\\.\\d+)?";
const MENTION = new RegExp(
  `(?:(?<sign>[$€£¥₹])\\s?(?<signed>${NUMBER})|(?:(?<amount>${NUMBER})\\s?|\\b(?<one>an?|one|per|each)\\s)?(?<![\\p{L}])(?<name>${ANY})(?![\\p{L}]))`,
  "giu",
);
const RATE =
  /(?:\bat(?: an?)?(?: exchange)?(?: rate)?(?: of)?|\b(?:exchange )?rate(?: is| of| was| being|:| =)?|\busing|@)\s*(\d+(?:\.\d+)?)(?!\s*(?:%|percent|per cent|am\b|pm\b|o'clock))/i;
/** "A dollar is 0.92 euros". */
const EQUALS =
  /^\s*(?:is|are|=|equals?|buys?|costs?|gets?(?: you| me)?|makes?|to|goes for|is worth|was)\s*(?:about |around )?$/i;
const TARGET = /\b(?:to|in|into|as|is that in|how many)\s*(?:the |some )?$/i;

interface Mention {
  currency: string;
  amount: string | null;
  /** "A dollar": its price may follow. */
  isOne: boolean;
  start: number;
  end: number;
}

function codeOf(name: string): string {
  return CURRENCIES.find(([, words]) => new RegExp(`^(?:${words})$`, "i").test(name))?.[0] ?? "";
}

function mentionsIn(text: string): Mention[] {
  return [...text.matchAll(MENTION)].map(({ index, 0: all, groups = {} }): Mention => {
    const { sign, signed, amount, one, name } = groups;
    return {
      currency: codeOf(name ?? sign ?? ""),
      amount: amount ?? signed ?? null,
      isOne: one !== undefined || Number(amount ?? signed) === 1,
      start: index,
      end: index + all.length,
    };
  });
}

/** "100 euros in kroner at 11.5"; null where a text doesn't ask for one currency's money in another. */
export function readExchange(said: string): Exchange | null {
  if (said.length > MAX_TEXT) return null;
  const text = numbersInDigits(said);
  const mentions = mentionsIn(text);
  const price = mentions.findIndex((one, index) => {
    const other = mentions[index + 1];
    return one.isOne && other?.amount != null && EQUALS.test(text.slice(one.end, other.start));
  });
  const [unit, worth] = price < 0 ? [] : mentions.slice(price, price + 2);
  const rest = mentions.filter((mention) => mention !== unit && mention !== worth);
  const from = rest.find(({ amount }) => amount !== null);
  const to = rest.find(
    (mention) =>
      mention !== from &&
      mention.amount === null &&
      mention.currency !== from?.currency &&
      TARGET.test(text.slice(0, mention.start)),
  );
  if (!from?.amount || !to) return null;
  const { currency, amount } = from;
  if (unit && worth?.amount) {
    if (unit.currency === currency && worth.currency === to.currency) return exchange({ times: worth.amount });
    if (unit.currency === to.currency && worth.currency === currency) return exchange({ divideBy: worth.amount });
  }
  const rate = RATE.exec(text)?.[1];
  return exchange(rate === undefined ? null : { times: rate });

  function exchange(told: Exchange["rate"]): Exchange {
    return { amount: amount ?? "0", from: currency, to: to?.currency ?? "", rate: told };
  }
}
