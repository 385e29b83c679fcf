import { scan, spanOf, type Dimension } from "./dimension";
import { matchOf } from "./measure";
import { MONTHDAY_WORDS, monthdayOf } from "./time/day";

const PATTERN = new RegExp(`\\b(?:(\\d{1,9})(?:st|nd|rd|th)|(${MONTHDAY_WORDS}))\\b`, "gi");
const UNIT_BEFORE = /(?:\d|\b(?:one|two|three|five|ten|twenty|thirty|per|every|each|split))[\s-]$/i;

/** "first", "22nd", "twenty-first". A "second" that is a length of time ("one second", "per second") is none. */
export const ordinal: Dimension = (text) =>
  scan(text, PATTERN, (match) => {
    const word = match[0];
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    if (/^second$/i.test(word) && UNIT_BEFORE.test(before)) return null;
    return matchOf(spanOf(match), match[1] ? Number(match[1]) : monthdayOf(word));
  });
