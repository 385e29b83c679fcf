/** ISO 4217 codes and what people call them, as regular expressions in lower case, the longer names first where one holds another. */
const TABLE: readonly (readonly [code: string, names: string])[] = [
  ["CAD", "canadian dollars?|cad|ca\\$|c\\$"],
  ["AUD", "australian dollars?|aussie dollars?|aud|au\\$|a\\$"],
  ["NZD", "new zealand dollars?|kiwi dollars?|nzd|nz\\$"],
  ["HKD", "hong kong dollars?|hkd|hk\\$"],
  ["SGD", "singapore dollars?|sgd|s\\$"],
  ["USD", "(?:us|american|u\\.s\\.) dollars?|dollars?|bucks?|usd|us\\$|\\$"],
  ["EUR", "euros?|eur|€"],
  ["TRY", "turkish lira|lira|(?<=\\d )try|₺"],
  ["GBP", "(?:british )?pounds? sterling|british pounds?|english pounds?|pounds?|sterling|quid|gbp|£"],
  ["NOK", "norwegian (?:kroner|krone|crowns?|kr)|nok"],
  ["SEK", "swedish (?:kronor|krona|kroner|crowns?|kr)|sek"],
  ["DKK", "danish (?:kroner|krone|crowns?|kr)|dkk"],
  ["ISK", "icelandic (?:kr[oó]nur|kr[oó]na|crowns?)|isk"],
  ["CZK", "czech (?:koruna|koruny|crowns?)|koruna|koruny|czk"],
  ["KR", "kroner|kronor|krone|krona|crowns?|kr"],
  ["CHF", "swiss francs?|francs?|chf"],
  ["JPY", "(?:japanese )?yen|jpy|¥"],
  ["CNY", "(?:chinese )?yuan|renminbi|rmb|cny"],
  ["KRW", "(?:south )?korean won|(?<=\\d )won|krw|₩"],
  ["INR", "(?:indian )?rupees?|inr|₹"],
  ["PLN", "(?:polish )?z[lł]ot(?:y|ys|ych|e)|pln|zł"],
  ["HUF", "(?:hungarian )?forints?|huf"],
  ["RON", "romanian le[iu]|(?<=\\d )le[iu]|ron"],
  ["BGN", "bulgarian leva?|bgn"],
  ["ILS", "(?:israeli |new )?shekels?|ils|₪"],
  ["MXN", "mexican pesos?|pesos?|mxn"],
  ["PHP", "philippine pesos?|php|₱"],
  ["BRL", "brazilian reals?|brazilian reais|reais|brl|r\\$"],
  ["ZAR", "(?:south african )?rand|zar"],
  ["THB", "(?:thai )?baht|thb|฿"],
  ["IDR", "(?:indonesian )?rupiah|idr"],
  ["MYR", "(?:malaysian )?ringgit|myr"],
  ["RUB", "(?:russian )?r(?:o?u)bles?|rub|₽"],
  ["UAH", "(?:ukrainian )?hryvni?a|uah|₴"],
  ["AED", "(?:uae )?dirhams?|aed"],
];

const PATTERNS = TABLE.map(([code, names]) => ({ code, pattern: new RegExp(`^(?:${names})$`, "i") }));

/** Any name or sign of a currency, the longest first where two begin alike. */
export const CURRENCY_NAME = TABLE.map(([, names]) => names).join("|");

/** The code of a currency's name; crowns without a country are those of the user's zone. Null for what is none. */
export function currencyNamed(name: string, zone: string): string | null {
  // A look-behind can't see the number that stood before the name.
  const bare = /^(?:try|won|le[iu])$/i.test(name) ? ({ try: "TRY", won: "KRW" }[name.toLowerCase()] ?? "RON") : null;
  const code = bare ?? PATTERNS.find(({ pattern }) => pattern.test(name))?.code ?? null;
  if (code !== "KR") return code;
  return { "Europe/Stockholm": "SEK", "Europe/Copenhagen": "DKK", "Europe/Prague": "CZK" }[zone] ?? "NOK";
}

const WELL_FORMED = /^[A-Z]{3}$/;

/** Whether a file's column or field is a currency's code. */
export function isCode(text: string): boolean {
  return WELL_FORMED.test(text);
}
