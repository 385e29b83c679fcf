import { readNumber } from "../../engine/nlu/extractors/number-words";

/** Characters of a message; a longer one offers no plain choice. */
const MAX_TEXT = 200;
/** "I can't decide: tea or coffee?", "heads or tails, pizza or pasta": what is offered comes last. */
const UNDECIDED =
  /\b(?:(?:can['’]?t|cannot|can not|couldn['’]?t) (?:decide|choose|make up my mind)|help me (?:decide|choose|pick)|which (?:one|should (?:i|we)[^,:.]{0,30}|is better)|you (?:choose|decide|pick)|decide for me|undecided|torn)(?: between)?\s*[,:;.–-]?\s+(.+?)[\s?.!]*$/i;
/** "Tea or coffee, you decide". */
const OFFERED_FIRST =
  /^\W*(.+? or .+?)\s*[,:;.?–-]\s*(?:you (?:choose|decide|pick)|(?:please )?(?:choose|decide|pick)(?: (?:one|for me|for us))*|help me (?:choose|decide|pick)|i (?:can['’]?t|cannot) (?:decide|choose))[\s?.!]*$/i;
const OFFER =
  /\b(?:(?:choose|pick|decide|select|toss up)(?: (?:one|something|someone|somebody|randomly|at random|for me|for us))*(?: between| from| among| of| out of|:)?|between|should i (?:have|get|take|eat|pick|choose))\s+(.+?)[\s?.!]*$/i;
/** "Bus or bike?": nothing else is said. */
const BARE = /^\W*((?:[^\s?.!]+ ){1,3}or(?: [^\s?.!]+){1,3})[\s?.!]*$/i;
const PARTED = /\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/i;

/** The things to choose from in "choose between pizza and sushi"; null where a text offers none, or numbers. */
export function readChoices(text: string): string[] | null {
  if (text.length > MAX_TEXT || readNumber(text).some(({ value }) => value !== 1)) return null;
  const offered = [OFFERED_FIRST, OFFER, UNDECIDED, BARE].map((pattern) => pattern.exec(text)).find(Boolean)?.[1];
  const choices = offered?.split(PARTED).filter((choice) => choice !== "") ?? [];
  return choices.length > 1 && !/\bnumbers?\b/i.test(text) ? choices : null;
}
