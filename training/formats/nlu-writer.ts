import { Scalar } from "yaml";
import { responseNameOf } from "../../src/engine/nlu/response-selection";
import { responsesJson } from "../../src/engine/project/domain-json";
import { writeMarkup } from "./entity-markup";
import { NluBuilder } from "./nlu-builder";
import { ReadLog } from "./read-log";
import type { NluData, NluExample } from "./types";
import { writeYaml } from "./yaml-writer";

/**
 * NLU data as one Rasa YAML file, which reads back as the same data. Rasa's markup has no escape: square brackets in an
 * example's own words are written as they are, and may be read as an annotation.
 */
export function writeNlu(nlu: NluData): string {
  return writeYaml({ nlu: nluItems(nlu), responses: retrievalResponses(nlu) });
}

/** The list under `nlu:`. */
export function nluItems(nlu: NluData): object[] {
  return [
    ...intentItems(nlu.examples),
    ...synonymItems(nlu),
    ...nlu.regexes.map(({ name, patterns }) => ({ regex: name, examples: examplesNode(patterns) })),
    ...nlu.lookups.map(({ name, entries }) => ({ lookup: name, examples: examplesNode(entries) })),
  ];
}

/** The responses of retrieval intents stand beside their examples. */
function retrievalResponses({ responses }: NluData): Record<string, object[]> {
  return responsesJson(
    Object.fromEntries(Object.entries(responses).map(([key, variations]) => [responseNameOf(key), variations])),
  );
}

/** One item for each run of examples of one intent, so that their order is kept. */
function intentItems(examples: readonly NluExample[]): object[] {
  const runs: NluExample[][] = [];
  for (const example of examples) {
    const last = runs.at(-1);
    if (last?.[0] && intentName(last[0]) === intentName(example)) last.push(example);
    else runs.push([example]);
  }
  return runs.map((run) => {
    const marked = run.map(({ text, entities }) => writeMarkup(text, entities));
    const hasMetadata = run.some(({ metadata }) => metadata !== undefined);
    const listed = run.map(({ metadata }, index) => ({
      text: quotedText(marked[index] ?? ""),
      ...(metadata !== undefined && { metadata }),
    }));
    return { intent: run[0] && intentName(run[0]), examples: hasMetadata ? listed : examplesNode(marked) };
  });
}

function intentName({ intent, intentResponseKey }: NluExample): string {
  return intentResponseKey ?? intent;
}

/** Those that the examples' own annotations don't say already. */
function synonymItems(nlu: NluData): object[] {
  const fromExamples = new NluBuilder(new ReadLog());
  nlu.examples.forEach((example) => fromExamples.addExample(example));
  const known = new Map(Object.entries(fromExamples.build({}).synonyms));
  const variants = new Map<string, string[]>();
  for (const [variant, value] of Object.entries(nlu.synonyms)) {
    if (known.get(variant) !== value) variants.set(value, [...(variants.get(value) ?? []), variant]);
  }
  return [...variants].map(([value, texts]) => ({ synonym: value, examples: examplesNode(texts) }));
}

/** A `|` block of `- ` lines, or a list of quoted texts where a line can't hold them. */
function examplesNode(texts: readonly string[]): Scalar | Scalar[] {
  if (!texts.every(fitsLine)) return texts.map(quotedText);
  const block = new Scalar(texts.map((text) => `- ${text}\n`).join(""));
  block.type = Scalar.BLOCK_LITERAL;
  return block;
}

/** No control characters, line separators, or what Rasa would take for a `\uXXXX` escape. */
function fitsLine(text: string): boolean {
  return !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFEFF]|\\u/u.test(text);
}

/** A list's text loses a leading dash when it is read, so one that starts with a dash gets another. */
function quotedText(text: string): Scalar {
  const scalar = new Scalar(/^-\s/.test(text) ? `- ${text}` : text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
