import * as v from "valibot";
import type { Json, JsonObject } from "../../json";

/** What was parsed from JSON is JSON. */
export const jsonValue = v.custom<Json>((value) => value !== undefined, "a value is missing");
export const jsonObject = v.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "an object is wanted",
);

/** Rasa writes null for what isn't there. */
export const textOrNull = v.nullish(v.string(), null);
export const textOrEmpty = v.pipe(
  textOrNull,
  v.transform((text) => text ?? ""),
);
export const numberOrNull = v.nullish(v.number(), null);

/** An object without what is null or absent in it. */
export function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as { [K in keyof T]?: NonNullable<T[K]> };
}
