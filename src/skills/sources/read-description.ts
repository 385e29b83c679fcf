import * as v from "valibot";
import type { JsonObject } from "../../engine/json";
import { descriptionSchema } from "./description";

/** A description as it is written in Settings: JSON. What is wrong with it comes as a sentence. */
export function readDescription(text: string): { description: JsonObject } | { fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "The description can’t be read: it is no JSON." };
  }
  const read = v.safeParse(descriptionSchema, json);
  if (read.success) return { description: json as JsonObject };
  const [issue] = read.issues;
  return { fault: `The description can’t be read. ${v.getDotPath(issue) ?? "All of it"}: ${issue.message}.` };
}
