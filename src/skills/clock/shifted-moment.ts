import { readDurations } from "../../engine/nlu/extractors/duration";
import { respell } from "../../engine/nlu/extractors/respell";
import { time } from "../../engine/nlu/extractors/time";
import { MAX_TEXT, type Today } from "./dates";

/** A moment named by its distance in hours or less from another: "90 minutes from now", "2 hours before noon". */
export interface ShiftedMoment {
  /** Milliseconds since the epoch. */
  at: number;
  /** Where its words stand in the text. */
  start: number;
  end: number;
}

const SHIFTED = /^(?:in|within)\b|\b(?:ago|earlier|later|hence|from|after|before|time)\b/i;
const SMALL_GRAINS = new Set<unknown>(["hour", "minute", "second"]);
const ADDED = /\b(?:plus|add(?:ing)?)\b/i;
const TAKEN_AWAY = /\b(?:minus|subtract(?:ing)?|less|take away)\b/i;
const DAY_SECONDS = 86_400;

/** Null where a text names no such moment. */
export function readShiftedMoment(said: string, { now, zone }: Today): ShiftedMoment | null {
  const text = said.slice(0, MAX_TEXT);
  const respelled = respell(text);
  const lengths = readDurations(respelled.text);
  const smallest = lengths.flatMap(({ parts }) => parts).at(-1)?.unit;
  if (!SMALL_GRAINS.has(smallest)) return null;
  for (const { start, end, value, info } of time(text, { now, zone })) {
    if (typeof value !== "string" || !SMALL_GRAINS.has(info.grain) || !SHIFTED.test(text.slice(start, end))) continue;
    if (!lengths.map((length) => respelled.original(length)).some((length) => length.start < end && start < length.end))
      continue;
    return { at: Date.parse(value), start, end };
  }
  const [only] = lengths;
  const sign = ADDED.test(text) ? 1 : TAKEN_AWAY.test(text) ? -1 : 0;
  if (!only || lengths.length > 1 || sign === 0 || only.seconds > DAY_SECONDS || !/\b(?:now|time)\b/i.test(text))
    return null;
  return { at: now + sign * only.seconds * 1000, ...respelled.original(only) };
}
