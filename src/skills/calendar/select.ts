import type { Clock } from "../../engine/environment";
import type { ParseData } from "../../engine/nlu/parse-data";
import { addDays } from "../../engine/time/calendar";
import { startOfDay, wallClock } from "../../engine/time/zone";
import type { Appointment } from "../../storage/schema";
import { timesOf, type TimeSaid } from "../reminders/when";
import { byTitle, mentioned } from "./title";
import { occurrencesBetween, relevant, upcoming, type Occurrence } from "./occurrences";

/** Which event a message means. */
export type Selection =
  | { kind: "found"; occurrence: Occurrence; /** Whether its day was named. */ namesDay: boolean }
  | { kind: "none"; what: string }
  | { kind: "unclear"; appointments: Appointment[] };

export interface Query {
  said: ParseData;
  /** The title named, if any. */
  title: string | null;
  /** The times that say which, where others say to when. */
  times?: TimeSaid[];
  /** The event last spoken of. */
  lastId: string | null;
}

const NEXT = /\bnext (?:event|appointment|meeting|one|thing)\b/i;

/** By id, title, time ("the one at three") or "next"; without any of them the one last spoken of, or the only one there is. */
export function selectEvent(all: Appointment[], { said, title, times, lastId }: Query, clock: Clock): Selection {
  const id = said.entities.find(({ entity }) => entity === "id")?.value;
  const [time] = times ?? timesOf(said);
  if (id !== undefined)
    return one(
      all.filter((each) => each.id === id),
      null,
      "that",
      clock,
    );
  const titled = title === null ? [] : byTitle(title, all);
  const meant = titled.length > 0 ? titled : mentioned(said, all);
  if (title !== null || meant.length > 0) return one(current(meant, clock), time ?? null, `“${title}”`, clock, true);
  if (NEXT.test(said.text)) {
    const next = occurrencesAhead(all, clock)[0];
    return next ? { kind: "found", occurrence: next, namesDay: true } : { kind: "none", what: "that" };
  }
  if (time) return one(all, time, said.text.slice(time.entity.start, time.entity.end), clock);
  const last = all.filter((each) => each.id === lastId);
  return one(last.length > 0 ? last : current(all, clock), null, "that", clock);
}

/** Every event's next time, the soonest first. */
export function occurrencesAhead(all: Appointment[], clock: Clock): Occurrence[] {
  const next = all.flatMap((each) => upcoming(each, clock.now(), clock.zone) ?? []);
  return next.sort((a, b) => a.start - b.start);
}

/** Those still to come, where there are any: the dentist is the next one, not last year's. */
function current(appointments: Appointment[], clock: Clock): Appointment[] {
  const ahead = appointments.filter((each) => upcoming(each, clock.now(), clock.zone));
  return ahead.length > 0 ? ahead : appointments;
}

/** The one of these that is meant, at the time named where one is. A title is enough where its event is at another time. */
function one(
  appointments: Appointment[],
  time: TimeSaid | null,
  what: string,
  clock: Clock,
  isTitled = false,
): Selection {
  const at = time ? occurrencesAt(appointments, time, clock) : [];
  const timed = [...new Set(at.map(({ appointment }) => appointment))];
  const [first] = at;
  if (first && timed.length === 1) {
    return { kind: "found", occurrence: first, namesDay: time?.grain === "day" || time?.namesDay === true };
  }
  if (timed.length > 1) return { kind: "unclear", appointments: timed };
  const [only] = appointments;
  if (!only || (time && !isTitled)) return { kind: "none", what };
  if (appointments.length > 1) return { kind: "unclear", appointments };
  return { kind: "found", occurrence: relevant(only, clock.now(), clock.zone), namesDay: false };
}

/** How far ahead "the three o'clock one" may be. */
const AHEAD_DAYS = 60;

/** On the day named, or, where only an hour was, at that hour of any day to come and either half of it. */
function occurrencesAt(appointments: Appointment[], time: TimeSaid, clock: Clock): Occurrence[] {
  const { zone } = clock;
  const isDay = time.grain === "day" || time.namesDay;
  const first = wallClock(isDay ? time.at : clock.now(), zone);
  const span = { from: startOfDay(first, zone), to: startOfDay(addDays(first, isDay ? 1 : AHEAD_DAYS), zone) };
  const found = occurrencesBetween(appointments, span, zone);
  if (time.grain === "day") return found;
  const named = wallClock(time.at, zone);
  const atHour = found.filter(({ start }) => {
    const { hour, minute } = wallClock(start, zone);
    return hour % 12 === named.hour % 12 && minute === named.minute;
  });
  const days = new Map<Appointment, Occurrence>();
  for (const occurrence of atHour) if (!days.has(occurrence.appointment)) days.set(occurrence.appointment, occurrence);
  return [...days.values()];
}
