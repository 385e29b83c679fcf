import type { PatternSettings } from "./pipeline-settings";
import { tokenize, type Token } from "./tokenizer";

/** Where a pattern or an entry of a lookup table stands in a text. */
export interface PatternMatch {
  name: string;
  start: number;
  end: number;
}

/** Finds the project's regular expressions and lookup tables in a text. */
export class PatternMatcher {
  private readonly regexes: { name: string; regexes: RegExp[] }[];
  private readonly lookups: LookupTable[];

  constructor(settings: PatternSettings) {
    this.regexes = settings.regexes.map(({ name, patterns }) => ({
      name,
      regexes: patterns
        .map((pattern) => compilePattern(pattern, settings.caseSensitive))
        .filter((regex) => regex !== null),
    }));
    this.lookups = settings.lookups.map(({ name, entries }) => new LookupTable(name, entries));
  }

  find(text: string, tokens: Token[]): PatternMatch[] {
    const matches: PatternMatch[] = [];
    for (const { name, regexes } of this.regexes) {
      for (const regex of regexes) {
        for (const match of text.matchAll(regex)) {
          if (match[0].length > 0) matches.push({ name, start: match.index, end: match.index + match[0].length });
        }
      }
    }
    for (const lookup of this.lookups) lookup.find(tokens, matches);
    return matches;
  }
}

/** A Python regular expression as JavaScript's; null where it can't be one. */
export function compilePattern(source: string, caseSensitive: boolean): RegExp | null {
  const inline = /^\(\?([aimsux]+)\)/.exec(source);
  const pattern = source
    .slice(inline?.[0].length ?? 0)
    .replaceAll("(?P<", "(?<")
    .replace(/\(\?P=(\w+)\)/g, "\\k<$1>")
    .replaceAll("\\A", "^")
    .replaceAll("\\Z", "$");
  const letters = inline?.[1] ?? "";
  const flags =
    "g" +
    (!caseSensitive || letters.includes("i") ? "i" : "") +
    ["m", "s"].filter((flag) => letters.includes(flag)).join("");
  // The u flag refuses escapes that Python takes, such as `\-`.
  for (const candidate of [flags + "u", flags]) {
    try {
      return new RegExp(pattern, candidate);
    } catch {
      continue;
    }
  }
  return null;
}

interface LookupNode {
  next: Map<string, LookupNode>;
  isEntry: boolean;
}

/** Word sequences in a tree: the time to search a message doesn't grow with the table. */
class LookupTable {
  private readonly root: LookupNode = { next: new Map(), isEntry: false };

  constructor(
    private readonly name: string,
    entries: string[],
  ) {
    for (const entry of entries) {
      let node = this.root;
      for (const token of tokenize(entry)) {
        const key = token.text.toLowerCase();
        const next = node.next.get(key) ?? { next: new Map<string, LookupNode>(), isEntry: false };
        node.next.set(key, next);
        node = next;
      }
      if (node !== this.root) node.isEntry = true;
    }
  }

  /** From each word the longest entry; the search goes on behind it. */
  find(tokens: Token[], matches: PatternMatch[]): void {
    for (let from = 0; from < tokens.length; from++) {
      let node: LookupNode | undefined = this.root;
      let last = -1;
      for (let i = from; i < tokens.length; i++) {
        node = node.next.get((tokens[i] as Token).text.toLowerCase());
        if (node === undefined) break;
        if (node.isEntry) last = i;
      }
      if (last < 0) continue;
      matches.push({ name: this.name, start: (tokens[from] as Token).start, end: (tokens[last] as Token).end });
      from = last;
    }
  }
}
