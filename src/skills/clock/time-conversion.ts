import type { Clock } from "../../engine/environment";
import type { ParseData } from "../../engine/nlu/parse-data";
import { time } from "../../engine/nlu/extractors/time";
import { instantOf, startOfDay, wallClock, type WallClock } from "../../engine/time/zone";
import type { Place, PlaceMention } from "./places";
import { readPlaces } from "./read-places";

/** A time in one place, to be told in another. `from` or `to` null is where the user is. */
export interface TimeConversion {
  /** Milliseconds since the epoch. */
  at: number;
  from: Place | null;
  to: Place | null;
}

export type ConversionRead = TimeConversion | { missing: "time" | "place" } | { unknown: string };

/** Where the user is; not "what time is it for my cousin". */
const HERE =
  /\b(?:here|my time|our time|local time|at home|back home|for (?:me|us)|my (?:local )?(?:clock|zone|timezone))\b/gi;

interface SaidTime {
  wall: WallClock;
  dayNamed: boolean;
  start: number;
}

/** The clock time in a text, as its words say it, whatever time it is now: a bare "six" doesn't turn into 18:00 by noon. */
function saidTime(text: string, clock: Clock): SaidTime | null {
  const { zone } = clock;
  const morning = startOfDay(wallClock(clock.now(), zone), zone);
  // Four digits alone are a time here: "0900 Zulu".
  const plain = text.replace(/(?<!\d|at )\b([01]\d|2[0-3])([0-5]\d)(?= ?(?:h|hrs|hours|[a-z]))/gi, "$1:$2");
  for (const { start, value, info } of time(plain, { now: morning, zone })) {
    const from =
      typeof value === "string"
        ? value
        : value !== null && typeof value === "object" && "from" in value
          ? value.from
          : null;
    const certain = Array.isArray(info.certain) ? info.certain : [];
    if (typeof from !== "string" || !certain.includes("hour")) continue;
    return { wall: wallClock(Date.parse(from), zone), dayNamed: certain.includes("day"), start };
  }
  return null;
}

/** A mention of a place, or of here (null). */
type Where = { place: Place | null; start: number };

const ASKED_FOR =
  /\b(?:what(?:'?s| is)?|which|the) (?:the )?(?:time|hour)(?: (?:is|will|would) (?:it|that)(?: be)?)?(?: over)? (?:in|for|at)\s(?:the )?$/i;

function sourceAndTarget(text: string, places: readonly PlaceMention[], timeStart: number): [Where, Where] {
  const here: Where[] = [...text.matchAll(HERE)].map(({ index }) => ({ place: null, start: index }));
  const mentions: Where[] = [...places, ...here].sort((a, b) => a.start - b.start);
  const home: Where = { place: null, start: -1 };
  const after = mentions.find(({ start }) => start >= timeStart);
  if (mentions.length === 1) {
    // "If I ring Auckland at nine" gives my time; "3 pm Tokyo time" Tokyo's; "if it's nine, what time is it in Tokyo" asks for it.
    const only = mentions[0] ?? home;
    return after && !ASKED_FOR.test(text.slice(0, after.start)) ? [only, home] : [home, only];
  }
  const before = mentions.findLast(({ start }) => start < timeStart);
  const led = before && /\bfrom\s$/i.test(text.slice(0, before.start)) ? before : undefined;
  const source = led ?? after ?? mentions[0] ?? home;
  return [source, mentions.find((mention) => mention !== source && mention.place !== source.place) ?? home];
}

/** What "3pm New York time in Oslo" asks. */
export function readTimeConversion(message: ParseData, clock: Clock): ConversionRead {
  const { known, unknown } = readPlaces(message);
  if (unknown[0] !== undefined) return { unknown: unknown[0] };
  if (known.length === 0) return { missing: "place" };
  const said = saidTime(message.text, clock);
  if (!said) return { missing: "time" };
  const [from, to] = sourceAndTarget(message.text, known, said.start);
  const zone = from.place?.zone ?? clock.zone;
  const day = said.dayNamed ? said.wall : wallClock(clock.now(), zone);
  const wall = { ...said.wall, year: day.year, month: day.month, day: day.day };
  return { at: instantOf(wall, zone), from: from.place, to: to.place };
}
