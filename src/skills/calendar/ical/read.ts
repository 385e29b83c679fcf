import { addDays, dayNumber } from "../../../engine/time/calendar";
import { formatIso, instantOf, startOfDay, wallClock } from "../../../engine/time/zone";
import type { Appointment } from "../../../storage/schema";
import { contentLines, REMINDER_MARK, unescaped, type ContentLine } from "./content-lines";
import { keptRule, type Allowance } from "./rules";
import { after, instant, readDuration, readTime, writeUtc, type WrittenTime } from "./times";
import { zoneOf } from "./zones";

/** An event of a file: `uid` tells whether it is one that is known. */
export type FileEvent = Omit<Appointment, "id" | "created"> & { uid: string };

/** Something in the file that isn't as it should be, or can't be kept. */
export interface CalendarFault {
  /** From 1. */
  line: number;
  code:
    | "not-a-calendar"
    | "bad-line"
    | "bad-nesting"
    | "no-start"
    | "bad-time"
    | "unknown-zone"
    | "unkept-rule"
    | "cancelled"
    | "own-reminder"
    | "too-many";
  message: string;
  /** Whether an event was left out for it; else it was kept without what is at fault. */
  leftOut: boolean;
}

export interface ReadCalendar {
  appointments: FileEvent[];
  faults: CalendarFault[];
}

/** More events are left out: nobody has them, and the page draws what is kept. */
const MOST_EVENTS = 20_000;
/** More faults tell nothing new. */
const MOST_FAULTS = 1000;
const LONGEST = { title: 500, place: 500, notes: 10_000 };

/** The properties of one VEVENT, those that may come more than once as lists. */
interface Component {
  line: number;
  first: Map<string, ContentLine>;
  exceptions: ContentLine[];
}

/**
 * Reads an iCalendar file (RFC 5545). Whatever is at fault in it is told, with its line, and takes no other event with it. Times without
 * a zone are of `zone`. It takes time in proportion to the text, whatever the rules in it say.
 */
export function readCalendar(text: string, zone: string): ReadCalendar {
  const reading = new Reading(zone);
  for (const line of contentLines(text)) {
    if ("bad" in line) reading.fault(line.line, "bad-line", `not a line of a calendar: “${line.bad}”`, false);
    else reading.take(line);
  }
  return reading.done();
}

class Reading {
  private readonly events: FileEvent[] = [];
  private readonly faults: CalendarFault[] = [];
  /** Of single times that were changed: their series' UID, and the start that the series must leave out. */
  private readonly replaced: { uid: string; on: number }[] = [];
  private readonly allowance: Allowance = { steps: 100_000 };
  private readonly open: string[] = [];
  private event: Component | null = null;
  private sawCalendar = false;
  private lastLine = 0;
  private left = 0;

  constructor(private readonly zone: string) {}

  fault(line: number, code: CalendarFault["code"], message: string, leftOut: boolean): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ line, code, message, leftOut });
  }

  take(line: ContentLine): void {
    this.lastLine = line.line;
    const name = line.value.trim().toUpperCase();
    if (line.name === "BEGIN") this.begin(name, line.line);
    else if (line.name === "END") this.end(name, line.line);
    else if (this.event && this.open.at(-1) === "VEVENT") this.property(this.event, line);
  }

  done(): ReadCalendar {
    if (this.event) this.fault(this.event.line, "bad-nesting", "the file ends within this event", true);
    if (!this.sawCalendar)
      this.fault(1, "not-a-calendar", "this is no calendar file: it has no BEGIN:VCALENDAR", false);
    if (this.left > 0) {
      const message = `only the first ${MOST_EVENTS} events were read, not the ${this.left} after them`;
      this.faults.push({ line: this.lastLine, code: "too-many", message, leftOut: true });
    }
    return { appointments: withoutReplaced(this.events, this.replaced), faults: this.faults };
  }

  private begin(name: string, line: number): void {
    if (name === "VCALENDAR") this.sawCalendar = true;
    if (name === "VEVENT") {
      if (this.event) this.fault(this.event.line, "bad-nesting", "this event doesn't end before the next begins", true);
      this.event = { line, first: new Map(), exceptions: [] };
      this.open.length = 0;
    }
    if (this.open.length < 10) this.open.push(name);
  }

  private end(name: string, line: number): void {
    const at = this.open.lastIndexOf(name);
    if (at >= 0) this.open.length = at;
    else if (name === "VEVENT") this.fault(line, "bad-nesting", "an event ends that hasn't begun", false);
    if (name !== "VEVENT" || !this.event) return;
    this.keep(this.event);
    this.event = null;
  }

  private property(event: Component, line: ContentLine): void {
    if (line.name === "EXDATE") event.exceptions.push(line);
    else if (!event.first.has(line.name)) event.first.set(line.name, line);
  }

  private keep(component: Component): void {
    if (this.events.length >= MOST_EVENTS) {
      this.left++;
      return;
    }
    const { first, line } = component;
    const title = this.words(component, "SUMMARY", LONGEST.title) || "Event";
    const told = `“${title.slice(0, 60)}”`;
    const startLine = first.get("DTSTART");
    if (first.has(REMINDER_MARK)) return this.fault(line, "own-reminder", `${told} is a reminder`, true);
    if (!startLine) return this.fault(line, "no-start", `${told} has no DTSTART`, true);
    const start = this.time(startLine);
    if (!start) return this.fault(startLine.line, "bad-time", `${told} begins at no time that there is`, true);
    const isAllDay = start.written.kind === "date";
    const uid = first.get("UID")?.value.trim() || `no-uid/${title}/${writeUtc(start.ms)}`;

    const recurrence = first.get("RECURRENCE-ID");
    const on = recurrence ? this.time(recurrence, start.zone) : null;
    if (on) this.replaced.push({ uid, on: isAllDay ? on.ms : this.onTheHour(on, start) });
    if (first.get("STATUS")?.value.trim().toUpperCase() === "CANCELLED") {
      return this.fault(line, "cancelled", `${told} was cancelled`, true);
    }
    const end = this.endOf(component, start, told);
    const rule = on ? undefined : this.rule(component, start, told);
    const exceptions = rule === undefined ? [] : this.exceptions(component, start);
    const place = this.words(component, "LOCATION", LONGEST.place);
    const notes = this.words(component, "DESCRIPTION", LONGEST.notes);
    this.events.push({
      title,
      starts: formatIso(start.ms, start.zone),
      ends: formatIso(end, start.zone),
      allDay: isAllDay,
      zone: start.zone,
      ...(place && { place }),
      ...(notes && { notes }),
      ...(rule !== undefined && { rule }),
      ...(exceptions.length > 0 && { exceptions: exceptions.map((ms) => formatIso(ms, start.zone)) }),
      uid: on ? `${uid}/${writeUtc(on.ms)}` : uid,
    });
  }

  private words({ first }: Component, name: string, longest: number): string {
    return unescaped(first.get(name)?.value ?? "")
      .trim()
      .slice(0, longest);
  }

  private time(line: ContentLine, other = this.zone): Started | null {
    const written = readTime(line.value);
    if (!written) return null;
    const tzid = line.params.get("TZID");
    const named = tzid === undefined ? null : zoneOf(tzid);
    if (tzid !== undefined && named === null && written.kind === "floating") {
      this.fault(line.line, "unknown-zone", `there is no time zone “${tzid.slice(0, 60)}”: read as ${other}`, false);
    }
    const zone = written.kind === "utc" ? "UTC" : written.kind === "date" ? other : (named ?? other);
    return { ms: instant(written, zone), zone, written };
  }

  /** The end; where none is given or it can't be, as RFC 5545 has it: a whole day, or no time at all. */
  private endOf({ first }: Component, start: Started, told: string): number {
    const endLine = first.get("DTEND");
    const durationLine = first.get("DURATION");
    const isAllDay = start.written.kind === "date";
    const least = isAllDay ? startOfDay(addDays(wallClock(start.ms, start.zone), 1), start.zone) : start.ms;
    const end = endLine ? this.time(endLine, start.zone) : null;
    const duration = durationLine ? readDuration(durationLine.value) : null;
    const ms = end ? end.ms : duration ? after(start.ms, duration, start.zone) : least;
    const line = endLine ?? durationLine;
    const isBad = (line && !end && !duration) || ms < start.ms || !isWithinDate(ms);
    if (isBad && line) this.fault(line.line, "bad-time", `${told} ends at no time that there is`, false);
    if (isBad) return least;
    if (!isAllDay) return ms;
    const days = dayNumber(wallClock(ms, start.zone));
    return Math.max(least, startOfDay(addDays({ year: 1970, month: 1, day: 1 }, days), start.zone));
  }

  private rule({ first }: Component, start: Started, told: string): string | undefined {
    const line = first.get("RRULE");
    const extra = first.get("RDATE");
    if (extra) this.fault(extra.line, "unkept-rule", `${told} has further dates (RDATE), which weren't kept`, false);
    if (!line) return undefined;
    const kept = keptRule(line.value, start, this.allowance);
    if (!kept) {
      this.fault(
        line.line,
        "unkept-rule",
        `${told} repeats by a rule that can't be kept: only its first time was`,
        false,
      );
    }
    return kept?.rule;
  }

  private exceptions({ exceptions }: Component, start: Started): number[] {
    const found = new Set<number>();
    for (const line of exceptions) {
      for (const value of line.value.split(",")) {
        const time = this.time({ ...line, value }, start.zone);
        if (time) found.add(this.onTheHour(time, start));
        else this.fault(line.line, "bad-time", `an exception is no time that there is: “${value.slice(0, 30)}”`, false);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** Some programs leave out a day where it should be a time: that day's is meant. */
  private onTheHour(time: Started, start: Started): number {
    if (time.written.kind !== "date" || start.written.kind === "date") return time.ms;
    return instantOf({ ...wallClock(start.ms, start.zone), ...dateOf(time.written) }, start.zone);
  }
}

interface Started {
  ms: number;
  zone: string;
  written: WrittenTime;
}

function dateOf({ wall }: WrittenTime) {
  return { year: wall.year, month: wall.month, day: wall.day };
}

/** What a length adds to a time may pass the year 9999, and then has no ISO date of four digits. */
function isWithinDate(ms: number): boolean {
  return ms < Date.UTC(9999, 11, 31);
}

/** A series leaves out the times that stand in the file as events of their own. */
function withoutReplaced(events: FileEvent[], replaced: { uid: string; on: number }[]): FileEvent[] {
  const byUid = new Map<string, number[]>();
  for (const { uid, on } of replaced) {
    const out = byUid.get(uid);
    if (out) out.push(on);
    else byUid.set(uid, [on]);
  }
  return events.map((event) => {
    const out = event.rule === undefined ? undefined : byUid.get(event.uid);
    if (!out) return event;
    const all = new Set([...(event.exceptions ?? []).map((iso) => Date.parse(iso)), ...out]);
    return { ...event, exceptions: [...all].sort((a, b) => a - b).map((ms) => formatIso(ms, event.zone)) };
  });
}
