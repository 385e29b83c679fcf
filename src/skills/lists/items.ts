import type { ParseData } from "../../engine/nlu/parse-data";
import { entityTexts, wordingOf } from "../message";
import { stripCourtesy } from "../phrases";
import { isThingToDo } from "./things-to-do";

/** One thing, though there is an "and" in it. */
const PAIR_NAMES =
  "mac(?:aroni)? and cheese|fish and chips|salt and vinegar|salt and pepper (?:mill|grinder)s?|gin and tonics?|rum and coke|half and half|peanut butter and (?:jelly|jam)|ham and cheese|cheese and onion|sweet and sour|cookies and cream|cream and sugar|black and white|bread and butter pudding|oil and vinegar|bubble and squeak|bangers and mash|rice and peas|nuts and bolts|head and shoulders|bed and breakfast|arts and crafts|johnson and johnson|ben and jerry'?s|m and ms";
const PAIRS = new RegExp(`\\b(?:${PAIR_NAMES.replaceAll(" and ", " (?:and|&) ")})\\b`, "gi");

/** Words that stand where an item should, and name none. */
const NOTHING =
  /^(?:(?:add|put|to) )?(?:add(?:ing)?|put|include|it|this|that|them|these|those|something(?: else)?|anything|things?|some things|a few things|stuff|some stuff|items?|an item|a thing|one|to|entry|something to)$/i;

/** "milk, eggs and brown bread" in its parts, each without article and courtesies; "mac and cheese" stays whole. */
export function splitItems(text: string): string[] {
  const whole = text.replace(PAIRS, (pair) => pair.replace(/ (?:and|&) /i, "\u0000"));
  return whole
    .split(/\s*(?:[;\n]|,(?!\d))\s*/)
    .flatMap((part) => splitAtAnd(part.replace(/^(?:and|&|plus)\s+/i, "")))
    .map((part) => tidyItem(part.replaceAll("\u0000", " and ")))
    .filter((item) => item !== "" && !NOTHING.test(item));
}

/** Of things to do, only whole ones are taken apart: not "wash and dry the towels", nor "buy milk and eggs". */
function splitAtAnd(text: string): string[] {
  const parts = text.split(/\s+(?:and|&|plus|\+)\s+/i);
  return parts.some(isThingToDo) && !parts.every(isThingToDo) ? [text] : parts;
}

function tidyItem(text: string): string {
  const bare = stripCourtesy(text);
  const afterTo = bare.replace(/^to\s+/i, "");
  if (isThingToDo(afterTo)) return afterTo;
  return bare.replace(
    /^(?:a few|some more|any more|another|some|more|any|an?(?! (?:dozen|couple|half|\p{L}+ of)\b))\s+(?=\S)/iu,
    "",
  );
}

/** "to my list", "on the holiday packing list", "on there". */
export const TO_LIST =
  "(?:on|to|onto|into|in|for) (?:(?:(?:my|the|our|\\p{L}+['’]s) )?(?:[\\p{L}-]+ ){0,2}(?:lists?|groceries|shopping|to-?dos?|tasks)\\b|there\\b|what i have to do)";
const PUT =
  "(?:add?|adding|put(?:ting)?|stick|pop|throw|chuck|shove|bung|whack|slap|write|jot|note|include|get|want)(?: down| up)?";
const NEED =
  "(?:needs?|want|must|should(?: have)?|have to|ought|could use|could do with)(?: to)?(?: (?:buy|get|pick up|have))?|buy|get|pick up|grab";

/** Ways of saying what belongs on a list, from the surest to the vaguest; the first group is the items. */
const PATTERNS = [
  /^(?:a )?(?:new )?(?:to-?dos?|to dos?|tasks?|items?)(?:\s*[:,-]\s*|\s+)(.+)$/i,
  /^(?:(?:add|new entry) (?:to|on) )?[\p{L} -]{0,30}\b(?:list|groceries|to-?dos?)\s*(?::|,?\s+(?:add|put)\b|,)\s*(.+?)(?: on it)?$/iu,
  /^add to (?:my |the )?(?:[\p{L}-]+ ){0,2}(?:list|tasks|groceries) (.+)$/iu,
  /\blist\b.{0,40}\b(?:with|put) (.+?)(?: on it)?$/i,
  new RegExp(`\\b${PUT} (.+?)(?: (?:down|up|added|goes))? ${TO_LIST}(?!.*\\blist)`, "iu"),
  /\badd(?:ing)? (?:item )?(.+) as an? (?:task|to-?do|item)\b/i,
  new RegExp(`^(?:add? |put )?(.+?)(?: goes)? ${TO_LIST}(?!.*\\blist)`, "iu"),
  /\badd(?:ing)? (?:item )?(.+)$/i,
  /\bout of (.+)$/i,
  /\blow on (.+)$/i,
  /\b(?:there['’]?s|there is|(?:we|i)['’]?(?:ve| have)? got|we have|have(?:n['’]?t)? got) (?:no|any) (.+?)(?: left)?$/i,
  new RegExp(`\\b(?:${NEED}) (.+?)(?: in it)?$`, "i"),
];

/** What follows the items in the same breath: "..., put it on the list", "... next time I'm at the store". */
const AFTERTHOUGHT =
  /(?:,|\band)\s+(?:could you |can you )?(?:put|add|stick|write|pop)\s+(?:it|that|them|those)\b.*$|\s+(?:next time|when (?:i|we)|again|aswell|from the (?:shop|store)|at the (?:shop|store))\b.*$/i;

/** The items a text names by its wording alone; none where it names none ("add something to my list"). */
export function readItems(text: string): string[] {
  const plain = stripCourtesy(text);
  const first = stripCourtesy(plain.replace(AFTERTHOUGHT, ""));
  for (const pattern of PATTERNS) {
    const found = pattern.exec(first)?.[1];
    if (found !== undefined) return splitItems(found);
  }
  return first === plain ? [] : splitItems(first);
}

/**
 * The items a message names: those recognized in it, unless its wording gives the same ones more fully ("brown bread" for
 * "bread", a third one between two).
 */
export function itemsIn(message: ParseData): string[] {
  const recognized = message.entities
    .filter(({ entity }) => entity === "item")
    .flatMap((entity) =>
      entityTexts({ ...message, entities: [entity] }, "item").map(
        (text) => amountBefore(message.text, entity.start) + text,
      ),
    )
    .flatMap(splitItems)
    // "bottles" and "wine" may be recognized apart: the second one is taken with its amount.
    .filter((item, _, all) => !all.some((other) => other.replace(/^an? /i, "").startsWith(`${item} of `)));
  const worded = readItems(withListNamed(message));
  const isFuller = recognized.every((item) =>
    worded.some((fuller) => isPartOf(item.toLowerCase(), fuller.toLowerCase())),
  );
  return isFuller && worded.every(isShort) ? worded : recognized;
}

/** Whether the fuller wording ends in the item, or is of a pair that the item is a part of ("salt" of "salt and vinegar crisps"). */
function isPartOf(item: string, fuller: string): boolean {
  const isWithin = isThingToDo(fuller) && ` ${fuller} `.includes(` ${item} `);
  return (
    isWithin ||
    fuller.endsWith(item) ||
    (fuller.search(PAIRS) >= 0 && ` ${fuller} `.includes(` ${item.replace(/^& /, "")} `))
  );
}

const UNIT =
  "(?:kg|kilos?|g|grams?|l|lit(?:er|re)s?|ml|dl|lbs?|pounds?|oz|ounces?|pints?|x|dozen|pack(?:et)?s?|bottles?|cans?|tins?|box(?:es)?|bags?|cartons?|jars?|loaf|loaves|bunch(?:es)?)";
const AMOUNT = new RegExp(
  `(?:^|[\\s,])((?:\\d+(?:[.,]\\d+)?(?: ?${UNIT})?|(?:an?|half an?|two|three|four|five|six) ${UNIT})(?: of)? )$`,
  "i",
);

/** The amount that stands right before a place of the text: "2 kg of " before "flour"; empty where there is none. */
function amountBefore(text: string, place: number): string {
  return AMOUNT.exec(text.slice(Math.max(0, place - 30), place))?.[1] ?? "";
}

/** Longer than this and the wording has taken in more than an item. */
function isShort(item: string): boolean {
  return item.split(" ").length <= (isThingToDo(item) ? 12 : 6);
}

/** The text with every recognized list name followed by "list", whose wording is then known: "to books to read" reads "to named list". */
function withListNamed(message: ParseData): string {
  const text = wordingOf(message);
  const names = message.entities.filter(({ entity, end }) => entity === "list_name" && end <= text.length);
  return names
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end }) => {
      const after = whole.slice(end).replace(/^ ?lists?\b/i, "");
      return `${whole.slice(0, start)}named list${after}`;
    }, text);
}
