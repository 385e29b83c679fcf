import type { Clock } from "../../engine/environment";
import { countOf } from "../phrases";
import { readWhen, type Said } from "../reminders/when";

const UNIT_SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

/** A day: longer than that is a reminder's business. */
export const MAX_TIMER_SECONDS = 86_400;

/** Seconds; a bare number is minutes. Null where the message names no length. */
export function readLength(said: Said): number | null {
  const duration = said.entities.find(({ entity, value }) => entity === "duration" && typeof value === "number");
  if (typeof duration?.value === "number") return Math.round(duration.value);
  const number = said.entities.find(
    ({ entity, value, start, end }) =>
      // The "one" of "another one for the fish" is no minute.
      entity === "number" &&
      typeof value === "number" &&
      value > 0 &&
      !/^one (?:for|of|more)\b/i.test(said.text.slice(start, end + 5)),
  );
  return typeof number?.value === "number" ? Math.round(number.value * 60) : null;
}

/** "Two timers, one for 5 minutes and one for 10": the lengths of each, in seconds. Null where only one timer is asked for. */
export function lengthsOfSeveral({ text, entities }: Said): number[] | null {
  if (!/\b(?:timers|(?:one|another|a second|the other)(?: one)? (?:for|of|at))\b/i.test(text)) return null;
  const said = entities.filter(({ entity, value }) => entity === "duration" && typeof value === "number");
  const numbers = entities.filter(
    ({ entity, start, end }) => entity === "number" && !said.some((other) => start < other.end && other.start < end),
  );
  const lengths: number[] = [];
  for (const { value, start, additional_info: info } of said) {
    // "A 5 and a 10 minute timer": the unit is said once.
    const before = numbers.findLast(({ end }) => end <= start);
    const unit = typeof info?.unit === "string" ? UNIT_SECONDS[info.unit] : undefined;
    const isJoined = before && /^\s*(?:,|,?\s*(?:and|&|plus))\s+(?:an?\s)?$/i.test(text.slice(before.end, start));
    if (isJoined && unit !== undefined && typeof before.value === "number")
      lengths.push(Math.round(before.value * unit));
    if (typeof value === "number") lengths.push(Math.round(value));
  }
  return lengths.length > 1 ? lengths : null;
}

/** Seconds until the time of day that a message names as the end: "until 10". Null where it names none. */
export function readLengthUntil(said: Said, clock: Clock): number | null {
  if (!/\b(?:until|till|til)\b/i.test(said.text)) return null;
  const when = readWhen(said, clock);
  return when && Math.round((Date.parse(when.at) - clock.now()) / 1000);
}

/** "1 hour 20 minutes". */
export function describeLength(seconds: number): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), "hour"],
    [Math.floor((seconds % 3600) / 60), "minute"],
    [seconds % 60, "second"],
  ];
  const named = parts.filter(([count]) => count > 0).map(([count, unit]) => countOf(count, unit));
  return named.length > 0 ? named.join(" ") : "0 seconds";
}

/** "9:05", "1:20:00": the time left as a clock shows it. */
export function countdown(seconds: number): string {
  const left = Math.max(0, seconds);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(left / 3600);
  const minutes = Math.floor((left % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(left % 60)}` : `${minutes}:${two(left % 60)}`;
}

/** Whole seconds until a moment, as a countdown shows them: the last second is a 1. */
export function secondsUntil(iso: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));
}
