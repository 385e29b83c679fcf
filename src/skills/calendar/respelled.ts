import type { Clock } from "../../engine/environment";
import { createDucklingExtractor } from "../../engine/nlu/extractors/duckling";
import type { ParseData } from "../../engine/nlu/parse-data";
import { isPayload } from "../message";

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)";
const HOUR = "(?:2[0-4]|1\\d|0?\\d)";
/** Hours as they are written in a hurry, and as the extractor reads them. */
const SPELLINGS: readonly [RegExp, string][] = [
  [new RegExp(`(?<![\\d.,£$€]|${MONTH}\\w* )\\b(${HOUR})\\.([0-5]\\d)\\b(?![.\\d%])`, "gi"), "$1:$2"],
  [
    new RegExp(`(?<=\\b(?:to|at|from|until|till|til) )(${HOUR}) ([0-5]\\d)\\b(?! ?(?:min|hour|day|people))`, "gi"),
    "$1:$2",
  ],
  [/\b(\d{1,2})([0-5]\d) ?(am|pm)\b/gi, "$1:$2$3"],
  [
    new RegExp(
      `(?<![\\d.:/-]|${MONTH}\\w* )\\b(${HOUR}(?::[0-5]\\d)?)\\s?[-–]\\s?(${HOUR}(?::[0-5]\\d)?(?: ?[ap]m)?)\\b(?![\\d/.-]| ?(?:${MONTH}|hours?|min|days?|people))`,
      "gi",
    ),
    "$1 to $2",
  ],
  [/\bhour (\d{1,2})\b/gi, "at $1"],
];

const READ = new Set(["time", "recurrence", "duration", "number", "ordinal"]);
const duckling = createDucklingExtractor();

/** The message with the hours in it spelled out, and read anew: "8.15", "530pm", "2-4", "4 to 5 30". */
export function respelled(message: ParseData, clock: Clock): ParseData {
  if (isPayload(message.text)) return message;
  let text = message.text;
  let entities = message.entities;
  for (const [pattern, spelling] of SPELLINGS) {
    for (let found = first(pattern, text); found; found = first(pattern, text)) {
      const { index, 0: old } = found;
      const now = old.replace(
        old,
        spelling.replace(/\$(\d)/g, (_, n: string) => found?.[Number(n)] ?? ""),
      );
      text = text.slice(0, index) + now + text.slice(index + old.length);
      const moved = (place: number) => (place > index ? place + now.length - old.length : place);
      entities = entities.map((each) => ({ ...each, start: moved(each.start), end: moved(each.end) }));
    }
  }
  if (text === message.text) return message;
  const read = duckling.extract(text, { now: clock.now(), zone: clock.zone });
  return { ...message, text, entities: [...read, ...entities.filter(({ entity }) => !READ.has(entity))] };
}

function first(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0;
  return pattern.exec(text);
}
