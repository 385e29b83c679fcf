import type { Clock } from "../../engine/environment";
import { formatIso, wallClock } from "../../engine/time/zone";
import { atHour, hourNamed, overlaps, recurrenceOf, recurringAt, timesOf, type Said, type When } from "./when";

/** Between times that are all meant: "at 6, 6:30 and 7", "at six and again at eight". */
const AND =
  /^\s*(?:,|&|,?\s*\b(?:and|then)\b)\s*(?:(?:once more|again|also|then|another(?: one)?|one)\s+)?(?:(?:at|for)\s+)?$/i;

/** After a bare number that is an hour: not the 2 of "2 eggs". */
const CLOSES = /^\s*(?:$|[,.!;&]|(?:and|to|for|about|please|pls|today|tomorrow|tonight|on|every|daily|that)\b)/i;

const A_DAY =
  /\b(?:(twice|two times|2 times)|(three times|3 times|thrice)|(four times|4 times))\s+(?:a|per|each|every)\s+day\b/i;
/** The hours of "two", "three" and "four times a day", where none are named. */
const HOURS_A_DAY = [
  [9, 18],
  [8, 13, 18],
  [8, 12, 16, 20],
] as const;

/** The message without "three times a day", blanked in place, so that neither subject nor time takes a part of it. */
export function withoutTimesADay<S extends Said>(said: S): S {
  const found = A_DAY.exec(said.text);
  if (!found) return said;
  const [start, end] = [found.index, found.index + found[0].length];
  const text = said.text.slice(0, start) + " ".repeat(end - start) + said.text.slice(end);
  const entities = said.entities.filter((entity) => entity.end <= start || entity.start >= end || isLonger(entity));
  return { ...said, text, entities };

  function isLonger(entity: { start: number; end: number }): boolean {
    return entity.start < start || entity.end > end;
  }
}

/** "Three times a day": daily at each of the hours named, or at hours of Sotto's choice. Null where a message doesn't say that. */
export function timesADay(said: Said, clock: Clock): When | null {
  const found = A_DAY.exec(said.text);
  if (!found) return null;
  const rest = withoutTimesADay(said);
  const named = timesOf(rest).filter(({ grain }) => grain === "exact");
  const hours = HOURS_A_DAY[found.slice(1).findIndex((group) => group !== undefined)] ?? [];
  const at =
    named.length > 0 ? named.map((time) => wallClock(time.at, clock.zone)) : hours.map((hour) => ({ hour, minute: 0 }));
  const times = at.map(({ hour, minute }) => recurringAt("FREQ=DAILY", hour, minute, clock).at);
  const when = inOrder(times, "FREQ=DAILY", clock);
  return when && named.length === 0 ? { ...when, assumedHour: true } : when;
}

/** The times of a message that names several for the same: "alarms at 6, 6:30 and 7"; null where it doesn't. */
export function severalTimes(said: Said, clock: Clock): When | null {
  const marks = marksIn(said, clock);
  const days = marks.filter(({ namesDay }) => namesDay);
  const [only] = days;
  const placed = marks.map(({ at, namesDay }) =>
    namesDay || !only || days.length > 1 ? at : sameHourOn(only.at, at, clock),
  );
  const rule = recurrenceOf(said)?.rule;
  return inOrder(
    rule === undefined ? placed.map((at) => formatIso(at, clock.zone)) : placed.map(repeated),
    rule,
    clock,
  );

  function repeated(at: number): string {
    const { hour, minute } = wallClock(at, clock.zone);
    return recurringAt(rule ?? "", hour, minute, clock).at;
  }
}

function sameHourOn(day: number, at: number, clock: Clock): number {
  const { hour, minute } = wallClock(at, clock.zone);
  return atHour(wallClock(day, clock.zone), hour, minute, clock.zone);
}

function inOrder(times: string[], rule: string | undefined, clock: Clock): When | null {
  const [first, ...more] = [...new Set(times)]
    .filter((at) => Date.parse(at) > clock.now())
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  return first === undefined ? null : { at: first, ...(rule !== undefined && { rule }), more };
}

interface Mark {
  start: number;
  end: number;
  at: number;
  namesDay: boolean;
}

/** The first run of two or more times with nothing but "and" between them; a bare number is an hour there. */
function marksIn(said: Said, clock: Clock): Mark[] {
  const times = timesOf(said).filter(({ grain, entity }) => grain === "exact" && typeof entity.value === "string");
  const exact = times.map(({ at, namesDay, entity: { start, end } }): Mark => ({ start, end, at, namesDay }));
  const numbers = said.entities.flatMap((entity): Mark[] => {
    const hour = hourNamed(entity);
    const isApart = !said.entities.some((other) => other !== entity && overlaps(other, entity));
    if (hour === null || !isApart || !CLOSES.test(said.text.slice(entity.end))) return [];
    const { start, end } = entity;
    return [{ start, end, at: atHour(wallClock(clock.now(), clock.zone), hour, 0, clock.zone), namesDay: false }];
  });
  const isNumber = (mark: Mark) => numbers.includes(mark);
  const all = [...exact, ...numbers].toSorted((a, b) => a.start - b.start);
  let run: Mark[] = [];
  for (const mark of all) {
    const last = run.at(-1);
    if (last && AND.test(said.text.slice(last.end, mark.start)))
      run.push(isNumber(mark) ? afterwards(mark, last) : mark);
    else if (run.length > 1) break;
    else run = [mark];
  }
  return run.length > 1 && run.some((mark) => exact.includes(mark)) ? run : [];

  /** "6:30 and 7": the 7 that comes next after it. */
  function afterwards(mark: Mark, last: Mark): Mark {
    const half = 12 * 3_600_000;
    const before = wallClock(last.at, clock.zone);
    const { hour } = wallClock(mark.at, clock.zone);
    const sameDay = atHour(before, hour, 0, clock.zone);
    return { ...mark, at: hour <= 12 && sameDay <= last.at ? sameDay + half : sameDay };
  }
}
