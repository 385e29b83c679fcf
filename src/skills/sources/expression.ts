import type { Expression } from "jsonata";

/** An expression may take so long (milliseconds), call itself so deep, and make a list so long. */
const LIMITS = { timeout: 1_000, stack: 200, sequence: 20_000 };

/** Thrown where an expression is none, or can't be worked out; the message says why. */
export class ExpressionFault extends Error {}

type Engine = typeof import("./jsonata");

let loading: Promise<Engine> | undefined;
const compiled = new Map<string, Expression>();

/** What a JSONata expression makes of a value. It is interpreted, never run as a program. */
export async function evaluate(source: string, input: unknown): Promise<unknown> {
  const { jsonata } = await engine();
  try {
    const expression = compiled.get(source) ?? jsonata(source, LIMITS);
    compiled.set(source, expression);
    return (await expression.evaluate(input)) as unknown;
  } catch (error) {
    const { message } = error as { message?: string };
    throw new ExpressionFault(`${message ?? "It can’t be worked out."} (in “${source.slice(0, 60)}”)`);
  }
}

/** The part that carries JSONata, fetched at its first use. A load that failed is tried again the next time. */
function engine(): Promise<Engine> {
  loading ??= import("./jsonata").catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** As `evaluate`; what gives nothing is an empty list, and one thing a list of one. */
export async function evaluateList(source: string, input: unknown): Promise<unknown[]> {
  const value = await evaluate(source, input);
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
