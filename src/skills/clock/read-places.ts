import type { ParseData } from "../../engine/nlu/parse-data";
import { findPlace, placesIn, type PlaceMention } from "./places";

export interface PlacesRead {
  /** In the text's order, each once. */
  known: PlaceMention[];
  /** What is said where a place should be, but isn't known. */
  unknown: string[];
}

/** "the time in Foobarville", with no entity found in it. */
const PLACE_SAID =
  /\b(?:time|clock|hour|late|early|morning|night|evening|noon)\b[\p{L}\s']{0,40}?\b(?:in|over in)\s+(?!the\b|my\b|here\b|total\b|that\b|there\b|this\b)([\p{L}][\p{L}'’.-]*(?:\s[\p{Lu}][\p{L}'’.-]*)*)/u;

/** The places that a message is about: those it names, and those that were found in it but aren't known. */
export function readPlaces({ text, entities }: ParseData): PlacesRead {
  const known = placesIn(text);
  const unknown: string[] = [];
  for (const { entity, value, start, end } of entities) {
    if (
      entity !== "place" ||
      typeof value !== "string" ||
      known.some((other) => start < other.end && other.start < end && end > 0)
    )
      continue;
    const place = findPlace(value);
    if (place) known.push({ place, start, end });
    else unknown.push(value);
  }
  if (known.length === 0 && unknown.length === 0) {
    const said = PLACE_SAID.exec(text);
    const place = said?.[1] === undefined ? null : findPlace(said[1]);
    if (said?.[1] !== undefined && place) {
      const start = said.index + said[0].length - said[1].length;
      known.push({ place, start, end: start + said[1].length });
    } else if (said?.[1] !== undefined) unknown.push(said[1]);
  }
  known.sort((a, b) => a.start - b.start);
  return { known, unknown };
}
