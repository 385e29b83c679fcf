import { closest, editDistance } from "../matching";
import { capitalize } from "../phrases";

export const SHOPPING = "shopping";
export const TO_DO = "to-do";

/** What people call the two lists that everybody has. */
const SYNONYMS: Record<string, RegExp> = {
  [SHOPPING]: /^(?:shop+ing|shop|grocer(?:y|ies)|grocery shopping|food|(?:super)?market|store)$/,
  [TO_DO]: /^(?:to[- ]?do['’]?s?|tasks?|things to do|jobs to do)$/,
};

/** A list's name as it is stored: lower case, without "my" and "list"; empty where nothing is left. */
export function normalizeListName(name: string): string {
  const bare = name
    .toLowerCase()
    .replace(/["“”.!?:,]/g, "")
    .trim()
    .replace(/^(?:(?:my|the|our|a|an|new|whole|entire|full)\s+)+/, "")
    .replace(/(?:^|\s+)lists?$/, "")
    .replace(/\s+/g, " ");
  return Object.keys(SYNONYMS).find((known) => SYNONYMS[known]?.test(bare)) ?? bare;
}

/** As said in a sentence: "shopping list", "wishlist". */
export function listPhrase(name: string): string {
  return /list$/.test(name) ? name : `${name} list`;
}

export function listTitle(name: string): string {
  return capitalize(listPhrase(name));
}

/** The list of that name, forgiving plurals and slips; undefined where there is none. */
export function findList<L extends { name: string }>(lists: L[], name: string): L | undefined {
  return lists.find((list) => list.name === name) ?? nearest(lists, name);
}

/** Where several are equally near, none is meant. */
function nearest<L extends { name: string }>(lists: L[], name: string): L | undefined {
  const alike = closest(name, lists, (list) => list.name);
  const found =
    alike.length > 0 ? alike : lists.filter((list) => name.length > 4 && editDistance(list.name, name) === 1);
  return found.length === 1 ? found[0] : undefined;
}

/** Wordings that name a list, from the surest to the vaguest; the first group is the name. */
const NAMINGS = [
  /\b(to do) list\b/iu,
  /\blist (?:called|named)\s+(.+?)(?=\s+(?:and|with)\b|[.,;:?!]|$)/iu,
  /\b(?:to|from|delete|remove|clear|empty) list ([\p{L} -]+)$/iu,
  /\b(?:my|the|our|that|a|to|on|onto|in|from|off|\p{L}+['’]s)\s+((?:(?!(?:my|the|our|that|of|my|all|to|on|a)\b)[\p{L}-]+\s+){0,2}?[\p{L}-]+)\s+list\b/iu,
  /^((?:[\p{L}-]+ )?(?!(?:the|my|our)\b)[\p{L}-]+) list\b/iu,
  /\b(groceries|to-?dos?|tasks|wish ?list)\b/iu,
];
const NO_NAME =
  /^(?:the|my|our|this|that|a|any|all|every|item|add|put|show|open|read|see|view|display|print|check|clear|empty|delete|remove|wipe|reset|list|new|fresh|another|which|same|whole|entire|make|start|create|begin|need|want|have|give|set)\b/i;

/** The list a text names, for messages in which no `list_name` was recognized; `known` are the lists there are. */
export function readListName(text: string, known: string[]): string | null {
  for (const naming of NAMINGS) {
    const name = normalizeListName(naming.exec(text)?.[1] ?? "");
    if (name !== "" && !NO_NAME.test(name)) return name;
  }
  const words = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, " ")} `;
  return known.find((name) => PLACES.some((place) => words.includes(` ${place} ${name} `))) ?? null;
}

const PLACES = ["to", "on", "onto", "in", "from", "off", "my", "the", "for"];
