import type { Action } from "./action";

/**
 * The actions among what modules export: actions, lists of them, and classes of actions whose constructors want nothing (an instance
 * is made of each). What else they export is nobody's business here.
 */
export function exportedActions<Data>(modules: readonly object[]): Action<Data>[] {
  const found = new Set<Action<Data>>();
  for (const exported of modules.flatMap((module) => Object.values(module) as unknown[]).flat()) {
    const candidate = isActionClass<Data>(exported) ? new exported() : exported;
    if (isAction<Data>(candidate)) found.add(candidate);
  }
  return [...found];
}

function isActionClass<Data>(value: unknown): value is new () => Action<Data> {
  return typeof value === "function" && value.length === 0 && hasRun(value.prototype);
}

function isAction<Data>(value: unknown): value is Action<Data> {
  return hasRun(value) && "name" in value && typeof value.name === "string" && typeof value !== "function";
}

function hasRun(value: unknown): value is object {
  return typeof value === "object" && value !== null && "run" in value && typeof value.run === "function";
}
