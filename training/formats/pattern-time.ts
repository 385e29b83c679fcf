import { compilePattern } from "../../src/engine/nlu/patterns";

/** Characters that a text against a pattern is made of. */
const TEXT_LENGTH = 1_000;
/** Milliseconds for all those texts together; a pattern whose time grows with the square of the text needs a few. */
const TIME_LIMIT = 300;

/**
 * Whether a pattern can take time beyond all measure: it is tried on texts in which its repeated groups, and a few single characters,
 * repeat and then go wrong. Only patterns that repeat a group, or two things, are tried.
 */
export function backtracksForEver(pattern: string): boolean {
  const groups = repeatedGroups(pattern);
  if (groups.length === 0 && (pattern.match(/[*+]|\{\d+,/g) ?? []).length < 2) return false;
  const regex = compilePattern(pattern, false);
  if (!regex) return false;
  const texts = [...groups, ...["a", "0", " "].map((unit) => ({ before: "", unit }))].map(
    ({ before, unit }) => `${before}${unit.repeat(Math.ceil(TEXT_LENGTH / Math.max(unit.length, 1)))}\u0001`,
  );
  // Asked for only here, so that the readers load where there is no Node: small projects are read in the browser's tests.
  const { runInNewContext } = process.getBuiltinModule("node:vm");
  try {
    // A regex can't be stopped from within; a context of its own can.
    runInNewContext("for (const text of texts) text.search(regex)", { texts, regex }, { timeout: TIME_LIMIT });
    return false;
  } catch {
    return true;
  }
}

/** Each alternative of each group that may repeat without end, as a text that matches it, and one that leads up to it. */
function repeatedGroups(pattern: string): { before: string; unit: string }[] {
  const open: number[] = [];
  const groups: { before: string; unit: string }[] = [];
  for (let i = 0; i < pattern.length; i = afterAtom(pattern, i)) {
    if (pattern[i] === "(") open.push(i);
    if (pattern[i] !== ")") continue;
    const start = open.pop() ?? 0;
    if (!/^(?:[*+]|\{\d+,|\{\d\d)/.test(pattern.slice(i + 1, i + 5))) continue;
    const body = pattern.slice(start + 1, i).replace(/^\?(?:[:=!]|<[=!]|P?<\w+>)/, "");
    const before = matchingText(pattern.slice(0, start));
    for (const alternative of alternatives(body)) groups.push({ before, unit: matchingText(alternative) });
  }
  return groups;
}

/** Where the next atom begins: an escape and a class in brackets are one. */
function afterAtom(pattern: string, i: number): number {
  if (pattern[i] === "\\") return i + 2;
  if (pattern[i] !== "[") return i + 1;
  let end = i + 1;
  while (end < pattern.length && (pattern[end] !== "]" || end === i + 1)) end += pattern[end] === "\\" ? 2 : 1;
  return end + 1;
}

function alternatives(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < body.length; i = afterAtom(body, i)) {
    if (body[i] === "(") depth++;
    else if (body[i] === ")") depth--;
    else if (body[i] === "|" && depth === 0) {
      parts.push(body.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, body.slice(from)];
}

/** A text that a pattern is likely to match: its last alternative, and within groups the first; no more repetitions than must be. */
function matchingText(pattern: string): string {
  const [source = ""] = alternatives(pattern).slice(-1);
  let text = "";
  let last = "";
  for (let i = 0; i < source.length; i = afterAtom(source, i)) {
    const atom = source.slice(i, afterAtom(source, i));
    const [repetition, count] = /^\{(\d+)(?:,\d*)?\}/.exec(source.slice(i)) ?? [];
    if (repetition !== undefined) {
      text += last.repeat(Math.min(Math.max(Number(count) - 1, 0), TEXT_LENGTH));
      i += repetition.length - 1;
    } else if (atom === "|") i = closeOf(source, i) - 1;
    else if (atom === "(") i += /^\((\?(?:[:=!]|<[=!]|P?<\w+>))?/.exec(source.slice(i))?.[1]?.length ?? 0;
    else if (!/^[*+?]/.test(atom)) text += last = characterOf(atom);
  }
  return text;
}

/** Where the group that holds this place is closed. */
function closeOf(source: string, from: number): number {
  let depth = 0;
  for (let i = from; i < source.length; i = afterAtom(source, i)) {
    if (source[i] === "(") depth++;
    else if (source[i] === ")" && depth-- === 0) return i;
  }
  return source.length;
}

/** A character that one atom matches; none for anchors and what isn't known. */
function characterOf(atom: string): string {
  if (/^(?:[)^$|]|\\[bB\d])$/.test(atom)) return "";
  const likely = [...new Set("a0 -_.,:/@A" + atom.replaceAll("\\", ""))];
  try {
    const regex = new RegExp(`^(?:${atom})$`);
    return likely.find((character) => regex.test(character)) ?? "";
  } catch {
    return "";
  }
}
