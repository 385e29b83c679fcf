import { SHOPPING, TO_DO } from "./names";
import { isThingToDo } from "./things-to-do";

const SHOPPING_WORDS =
  /\b(?:out of|low on|buy|bought|shop(?:ping)?|store|supermarket|fridge|cart|basket|no\b.+\bleft|pick up (?:some|more))\b/i;
const TO_DO_WORDS = /\b(?:to-?dos?|tasks?|have to do|things to do|need to do)\b/i;
const REFERS_BACK = /\b(?:(?:the|this|that|same) list|on (?:there|it)|too|also|as well)\b/i;

/**
 * The list meant where none is named: the one the wording points to; else the one last spoken of, unless that is plainly of
 * the other kind (milk doesn't go on the to-do list, "call the bank" not on the shopping list); else one of those two.
 */
export function impliedList(text: string, items: string[], spokenOf: string | null): string {
  if (spokenOf !== null && REFERS_BACK.test(text)) return spokenOf;
  const isToDo = items.length > 0 && items.every(isThingToDo);
  if (TO_DO_WORDS.test(text)) return TO_DO;
  if (!isToDo && SHOPPING_WORDS.test(text)) return SHOPPING;
  const [fitting, other] = isToDo ? [TO_DO, SHOPPING] : [SHOPPING, TO_DO];
  return spokenOf === null || spokenOf === other ? fitting : spokenOf;
}

/** The list that a question points to without naming it ("what do I need to buy"); null where it points to none. */
export function listAskedFor(text: string): string | null {
  if (TO_DO_WORDS.test(text)) return TO_DO;
  if (SHOPPING_WORDS.test(text) || /\bwhat (?:do|did) (?:i|we) (?:still )?need\b/i.test(text)) return SHOPPING;
  return /\bpack\b/i.test(text) ? "packing" : null;
}
