import type { Entity } from "../parse-data";
import { email, phoneNumber, url } from "./contact";
import { withoutOverlaps, type Dimension } from "./dimension";
import { duration } from "./duration";
import type { Extractor } from "./extractor";
import { distance, number, quantity, temperature, volume } from "./measure";
import { money } from "./money";
import { ordinal } from "./ordinal";
import { recurrence } from "./recurrence";
import { time } from "./time";

/** Duckling's names, and `recurrence`, which is ours. */
const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  time,
  recurrence,
  duration,
  number,
  ordinal,
  "amount-of-money": money,
  distance,
  volume,
  temperature,
  quantity,
  email,
  "phone-number": phoneNumber,
  url,
};

/** The dimensions that a project's `config.yml` may name. */
export const DUCKLING_DIMENSIONS: readonly string[] = Object.keys(DIMENSIONS);

/** In longer messages (UTF-16 code units) only the beginning is searched, so that a turn stays within its time. */
const LONGEST_TEXT = 2_000;

const NAME = "DucklingEntityExtractor";

/**
 * The local counterpart of Rasa's DucklingEntityExtractor. All dimensions unless some are named; unknown names find nothing.
 * Within a dimension matches don't overlap; between dimensions they may, as Duckling's do ("5" in "5 km").
 */
export function createDucklingExtractor(options: { dimensions?: string[] } = {}): Extractor {
  const names = DUCKLING_DIMENSIONS.filter((name) => options.dimensions?.includes(name) ?? true);
  return {
    name: NAME,
    extract: (text, context) => {
      const searched = text.slice(0, LONGEST_TEXT);
      const entities = names.flatMap((entity) =>
        withoutOverlaps(DIMENSIONS[entity]?.(searched, context) ?? []).map(({ start, end, value, info }): Entity => ({
          entity,
          start,
          end,
          value,
          extractor: NAME,
          additional_info: info,
        })),
      );
      return entities.sort((a, b) => a.start - b.start);
    },
  };
}
