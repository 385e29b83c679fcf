import type { Clock } from "../../engine/environment";
import { createDucklingExtractor } from "../../engine/nlu/extractors/duckling";
import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import { entityText } from "../message";
import { capitalize } from "../phrases";
import { readChange } from "../reminders/change";
import { overlaps, timesOf, type Said, type TimeSaid } from "../reminders/when";
import { changeWhen } from "./change-when";
import { fieldsOf, whenOf, type EventFields } from "./edit";
import type { Occurrence } from "./occurrences";
import { namedPlace } from "./place";
import { respelled } from "./respelled";
import { rangeOf } from "./when";

/** What a request for a change says. */
export interface EventChange {
  /** Which event: the title as it was said, or a time. */
  title: string | null;
  times: TimeSaid[] | null;
  /** The message without the words that only tell which event. */
  fresh: Said;
  newTitle: string | null;
  place: string | null;
}

/** Takes a request apart: "move [Friday's] [lunch] to [Saturday]", "rename [lunch] to [brunch]". */
export function readEventChange(said: ParseData, clock: Clock): EventChange {
  const message = withDayOfMonth(withoutNow(respelled(said, clock)), clock);
  const renamed = RENAME.exec(message.text.replace(/[\s.!]+$/, ""));
  if (renamed?.[1] !== undefined && renamed[2] !== undefined)
    return { title: renamed[1], times: null, fresh: message, newTitle: capitalize(renamed[2]), place: null };
  const moved = movedHour(message);
  if (moved) return { title: null, newTitle: null, place: null, ...moved };
  const { target, fresh, newTask } = readChange(message);
  const place = entityText(message, "event_place") ?? newPlace(message);
  const newTitle = newTask === null || place !== null ? null : capitalize(newTask);
  const which = target.subject === null ? null : targetTime(message, fresh);
  const times = which ? timesOf(message).filter(({ entity }) => entity === which) : null;
  return {
    title: target.subject,
    times: target.subject === null ? target.times : times,
    fresh: which ? { text: message.text, entities: fresh.entities.filter((each) => !overlaps(each, which)) } : fresh,
    newTitle,
    place,
  };
}

/** "It is at four now" says that it is so from now on, not when. */
function withoutNow(message: ParseData): ParseData {
  const isNow = ({ entity, start, end }: Entity) => entity === "time" && /^now$/i.test(message.text.slice(start, end));
  return { ...message, entities: message.entities.filter((each) => !isNow(each)) };
}

/** The title as it was, and the new one. */
const RENAME =
  /\b(?:rename|retitle|(?:change|set|update) the (?:title|name) (?:of|for)) (?:the |my )?(.+?)(?: (?:appointment|event|meeting))? (?:to|into|as) (.+)$/i;

const RELOCATED =
  /\b(?:relocated|moved|moving|now|place|location|venue)\b.*?\b(?:to|at|in)\s+((?:the )?\p{Lu}[\p{L}\p{N}'’&.-]*(?: [\p{Lu}\p{N}][\p{L}\p{N}'’&.-]*)*)(?:\s+(?:instead|now))?[\s.!]*$/u;

/** Where it is to be, by a name in capitals: "is at Mario's instead", "has been relocated to the Town Hall". */
function newPlace(message: ParseData): string | null {
  if (message.entities.some(({ entity }) => entity === "time")) return null;
  const relocated = RELOCATED.exec(message.text)?.[1];
  return (
    relocated ??
    namedPlace({ ...message, text: message.text.replace(/\s+(?:instead|now|after all)[\s.!]*$/i, "") })?.name ??
    null
  );
}

const duckling = createDucklingExtractor();

/** "To the 12th" is a day here, which the extractor reads only behind an "on". */
function withDayOfMonth(message: ParseData, clock: Clock): ParseData {
  const text = message.text.replace(/\bto (?=the \d{1,2}(?:st|nd|rd|th)\b)/gi, "on ");
  if (text === message.text) return message;
  const times = duckling
    .extract(text, { now: clock.now(), zone: clock.zone })
    .filter(({ entity }) => entity === "time");
  const entities = message.entities.filter((each) => !times.some((time) => overlaps(time, each)));
  return { ...message, entities: [...entities, ...times] };
}

const MOVES_AN_HOUR = /\b(?:move|change|shift|push|reschedule|bring)\s+(?:the|my)\s+$/i;

/** "Move my 3 o'clock to 5" names no stretch of time, but which event and to when. */
function movedHour(message: ParseData): { times: TimeSaid[]; fresh: Said } | null {
  const range = rangeOf(message);
  if (range?.grain !== "exact" || !MOVES_AN_HOUR.test(message.text.slice(0, range.entity.start))) return null;
  const start = message.text.lastIndexOf(" ", range.entity.end - 1) + 1;
  const hour = { ...range.entity, start, value: new Date(range.to).toISOString() };
  const time: TimeSaid = { at: range.from, grain: "exact", namesDay: range.namesDay, entity: range.entity };
  return { times: [time], fresh: { text: message.text, entities: [hour] } };
}

/** Beside a title, the time that tells which: "Friday's" of "move Friday's lunch to 2". It has no "to" before it, and another has. */
function targetTime({ text }: ParseData, fresh: Said): Entity | null {
  const [first] = timesOf(fresh);
  if (!first) return null;
  const others = fresh.entities.filter((each) => !overlaps(each, first.entity) && each.start > first.entity.end);
  const isTakenBack = /\b(?:not|instead of|rather than)\s*$/i.test(text.slice(0, others[0]?.start ?? 0));
  const leads = isTakenBack || /\b(?:to|until|till|for|by|into)\s*$/i.test(text.slice(0, first.entity.start));
  return leads || !others.some(({ entity }) => ["time", "number", "duration"].includes(entity)) ? null : first.entity;
}

/** The occurrence as the words want it; null where they say nothing new. */
export function changedFields(
  occurrence: Occurrence,
  { fresh, newTitle, place }: Pick<EventChange, "fresh" | "newTitle" | "place">,
  clock: Clock,
): EventFields | null {
  const when = newTitle === null ? changeWhen(whenOf(occurrence, clock.zone), fresh, clock) : null;
  if (!when && newTitle === null && place === null) return null;
  const fields = fieldsOf(occurrence, clock.zone);
  return {
    ...fields,
    ...when,
    ...(newTitle !== null && { title: newTitle }),
    ...(place !== null && { place }),
  };
}
