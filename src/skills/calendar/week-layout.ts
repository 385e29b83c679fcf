import { dayNumber, type CivilDate } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { Occurrence } from "./occurrences";

/** An event as a day's column draws it. */
export interface Block {
  occurrence: Occurrence;
  /** Minutes since midnight by the clock on the wall. */
  from: number;
  to: number;
  /** Which of the lanes side by side it stands in, from 0. */
  lane: number;
  lanes: number;
}

const MINUTES_PER_DAY = 1440;
/** What is shorter is drawn as if it took this long: its title needs the room. */
const LEAST_MINUTES = 30;

/** The timed events of a day, those that overlap side by side. */
export function dayBlocks(occurrences: readonly Occurrence[], day: CivilDate, zone: string): Block[] {
  const today = dayNumber(day);
  const spans = occurrences
    .filter(({ appointment }) => !appointment.allDay)
    .map((occurrence) => ({ occurrence, ...minutesOf(occurrence, today, zone) }))
    .filter(({ from, to }) => from < MINUTES_PER_DAY && to > 0)
    .map(({ occurrence, from, to }) => {
      const start = Math.min(Math.max(0, from), MINUTES_PER_DAY - LEAST_MINUTES);
      return { occurrence, from: start, to: Math.min(MINUTES_PER_DAY, Math.max(to, start + LEAST_MINUTES)) };
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);

  const blocks: Block[] = [];
  let group: Block[] = [];
  let groupEnd = 0;
  for (const span of spans) {
    if (span.from >= groupEnd) group = [];
    const taken = new Set(group.filter(({ to }) => to > span.from).map(({ lane }) => lane));
    const lane = firstFree(taken);
    const block: Block = { ...span, lane, lanes: 1 };
    group.push(block);
    blocks.push(block);
    groupEnd = Math.max(group.length === 1 ? 0 : groupEnd, span.to);
    const lanes = Math.max(...group.map((each) => each.lane)) + 1;
    for (const each of group) each.lanes = lanes;
  }
  return blocks;
}

function firstFree(taken: ReadonlySet<number>): number {
  let lane = 0;
  while (taken.has(lane)) lane++;
  return lane;
}

/** From and to in minutes of that day; before it below 0, after it above a day's. An event without a length has one minute. */
function minutesOf({ start, end }: Occurrence, today: number, zone: string): { from: number; to: number } {
  const minute = (ms: number) => {
    const wall = wallClock(ms, zone);
    return (dayNumber(wall) - today) * MINUTES_PER_DAY + wall.hour * 60 + wall.minute;
  };
  const from = minute(start);
  return { from, to: Math.max(minute(end), from + 1) };
}
