import { backtracksForEver } from "./pattern-time";

/** What Python's regexes write differently. Inline flags are the trainer's business; here they only must not offend. */
const PYTHON_SYNTAX: [RegExp, string][] = [
  [/\(\?P</g, "(?<"],
  [/\(\?P=(\w+)\)/g, "\\k<$1>"],
  [/^\(\?[aiLmsux]+\)/, ""],
];

/** Why a pattern of the training data can't be used; null when it can. */
export function checkPattern(pattern: string): string | null {
  const source = PYTHON_SYNTAX.reduce((text, [from, to]) => text.replace(from, to), pattern);
  try {
    new RegExp(source);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!backtracksForEver(pattern)) return null;
  return "on some texts of 1,000 characters it takes beyond all measure, since what it repeats can be divided in many ways";
}
