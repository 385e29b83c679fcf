import { formatIso, instantOf } from "../../../engine/time/zone";

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const OTHER = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[, ]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?$/i;

/**
 * A moment as programs write it into files, ISO 8601 in the user's zone; null where it is none. `2/3/2026` is 2 March, as most of the
 * world writes it; where that can't be, the month comes first.
 */
export function readMoment(text: string, zone: string): string | null {
  const iso = ISO.exec(text.trim());
  if (iso) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    const local = momentOf([year, month, day, hour, minute, second], null, zone);
    if (offset === undefined || local === null) return local;
    const shift = offset === "Z" ? "+00:00" : offset.replace(/^(...)(\d\d)$/, "$1:$2");
    const ms = Date.parse(`${local.slice(0, 23)}${shift}`);
    return Number.isNaN(ms) ? null : formatIso(ms, zone);
  }
  const [, first, , second, year, hour, minute, seconds, half] = OTHER.exec(text.trim()) ?? [];
  if (first === undefined) return null;
  const [day, month] = Number(second) > 12 ? [second, first] : [first, second];
  return momentOf([year, month, day, hour, minute, seconds], half?.toLowerCase() ?? null, zone);
}

function momentOf(parts: (string | undefined)[], half: string | null, zone: string): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const hours = half === null ? hour : (hour % 12) + (half === "pm" ? 12 : 0);
  const date = new Date(Date.UTC(year, month - 1, day, hours, minute, second));
  // 31 February, 25 o'clock: another day or hour has come of it.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCHours() !== hours) return null;
  return formatIso(instantOf({ year, month, day, hour: hours, minute, second }, zone), zone);
}
