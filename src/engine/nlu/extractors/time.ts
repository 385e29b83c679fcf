import { formatIso } from "../../time/zone";
import type { Dimension, Match } from "./dimension";
import { respell } from "./respell";
import { readTimes } from "./time/read-times";

/** Without any of these there is no time in a text; most texts end here. */
const MAY_HOLD_TIME =
  /\d|\b(?:now|(?:breakfast|lunch|tea|dinner|supper|bed)\s?time|to(?:day|morrow|night)|yesterday|overmorrow|noon|mid(?:day|night)|morning|afternoon|evening|night|o['’]?\s?clock|half|quarter|week|weekend|month|year|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks|months|years|fortnight|decade|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?|tues|weds|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|first|second|third|\w+th|christmas|xmas|x-mas|nye|eve|easter|pentecost|epiphany|halloween|hallowe['’]en|thanksgiving|juneteenth|valentine['’]?s?|fawkes)(?:['’]s)?\b/i;

/** Duckling's `time`: ISO 8601 in the user's zone, or `{from, to}` for a stretch, up to but not including `to`. */
export const time: Dimension = (text, context) => {
  const respelled = respell(text);
  if (!MAY_HOLD_TIME.test(respelled.text)) return [];
  return readTimes(respelled.text, context).map(({ from, to, grain, certain, ...span }): Match => {
    const start = formatIso(from, context.zone);
    const place = respelled.original(span);
    if (to === undefined) return { ...place, value: start, info: { type: "value", grain, value: start, certain } };
    const end = formatIso(to, context.zone);
    const info = { type: "interval", grain, from: { value: start, grain }, to: { value: end, grain }, certain };
    return { ...place, value: { from: start, to: end }, info };
  });
};
