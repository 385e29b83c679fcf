import { respell } from "../../engine/nlu/extractors/respell";
import { readImpossibleDate } from "../../engine/nlu/extractors/time/impossible-date";
import { MONTHS } from "./date-words";

/** "February 2027 has 28 days." where a text names a day that its month doesn't have; else null. */
export function impossibleDateReply(text: string): string | null {
  const found = readImpossibleDate(respell(text).text);
  if (!found) return null;
  const month = MONTHS[found.month - 1] ?? "";
  if (found.year !== null) return `${month} ${found.year} has ${found.daysInMonth} days.`;
  return `${month} has ${found.month === 2 ? "at most " : ""}${found.daysInMonth} days.`;
}
