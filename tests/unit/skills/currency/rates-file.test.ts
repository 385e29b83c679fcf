import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRates } from "../../../../src/skills/currency/rates-file";

const usd = { base: "EUR", currency: "USD", rate: 1.0823, date: "2026-03-02" };

describe("the European Central Bank's files", () => {
  test.each([
    ["the CSV of a day", "Date, USD, ISK, \n02 March 2026, 1.0823, N/A, \n"],
    ["the CSV of all days, the newest first", "Date,USD,CYP,\n2026-03-02,1.0823,N/A,\n2026-02-27,1.07,N/A,\n"],
    ["the CSV of all days, the oldest first", "Date,USD\r\n2026-02-27,1.07\r\n2026-03-02,1.0823\r\n"],
    [
      "the data portal's CSV",
      'KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,TITLE\nEXR.D.USD,D,USD,EUR,2026-03-02,1.0823,"US dollar, ""spot"""\n',
    ],
    [
      "the data portal's JSON",
      JSON.stringify({
        dataSets: [{ series: { "0:1:0": { observations: { 0: [1.07, 0], 1: [1.0823, 0], 2: [null] } } } }],
        structure: {
          dimensions: {
            series: [
              { id: "FREQ", values: [{ id: "D" }] },
              { id: "CURRENCY", values: [{ id: "JPY" }, { id: "USD" }] },
              { id: "CURRENCY_DENOM", values: [{ id: "EUR" }] },
            ],
            observation: [{ values: [{ id: "2026-02-27" }, { id: "2026-03-02" }, { id: "2026-03-03" }] }],
          },
        },
      }),
    ],
    ["plain JSON", '{"amount":1.0,"base":"EUR","date":"2026-03-02","rates":{"USD":1.0823,"EUR":1}}'],
  ])("%s", (_what, file) => expect(readRates(file)).toEqual({ rates: [usd], faults: [] }));
});

test("a bad row is a fault with its line, and the others are kept", () => {
  expect(readRates("Date,USD\n2026-03-02,1.0823\nsoon,1\n2026-03-03,x\n2026-02-30,1")).toEqual({
    rates: [usd],
    faults: [
      { line: 3, message: "“soon” is no date." },
      { line: 4, message: "“x” is no rate of USD." },
      { line: 5, message: "“2026-02-30” is no date." },
    ],
  });
});

test.each(["", "{", "{}", "name,number\n1,2", '{"base":"EUR","date":"soon","rates":{}}'])(
  "%j has no rates, and says so",
  (file) => {
    expect(readRates(file)).toMatchObject({ rates: [], faults: [{ line: 1 }] });
  },
);

test("whatever the file, a rate is positive and of a day", () => {
  const cell = fc.oneof(fc.constantFrom("2026-03-02", "Date", "USD", "1.08", "-1", "0", "N/A", '"', "{"), fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), (rows) => {
      const { rates } = readRates(["Date,USD,NOK", ...rows.map((row) => row.join(","))].join("\n"));
      expect(rates.every(({ rate, date }) => rate > 0 && /^\d{4}-\d\d-\d\d$/.test(date))).toBe(true);
    }),
  );
});
