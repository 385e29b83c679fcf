import type { Action, ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Appointment, UserData } from "../../storage/schema";
import { latestMessage, wordingOf } from "../message";
import { countOf, joinWords } from "../phrases";
import { rememberRecord } from "../last-record";
import { describeEvent, describeHours, toldNow } from "./describe";
import { byStart, occurrencesBetween, relevant, type Occurrence } from "./occurrences";
import { agendaCard, forgetEvent, sayEvent, sayNoEvent } from "./records";
import { occurrencesAhead } from "./select";
import { byTitle, mentioned, spokenTitle } from "./title";
import { spanSaid, type SpanSaid } from "./span";

/** More than these aren't read out. */
const TOLD = 8;
/** A month of a full calendar is a long card, but no endless one. */
const SHOWN = 60;
/** "What's on my calendar" without a day asks about this long. */
const AHEAD_DAYS = 14;

const NEXT = /\bnext (?:event|appointment|meeting|thing|one|up)\b|\bnext\W*$|\bcom(?:es|ing) (?:up )?next\b/i;

/** Shows what is on: of a day or a week, the next thing, or when something is. */
export const showEvents: Action<UserData> = {
  name: "action_show_events",
  async run(context) {
    const { tracker, store, clock } = context;
    const message = latestMessage(tracker);
    const all = await store.all("appointments");
    const title = spokenTitle(message);
    const span = spanSaid(message, clock);
    const followUp = slotSet("event_question", "show");
    const named = title === null ? mentioned(message, all) : byTitle(title, all);
    if (title !== null || named.length > 0)
      return [...whenIs(context, { title: title ?? "", named, span, all }), followUp];
    if (!span && NEXT.test(wordingOf(message))) return [...next(context, all), followUp];
    const asked = span ?? ahead(context);
    return [...shown(context, asked, occurrencesBetween(all, asked, clock.zone), all), followUp];
  },
};

/** Whether a title is asked for that no event has. */
export async function namesNoEvent({ tracker, store }: ActionContext<UserData>): Promise<boolean> {
  const title = spokenTitle(latestMessage(tracker));
  return title !== null && byTitle(title, await store.all("appointments")).length === 0;
}

function ahead({ clock }: ActionContext<UserData>): SpanSaid {
  const from = clock.now();
  return { from, to: from + AHEAD_DAYS * 86_400_000, words: `in the next ${AHEAD_DAYS} days`, kind: "days" };
}

function next(context: ActionContext<UserData>, all: Appointment[]): NewEvent[] {
  const { clock, dispatcher } = context;
  const [first] = occurrencesAhead(all, clock).filter(({ start }) => start > clock.now());
  if (first) return sayEvent(context, first, `Next: ${describeEvent(first, toldNow(clock))}.`);
  dispatcher.utter("utter_no_events");
  return [];
}

/** "When is my dentist appointment": its next time, or all that have that name. */
function whenIs(
  context: ActionContext<UserData>,
  { title, named, span, all }: { title: string; named: Appointment[]; span: SpanSaid | null; all: Appointment[] },
): NewEvent[] {
  const { clock, dispatcher } = context;
  const inSpan = span ? occurrencesBetween(named, span, clock.zone) : [];
  const times = named.map((each) => relevant(each, clock.now(), clock.zone)).sort(byStart);
  const coming = times.filter(({ end }) => end > clock.now());
  const found = inSpan.length > 0 ? inSpan : coming.length > 0 ? coming : times;
  const [only] = found;
  if (!only) return sayNoEvent(context, `“${title}”`, all);
  const lead = span && inSpan.length === 0 ? `Not ${span.words}. ` : "";
  const was = only.end <= clock.now() ? "That was" : "That is";
  if (found.length === 1) return sayEvent(context, only, `${lead}${was} ${describeEvent(only, toldNow(clock))}.`);
  dispatcher.say({ text: `${lead}You have ${listed(found, context)}.`, custom: agendaCard("Found", found, clock) });
  return [forgetEvent()];
}

function shown(context: ActionContext<UserData>, span: SpanSaid, found: Occurrence[], all: Appointment[]): NewEvent[] {
  const { clock, dispatcher } = context;
  const [only] = found;
  if (!only) {
    const [first] = occurrencesAhead(all, clock);
    if (first)
      dispatcher.utter("utter_no_events_then", { when: span.words, next: describeEvent(first, toldNow(clock)) });
    else dispatcher.utter("utter_no_events");
    return [];
  }
  const told =
    span.kind === "days"
      ? listed(found, context)
      : joinWords(found.slice(0, TOLD).map((each) => `“${each.appointment.title}” ${hours(each, clock.zone)}`)) +
        more(found);
  const text = `You have ${countOf(found.length, "event")} ${span.words}: ${told}.`;
  if (found.length === 1) return sayEvent(context, only, text);
  const card = agendaCard(`Calendar ${span.words}`, found.slice(0, SHOWN), clock);
  dispatcher.say({ text, custom: card });
  return found.every(({ appointment }) => appointment === only.appointment)
    ? [rememberRecord("appointments", only.appointment.id)]
    : [forgetEvent()];
}

function hours(occurrence: Occurrence, zone: string): string {
  const { appointment, start, end } = occurrence;
  return appointment.allDay ? "all day" : `${start === end ? "at" : "from"} ${describeHours(occurrence, zone)}`;
}

function listed(found: Occurrence[], { clock }: ActionContext<UserData>): string {
  return (
    found
      .slice(0, TOLD)
      .map((each) => describeEvent(each, toldNow(clock)))
      .join("; ") + more(found)
  );
}

function more(found: Occurrence[]): string {
  return found.length > TOLD ? `; and ${found.length - TOLD} more` : "";
}
