import { describe, expect, test } from "vitest";
import type { Rate } from "../../../../src/storage/schema";
import { Talk } from "../talk";

const rate = (base: string, currency: string, value: number, date = "2026-02-27"): Rate => ({
  id: `${base}/${currency}`,
  base,
  currency,
  rate: value,
  date,
  created: "2026-02-27T16:00:00.000+01:00",
});
const bank = [rate("EUR", "USD", 1.08), rate("EUR", "NOK", 11.5), rate("EUR", "GBP", 0.85), rate("EUR", "JPY", 160)];
const talkWith = (...rates: Rate[]) => new Talk().put("rates", ...rates);
const rates = (talk: Talk) => talk.all("rates") as Rate[];
const texts = (replies: { text?: string }[]) => replies.map(({ text }) => text).join(" ");

describe("converting money", () => {
  test.each([
    ["50 euros in dollars", "€50 ≈ $54. 1 EUR = 1.08 USD, the rate of Fri 27 Feb 2026."],
    ["how much is €50 in USD", "€50 ≈ $54. 1 EUR = 1.08 USD, the rate of Fri 27 Feb 2026."],
    ["how many dollars is 50 euros?", "€50 ≈ $54. 1 EUR = 1.08 USD, the rate of Fri 27 Feb 2026."],
    ["convert $108 to euros", "$108 ≈ €100. 1 USD = 0.925926 EUR, the rate of Fri 27 Feb 2026."],
    ["what's the dollar worth in euros today", "$1 ≈ €0.93. 1 USD = 0.925926 EUR, the rate of Fri 27 Feb 2026."],
    ["2k pounds in yen", "£2,000 ≈ ¥376,470.59. 1 GBP = 188.235 JPY, the rate of Fri 27 Feb 2026."],
    ["euros to dollars, 50", "€50 ≈ $54. 1 EUR = 1.08 USD, the rate of Fri 27 Feb 2026."],
    ["100 kr in euro", "NOK 100 ≈ €8.70. 1 NOK = 0.0869565 EUR, the rate of Fri 27 Feb 2026."],
    ["what is fifty euros in dollars", "€50 ≈ $54. 1 EUR = 1.08 USD, the rate of Fri 27 Feb 2026."],
  ])("%s", async (text, answer) => {
    const [reply] = await talkWith(...bank).say("convert_currency", text);
    expect(reply?.text?.replaceAll("\u00a0", " ")).toBe(answer);
    expect(reply?.custom).toMatchObject({ card: "conversion" });
  });

  test("pounds beside money are money, beside mass they weigh", async () => {
    const talk = talkWith(...bank);
    expect(texts(await talk.say("convert_unit", "50 pounds in dollars"))).toContain("£50 ≈ $63.53");
    expect(texts(await talk.say("convert_unit", "50 pounds in kg"))).toContain("22.68 kg");
  });

  test.each([
    ["convert_currency", "40 euros in dollars at 1.2", "€40 = $48. 1 EUR = 1.2 USD, as you say."],
    ["calculate", "how many yen is $20 at a rate of 150", "$20 = ¥3,000. 1 USD = 150 JPY, as you say."],
    ["convert_unit", "75 pounds in euros if the rate is 1.16", "£75 = €87. 1 GBP = 1.16 EUR, as you say."],
    [
      "calculate",
      "if one euro is 11.4 kroner how much is 60 euros in kroner",
      "€60 = NOK 684. 1 EUR = 11.4 NOK, as you say.",
    ],
    ["calculate", "if a pound is 1.25 dollars what is 90 dollars in pounds", "$90 = £72. 1 USD = 0.8 GBP, as you say."],
  ])("at a rate that is told with it, %s: %s", async (intent, text, answer) => {
    const talk = talkWith(...bank);
    const [reply] = await talk.say(intent, text);
    expect(reply?.text?.replaceAll("\u00a0", " ")).toBe(answer);
    expect(rates(talk)).toHaveLength(bank.length);
  });

  test("an old rate is said to be old", async () => {
    const [reply] = await talkWith(rate("EUR", "USD", 1.05, "2026-01-31")).say("convert_currency", "1 euro in dollars");
    expect(reply?.text).toBe("€1 ≈ $1.05. 1 EUR = 1.05 USD, the rate of Sat 31 Jan 2026. It is 30 days old.");
  });

  test("of an old rate and a newer one by way of a third, the newer counts", async () => {
    const talk = talkWith(...bank, rate("USD", "NOK", 5, "2020-01-01"));
    expect(texts(await talk.say("convert_currency", "108 dollars in norwegian kroner"))).toContain("27 Feb 2026");
  });

  test("without a rate it says so, and how to add one", async () => {
    const [reply] = await talkWith(rate("EUR", "NOK", 11.5)).say("convert_currency", "50 euros in dollars");
    expect(reply?.text).toBe(
      "I have no rate from EUR to USD. Tell me one, like “1 EUR is 1.25 USD”, or load a file of the European Central Bank's rates.",
    );
    expect(reply?.custom).toMatchObject({ card: "rates", rates: [{ text: "1 EUR = 11.5 NOK" }] });
  });

  test.each([
    ["50 euros", "utter_ask_other_currency"],
    ["convert some money", "utter_ask_currencies"],
  ])("%s: asks", async (text, said) => {
    expect((await talkWith(...bank).say("convert_currency", text))[0]?.utter_action).toBe(said);
  });
});

describe("saying a rate", () => {
  test.each<[string, Partial<Rate>]>([
    ["1 euro is 1.08 dollars", { id: "EUR/USD", rate: 1.08, date: "2026-03-02" }],
    ["the euro is at 1.10 dollars", { id: "EUR/USD", rate: 1.1 }],
    ["100 yen are 0.62 euros", { id: "JPY/EUR", rate: 0.0062 }],
    ["set the exchange rate from EUR to USD to 1.07", { id: "EUR/USD", rate: 1.07 }],
    ["yesterday one pound cost 1.27 dollars", { id: "GBP/USD", rate: 1.27, date: "2026-03-01" }],
    ["a dollar is 10.5 kroner", { id: "USD/NOK", rate: 10.5 }],
  ])("%s", async (text, expected) => {
    const talk = talkWith();
    await talk.say("set_rate", text);
    expect(rates(talk)).toMatchObject([expected]);
    await talk.press("/undo");
    expect(rates(talk)).toEqual([]);
  });

  test("says what it kept, and of which day; a conversion uses it", async () => {
    const talk = talkWith();
    expect(texts(await talk.say("set_rate", "1 euro is 1.08 dollars"))).toBe(
      "Kept: 1 EUR = 1.08 USD, the rate of today, Mon 2 Mar 2026.",
    );
    expect(texts(await talk.say("convert_currency", "10 euros in dollars"))).toContain("€10 ≈ $10.80");
  });

  test.each(["set a rate", "1 euro is 0 dollars"])("%s keeps nothing", async (text) => {
    const talk = talkWith();
    expect((await talk.say("set_rate", text))[0]?.utter_action).toBe("utter_ask_rate");
    expect(rates(talk)).toEqual([]);
  });
});

describe("loading a file", () => {
  const load = (talk: Talk, file: string) => talk.press(`/load_rates${JSON.stringify({ file })}`);

  test("keeps what is newer, and says what came of it", async () => {
    const talk = talkWith(rate("EUR", "USD", 1.2, "2026-03-01"));
    const replies = await load(talk, "Date, USD, NOK, ISK\n27 February 2026, 1.0823, 11.61, N/A\n");
    expect(texts(replies)).toBe("1 rate loaded, of Fri 27 Feb 2026. I kept 1 rate that I had of a later day.");
    expect(rates(talk).map(({ id, rate: value }) => [id, value])).toEqual([
      ["EUR/USD", 1.2],
      ["EUR/NOK", 11.61],
    ]);
    expect(texts(await talk.say("show_rates", "show my exchange rates"))).toBe(
      "I have 2 rates: 1 EUR = 11.61 NOK (Fri 27 Feb 2026) and 1 EUR = 1.2 USD (Sun 1 Mar 2026).",
    );
  });

  test("what is no file of rates loads none", async () => {
    const talk = talkWith();
    expect(texts(await load(talk, "hello"))).toBe(
      "No rates were loaded. Left out: line 1: It has none of the forms that I can read.",
    );
    expect(texts(await talk.say("show_rates", "which rates do you have"))).toContain("no exchange rates yet");
  });
});
