import {
  absDependencies,
  addDependencies,
  bignumberDependencies,
  cbrtDependencies,
  create,
  createUnitDependencies,
  divideDependencies,
  factorialDependencies,
  meanDependencies,
  modDependencies,
  multiplyDependencies,
  parseDependencies,
  powDependencies,
  sqrtDependencies,
  subtractDependencies,
  unaryMinusDependencies,
  unitDependencies,
  type BigNumber,
  type ConstantNode,
  type FactoryFunctionMap,
  type FunctionNode,
  type MathNode,
  type OperatorNode,
} from "mathjs";
import { UNIT_DEFINITIONS } from "./units";

/** mathjs with nothing but what sums and units need, in 64-digit decimals: 0.1 + 0.2 is 0.3. About 100 KB gzipped. */
const math = create(
  {
    absDependencies,
    addDependencies,
    bignumberDependencies,
    cbrtDependencies,
    createUnitDependencies,
    divideDependencies,
    factorialDependencies,
    meanDependencies,
    modDependencies,
    multiplyDependencies,
    parseDependencies,
    powDependencies,
    sqrtDependencies,
    subtractDependencies,
    unaryMinusDependencies,
    unitDependencies,
    // mathjs declares each of these as possibly missing.
  } as FactoryFunctionMap,
  { number: "BigNumber", precision: 64 },
);

for (const [name, definition] of Object.entries(UNIT_DEFINITIONS)) math.createUnit(name, definition);

export type Problem = "too-large" | "division-by-zero" | "not-a-number" | "not-a-sum";
/** A value in plain decimal digits (or `1.5e+30`), of up to 50 significant ones. */
export type Calculation = { value: string } | { problem: Problem };

const MAX_LENGTH = 200;
const MAX_NODES = 100;
const MAX_FACTORIAL = 1000;
/** Decimal digits that a power may have. */
const MAX_POWER_DIGITS = 10_000;
/** The last digits of 64 carry rounding errors: 1/3 + 1/3 + 1/3 is 1 in the first 50. */
const KEPT_DIGITS = 50;

class TooLarge extends Error {}

const pow = math.pow.bind(math) as (base: BigNumber, exponent: BigNumber) => unknown;
const factorial = math.factorial.bind(math) as (n: BigNumber) => unknown;
const guarded = {
  pow(base: BigNumber, exponent: BigNumber) {
    const digits = Math.abs(Number(exponent)) * Math.abs(Math.log10(Math.abs(Number(base))) || 0);
    if (!(digits <= MAX_POWER_DIGITS)) throw new TooLarge();
    return pow(base, exponent);
  },
  factorial(n: BigNumber) {
    if (Number(n) > MAX_FACTORIAL) throw new TooLarge();
    return factorial(n);
  },
};
math.import(guarded, { override: true });

const OPERATORS = new Set(["+", "-", "*", "/", "^", "!", "%", "mod"]);
const FUNCTIONS = new Set(["sqrt", "cbrt", "abs", "mean"]);

/** Only numbers, the operators and functions above: no names, so nothing of mathjs that could define, parse or configure. */
function isSum(node: MathNode): boolean {
  switch (node.type) {
    case "ConstantNode":
      return typeof (node as ConstantNode<string | number>).value !== "string";
    case "ParenthesisNode":
      return true;
    case "OperatorNode":
      return OPERATORS.has((node as OperatorNode).op);
    case "FunctionNode":
      return FUNCTIONS.has((node as FunctionNode).fn.name);
    default:
      // The name of a function is a node too.
      return node.type === "SymbolNode" && FUNCTIONS.has((node as MathNode & { name: string }).name);
  }
}

/** Works out an expression. Never throws, and declines what would take long: 9^9^9^9 is `too-large`. */
export function calculate(expression: string): Calculation {
  if (expression.length > MAX_LENGTH) return { problem: "too-large" };
  try {
    const tree = math.parse(expression);
    const nodes: MathNode[] = [];
    tree.traverse((node) => void nodes.push(node));
    if (nodes.length > MAX_NODES) return { problem: "too-large" };
    if (!nodes.every(isSum)) return { problem: "not-a-sum" };
    return described(tree.compile().evaluate());
  } catch (error) {
    return { problem: error instanceof TooLarge ? "too-large" : "not-a-sum" };
  }
}

function described(result: unknown): Calculation {
  // Roots of negative numbers come out complex.
  if (!isBigNumber(result) || result.isNaN()) return { problem: "not-a-number" };
  if (!result.isFinite()) return { problem: "division-by-zero" };
  return { value: plain(result) };
}

function isBigNumber(value: unknown): value is BigNumber {
  return typeof value === "object" && value !== null && "isBigNumber" in value;
}

function plain(value: BigNumber): string {
  const kept = value.toSignificantDigits(KEPT_DIGITS);
  return kept.abs().lessThan(1e30) && kept.abs().greaterThan(1e-30) ? kept.toFixed() : kept.toString();
}

/** A quantity in another unit (mathjs's names); null where the two measure different things. */
export function convert(quantities: readonly { value: string; unit: string }[], to: string): string | null {
  const units = quantities.map(({ value, unit }) => math.unit(math.bignumber(value), unit));
  const target = math.unit(to);
  if (!units.every((unit) => unit.equalBase(target))) return null;
  const total = units.map((unit) => unit.toNumeric(to)).reduce((sum, part) => math.add(sum, part));
  return plain(math.bignumber(total.toString()));
}
