import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import { addDays } from "../../engine/time/calendar";
import { formatIso, startOfDay, wallClock } from "../../engine/time/zone";
import type { Appointment, UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { joinWords } from "../phrases";
import { clockTime, describeDay } from "../reminders/describe";
import { describeHours } from "./describe";
import { gaps, wakingDays } from "./free";
import { occurrencesBetween, type Occurrence, type Span } from "./occurrences";
import { agendaCard } from "./records";
import { spanSaid, type SpanSaid } from "./span";
import { lengthOf } from "./when";

/** Shorter gaps are no free time, unless less was asked for. */
const SHORTEST_MS = 30 * 60_000;
/** More days aren't told one by one. */
const TOLD_DAYS = 7;

/** "Am I free on Friday afternoon", "when am I free tomorrow": what is free, and what isn't. */
export const checkFree: Action<UserData> = {
  name: "action_check_free",
  async run(context) {
    const { tracker, store, clock, dispatcher } = context;
    const message = latestMessage(tracker);
    const all = await store.all("appointments");
    const span = spanSaid(message, clock) ?? today(context);
    const wanted = lengthOf(message);
    const shortest = wanted === null ? SHORTEST_MS : wanted * 1000;
    const text =
      span.kind === "hours" ? freeHours(context, span, all, shortest) : freeDays(context, span, all, shortest);
    const taken = occurrencesBetween(all, span, clock.zone);
    dispatcher.say({ text, ...(taken.length > 0 && { custom: agendaCard(`Calendar ${span.words}`, taken, clock) }) });
    return [slotSet("event_question", "free")] satisfies NewEvent[];
  },
};

function today({ clock }: ActionContext<UserData>): SpanSaid {
  const date = wallClock(clock.now(), clock.zone);
  const to = startOfDay(addDays(date, 1), clock.zone);
  return { from: startOfDay(date, clock.zone), to, words: "today", kind: "day" };
}

function freeHours(context: ActionContext<UserData>, span: SpanSaid, all: Appointment[], shortest: number): string {
  const { zone } = context.clock;
  const taken = occurrencesBetween(all, span, zone).filter(({ appointment }) => !appointment.allDay);
  const when = `${dayOf(span.from, context)}, ${hours(span, zone)}`;
  if (taken.length === 0) return `Yes, you are free ${when}.${allDayEvents(all, span, zone)}`;
  const free = gaps(span, taken, Math.min(shortest, span.to - span.from));
  const left = free.length === 0 ? "" : ` Free: ${joinWords(free.map((gap) => hours(gap, zone)))}.`;
  return `No, ${dayOf(span.from, context)} you have ${joinWords(taken.map((each) => named(each, zone)))}.${left}`;
}

function freeDays(context: ActionContext<UserData>, span: SpanSaid, all: Appointment[], shortest: number): string {
  const { clock } = context;
  const days = wakingDays(span, clock.now(), clock.zone);
  if (days.length === 0) return `Nothing is left of ${span.words}.`;
  const told = days.slice(0, TOLD_DAYS).map((day) => {
    const taken = occurrencesBetween(all, day, clock.zone);
    const free = gaps(day, taken, shortest);
    const isWhole = taken.every(({ appointment }) => appointment.allDay);
    const what = isWhole
      ? "free all day"
      : free.length === 0
        ? "nothing free"
        : joinWords(free.map((gap) => hours(gap, clock.zone)));
    return `${dayOf(day.from, context)}: ${what}${allDayEvents(all, day, clock.zone).replace(/^ (.*)\.$/, " ($1)")}`;
  });
  const rest = days.length > TOLD_DAYS ? ` I looked at the first ${TOLD_DAYS} days.` : "";
  return `You are free ${told.join("; ")}.${rest}`;
}

/** " “Holiday” is all day."; those leave the hours free, but the user will want to know. */
function allDayEvents(all: Appointment[], span: Span, zone: string): string {
  const titles = occurrencesBetween(all, span, zone)
    .filter(({ appointment }) => appointment.allDay)
    .map(({ appointment }) => `“${appointment.title}”`);
  return titles.length === 0 ? "" : ` ${joinWords(titles)} ${titles.length === 1 ? "is" : "are"} all day.`;
}

function named(occurrence: Occurrence, zone: string): string {
  return `“${occurrence.appointment.title}” (${describeHours(occurrence, zone)})`;
}

function dayOf(ms: number, { clock }: ActionContext<UserData>): string {
  return describeDay(formatIso(ms, clock.zone), clock.zone, clock.now());
}

function hours({ from, to }: Span, zone: string): string {
  return `${clockTime(formatIso(from, zone), zone)} to ${clockTime(formatIso(to, zone), zone)}`;
}
