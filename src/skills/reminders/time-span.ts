import type { Clock } from "../../engine/environment";
import { addMonths, dayNumber, fromDayNumber } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import { wordsOf } from "./time-words";
import { timesOf, type Said } from "./when";

/** A stretch of whole days; `from` and `to` are day numbers, both included. */
export interface TimeSpan {
  from: number;
  to: number;
  /** As the user named it: "tomorrow", "next week". */
  words: string;
}

/** The days a message asks about; null where it names none. */
export function spanOfTime(said: Said, clock: Clock): TimeSpan | null {
  const [time] = timesOf(said);
  if (!time) return null;
  const from = dayNumber(wallClock(time.at, clock.zone));
  const words = wordsOf(time.entity, said.text).toLowerCase();
  const isWeekend = /weekend/.test(words);
  switch (time.entity.additional_info?.grain) {
    case "week":
      return { from, to: from + 6, words };
    case "month":
      return { from, to: dayNumber(addMonths(fromDayNumber(from), 1)) - 1, words };
    default:
      return { from, to: isWeekend ? from + 1 : from, words };
  }
}
