import { readNumber } from "../../engine/nlu/extractors/number-words";

/** Characters of a message; a longer one offers no plain choice. */
const MAX_TEXT = 200;
const OFFER =
  /\b(?:(?:choose|pick|decide|select|toss up)(?: (?:one|something|randomly|at random|for me))*(?: between| from| among|:)?|between|should i (?:have|get|take|eat|pick|choose))\s+(.+?)[\s?.!]*$/i;
const PARTED = /\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/i;

/** The things to choose from in "choose between pizza and sushi"; null where a text offers none, or numbers. */
export function readChoices(text: string): string[] | null {
  if (text.length > MAX_TEXT || readNumber(text).some(({ value }) => value !== 1)) return null;
  const offered = OFFER.exec(text)?.[1];
  const choices = offered?.split(PARTED).filter((choice) => choice !== "") ?? [];
  return choices.length > 1 && !/\bnumbers?\b/i.test(text) ? choices : null;
}
