import { fold } from "../../find";
import { stem } from "../../matching";

/** Words that say nothing of what a text or a question is about. */
const STOP_WORDS = new Set(
  (
    "a an the this that these those some any all each every such another other own same both few more most no not nor or and but if then " +
    "than so as at by for from in into of off on onto out over to up with without about after before between during until " +
    "i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs " +
    "is am are was were be been being do does did doing done have has had having will would shall should can could may might must ought " +
    "who whom whose which what when where why how there here also just only very too again still ever yet " +
    "please tell know want need get got let say says said ask make go going im ive id dont doesnt cant isnt whats thats theres " +
    "s t d ll re ve m u hi hello hey ok okay"
  ).split(" "),
);

/** Words, numbers (1,000 and 9:30 among them), and words with hyphens or apostrophes inside. */
const TOKEN = /\p{N}+(?:[.,:]\p{N}+)*|\p{L}[\p{L}\p{N}]*(?:['’-][\p{L}\p{N}]+)*/gu;

/** The terms by which a text is found: stems of the words that tell something, numbers as they are. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [token] of fold(text).matchAll(TOKEN)) {
    if (/^\p{N}/u.test(token)) terms.push(numberTerm(token));
    else pushWord(token, terms);
  }
  return terms;
}

export function isExact(term: string): boolean {
  return /\p{N}/u.test(term);
}

/** "6,000" is 6000; "9:30" and "2.5" stay. */
function numberTerm(token: string): string {
  return /^\p{N}{1,3}(?:,\p{N}{3})+$/u.test(token) ? token.replaceAll(",", "") : token;
}

function pushWord(token: string, terms: string[]): void {
  const word = token.replace(/['’](?:s|t|d|ll|re|ve|m)$/u, "");
  const parts = word.split(/['’-]/u);
  // "e-mail" is found by "email", and "part-time" by "part" and by "parttime".
  if (parts.length > 1) terms.push(stem(parts.join("")));
  for (const part of parts) if (part.length > 1 && !STOP_WORDS.has(part)) terms.push(stem(part));
}
