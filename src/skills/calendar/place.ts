import type { ParseData } from "../../engine/nlu/parse-data";
import { entityText, isPayload } from "../message";

/** "at Kwik Fit", "in Room 12", where no place was found: a name in capitals at the end, or before a time. */
const NAMED = /\b(?:at|in) ((?:the )?(?:\p{Lu}[\p{L}\p{N}'’&.-]*)(?: (?:\p{Lu}|\p{N})[\p{L}\p{N}'’&.-]*)*)[\s,.!]*$/u;
/** ", add it": what follows is of the request. */
const ASIDE =
  /,?\s*\b(?:(?:and )?(?:please |pls )?(?:add|put|note|save|mark|write|keep)(?: (?:it|that|this))?\b|please|pls)/gi;
const MONTH_OR_DAY =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b/;

/** Where the event is; null where that isn't said. */
export function placeOf(message: ParseData): string | null {
  const place = entityText(message, "event_place");
  if (place !== null || isPayload(message.text)) return place;
  return namedPlace(message)?.name ?? null;
}

/** The place found by its capitals, with the word before it. */
export function namedPlace({ text, entities }: Pick<ParseData, "text" | "entities">) {
  const times = entities.filter(({ entity }) => entity === "time" || entity === "recurrence");
  const asides = [...text.matchAll(ASIDE)].map(({ index }) => index);
  const ends = [text.length, ...asides, ...times.map(({ start }) => start)];
  for (const end of ends) {
    const found = NAMED.exec(text.slice(0, end));
    const name = found?.[1];
    if (found && name !== undefined && !MONTH_OR_DAY.test(name)) {
      return { name, start: found.index, end: found.index + found[0].length };
    }
  }
  return null;
}
