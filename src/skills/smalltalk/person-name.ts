import { capitalize } from "../phrases";

/** As long as a name may be, in characters: anything longer is no name. */
const LONGEST = 40;
const INTRODUCTION =
  /\b(?:my (?:first )?name(?:['’]s| is)|call me|i['’]?m called|i am called|the name['’]?s|name to|address me as|this is|it['’]?s|i['’]?m|i am)\s+/i;
const NAME = /^\p{L}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}/u;
const NO_NAME = /^(?:not|an?|the|that|this|it|so|very|called|here|fine|good|me|my|your|and)\b/i;

/** The user's name: as recognized, else as the wording introduces it; capitalized where it is all lower case. */
export function readPersonName(recognized: string, text: string): string | null {
  const introduction = INTRODUCTION.exec(text);
  const introduced = introduction && NAME.exec(text.slice(introduction.index + introduction[0].length));
  const name = (recognized || (introduced?.[0] ?? "")).replace(/[\s.,!?]+$/, "").trim();
  if (name === "" || name.length > LONGEST || NO_NAME.test(name)) return null;
  return name === name.toLowerCase()
    ? name
        .split(/(?<=[\s-])/)
        .map(capitalize)
        .join("")
    : name;
}
