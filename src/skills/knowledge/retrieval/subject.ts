import { termsOf } from "./terms";

/** What a question begins with that goes on from the one before. */
const GOES_ON =
  /^\W*(?:and|but|also|or|so|then|what about|how about|what if|and what|same|likewise|does (?:that|this|it)|is (?:that|this|it)|do they|are they|for)\b/iu;
/** What stands for something said before. */
const POINTS_BACK = /\b(?:it|that|this|they|them|those|these|there|then|the same|one)\b/iu;

/** A question of more words than this says by itself what it is about. */
const FEW = 4;

/** The question with what it goes on from, where it is no whole one: "and for part-timers?" after "how many days of holiday do I get". */
export function withSubject(question: string, before: string | null): string {
  if (before === null || termsOf(question).length > FEW) return question;
  return GOES_ON.test(question) || POINTS_BACK.test(question) ? `${before} ${question}` : question;
}
