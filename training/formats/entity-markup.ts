import * as v from "valibot";
import type { AnnotatedEntity } from "./types";

/*
 * The annotations inside an example:
 *
 *   annotation = "[" text "]" ( "(" type [ ":" value ] ")"   [Oslo](city), [the capital](city:Oslo)
 *                             | json-object                  [Oslo]{"entity": "city", "role": "to"}
 *                             | "[" json-object, ... "]" )   [Rome][{"entity": "city"}, {"entity": "capital"}]
 *
 * Anything else in brackets is text.
 */

export interface MarkupFault {
  code: "nlu.entity-brackets" | "nlu.entity-annotation";
  /** Offset in the marked-up text. */
  offset: number;
  message: string;
  severity: "error" | "warning";
}

export interface MarkedText {
  text: string;
  /** In the order of their places in the text. */
  entities: AnnotatedEntity[];
  faults: MarkupFault[];
}

/** The longest annotation, in characters: it bounds the search for the end of one that is never closed. */
const MAX_ANNOTATION = 2_000;

/** JSON may give a value or a group as a number. */
const Text = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String));
const Annotation = v.object({
  entity: v.pipe(v.string(), v.minLength(1)),
  value: v.nullish(Text),
  role: v.nullish(Text),
  group: v.nullish(Text),
});

/** Takes the annotations out of an example. One that can't be read is reported and stays in the text. */
export function parseMarkup(marked: string): MarkedText {
  const result: MarkedText = { text: "", entities: [], faults: [] };
  const fault = (offset: number, code: MarkupFault["code"], message: string): void => {
    result.faults.push({ code, offset, message, severity: "error" });
  };
  const warn = (offset: number, message: string): void => {
    result.faults.push({ code: "nlu.entity-brackets", offset, message, severity: "warning" });
  };
  let position = 0;
  while (position < marked.length) {
    const bracket = nextBracket(marked, position);
    result.text += marked.slice(position, bracket);
    if (bracket === marked.length) break;
    position = bracket;
    if (marked[bracket] === "]") {
      if (/[({]/.test(marked[bracket + 1] ?? "")) {
        fault(bracket, "nlu.entity-brackets", "This `]` closes no `[`. Write `[text](entity)`.");
      }
      result.text += "]";
      position++;
      continue;
    }
    const close = nextBracket(marked, bracket + 1);
    if (marked[close] !== "]") {
      warn(bracket, "This `[` is never closed and is read as plain text. Write `[text](entity)`.");
      result.text += "[";
      position++;
      continue;
    }
    const text = marked.slice(bracket + 1, close);
    const annotation = readAnnotation(marked, close + 1);
    if ("entities" in annotation && text !== "") {
      const start = result.text.length;
      result.text += text;
      for (const { entity, value, role, group } of annotation.entities) {
        result.entities.push({
          entity,
          start,
          end: result.text.length,
          value: value ?? text,
          ...(role != null && { role }),
          ...(group != null && { group }),
        });
      }
      position = annotation.end;
      continue;
    }
    if ("entities" in annotation) {
      fault(bracket, "nlu.entity-brackets", "These brackets hold no text. Write the entity's words between them.");
    } else if (annotation.message !== null) {
      fault(close + 1, annotation.code, annotation.message);
    } else {
      warn(bracket, `\`[${text}]\` has no entity behind it and is read as plain text. Write \`[${text}](entity)\`.`);
    }
    result.text += `[${text}]`;
    position = close + 1;
  }
  return result;
}

/** The next `[` or `]`, or the end. */
function nextBracket(text: string, from: number): number {
  for (let position = from; position < text.length; position++) {
    if (text[position] === "[" || text[position] === "]") return position;
  }
  return text.length;
}

type AnnotationResult =
  | { entities: v.InferOutput<typeof Annotation>[]; end: number }
  /** A null message: there is no annotation here. */
  | { code: MarkupFault["code"]; message: string | null };

function readAnnotation(marked: string, at: number): AnnotationResult {
  if (marked[at] === "(") return readParentheses(marked, at);
  // A `[` opens annotations only as `[{`; `[a][b](type)` is a text in brackets and then an entity.
  if (marked[at] === "{" || /^\[\s*\{/.test(marked.slice(at, at + 20))) return readJson(marked, at);
  return { code: "nlu.entity-brackets", message: null };
}

function readParentheses(marked: string, at: number): AnnotationResult {
  const close = at + marked.slice(at, at + MAX_ANNOTATION).indexOf(")");
  if (close < at) return { code: "nlu.entity-brackets", message: "This `(` is never closed. Write `[text](entity)`." };
  const content = marked.slice(at + 1, close);
  const colon = content.indexOf(":");
  const entity = colon < 0 ? content : content.slice(0, colon);
  if (entity.trim() === "") {
    return { code: "nlu.entity-annotation", message: "The entity's name is missing. Write `[text](entity)`." };
  }
  const value = colon < 0 ? undefined : content.slice(colon + 1);
  return { entities: [{ entity, value: value || undefined }], end: close + 1 };
}

function readJson(marked: string, at: number): AnnotationResult {
  const end = jsonEnd(marked, at);
  if (end < 0) {
    return { code: "nlu.entity-brackets", message: `This \`${marked[at] ?? ""}\` is never closed. ${JSON_REMEDY}` };
  }
  try {
    const json: unknown = JSON.parse(marked.slice(at, end));
    const parsed = v.safeParse(v.array(Annotation), Array.isArray(json) ? json : [json]);
    if (parsed.success) return { entities: parsed.output, end };
  } catch {
    // Reported below, with the other ways it may be wrong.
  }
  return { code: "nlu.entity-annotation", message: `This annotation can't be read. ${JSON_REMEDY}` };
}

const JSON_REMEDY = 'Write `[text]{"entity": "name", "role": "name", "value": "value"}`, with double quotes.';

/** Where the JSON value that starts here ends; -1 when it doesn't. */
function jsonEnd(text: string, from: number): number {
  let depth = 0;
  let inString = false;
  const limit = Math.min(text.length, from + MAX_ANNOTATION);
  for (let position = from; position < limit; position++) {
    const character = text[position];
    if (inString) {
      if (character === "\\") position++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") {
      depth--;
      if (depth === 0) return position + 1;
    }
  }
  return -1;
}

/** The inverse of `parseMarkup`, for texts without brackets outside their entities. */
export function writeMarkup(text: string, entities: readonly AnnotatedEntity[]): string {
  let marked = "";
  let position = 0;
  for (const group of bySpan(entities)) {
    const [first] = group;
    if (!first) continue;
    const span = text.slice(first.start, first.end);
    marked += `${text.slice(position, first.start)}[${span}]${writeAnnotation(span, group)}`;
    position = first.end;
  }
  return marked + text.slice(position);
}

/** Entities in the order of the text, those on one span together. */
function bySpan(entities: readonly AnnotatedEntity[]): AnnotatedEntity[][] {
  const spans: AnnotatedEntity[][] = [];
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last?.[0]?.start === entity.start) last.push(entity);
    else spans.push([entity]);
  }
  return spans;
}

function writeAnnotation(span: string, group: AnnotatedEntity[]): string {
  const objects = group.map(({ entity, role, group, value }) => ({
    entity,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    ...(value !== span && { value }),
  }));
  const [only] = objects;
  if (only === undefined || objects.length > 1) return JSON.stringify(objects);
  const isPlain = Object.keys(only).length === 1 && !/[():]/.test(only.entity);
  return isPlain ? `(${only.entity})` : JSON.stringify(only);
}
