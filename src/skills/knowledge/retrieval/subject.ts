import { termsOf } from "./terms";

/** What a question begins with that goes on from the one before. */
const GOES_ON =
  /^\W*(?:and|but|also|or|so|then|what about|how about|what if|and what|same|likewise|does (?:that|this|it)|is (?:that|this|it)|do they|are they|for)\b/iu;
/** What stands for something said before. */
const POINTS_BACK = /\b(?:it|that|this|they|them|those|these|there|then|the same|one)\b/iu;

/** A question of more words than this says by itself what it is about. */
const FEW = 4;

/** What a question says of where to look, and nothing of what it is about. */
const FRAME = new RegExp(
  [
    String.raw`\b(?:what|anything|something)?\s*(?:do|does|did|is|are)?\s*(?:there\s+)?(?:anything\s+)?(?:in\s+)?(?:the|our|my|your)?\s*(?:company|employee|staff)?\s*` +
      String.raw`(?:handbook|manual|documents?|documentation|knowledge base|policies|guidelines?)\s+(?:say|says|said|mention|mentions|have|has|tell us)\b(?:\s+(?:about|on|of))?`,
    String.raw`\b(?:according to|in|from|check|search|look (?:it )?up in|look in|see|find in) (?:the|our|my) (?:company |employee |staff )?(?:handbook|manual|documents?|documentation|knowledge base|policies|guidelines?)\b(?:\s+(?:for|about|whether|if|what))?`,
    String.raw`\b(?:(?:what(?:['’]?s| is| are)|is there|are there|do we have|tell me|explain|show me)\s+)?(?:the|our|a|any|an)?\s*(?:company(?:['’]s)?\s+)?(?:policy|policies|rules?|guidelines?)\s+(?:on|about|for|regarding|concerning|around)\b`,
  ].join("|"),
  "giu",
);

/** What a question is about, without where it says to look. All of it, where nothing else is in it. */
export function topicOf(question: string): string {
  const topic = question.replace(FRAME, " ").replace(/\s+/gu, " ").trim();
  return termsOf(topic).length === 0 ? question : topic;
}

/** The question with what it goes on from, where it is no whole one: "and for part-timers?" after "how many days of holiday do I get". */
export function withSubject(question: string, before: string | null): string {
  if (before === null || termsOf(question).length > FEW) return question;
  return GOES_ON.test(question) || POINTS_BACK.test(question) ? `${before} ${question}` : question;
}
