/** A word of a message. Offsets are UTF-16 code units; `end` is exclusive. */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** Messages are read this far; what comes after is kept in the text but not understood. */
export const MAX_TOKENS = 256;
/** Bounds what patterns and extractors search, whatever the length of the tokens. */
export const MAX_CHARACTERS = 4096;

/** The part of a message that is read: at most MAX_CHARACTERS, never ending inside a surrogate pair. */
export function readablePart(text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  const high = text.charCodeAt(MAX_CHARACTERS - 1);
  return text.slice(0, high >= 0xd800 && high <= 0xdbff ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
}

/** How far a text is read whose tokens are these, in UTF-16 code units; null where no word of it is left out. */
export function truncatedAt(text: string, tokens: Token[]): number | null {
  const end = tokens.length < MAX_TOKENS ? readablePart(text).length : (tokens.at(-1)?.end ?? 0);
  return KEPT.test(text.slice(end)) ? end : null;
}

/**
 * Splits a message into words as Rasa's WhitespaceTokenizer does: punctuation goes at the edges of words, quotes and the like
 * between them, while `10'000.00`, `a@b.org` and addresses of pages stay whole; words of emoji alone are dropped. A text of
 * which nothing is left is one token. Rasa does it with three regular expressions; this scan does the same in linear time:
 *
 *     [^\w#@&]+(?=\s|$)                                               punctuation before a space or the end
 *     (\s|^)[^\w#@&]+(?=[^0-9\s])                                     punctuation after a space or the start, except before a digit
 *     (?<=[^0-9\s])[^\w._~:/?#\[\]()@!$&*+,;=-]+(?=[^0-9\s])           within a word, except beside a digit, or in an address
 *
 * One thing differs: Rasa's list of emoji takes in Chinese and Japanese letters, which are kept here.
 */
export function tokenize(text: string): Token[] {
  const readable = readablePart(text);
  const tokens: Token[] = [];
  const isSeparator = findSeparators(readable);
  let start = -1;
  for (let i = 0; i <= readable.length && tokens.length < MAX_TOKENS; i++) {
    if (i < readable.length && isSeparator[i] === 0) {
      if (start < 0) start = i;
    } else if (start >= 0) {
      const word = readable.slice(start, i);
      if (!ONLY_EMOJI.test(word)) tokens.push({ text: word, start, end: i });
      start = -1;
    }
  }
  if (tokens.length === 0 && readable.length > 0) tokens.push({ text: readable, start: 0, end: readable.length });
  return tokens;
}

const ONLY_EMOJI =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u200c\u200d\u20e3\ufe0f\u{1f3fb}-\u{1f3ff}])+$/u;
/** Python's `\w`, with `#`, `@` and `&`: what the expressions never remove. */
const KEPT = /[\p{Alphabetic}\p{M}\p{Nd}\p{No}\p{Nl}\p{Pc}#@&]/u;
const SPACE = /\s/u;

const enum Kind {
  Kept,
  Digit,
  Space,
  /** Punctuation that addresses are made of: never removed within a word. */
  Address,
  Punctuation,
}

const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(character: string): Kind {
  if (character >= "0" && character <= "9") return Kind.Digit;
  if (KEPT.test(character)) return Kind.Kept;
  if (SPACE.test(character)) return Kind.Space;
  return "._~:/?[]()!$*+,;=-".includes(character) ? Kind.Address : Kind.Punctuation;
}

/** 1 for every code unit that is white space or removed. */
function findSeparators(text: string): Uint8Array {
  const kinds = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      kinds[i] = ASCII_KINDS[code] ?? Kind.Punctuation;
    } else {
      const character = String.fromCodePoint(text.codePointAt(i) ?? code);
      const kind = kindOf(character);
      kinds[i] = kind;
      if (character.length === 2) kinds[++i] = kind;
    }
  }
  const isSeparator = new Uint8Array(text.length);
  let i = 0;
  while (i < text.length) {
    if (isKept(kinds[i])) {
      i++;
      continue;
    }
    let end = i;
    while (end < text.length && !isKept(kinds[end])) end++;
    separateRun(text, kinds, isSeparator, i, end);
    i = end;
  }
  return isSeparator;
}

function isKept(kind: number | undefined): boolean {
  return kind === Kind.Kept || kind === Kind.Digit;
}

/** What the expressions remove of one run of characters that are no part of a word, [start, end). */
function separateRun(text: string, kinds: Uint8Array, isSeparator: Uint8Array, start: number, end: number): void {
  // A sign right before a digit stays: "-5", "$5".
  const stop = kinds[end] === Kind.Digit ? end - lastCharacterLength(text, end) : end;
  const lastSpace = kinds.lastIndexOf(Kind.Space, end - 1);
  if (lastSpace >= start || start === 0 || end === text.length) {
    isSeparator.fill(1, start, Math.max(stop, lastSpace + 1));
    return;
  }
  for (let i = start; i < stop; i++) {
    if (kinds[i] !== Kind.Punctuation) continue;
    if (i === start && kinds[i - 1] === Kind.Digit) {
      if ((text.codePointAt(i) ?? 0) > 0xffff) i++;
      continue;
    }
    while (i < stop && kinds[i] === Kind.Punctuation) isSeparator[i++] = 1;
  }
}

function lastCharacterLength(text: string, end: number): number {
  const low = text.charCodeAt(end - 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}
