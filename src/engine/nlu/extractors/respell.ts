import type { Span } from "./dimension";

/** Words about time as people mistype and shorten them. Each pattern is a whole word. */
const SPELLINGS: readonly [pattern: string, word: string][] = [
  ["tom+or+ow|tomor+ow|tommorr?w|tomorro|tomrrow|tomoz|tmrw|tmrrw|tmr|tmw|2mo?rr?o?w?|2moro", "tomorrow"],
  ["tonite|2nite|2night|tonigt|tonght", "tonight"],
  ["todya|tody|2day", "today"],
  ["yesteday|yestarday|ysterday", "yesterday"],
  ["mon?dya|munday|mondey", "monday"],
  ["tuseday|teusday|tuesdy|tusday|tueday", "tuesday"],
  ["wendesday|wensday|wednsday|wedensday|wednseday|wendsday|wedesday|wednesdy", "wednesday"],
  ["thrusday|thurday|thursdy|thirsday|thusday|thrsday|thurdsay", "thursday"],
  ["firday|fridy|frday|fridya|friady", "friday"],
  ["saterday|satruday|satuday|saturdy|sturday|satarday", "saturday"],
  ["sundy|sundya|sunady", "sunday"],
  ["janurary|januray|janury|janaury", "january"],
  ["feburary|febuary|februrary|febrary", "february"],
  ["arpil|aprill", "april"],
  ["agust|augst|augest", "august"],
  ["septmber|setpember|septembr|septemeber", "september"],
  ["ocotber|octobr|ocober", "october"],
  ["novmber|novembr|noveber", "november"],
  ["decmber|decembr|deceber", "december"],
  ["midnite|midnght", "midnight"],
  ["minuts|minuites|minits|miuntes|mintues|minutse|mintes", "minutes"],
  ["minuite|minit|mintue", "minute"],
  ["horus|huors|hurs", "hours"],
  ["evning|evenning", "evening"],
  ["mornin|morining|moning|mroning", "morning"],
  ["afternon|afternooon|aftenoon|arvo", "afternoon"],
  ["wk", "week"],
  ["wks", "weeks"],
  ["weeknd|wkend|wknd", "weekend"],
  ["evry|everey|eveyr", "every"],
];

const PATTERN = new RegExp(`\\b(?:${SPELLINGS.map(([pattern]) => `(${pattern})`).join("|")})(?=\\b|s\\b)`, "gi");

/** A word of a text, [start, end), and what takes its place. */
export interface Replacement extends Span {
  word: string;
}

/** A text with some of its words spelled right, and the way back to where they stood. */
export interface Respelled {
  text: string;
  /** The span of the original text that became this one. */
  original(span: Span): Span;
}

export function respell(text: string): Respelled {
  const replacements = Array.from(text.matchAll(PATTERN), ({ index, 0: found, ...groups }): Replacement => {
    const spelling = SPELLINGS.findIndex((_, group) => groups[group + 1] !== undefined);
    return { start: index, end: index + found.length, word: SPELLINGS[spelling]?.[1] ?? found };
  });
  return replaceWords(text, replacements);
}

/** `replacements` stand in the order of the text and don't overlap. */
export function replaceWords(text: string, replacements: readonly Replacement[]): Respelled {
  const edits: { from: Span; to: Span }[] = [];
  let respelled = "";
  let last = 0;
  for (const { start, end, word } of replacements) {
    respelled += text.slice(last, start);
    edits.push({ from: { start, end }, to: { start: respelled.length, end: respelled.length + word.length } });
    respelled += word;
    last = end;
  }
  const originalIndex = (index: number, side: "start" | "end"): number => {
    let moved = index;
    for (const { from, to } of edits) {
      if (index <= to.start) break;
      moved = index < to.end ? from[side] : from.end + (index - to.end);
    }
    return moved;
  };
  return {
    text: respelled + text.slice(last),
    original: (span) => ({ start: originalIndex(span.start, "start"), end: originalIndex(span.end, "end") }),
  };
}
