import { MAX_TEXT, numbersInDigits } from "./normalise";
import { SPELLINGS, unitOf, type Unit } from "./units";

export interface Quantity {
  /** In decimal digits. */
  value: string;
  unit: Unit;
}

/** What is to be converted: `from` has two parts in "6 foot 2", `to` two in "feet and inches", each of one measure. */
export interface Conversion {
  from: Quantity[];
  to: Unit[];
}

/** A unit where the text names one. `value` is null where no number stands before it. */
interface Mention {
  start: number;
  end: number;
  value: string | null;
  unit: Unit;
  /** "How many cups ...": what the answer is wanted in. */
  wanted: boolean;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const NAMES = [...SPELLINGS.keys(), "degrees", "degree", "°"].sort((a, b) => b.length - a.length).map(escaped);
const NUMBER = String.raw`-?\d+(?:\.\d+)?|-?\.\d+`;
const MENTION = new RegExp(
  `(how (?:many|much) |number of )?(?:(?<![\\w.])(?<value>${NUMBER})[ -]*(?:an? |of an? )?|\\b(?<one>an?|per|each) |(?<![a-z]))` +
    `(?<name>${NAMES.join("|")})(?![a-z]|(?<=[a-z])['’])`,
  "g",
);
/** These are a unit only after a number, or where one is plainly called for. */
const NEEDS_NUMBER = /^(?:.|"|'|in|ins|st|gr|cal|mi|pt|bar|kn|kt|ac|mille|meg|k|second|seconds|litter|gr|ton)$/;
const CALLED_FOR = /(?:^|\b(?:to|in|into|as|for|degrees?|deg|many|and|from|convert) )$|°\s?$/;
/** The smaller unit that a number after a larger one is in: "6 foot 2", "11 stone 4". */
const SMALLER: Record<string, string> = { foot: "inch", stone: "lbm", lbm: "oz", hour: "minute", minute: "s" };

/** The units that a text names, in its order. */
function mentionsIn(text: string): Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(MENTION)) {
    const { value, one, name = "" } = match.groups ?? {};
    const nameStart = match.index + match[0].length - name.length;
    if (value === undefined && NEEDS_NUMBER.test(name) && !CALLED_FOR.test(text.slice(0, nameStart))) continue;
    // "5 miles in km": a unit has been named, so this is no inch.
    if (
      name === "in" &&
      (value === undefined || !/^\s*(?:to|in|into|as|=|is|how|$)/.test(text.slice(match.index + match[0].length)))
    )
      continue;
    const unit = SPELLINGS.get(name) ?? unitOf("degC");
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      value: value ?? (one === undefined ? null : "1"),
      unit,
      wanted: match[1] !== undefined && value === undefined,
    });
  }
  return found;
}

/** Numbers of two parts, in one: `1/2 pound`; and the runners' `5k`. */
function prepared(text: string): string {
  return numbersInDigits(text.replace(/(\d)\s?k(?= (?:in|to|into|as)\b)/gi, "$1 km"))
    .replace(/(\d+) ?\/ ?(\d+)(?=\s*[a-z])/g, (_all, above: string, below: string) =>
      String(Number(above) / Number(below)),
    )
    .replace(/(\d)[- ]?(?:''|”|″)/g, '$1"')
    .replace(/(\d) ?[’′]/g, "$1'");
}

/** The quantity that begins at `first`, with the smaller part that follows it directly. */
function wholeQuantity(
  first: Mention,
  mentions: readonly Mention[],
  text: string,
): { from: Quantity[]; used: Mention[] } {
  const from: Quantity[] = [{ value: first.value ?? "1", unit: first.unit }];
  const next = mentions[mentions.indexOf(first) + 1];
  if (
    next &&
    next.value !== null &&
    next.unit.measure === first.unit.measure &&
    /^[ ,]*(?:and )?$/.test(text.slice(first.end, next.start))
  ) {
    return { from: [...from, { value: next.value, unit: next.unit }], used: [first, next] };
  }
  const smaller = SMALLER[first.unit.math];
  const rest = /^ ?(?:and )?(\d+(?:\.\d+)?)(?![\d.])/.exec(text.slice(first.end));
  const hasOwnUnit = rest !== null && next !== undefined && next.start < first.end + rest[0].length;
  if (smaller && rest?.[1] !== undefined && !hasOwnUnit) from.push({ value: rest[1], unit: unitOf(smaller) });
  return { from, used: [first] };
}

/** "feet and inches", "stone and pounds": the second unit of a two-part target. */
function wholeTarget(first: Mention, mentions: readonly Mention[], text: string): Unit[] {
  const next = mentions[mentions.indexOf(first) + 1];
  const joined = next && next.value === null && /^ ?(?:and|&|\+) ?$/.test(text.slice(first.end, next.start));
  return joined && next.unit.measure === first.unit.measure ? [first.unit, next.unit] : [first.unit];
}

/** An ounce beside a volume is a fluid one; "degrees" beside degrees Celsius are Fahrenheit. */
function matched(unit: Unit, other: Unit | undefined): Unit {
  if (unit.math === "oz" && other?.measure === "volume") return unitOf("fluidounce");
  if (unit.math === "degC" && other?.math === "degC") return unitOf("degF");
  return unit;
}

/** "37.5 in fahrenheit": one scale alone, after "in" or "to", is where to go; the number is on the other. */
function degreesIn(text: string, mentions: readonly Mention[]): Conversion | null {
  const [to, other] = mentions;
  if (!to || other || to.value !== null || to.unit.measure !== "temperature") return null;
  const number = new RegExp(`(?<![\\w.])(${NUMBER})\\s(?:degrees? )?(?:in|into|to|as)(?: degrees?)? $`).exec(
    text.slice(0, to.start),
  );
  if (number?.[1] === undefined) return null;
  return { from: [{ value: number[1], unit: unitOf(to.unit.counterpart) }], to: [to.unit] };
}

/**
 * What a text asks to convert: "5 miles in km", "how many cups in a litre", "gallons to litres, 15". Without a unit to go
 * to, the usual counterpart of the one it has. Null where it names no unit.
 */
export function readConversion(text: string): Conversion | null {
  if (text.length > MAX_TEXT) return null;
  const plain = prepared(text);
  const mentions = mentionsIn(plain);
  const numbered = mentions.find(({ value }) => value !== null);
  const bare = mentions.filter(({ value }) => value === null);
  const loneDegrees = degreesIn(plain, mentions);
  if (loneDegrees) return loneDegrees;
  const wanted = bare.find((mention) => mention.wanted);
  const source = numbered ?? bare.find((mention) => mention !== wanted);
  if (!source) return null;

  const { from, used } = wholeQuantity(source, mentions, plain);
  if (source.value === null) {
    // "gallons to litres, 15": the number stands alone.
    const alone = new RegExp(NUMBER).exec(plain)?.[0];
    from[0] = { value: alone ?? "1", unit: source.unit };
  }
  const target =
    wanted ??
    mentions.find((mention) => !used.includes(mention) && mention.value === null) ??
    mentions.find((m) => !used.includes(m));
  const to = target ? wholeTarget(target, mentions, plain) : [unitOf(source.unit.counterpart)];
  return {
    from: from.map(({ value, unit }) => ({ value, unit: matched(unit, to[0]) })),
    to: to.map((unit) => (unit.math === "oz" ? matched(unit, from[0]?.unit) : unit)),
  };
}
