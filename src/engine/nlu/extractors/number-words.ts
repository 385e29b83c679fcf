import type { Span } from "./dimension";

export interface NumberMatch extends Span {
  value: number;
}

const UNITS: Record<string, number> = Object.fromEntries(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, value) => [word, value]),
);
const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
/** Words that multiply what stands before them, and may stand after "a". */
const SCALES: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  dozen: 12,
};
/** Loose counts, read after "a"; "couple" also without. */
const COUNTS = [
  ["couple", 2],
  ["pair", 2],
  ["few", 3],
] as const;
const FRACTIONS: Record<string, number> = { "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3 };

interface Token extends Span {
  word: string;
  /** For digits only. */
  number?: number;
}

/** Digits with their grouping and decimals, `2k`, `1/2`, or one word. */
const TOKEN =
  /(?<![\w.,:/])(\d{1,2})\/(\d{1,2})(?![\w/]|\.\d)|(?<![\w:/]|\d[.,])(?:(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,12})?|(\.\d{1,12}))(k)?(?![:\d]|\.\d|,\d+[.,:\d]|\/\d|(?:st|nd|rd|th)\b)|[½¼¾⅓⅔]|[a-z]+/gi;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [word, above, below, whole, decimals, decimalsOnly, thousands] = match;
    const token: Token = { start: match.index, end: match.index + word.length, word: word.toLowerCase() };
    if (above !== undefined) {
      if (Number(below) === 0) continue;
      token.number = Number(above) / Number(below);
    } else if (whole !== undefined || decimalsOnly !== undefined) {
      token.number =
        Number((whole ?? "0").replaceAll(",", "") + (decimals ?? decimalsOnly ?? "")) * (thousands ? 1000 : 1);
    } else if (FRACTIONS[word] !== undefined) {
      token.number = FRACTIONS[word];
    }
    found.push(token);
  }
  return found;
}

/** Reads the one number that begins at a token, if any does: a small recursive descent, one method a rule. */
class NumberReader {
  private first = 0;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
  ) {}

  /** The number beginning at token `index`, and the index after it. */
  read(index: number): { value: number; next: number } | null {
    this.first = index;
    this.at = index;
    const value = this.fractionOfScale() ?? this.wholeAndFraction();
    return value === null ? null : { value, next: this.at };
  }

  /** "half a million", "half a dozen", "half", "a quarter", "three quarters". */
  private fractionOfScale(): number | null {
    const start = this.at;
    const fraction = this.fraction();
    if (fraction === null) return null;
    const end = this.at;
    if (this.take("a") || this.take("of")) {
      this.take("a");
      const scale = this.takeFrom(SCALES);
      if (scale !== null) return fraction * scale;
    }
    this.at = end;
    return end > start ? fraction : null;
  }

  /** "half", "a half", "a quarter", "three quarters", "two thirds". */
  private fraction(): number | null {
    const start = this.at;
    if (this.take("half")) return 0.5;
    if (this.take("a") || this.take("one")) {
      if (this.take("half")) return 0.5;
      if (this.take("quarter")) return 0.25;
    } else if (this.take("three")) {
      if (this.take("quarters")) return 0.75;
    } else if (this.take("two")) {
      if (this.take("thirds")) return 2 / 3;
    }
    this.at = start;
    return null;
  }

  /** "two and a half", "3 1/2", "3½", "three point two". */
  private wholeAndFraction(): number | null {
    const start = this.at;
    const whole = this.scaled();
    if (whole === null) return this.pointed(0, start);
    const end = this.at;
    if (this.take("and")) {
      const fraction = this.fraction();
      if (fraction !== null) return whole + fraction;
      this.at = end;
    }
    const next = this.near();
    if (
      next?.number !== undefined &&
      next.number < 1 &&
      next.number > 0 &&
      Number.isInteger(whole) &&
      !/^\.|^0/.test(next.word)
    ) {
      this.at++;
      return whole + next.number;
    }
    return this.pointed(whole, end) ?? whole;
  }

  /** "point two five" after a whole number, or alone. */
  private pointed(whole: number, end: number): number | null {
    if (this.take("point")) {
      let digits = "";
      for (let digit = this.takeDigit(); digit !== null; digit = this.takeDigit()) digits += String(digit);
      if (digits) return Number(`${whole}.${digits}`);
    }
    this.at = end;
    return null;
  }

  /** "two million three hundred thousand and five", "2.5 thousand", "a hundred", "a couple". */
  private scaled(): number | null {
    const named = this.named();
    if (named !== null) return named;
    let total = 0;
    let smallest = Infinity;
    let read = false;
    for (;;) {
      const before = this.at;
      const joined = read && this.take("and");
      const part = this.underThousand(!read);
      const scale = part === null ? null : this.takeLargeScale();
      const size = scale ?? 1;
      // Each part is smaller than the one before it: "two million three" goes on, "twenty, forty" and "one two" don't.
      if (part === null || size >= smallest || (read && smallest === 1) || (joined && !Number.isInteger(part))) {
        this.at = before;
        return read ? total : null;
      }
      total += part * size;
      smallest = size;
      read = true;
    }
  }

  /** "a couple (of)", "a few", "a pair (of)". */
  private named(): number | null {
    const start = this.at;
    const article = this.take("a");
    for (const [word, value] of COUNTS) {
      if (!(article || word === "couple") || !this.take(word)) continue;
      this.take("of");
      return value;
    }
    this.at = start;
    return null;
  }

  /** Up to 999 in words, or digits, with "hundred" and "dozen". */
  private underThousand(first: boolean): number | null {
    const digits = this.takeNumber(first);
    if (digits !== null) return digits * (this.takeSmallScale() ?? 1);
    const start = this.at;
    if (this.take("a") || this.take("an")) {
      const next = this.near();
      if (next && SCALES[next.word] !== undefined) return this.hundreds(1);
      this.at = start;
      return null;
    }
    const small = this.underHundred();
    return small === null ? null : this.hundreds(small);
  }

  private hundreds(count: number): number {
    const scale = this.takeSmallScale();
    if (scale === null) return count;
    const end = this.at;
    if (scale === 100) {
      this.take("and");
      const rest = this.underHundred();
      if (rest !== null) return count * 100 + rest;
      this.at = end;
    }
    return count * scale;
  }

  private underHundred(): number | null {
    const tens = this.takeFrom(TENS);
    if (tens === null) return this.takeFrom(UNITS);
    const end = this.at;
    const unit = this.takeFrom(UNITS);
    if (unit !== null && unit >= 1 && unit <= 9) return tens + unit;
    this.at = end;
    return tens;
  }

  private takeSmallScale(): number | null {
    const next = this.near();
    return next?.word === "hundred" || next?.word === "dozen" ? this.takeFrom(SCALES) : null;
  }

  private takeLargeScale(): number | null {
    const scale = SCALES[this.near()?.word ?? ""];
    return scale !== undefined && scale >= 1000 ? this.takeFrom(SCALES) : null;
  }

  /** A digits token; only the first of a number may be one, so that "two 3" is two numbers. */
  private takeNumber(first: boolean): number | null {
    const token = this.near();
    if (!first || token?.number === undefined) return null;
    this.at++;
    return token.number;
  }

  private takeDigit(): number | null {
    const end = this.at;
    const digit = this.takeFrom(UNITS);
    if (digit !== null && digit <= 9) return digit;
    this.at = end;
    return null;
  }

  private take(word: string): boolean {
    if (this.near()?.word !== word) return false;
    this.at++;
    return true;
  }

  private takeFrom(words: Record<string, number>): number | null {
    const token = this.near();
    const value = token && Object.hasOwn(words, token.word) ? words[token.word] : undefined;
    if (value === undefined) return null;
    this.at++;
    return value;
  }

  /** The next token, if only a space or a hyphen lies between it and the last one taken. */
  private near(): Token | undefined {
    const token = this.tokens[this.at];
    const last = this.tokens[this.at - 1];
    if (!token || !last || this.at === this.first) return token;
    return token.start - last.end <= 2 && /^[ -]*$/.test(this.text.slice(last.end, token.start)) ? token : undefined;
  }
}

/** "this one", "the red one": a pronoun, not a number. */
const PRONOUN_BEFORE =
  /\b(?:this|that|the|which|another|each|every|no|any|some|next|last|previous|other|first|second|third|fourth|fifth|new|old|big|small|wrong|right|good|only)\s$/i;

/** A minus that begins the number's text or follows a space or a bracket: not the dash of "10-5". */
const SIGN_BEFORE = /(?:^|[\s(])(-|(?:minus|negative)\s)$/i;

/**
 * All numbers in a text, in digits or words, in its order: "twenty-five", "a hundred and five", "1,000.5", "2k", "half a dozen",
 * "minus five". Digits that are part of a clock time, a version, a date or a code ("9:30", "1.2.3", "B12") are none.
 */
export function readNumber(text: string): NumberMatch[] {
  const all = tokens(text);
  const reader = new NumberReader(text, all);
  const found: NumberMatch[] = [];
  for (let index = 0; index < all.length;) {
    const first = all[index];
    const read = reader.read(index);
    const last = all[(read?.next ?? 0) - 1];
    index = read ? read.next : index + 1;
    if (!read || !first || !last) continue;
    // As far back as the longest word that a rule below looks for.
    const before = text.slice(Math.max(0, first.start - 12), first.start);
    if (first === last && first.word === "one" && PRONOUN_BEFORE.test(before)) continue;
    // "half past six" is a time.
    if (read.value < 1 && /^\s(?:past|to)\b/i.test(text.slice(last.end, last.end + 6))) continue;
    const sign = SIGN_BEFORE.exec(before)?.[1] ?? "";
    found.push({ start: first.start - sign.length, end: last.end, value: sign ? -read.value : read.value });
  }
  return found;
}
