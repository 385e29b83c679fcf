import type { Clock } from "../../engine/environment";
import type { Entity } from "../../engine/nlu/parse-data";
import { dayNumber } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { Reminder } from "../../storage/schema";
import { closest, coverage, sameMeaning, stem, stems } from "../matching";
import { isAlarm } from "./subject";
import { hourOf, recurrenceOf, timesOf, type Said, type TimeSaid } from "./when";

/** Which reminders a message means. */
export type Selection =
  | { kind: "found"; reminders: Reminder[] }
  /** It names something that isn't there. */
  | { kind: "none"; what: string }
  /** It could be any of these. */
  | { kind: "unclear"; reminders: Reminder[] };

export interface Query {
  said: Said;
  /** The subject named, if any. */
  subject: string | null;
  /** The reminder last spoken of. */
  lastId: string | null;
  /** The times that say which reminder, where others say something else ("move the 3 o'clock one to 4"). */
  times?: TimeSaid[];
}

const ALL = /\b(all|every|everything|my reminders|my alarms|reminders|alarms)\b/i;
const LAST = /\b(last|latest|newest)\b/i;

/** Picks from the reminders still to come, by id, subject, time or "all"; without any of them the one last spoken of. */
export function selectReminders(reminders: Reminder[], query: Query, clock: Clock): Selection {
  const { said, subject, lastId } = query;
  const id = said.entities.find(({ entity }) => entity === "id")?.value;
  if (id !== undefined)
    return found(
      reminders.filter((reminder) => reminder.id === id),
      "it",
    );

  if (subject !== null) {
    const matching = about(subject, reminders);
    return matching.length > 1 ? narrowed(matching, query, clock) : found(matching, `“${subject}”`);
  }
  const mentioned = mentionedIn(said.text, reminders);
  if (mentioned.length === 1) return found(mentioned, "it");
  const kind = isAlarm(said.text) && reminders.some(({ task }) => task === "") ? alarms(reminders) : reminders;
  const all = ALL.test(said.text);
  const timed = byTime(kind, query, clock);
  if (timed) {
    const isClear = all || timed.matching.length < 2;
    return isClear ? found(timed.matching, timed.words) : { kind: "unclear", reminders: timed.matching };
  }
  if (all) return found(kind, "anything");
  const last = nth(said.text, kind) ?? kind.find((reminder) => reminder.id === lastId) ?? newest(said, kind);
  if (last) return found([last], "it");
  return kind.length < 2 ? found(kind, "anything") : { kind: "unclear", reminders: kind };
}

/** Words of a request that say nothing of what a reminder is about. */
const ASKING = new Set(
  (
    "remind reminder alarm cancel delete remove stop drop take move change put push make set turn call time hour minute day week " +
    "tomorrow today tonight morning afternoon evening night one first second last next early later please about now"
  )
    .split(" ")
    .map(stem),
);

/** Those that share most words with the message, where nothing was marked as the subject: "can you move the bread one". */
function mentionedIn(text: string, reminders: Reminder[]): Reminder[] {
  const words = stems(text).filter((word) => word.length > 2 && !ASKING.has(word));
  const shared = reminders.map(({ task }) =>
    task === "" ? 0 : words.filter((word) => stems(task).includes(word)).length,
  );
  const most = Math.max(0, ...shared);
  return most === 0 ? [] : reminders.filter((_, i) => shared[i] === most);
}

const ORDINALS = [
  /\b(?:first|1st)(?: one| reminder| alarm)?\b/i,
  /\b(?:second|2nd)(?: (?:one|reminder|alarm)\b|$|(?= to\b| by\b| of (?:those|them)\b))/i,
  /\b(?:third|3rd)(?: (?:one|reminder|alarm)\b|$|(?= to\b| by\b| of (?:those|them)\b))/i,
];

/** "Cancel the second one", in the order in which they are shown. */
function nth(text: string, reminders: Reminder[]): Reminder | undefined {
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(text));
  return place < 0 ? undefined : reminders[place];
}

/** All that have the words named: which of "call Anna" and "write Anna a card" is the Anna reminder, nobody can tell. */
function about(subject: string, reminders: Reminder[]): Reminder[] {
  const same = reminders.filter(({ task }) => sameMeaning(task, subject));
  if (same.length > 0) return same;
  const wanted = stems(subject);
  const full = reminders.filter(({ task }) => coverage(wanted, stems(task)) === 1);
  return full.length > 0 ? full : closest(subject, reminders, ({ task }) => task);
}

/** Several have that subject: a time in the message may tell which. */
function narrowed(matching: Reminder[], query: Query, clock: Clock): Selection {
  const timed = byTime(matching, query, clock);
  if (timed && timed.matching.length === 1) return found(timed.matching, timed.words);
  return ALL.test(query.said.text) ? found(matching, "") : { kind: "unclear", reminders: matching };
}

function found(reminders: Reminder[], what: string): Selection {
  return reminders.length > 0 ? { kind: "found", reminders } : { kind: "none", what };
}

function alarms(reminders: Reminder[]): Reminder[] {
  return reminders.filter(({ task }) => task === "");
}

function newest(said: Said, reminders: Reminder[]): Reminder | undefined {
  if (!LAST.test(said.text)) return undefined;
  return [...reminders].sort((a, b) => Date.parse(b.created) - Date.parse(a.created))[0];
}

/** Those at the time the message names; null where it names none. */
function byTime(reminders: Reminder[], { said, times }: Query, clock: Clock) {
  const recurrence = recurrenceOf(said);
  const words = (entity: Entity) => said.text.slice(entity.start, entity.end) || "then";
  const [time] = times ?? timesOf(said);
  if (recurrence) {
    const matching = reminders.filter(({ rule }) => rule !== undefined && repeatsLike(rule, recurrence.rule));
    return { matching, words: words(recurrence.entity) };
  }
  if (time) {
    const from = time.grain === "day" ? "day" : "time";
    const matching = reminders.filter((reminder) => isAt(reminder, time.at, from, clock));
    return { matching, words: words(time.entity) };
  }
  const hour = hourOf(said);
  if (hour === null || times) return null;
  const matching = reminders.filter(({ due }) => wallClock(Date.parse(due), clock.zone).hour % 12 === hour % 12);
  return { matching, words: `${hour} o'clock` };
}

/** On the same day; or at the same moment, where "the three o'clock one" may be of any day and either half of it. */
function isAt(reminder: Reminder, at: number, what: "day" | "time", clock: Clock): boolean {
  const due = wallClock(Date.parse(reminder.due), clock.zone);
  const named = wallClock(at, clock.zone);
  if (what === "day") return dayNumber(due) === dayNumber(named);
  return due.hour % 12 === named.hour % 12 && due.minute === named.minute;
}

function repeatsLike(rule: string, named: string): boolean {
  const parts = (text: string) => text.split(";").filter((part) => /^(FREQ|BYDAY|INTERVAL)=/.test(part));
  return parts(named).every((part) => rule.includes(part));
}
