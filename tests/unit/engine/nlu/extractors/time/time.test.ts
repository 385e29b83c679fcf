import { describe, expect, test } from "vitest";
import type { Json } from "../../../../../../src/engine/json";
import { createDucklingExtractor } from "../../../../../../src/engine/nlu/extractors/duckling";

const extractor = createDucklingExtractor({ dimensions: ["time"] });

/** Each time as `[words] value grain`; midnights and whole minutes are shortened. */
function times(text: string, now: string, zone: string): string[] {
  const short = (value: Json | undefined) =>
    (typeof value === "string" ? value : "?").replace("T00:00:00.000", "").replace(":00.000", "");
  return extractor.extract(text, { now: Date.parse(now), zone }).map(({ start, end, value, additional_info: info }) => {
    const shown =
      typeof value === "string"
        ? short(value)
        : value && typeof value === "object" && !Array.isArray(value)
          ? `${short(value.from)} .. ${short(value.to)}`
          : "";
    return `[${text.slice(start, end)}] ${shown} ${short(info?.grain)}`;
  });
}

/** Monday the 23rd of November 2026, two in the afternoon in Oslo. */
const MONDAY_14 = "2026-11-23T14:00:00+01:00";
const oslo = (text: string, now = MONDAY_14) => times(text, now, "Europe/Oslo");

describe("clock times are the next such time in waking hours", () => {
  test.each([
    ["at five", "[at five] 2026-11-23T17:00+01:00 hour"],
    ["at 5", "[at 5] 2026-11-23T17:00+01:00 hour"],
    ["at nine", "[at nine] 2026-11-23T21:00+01:00 hour"],
    ["at one", "[at one] 2026-11-24T13:00+01:00 hour"],
    ["at 9am", "[at 9am] 2026-11-24T09:00+01:00 hour"],
    ["five p.m.", "[five p.m.] 2026-11-23T17:00+01:00 hour"],
    ["be there at 5 pm.", "[at 5 pm] 2026-11-23T17:00+01:00 hour"],
    ["9:30", "[9:30] 2026-11-23T21:30+01:00 minute"],
    ["09:30", "[09:30] 2026-11-24T09:30+01:00 minute"],
    ["18:05", "[18:05] 2026-11-23T18:05+01:00 minute"],
    ["at 6.30", "[at 6.30] 2026-11-23T18:30+01:00 minute"],
    ["27 November at 17:00: forecast", "[27 November at 17:00] 2026-11-27T17:00+01:00 minute"],
    ["alarm 6.15 tomorrow", "[6.15 tomorrow] 2026-11-24T06:15+01:00 minute"],
    ["make it half 8", "[half 8] 2026-11-23T20:30+01:00 minute"],
    ["move the bread one to ten thirty", "[ten thirty] 2026-11-23T22:30+01:00 minute"],
    ["at 1730", "[at 1730] 2026-11-23T17:30+01:00 minute"],
    ["at 18h30", "[at 18h30] 2026-11-23T18:30+01:00 minute"],
    ["alarm for 7h30", "[7h30] 2026-11-23T19:30+01:00 minute"],
    ["at 10: forecast", "[at 10] 2026-11-23T22:00+01:00 hour"],
    ["half past six", "[half past six] 2026-11-23T18:30+01:00 minute"],
    ["quarter to 7", "[quarter to 7] 2026-11-23T18:45+01:00 minute"],
    ["twenty past four", "[twenty past four] 2026-11-23T16:20+01:00 minute"],
    ["ten to one", "[ten to one] 2026-11-24T12:50+01:00 minute"],
    ["at nine thirty", "[at nine thirty] 2026-11-23T21:30+01:00 minute"],
    ["nine o'clock", "[nine o'clock] 2026-11-23T21:00+01:00 hour"],
    ["noon", "[noon] 2026-11-24T12:00+01:00 hour"],
    ["midnight", "[midnight] 2026-11-24+01:00 hour"],
    ["12am", "[12am] 2026-11-24+01:00 hour"],
    ["6 in the morning", "[6 in the morning] 2026-11-24T06:00+01:00 hour"],
    ["wake me up at 6", "[at 6] 2026-11-24T06:00+01:00 hour"],
    ["set an alarm for 7", "[7] 2026-11-23T19:00+01:00 hour"],
    ["remind me by 5 please", "[5] 2026-11-23T17:00+01:00 hour"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });

  test("one in the afternoon is today before it and tomorrow from it on", () => {
    expect(oslo("1 pm", "2026-11-23T12:30:00+01:00")).toEqual(["[1 pm] 2026-11-23T13:00+01:00 hour"]);
    expect(oslo("1 pm", "2026-11-23T13:00:00+01:00")).toEqual(["[1 pm] 2026-11-24T13:00+01:00 hour"]);
  });

  test("seven to eleven are the half of the day that comes first", () => {
    expect(oslo("at nine", "2026-11-23T08:30:00+01:00")).toEqual(["[at nine] 2026-11-23T09:00+01:00 hour"]);
    expect(oslo("at nine", "2026-11-23T22:00:00+01:00")).toEqual(["[at nine] 2026-11-24T09:00+01:00 hour"]);
  });
});

describe("days", () => {
  test.each([
    ["today", "[today] 2026-11-23+01:00 day"],
    ["tomorrow", "[tomorrow] 2026-11-24+01:00 day"],
    ["the day after tomorrow", "[the day after tomorrow] 2026-11-25+01:00 day"],
    ["yesterday", "[yesterday] 2026-11-22+01:00 day"],
    ["friday", "[friday] 2026-11-27+01:00 day"],
    ["monday", "[monday] 2026-11-30+01:00 day"],
    ["this monday", "[this monday] 2026-11-23+01:00 day"],
    ["next friday", "[next friday] 2026-12-04+01:00 day"],
    ["last friday", "[last friday] 2026-11-20+01:00 day"],
    ["friday next week", "[friday next week] 2026-12-04+01:00 day"],
    ["sunday's weather", "[sunday's] 2026-11-29+01:00 day"],
    ["on the 3rd", "[on the 3rd] 2026-12-03+01:00 day"],
    ["on the 23rd", "[on the 23rd] 2026-11-23+01:00 day"],
    ["on the 31st", "[on the 31st] 2026-12-31+01:00 day"],
    ["friday the 13th", "[friday the 13th] 2027-08-13+02:00 day"],
    ["the third friday of april", "[the third friday of april] 2027-04-16+02:00 day"],
    ["last sunday in december at noon", "[last sunday in december at noon] 2026-12-27T12:00+01:00 hour"],
    ["on the 1st monday of next month", "[on the 1st monday of next month] 2026-12-07+01:00 day"],
    ["the first monday of the month", "[the first monday of the month] 2026-12-07+01:00 day"],
    ["the last monday of november 2025", "[the last monday of november 2025] 2025-11-24+01:00 day"],
    ["the 3rd of next month", "[the 3rd of next month] 2026-12-03+01:00 day"],
    ["3 march", "[3 march] 2027-03-03+01:00 day"],
    ["march 3rd", "[march 3rd] 2027-03-03+01:00 day"],
    ["4 july", "[4 july] 2027-07-04+02:00 day"],
    ["november 30", "[november 30] 2026-11-30+01:00 day"],
    ["23 november", "[23 november] 2026-11-23+01:00 day"],
    ["29 february", "[29 february] 2028-02-29+01:00 day"],
    ["first of january 2028", "[first of january 2028] 2028-01-01+01:00 day"],
    ["2026-12-01", "[2026-12-01] 2026-12-01+01:00 day"],
    ["3/4/2027", "[3/4/2027] 2027-04-03+02:00 day"],
    ["12/25/2026", "[12/25/2026] 2026-12-25+01:00 day"],
    ["due 3/4", "[3/4] 2027-04-03+02:00 day"],
    ["blood test 24/12 at 08:00", "[24/12 at 08:00] 2026-12-24T08:00+01:00 minute"],
    ["in a fortnight", "[in a fortnight] 2026-12-07+01:00 day"],
    ["in 3 months", "[in 3 months] 2027-02-23+01:00 day"],
    ["in a week's time", "[in a week's time] 2026-11-30+01:00 day"],
    ["3 days ago", "[3 days ago] 2026-11-20+01:00 day"],
    ["a week from friday", "[a week from friday] 2026-12-04+01:00 day"],
    ["a week tomorrow", "[a week tomorrow] 2026-12-01+01:00 day"],
    ["2 days after christmas", "[2 days after christmas] 2026-12-27+01:00 day"],
    ["the day before easter", "[the day before easter] 2027-03-27+01:00 day"],
    ["end of the month", "[end of the month] 2026-11-30+01:00 day"],
    ["by the end of the week", "[the end of the week] 2026-11-27+01:00 day"],
    ["start of next month", "[start of next month] 2026-12-01+01:00 day"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });

  test("3/4 is in March where months come first", () => {
    expect(times("on 3/4", "2026-11-23T14:00:00-05:00", "America/New_York")).toEqual(["[on 3/4] 2027-03-04-05:00 day"]);
  });

  test("on Sunday, next Friday is in the week that begins tomorrow", () => {
    expect(oslo("next friday", "2026-11-22T11:00:00+01:00")).toEqual(["[next friday] 2026-11-27+01:00 day"]);
  });
});

describe("holidays are the next from today on", () => {
  test.each([
    ["christmas", "2026-12-25+01:00"],
    ["christmas eve", "2026-12-24+01:00"],
    ["boxing day", "2026-12-26+01:00"],
    ["new year's eve", "2026-12-31+01:00"],
    ["new years day", "2027-01-01+01:00"],
    ["halloween", "2027-10-31+02:00"],
    ["valentine's day", "2027-02-14+01:00"],
    ["easter", "2027-03-28+01:00"],
    ["good friday", "2027-03-26+01:00"],
    ["thanksgiving", "2026-11-26+01:00"],
    ["black friday", "2026-11-27+01:00"],
    ["independence day", "2027-07-04+02:00"],
    ["mother's day", "2027-05-09+02:00"],
    ["fathers day", "2027-06-20+02:00"],
    ["st patrick's day", "2027-03-17+01:00"],
    ["labour day", "2027-05-01+02:00"],
    ["labor day", "2027-09-06+02:00"],
    ["memorial day", "2027-05-31+02:00"],
    ["easter 2030", "2030-04-21+02:00"],
    ["last christmas", "2025-12-25+01:00"],
  ])("%s", (text, date) => {
    expect(oslo(text)).toEqual([`[${text}] ${date} day`]);
  });

  test("on the day itself it is today", () => {
    expect(oslo("christmas", "2026-12-25T20:00:00+01:00")).toEqual(["[christmas] 2026-12-25+01:00 day"]);
  });
});

describe("days with a time", () => {
  test.each([
    ["remind me to call Anna tomorrow at nine", "[tomorrow at nine] 2026-11-24T09:00+01:00 hour"],
    ["tomorrow at 5", "[tomorrow at 5] 2026-11-24T17:00+01:00 hour"],
    ["tomorrow morning", "[tomorrow morning] 2026-11-24T09:00+01:00 hour"],
    ["tomorrow morning at 6", "[tomorrow morning at 6] 2026-11-24T06:00+01:00 hour"],
    ["5pm on friday", "[5pm on friday] 2026-11-27T17:00+01:00 hour"],
    ["9 tomorrow", "[9 tomorrow] 2026-11-24T09:00+01:00 hour"],
    ["set an alarm for 7 tomorrow", "[7 tomorrow] 2026-11-24T07:00+01:00 hour"],
    ["tomorrow 9", "[tomorrow 9] 2026-11-24T09:00+01:00 hour"],
    ["march 3rd at 5pm", "[march 3rd at 5pm] 2027-03-03T17:00+01:00 hour"],
    ["november 30 at 8:15", "[november 30 at 8:15] 2026-11-30T08:15+01:00 minute"],
    ["dentist thursday 3:30", "[thursday 3:30] 2026-11-26T15:30+01:00 minute"],
    ["tonight", "[tonight] 2026-11-23T20:00+01:00 hour"],
    ["tonight at 9", "[tonight at 9] 2026-11-23T21:00+01:00 hour"],
    ["tonight at 1am", "[tonight at 1am] 2026-11-24T01:00+01:00 hour"],
    ["this evening", "[this evening] 2026-11-23T18:00+01:00 hour"],
    ["monday at 4", "[monday at 4] 2026-11-23T16:00+01:00 hour"],
    ["monday at noon", "[monday at noon] 2026-11-30T12:00+01:00 hour"],
    ["christmas eve at 8pm", "[christmas eve at 8pm] 2026-12-24T20:00+01:00 hour"],
    ["in 5 days at 9", "[in 5 days at 9] 2026-11-28T09:00+01:00 hour"],
    ["10 minutes before 5pm", "[10 minutes before 5pm] 2026-11-23T16:50+01:00 minute"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });

  test("tonight, said when its hour is past, is the next full hour", () => {
    expect(oslo("tonight", "2026-11-23T21:20:00+01:00")).toEqual(["[tonight] 2026-11-23T22:00+01:00 hour"]);
  });

  test("two times in a message are two entities", () => {
    expect(oslo("meet at 5, then dinner at 8")).toEqual([
      "[at 5] 2026-11-23T17:00+01:00 hour",
      "[at 8] 2026-11-23T20:00+01:00 hour",
    ]);
  });
});

describe("from now", () => {
  test.each([
    ["in 20 minutes", "[in 20 minutes] 2026-11-23T14:20+01:00 minute"],
    ["in 90 mins", "[in 90 mins] 2026-11-23T15:30+01:00 minute"],
    ["in an hour and a half", "[in an hour and a half] 2026-11-23T15:30+01:00 minute"],
    ["in half an hour", "[in half an hour] 2026-11-23T14:30+01:00 minute"],
    ["20 minutes from now", "[20 minutes from now] 2026-11-23T14:20+01:00 minute"],
    ["an hour ago", "[an hour ago] 2026-11-23T13:00+01:00 hour"],
    ["right now", "[right now] 2026-11-23T14:00+01:00 second"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });
});

describe("stretches of time", () => {
  test.each([
    ["next week", "[next week] 2026-11-30+01:00 week"],
    ["next month", "[next month] 2026-12-01+01:00 month"],
    ["in march", "[in march] 2027-03-01+01:00 month"],
    ["this weekend", "[this weekend] 2026-11-28+01:00 .. 2026-11-30+01:00 day"],
    ["from 9 to 11 tomorrow", "[from 9 to 11 tomorrow] 2026-11-24T09:00+01:00 .. 2026-11-24T11:00+01:00 hour"],
    ["tomorrow from 9 to 5", "[tomorrow from 9 to 5] 2026-11-24T09:00+01:00 .. 2026-11-24T17:00+01:00 hour"],
    ["between 9 and 11 tomorrow", "[between 9 and 11 tomorrow] 2026-11-24T09:00+01:00 .. 2026-11-24T11:00+01:00 hour"],
    ["3-5pm", "[3-5pm] 2026-11-23T15:00+01:00 .. 2026-11-23T17:00+01:00 hour"],
    ["11pm to 1am", "[11pm to 1am] 2026-11-23T23:00+01:00 .. 2026-11-24T01:00+01:00 hour"],
    ["3-5 march", "[3-5 march] 2027-03-03+01:00 .. 2027-03-06+01:00 day"],
    ["from tuesday to friday", "[from tuesday to friday] 2026-11-24+01:00 .. 2026-11-28+01:00 day"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });
});

describe("as people spell", () => {
  test.each([
    ["tommorow at 9", "[tommorow at 9] 2026-11-24T09:00+01:00 hour"],
    ["call anna tmrw ok", "[tmrw] 2026-11-24+01:00 day"],
    ["tmr 9am", "[tmr 9am] 2026-11-24T09:00+01:00 hour"],
    ["2moro at 8", "[2moro at 8] 2026-11-24T08:00+01:00 hour"],
    ["tonite", "[tonite] 2026-11-23T20:00+01:00 hour"],
    ["wendesday 8am", "[wendesday 8am] 2026-11-25T08:00+01:00 hour"],
    ["on thrusday", "[on thrusday] 2026-11-26+01:00 day"],
    ["tues at 3", "[tues at 3] 2026-11-24T15:00+01:00 hour"],
    ["sat at 5pm", "[sat at 5pm] 2026-11-28T17:00+01:00 hour"],
    ["in 5 minuts", "[in 5 minuts] 2026-11-23T14:05+01:00 minute"],
    ["TOMORROW AT NINE", "[TOMORROW AT NINE] 2026-11-24T09:00+01:00 hour"],
  ])("%s", (text, expected) => {
    expect(oslo(text)).toEqual([expected]);
  });
});

describe("zones and changes of clocks", () => {
  test.each([
    // Clocks in Oslo go forward on 28 March 2027 at 02:00 and back on 25 October 2026 at 03:00.
    ["tomorrow at nine", "2027-03-27T12:00:00+01:00", "Europe/Oslo", "2027-03-28T09:00+02:00"],
    ["tomorrow at 2:30 am", "2027-03-27T12:00:00+01:00", "Europe/Oslo", "2027-03-28T03:30+02:00"],
    ["tomorrow at 2:30 am", "2026-10-24T12:00:00+02:00", "Europe/Oslo", "2026-10-25T02:30+02:00"],
    ["in 2 hours", "2027-03-28T01:30:00+01:00", "Europe/Oslo", "2027-03-28T04:30+02:00"],
    ["in 2 hours", "2026-10-25T01:30:00+02:00", "Europe/Oslo", "2026-10-25T02:30+01:00"],
    ["in 1 day and 1 hour", "2027-03-27T12:00:00+01:00", "Europe/Oslo", "2027-03-28T13:00+02:00"],
    ["tomorrow at nine", "2026-11-23T20:00:00Z", "Asia/Tokyo", "2026-11-25T09:00+09:00"],
    ["tomorrow at nine", "2026-11-23T02:00:00Z", "America/Los_Angeles", "2026-11-23T09:00-08:00"],
    ["tonight", "2026-11-23T12:00:00Z", "Asia/Kolkata", "2026-11-23T20:00+05:30"],
    ["2026-12-01T10:00", "2026-11-23T12:00:00Z", "Asia/Kolkata", "2026-12-01T10:00+05:30"],
    ["2026-12-01T10:00Z", "2026-11-23T12:00:00Z", "Asia/Kolkata", "2026-12-01T15:30+05:30"],
  ])("%s at %s in %s is %s", (text, now, zone, expected) => {
    expect(times(text, now, zone).map((time) => time.split(" ").at(-2))).toEqual([expected]);
  });
});

test("a length of time beyond the calendar shifts nothing", () => {
  expect(oslo("99999999999999 years after christmas")).toEqual(["[christmas] 2026-12-25+01:00 day"]);
  expect(oslo("in 99999999999999 years")).toEqual([]);
});

test("the details say what was said and what was filled in", () => {
  const context = { now: Date.parse(MONDAY_14), zone: "Europe/Oslo" };
  const certain = (text: string) => extractor.extract(text, context)[0]?.additional_info?.certain;
  expect(certain("tomorrow")).toEqual(["day"]);
  expect(certain("at nine")).toEqual(["hour"]);
  expect(certain("friday at 9:15")).toEqual(["day", "hour", "minute"]);
  expect(certain("tomorrow morning")).toEqual(["day", "part"]);
  expect(certain("next week")).toEqual(["week"]);
});

describe("as people say it beside a reminder", () => {
  test.each([
    ["remind me on 29.3. at 12:30 to check", "[on 29.3. at 12:30] 2027-03-29T12:30+02:00 minute"],
    ["remind me on 29.3.2027 to check", "[on 29.3.2027] 2027-03-29+02:00 day"],
    ["remind me in 0 minutes to drink", "[in 0 minutes] 2026-11-23T14:00+01:00 second"],
    ["remind me tomorrow 1700 gym", "[tomorrow 1700] 2026-11-24T17:00+01:00 minute"],
    ["walk tomorrow 2000 steps", "[tomorrow] 2026-11-24+01:00 day"],
    ["wednesday 8ish to call mum", "[wednesday 8ish] 2026-11-25T08:00+01:00 hour"],
    ["friday 8:30pmish", "[friday 8:30pmish] 2026-11-27T20:30+01:00 minute"],
    ["remind me in twenty to check the oven", "[in twenty] 2026-11-23T14:20+01:00 minute"],
    ["remind me to read chapter 5 tonight", "[tonight] 2026-11-23T20:00+01:00 hour"],
    ["remind me 7 tonight", "[7 tonight] 2026-11-23T19:00+01:00 hour"],
  ])("%s", (text, time) => {
    expect(oslo(text)).toEqual([time]);
  });

  test("tonight stays on its day until midnight", () => {
    expect(oslo("tonight", "2026-11-23T23:50:00+01:00")).toEqual(["[tonight] 2026-11-23T23:59+01:00 hour"]);
  });

  test("a dotted number is no date where months come first, nor without a word that leads to one", () => {
    expect(times("on 2.3. to check", MONDAY_14, "America/New_York")).toEqual([]);
    expect(oslo("we run version 2.3. and like it")).toEqual([]);
  });

  test.each(["what is 5 in twenty", "remind me to sort them in twenty boxes"])("%s names no time", (text) => {
    expect(oslo(text)).toEqual([]);
  });
});

describe("hours and days in words of their own", () => {
  test.each([
    ["for 2130 tomorrow", "[2130 tomorrow] 2026-11-24T21:30+01:00 minute"],
    ["this arvo", "[this arvo] 2026-11-23T15:00+01:00 hour"],
    ["wednesday week", "[wednesday week] 2026-12-02+01:00 day"],
    ["friday fortnight at 8pm", "[friday fortnight at 8pm] 2026-12-11T20:00+01:00 hour"],
    ["the monday week plan", "[monday] 2026-11-30+01:00 day"],
    ["choir on friday 5 to 7", "[on friday 5 to 7] 2026-11-27T17:00+01:00 .. 2026-11-27T19:00+01:00 hour"],
    ["10 to 12 tomorrow", "[10 to 12 tomorrow] 2026-11-24T10:00+01:00 .. 2026-11-24T12:00+01:00 hour"],
    ["tomorrow at 10 to 12", "[tomorrow at 10 to 12] 2026-11-24T11:50+01:00 minute"],
    ["tomorrow 20 to 9", "[tomorrow 20 to 9] 2026-11-24T08:40+01:00 minute"],
    ["tomorrow ten to eleven", "[tomorrow ten to eleven] 2026-11-24T10:50+01:00 minute"],
    ["i have to be up by five thirty tomorrow", "[five thirty tomorrow] 2026-11-24T05:30+01:00 minute"],
    ["at bedtime", "[at bedtime] 2026-11-23T22:00+01:00 hour"],
    ["not now, at 8 in the evening", "[at 8 in the evening] 2026-11-23T20:00+01:00 hour"],
    ["in five more minutes", "[in five more minutes] 2026-11-23T14:05+01:00 minute"],
  ])("%s", (text, time) => {
    expect(oslo(text)).toEqual([time]);
  });
});
