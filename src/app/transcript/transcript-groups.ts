import type { Line } from "../../worker/protocol";
import type { Outgoing } from "../session/state";

/** One bubble: a line of the transcript, or a message of the user that is not in it yet. */
export interface Entry {
  /** The same for a message before and after it was answered, so that its bubble stays in place. */
  key: string;
  from: Line["from"];
  text: string;
  at: number;
  line?: Line;
  outgoing?: Outgoing;
}

/** Bubbles of one sender in a row, with one time stamp. */
export interface Group {
  key: string;
  from: Line["from"];
  entries: Entry[];
  /** When its last bubble came, milliseconds since the epoch. */
  at: number;
}

export interface Day {
  /** Midnight at its start, milliseconds since the epoch. */
  start: number;
  groups: Group[];
}

/** A pause this long between two messages starts a new group (milliseconds). */
const pause = 5 * 60_000;

/** The entry made for a line or message: the same object each time, so that its bubble is drawn only once. */
const made = new WeakMap<Line | Outgoing, Entry>();

/** The bubbles to show: the transcript, then what is on its way. */
export function toEntries(lines: Line[], outgoing: Outgoing[]): Entry[] {
  const said = new Set(lines.filter(({ from }) => from === "user").map(({ messageId }) => messageId));
  const waiting = outgoing.filter(({ id, quiet }) => !quiet && !said.has(id));
  return [...lines.map((line) => remembered(line, fromLine)), ...waiting.map((sent) => remembered(sent, fromOutgoing))];
}

function remembered<T extends Line | Outgoing>(source: T, make: (source: T) => Entry): Entry {
  const entry = made.get(source) ?? make(source);
  made.set(source, entry);
  return entry;
}

function fromLine(line: Line): Entry {
  const { seq, from, text, at, messageId } = line;
  const key = from === "user" && messageId !== undefined ? messageId : `line-${seq}`;
  return { key, from, text, at, line };
}

function fromOutgoing(outgoing: Outgoing): Entry {
  const { id, text, title, at } = outgoing;
  return { key: id, from: "user", text: title ?? text, at, outgoing };
}

/** Entries by day, and within a day by sender. */
export function groupByDay(entries: Entry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const start = startOfDay(entry.at);
    let day = days.at(-1);
    if (!day || day.start !== start) {
      day = { start, groups: [] };
      days.push(day);
    }
    const group = day.groups.at(-1);
    if (group?.from === entry.from && entry.at - group.at < pause) {
      group.entries.push(entry);
      group.at = entry.at;
    } else {
      day.groups.push({ key: entry.key, from: entry.from, entries: [entry], at: entry.at });
    }
  }
  return days;
}

/** Midnight before `at` where the user is. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
