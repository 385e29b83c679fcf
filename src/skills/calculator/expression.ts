import { formatNumber } from "./format";
import { MAX_TEXT, normalise } from "./normalise";

/** A number, and one that may be a percentage. */
const N = String.raw`(-?\d+(?:\.\d+)?|\.\d+)`;
const P = String.raw`(\d+(?:\.\d+)?%)`;
const LIST = String.raw`(-?\d[\d.]*(?:(?:\s*,\s*|\s+)(?:(?:and|&|plus)\s+)?-?\d[\d.]*)+)`;

const list = (numbers: string): string[] => numbers.match(/-?\d[\d.]*\d|-?\d/g) ?? [];
const PERIODS: Record<string, number> = {
  "month year": 12,
  "week year": 52,
  "day year": 365,
  "day week": 7,
  "hour day": 24,
  "day month": 30,
  "week month": 4,
};
const POWERS = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

type Rewrite = readonly [pattern: string, replacement: string | ((...found: string[]) => string)];

/** Ways of putting a sum in which the words' order isn't that of the sum: the first to match decides. */
const TURNED: readonly Rewrite[] = [
  [`${N} (?:is|are|as) (?:what|which) (?:percent(?:age)?|%) of ${N}`, "$1 / $2 * 100"],
  [`what (?:percent(?:age)?|%) of ${N} (?:is|are|would be) ${N}`, "$2 / $1 * 100"],
  [`what (?:percent(?:age)?|%) (?:is|are) ${N} (?:of|out of) ${N}`, "$1 / $2 * 100"],
  [`(?:percent(?:age)?|%) (?:change|increase|decrease|difference|rise|drop) from ${N} to ${N}`, "($2 - $1) / $1 * 100"],
  [
    `from ${N} to ${N}.*(?:percent(?:age)?|%) (?:change|increase|decrease|difference|rise|drop)`,
    "($2 - $1) / $1 * 100",
  ],
  [`${P} (?:discount|reduction|rebate) (?:of|on|from|for)(?: [a-z]+){0,4} ${N}`, "$2 - $1"],
  [`${P} off(?: of)?(?: [a-z]+){0,4} ${N}`, "$2 - $1"],
  [`${N}(?: [a-z]+){0,4} (?:with|at|minus|less) (?:a )?${P}(?: off| discount| reduction| less)`, "$1 - $2"],
  [`${N}(?: [a-z]+){0,3} (?:increased|raised|up|plus|marked up|grown) by ${P}`, "$1 + $2"],
  [`${N}(?: [a-z]+){0,3} (?:decreased|reduced|lowered|cut|down|marked down) by ${P}`, "$1 - $2"],
  [`(?:increase|raise|up) ${N}(?: [a-z]+){0,2} by ${N}(%?)`, "$1 + $2$3"],
  [`(?:decrease|reduce|lower|cut) ${N}(?: [a-z]+){0,2} by ${N}(%?)`, "$1 - $2$3"],
  [`add ${N}(%?)(?: [a-z]+){0,3} to ${N}`, "$3 + $1$2"],
  [`(?:subtract|take|deduct) ${N}(%?)(?: away| off)? (?:from|off) ${N}`, "$3 - $1$2"],
  [`(?:take|knock) ${N}(%?) off(?: of)? ${N}`, "$3 - $1$2"],
  [`how many times (?:does|do|can|will|would) ${N} (?:go|fit|goes|fits) in(?:to)? ${N}`, "$2 / $1"],
  [
    `(?:remainder|rest|left over)(?: of| when| if| from)?(?: dividing| i divide| you divide)? ${N} (?:is |gets )?(?:divided )?by ${N}`,
    "$1 mod $2",
  ],
  [`(?:difference|gap) between ${N} and ${N}`, "abs($1 - $2)"],
  [`product of ${LIST}`, (_all, numbers = "") => list(numbers).join(" * ")],
  [`(?:average|mean)(?: of| for)? ${LIST}`, (_all, numbers = "") => `mean(${list(numbers).join(", ")})`],
  [`(?:sum of|total of|add(?: up)?|add together|sum) ${LIST}`, (_all, numbers = "") => list(numbers).join(" + ")],
  [`${P}(?: [a-z]+){0,2} (?:on|for)(?: [a-z]+){0,3} ${N}`, "$1 * $2"],
  [`${N}(?: [a-z]+){0,2} (?:at|for) ${N}(?: [a-z]+)? (?:each|apiece)`, "$1 * $2"],
  [
    `${N}(?: [a-z]+){0,3} (?:an?|1|per|every|each) (hour|day|week|month|year)\\b.*? (?:for|in|over|after|during) (?:(?:a|the next) )?${N} (hour|day|week|month|year)s?\\b`,
    (all, amount = "", each = "", times = "", period = "") => {
      if (each === period) return `${amount} * ${times}`;
      const inEach = PERIODS[`${each} ${period}`];
      return inEach === undefined ? all : `${amount} * ${times} * ${inEach}`;
    },
  ],
  [
    `${N}(?: [a-z]+)? (?:a|per|every|each) (month|week|day) (?:for|in|over|per) (?:a|1|one) (year|week)`,
    (all, amount = "", each = "", period = "") =>
      PERIODS[`${each} ${period}`] ? `${amount} * ${PERIODS[`${each} ${period}`]}` : all,
  ],
];

/** Words for operators, in an order in which longer phrases come first. */
const OPERATORS: readonly Rewrite[] = [
  [`(?:divide|split|share) ${N}(?: [a-z]+)? (?:by|into|between|among) `, "$1 / "],
  [`multiply ${N} (?:by|with|and|times) `, "$1 * "],
  [`(?:cube root|cubic root|cbrt)(?: of)? ?${N}`, "cbrt($1)"],
  [`(?:square root|sqrt|root)(?: of)? ?${N}`, "sqrt($1)"],
  [`(?:square root|root) of ?(?=\\()`, "sqrt"],
  [`factorial of ${N}`, "$1!"],
  [`${N}(?:'s)? factorial`, "$1!"],
  [`(?:the )?square of ${N}`, "$1^2"],
  [`(?:the )?cube of ${N}`, "$1^3"],
  [" ?\\bsquared\\b", "^2"],
  [" ?\\bcubed\\b", "^3"],
  [`to the (${POWERS.join("|")})(?: power)?\\b`, (_all, ordinal = "") => `^${POWERS.indexOf(ordinal) + 2}`],
  [`to the (\\d+)(?:st|nd|rd|th)?(?: power)?\\b`, "^$1"],
  ["(?:raised )?to the power(?: of)?|\\*\\*|\\bto the\\b(?= \\d)", "^"],
  ["\\b(?:double|twice|2 times)\\b(?= [-\\d(])", "2 * "],
  ["\\b(?:triple|thrice)\\b(?= [-\\d(])", "3 * "],
  ["\\b(?:multiplied by|multiplied with|times)\\b", " * "],
  ["(?<=[\\d)%]) ?x ?(?=[-\\d(.])", " * "],
  ["\\b(?:divided by|divide by|divided into|over)\\b|(?<=\\d) ?: ?(?=\\d)", " / "],
  ["\\b(?:modulo|modulus)\\b", " mod "],
  ["\\b(?:plus|added to|and then add|add)\\b", " + "],
  ["\\b(?:minus|less|take away|takeaway|subtract)\\b", " - "],
  ["(?<=[\\d%)]) of (?:the )?(?=[-\\d(]|sqrt|cbrt)", " * "],
];

function rewritten(text: string, [pattern, replacement]: Rewrite): string {
  const regExp = new RegExp(pattern, "g");
  return typeof replacement === "string" ? text.replace(regExp, replacement) : text.replace(regExp, replacement);
}

const TOKEN = /\d+(?:\.\d+)?|\.\d+|[-+*/^()!%,]|\b(?:sqrt|cbrt|abs|mean|mod)\b/g;
/** Names ask for a "(" after them. */
const NAME = /^(?:sqrt|cbrt|abs|mean)$/;
const NUMBER = /^[\d.]/;

/** The tokens as one well-formed sum, or null where an operand or operator is missing or nothing is to be worked out. */
function assembled(tokens: readonly string[]): string | null {
  let expression = "";
  let expectsOperand = true;
  let open = 0;
  let work = 0;
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (expectsOperand) {
      if (NUMBER.test(token)) expectsOperand = false;
      else if (token === "(") open++;
      else if (NAME.test(token) && next === "(") work++;
      else if (token === "+" || (token === "," && open === 0)) continue;
      else if (token !== "-") return null;
      expression += token;
    } else if (token === ")") {
      // One too many is a slip of the finger.
      if (open > 0) expression += ")";
      open = Math.max(0, open - 1);
    } else if (token === "(") {
      expression += " * (";
      expectsOperand = true;
      open++;
      work++;
    } else if (token === "!" || (token === "%" && (next === undefined || !(NUMBER.test(next) || next === "(")))) {
      expression += token;
      work += token === "!" ? 1 : 0;
    } else if (token === ",") {
      if (open === 0) continue;
      expression += ", ";
      expectsOperand = true;
    } else if (/^(?:[-+*/^%]|mod)$/.test(token)) {
      expression += token === "^" ? token : ` ${token} `;
      expectsOperand = true;
      work++;
    } else return null;
  }
  return expectsOperand || work === 0 ? null : expression + ")".repeat(open);
}

function inOrder(normalised: string): string {
  const turned =
    TURNED.map((rewrite) => rewritten(normalised, rewrite)).find((text) => text !== normalised) ?? normalised;
  return OPERATORS.reduce(rewritten, turned);
}

/** "that", "the result", "it": what the last sum came to. */
const PREVIOUS = /\b(?:that|it|this|the (?:result|answer|last one))\b/;
const NEEDS_PREVIOUS = /\b(?:of|off|from|to|by|double|twice|triple|times) (?:that|it|this)\b/;
/** Begins with an operator; a lone "minus 10" too. */
const GOES_ON = /^(?:[*/^+!]|mod\b)|^- \d+(?:\.\d+)?(?: %)?$/;

/**
 * The sum that a text puts in words or signs, as an expression for `calculate`: "20 percent of 80" is `20% * 80`. Where it
 * goes on from the last sum ("times 3", "half of that"), `previous` is what that came to. Null where there is nothing to
 * work out.
 */
export function readExpression(text: string, previous: string | null = null): string | null {
  if (text.length > MAX_TEXT) return null;
  const normalised = normalise(text);
  const tokens = inOrder(normalised).match(TOKEN) ?? [];
  if (previous === null) return assembled(tokens);
  const withPrevious = inOrder(normalised.replace(PREVIOUS, previous)).match(TOKEN) ?? [];
  if (NEEDS_PREVIOUS.test(normalised)) return assembled(withPrevious);
  if (GOES_ON.test(tokens.join(" "))) return assembled([previous, ...tokens]);
  return assembled(tokens) ?? assembled(withPrevious);
}

const SAME_OF_ANOTHER = new RegExp(
  `^(?:and|or|what about|how about)(?: (?:what|how) about)?(?: (?:of|for|with|on))? ${N}\\W*$`,
);

/** "And of 3600?" after "15% of 2400": the last sum with another number at its end; null where the text says something else. */
export function lastSumWith(text: string, lastSum: string | null): string | null {
  const number = text.length > MAX_TEXT ? undefined : SAME_OF_ANOTHER.exec(normalise(text))?.[1];
  if (lastSum === null || number === undefined || !/\d$/.test(lastSum)) return null;
  return lastSum.replace(/[\d.]+$/, number);
}

/** Whether a percentage is asked for: "64 is what percent of 80". */
export function asksForPercentage(text: string): boolean {
  return /\b(?:what|which) (?:percent|per cent|%)|\bpercent(?:age)? (?:change|increase|decrease|difference|rise|drop)\b/i.test(
    text,
  );
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/% \* /g, "% of "],
  [/\*/g, "×"],
  [/\//g, "÷"],
  [/-/g, "−"],
  [/sqrt\(/g, "√("],
  [/cbrt\(/g, "∛("],
  [/√\((\d+(?:\.\d+)?)\)/g, "√$1"],
  [/∛\((\d+(?:\.\d+)?)\)/g, "∛$1"],
  [/\^2(?![\d.])/g, "²"],
  [/\^3(?![\d.])/g, "³"],
  [/mean\(/g, "average of ("],
  [/%/g, " %"],
];

/** The raw digits of an earlier result, which no person writes. */
const LONG_NUMBER = /\d{22,}(?:\.\d+)?|\d+\.\d{9,}/g;

/** An expression as people write it: `249 − 30 %`. */
export function prettyExpression(expression: string): string {
  const short = expression.replace(LONG_NUMBER, (digits) => formatNumber(digits).text);
  return SIGNS.reduce((pretty, [pattern, sign]) => pretty.replace(pattern, sign), short);
}
