import type { Json } from "../../engine/json";
import type { ServerRequest } from "../connect";
import type { Reading } from "./description";

export type Values = Readonly<Record<string, string | number | null>>;

const FIELD = /\{(\w+)\}/g;

/** A description's request with its `{fields}` filled. A part of the query that comes to nothing is left out. */
export function fillRequest(
  { method, path, query = {}, headers, body }: Pick<Reading, "method" | "path" | "query" | "headers" | "body">,
  values: Values,
  why: string,
): ServerRequest {
  const filled = Object.entries(query)
    .map(([name, text]): [string, string] => [name, filledText(text, values, String)])
    .filter(([, text]) => text !== "");
  return {
    ...(method && { method }),
    path: filledText(path, values, encodeURIComponent),
    query: Object.fromEntries(filled),
    ...(headers && { headers }),
    ...(body !== undefined && { body: JSON.stringify(filledJson(body, values)) }),
    why,
  };
}

function filledText(text: string, values: Values, escaped: (value: string) => string): string {
  return text.replace(FIELD, (whole, name: string) =>
    Object.hasOwn(values, name) ? escaped(String(values[name] ?? "")) : whole,
  );
}

/** A text that is one field and nothing else becomes its value: null stays null. */
function filledJson(value: Json, values: Values): Json {
  if (typeof value === "string") {
    const only = /^\{(\w+)\}$/.exec(value)?.[1];
    if (only !== undefined && Object.hasOwn(values, only)) return values[only] ?? null;
    return filledText(value, values, String);
  }
  if (Array.isArray(value)) return value.map((one) => filledJson(one, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, filledJson(field, values)]));
}
