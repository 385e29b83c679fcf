import { addDays, dayNumber, weekdayOf } from "../../engine/time/calendar";
import { parseRule, WEEKDAY_CODES } from "../../engine/time/recurrence";
import { formatIso, instantOf, wallClock, type WallClock } from "../../engine/time/zone";
import type { Appointment } from "../../storage/schema";
import type { Occurrence } from "./occurrences";

/** What can be said of an event; times as `Appointment` has them. */
export type EventFields = Pick<Appointment, "title" | "starts" | "ends" | "allDay" | "zone"> &
  Partial<Pick<Appointment, "place" | "notes" | "rule">>;

/** A recurring event without one of its times. */
export function withoutOccurrence(series: Appointment, on: number): Appointment {
  const left = (series.exceptions ?? []).filter((iso) => Date.parse(iso) !== on);
  return { ...series, exceptions: [...left, formatIso(on, series.zone)] };
}

/** One of its times, as an event of its own. */
export function singleFrom(series: Appointment, fields: EventFields, id: string, created: string): Appointment {
  const { rule: _rule, ...single } = fields;
  const { uid: _uid, rule: _seriesRule, exceptions: _exceptions, ...rest } = series;
  return { ...cleared(rest), ...single, id, created };
}

/** A whole event, put in place of what it was. */
export function edited(appointment: Appointment, fields: EventFields): Appointment {
  const { exceptions: _exceptions, rule: _rule, ...rest } = appointment;
  const kept = fields.rule !== undefined && fields.rule === appointment.rule ? appointment.exceptions : undefined;
  return { ...cleared(rest), ...fields, ...(kept && { exceptions: kept }) };
}

/** Without what `EventFields` may leave out: what is left out is gone. */
function cleared<A extends Appointment>({ place: _place, notes: _notes, ...rest }: A): Omit<A, "place" | "notes"> {
  return rest;
}

/**
 * A series of which the time at `on` is to be as in `fields`: every time gets that hour and length, and where the rule names a single
 * day, that day. A rule of several days keeps them.
 */
export function editedSeries(series: Appointment, on: number, fields: EventFields): Appointment {
  const { zone } = fields;
  const [from, to] = [wallClock(on, zone), wallClock(Date.parse(fields.starts), zone)];
  const shift = fields.rule === series.rule ? dayNumber(to) - dayNumber(from) : 0;
  const rule = fields.rule === series.rule && series.rule !== undefined ? ruleOn(series.rule, to) : fields.rule;
  const days = rule === series.rule && !followsStart(rule) ? 0 : shift;
  const place = (ms: number): WallClock => {
    const { year, month, day } = addDays(wallClock(ms, zone), days);
    return { year, month, day, hour: to.hour, minute: to.minute, second: to.second };
  };
  const start =
    fields.rule === series.rule ? instantOf(place(Date.parse(series.starts)), zone) : Date.parse(fields.starts);
  const length = dayNumber(wallClock(Date.parse(fields.ends), zone)) - dayNumber(to);
  const endWall = wallClock(Date.parse(fields.ends), zone);
  const end = instantOf({ ...endWall, ...addDays(wallClock(start, zone), length) }, zone);
  const exceptions = series.exceptions?.map((iso) => formatIso(instantOf(place(Date.parse(iso)), zone), zone));
  return {
    ...edited(series, fields),
    starts: formatIso(start, zone),
    ends: formatIso(end, zone),
    ...(rule !== undefined && { rule }),
    ...(exceptions && fields.rule === series.rule && { exceptions }),
  };
}

/** A rule that names one day, on another; any other as it is. */
function ruleOn(text: string, day: WallClock): string {
  const rule = parseRule(text);
  if (!rule) return text;
  if (rule.frequency === "WEEKLY" && rule.byDay.length === 1) {
    return text.replace(/BYDAY=[A-Z]{2}(?=;|$)/, `BYDAY=${WEEKDAY_CODES[weekdayOf(day)]}`);
  }
  if (rule.byDay.length > 0 || rule.byMonthDay.length !== 1 || rule.byMonth.length > 1) return text;
  return text.replace(/BYMONTHDAY=-?\d+/, `BYMONTHDAY=${day.day}`).replace(/BYMONTH=\d+/, `BYMONTH=${day.month}`);
}

/** Whether the rule leaves its days to the first time. */
function followsStart(text: string | undefined): boolean {
  const rule = text === undefined ? null : parseRule(text);
  return rule !== null && rule.byDay.length === 0 && rule.byMonthDay.length === 0;
}

/** What an occurrence is now, its own times in place of the first ones. */
export function fieldsOf(occurrence: Occurrence, zone: string): EventFields {
  const { title, place, notes, rule } = occurrence.appointment;
  return {
    title,
    ...whenOf(occurrence, zone),
    zone,
    ...(place !== undefined && { place }),
    ...(notes !== undefined && { notes }),
    ...(rule !== undefined && { rule }),
  };
}

export function whenOf(
  { appointment, start, end }: Occurrence,
  zone: string,
): Pick<EventFields, "starts" | "ends" | "allDay"> {
  return { starts: formatIso(start, zone), ends: formatIso(end, zone), allDay: appointment.allDay };
}
