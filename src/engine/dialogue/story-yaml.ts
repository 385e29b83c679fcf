import type { Json } from "../json";
import { chosenResponse } from "../nlu/response-selection";
import type { Entity, ParseData } from "../nlu/parse-data";
import type { Domain } from "../project/domain";
import type { Event, UserUttered } from "./events";

export interface StoryOptions {
  name: string;
  /** A story to learn from says what was meant; one to test with also what was said. */
  kind: "story" | "test";
  domain: Domain;
}

/**
 * A conversation as a story in Rasa's YAML, an item of a file. It begins where the session did; what was taken back is left out, and so
 * are slots that no policy sees. Null where nothing happened.
 */
export function storyItem(events: readonly Event[], { name, kind, domain }: StoryOptions): string | null {
  const steps = whatHappened(events).flatMap((event) => stepLines(event, kind, domain));
  if (steps.length === 0) return null;
  return [`- story: ${scalar(name)}`, "  steps:", ...steps.map((line) => `  ${line}`)].join("\n");
}

/** Stories as a file of their own. */
export function storyFile(items: readonly string[]): string {
  return ['version: "3.1"', "stories:", ...items, ""].join("\n");
}

/** A message as a training example would have it: `fly to [Oslo]{"entity": "city", "role": "to"}`. */
export function annotatedText({ text, entities }: Pick<ParseData, "text" | "entities">): string {
  let marked = "";
  let done = 0;
  const inOrder = entities.filter(isAnnotated).sort((a, b) => a.start - b.start);
  for (const entity of inOrder) {
    // Markup can't hold two annotations that share words.
    if (entity.start < done) continue;
    const words = text.slice(entity.start, entity.end);
    marked += `${text.slice(done, entity.start)}[${words}]${annotation(entity, words)}`;
    done = entity.end;
  }
  return marked + text.slice(done);
}

/** Found by what is learnt; what Duckling and its like find needs no example. */
function isAnnotated({ start, end, extractor }: Entity): boolean {
  return end > start && extractor !== "DucklingEntityExtractor";
}

function annotation({ entity, value, role, group }: Entity, words: string): string {
  const hasValue = typeof value === "string" && value !== words;
  if (role === undefined && group === undefined && !hasValue) return `(${entity})`;
  return JSON.stringify({
    entity,
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    ...(hasValue && { value }),
  });
}

/** Since the session began, without what was taken back. */
function whatHappened(events: readonly Event[]): Event[] {
  let happened: Event[] = [];
  const removeThrough = (kind: Event["event"]): void => {
    while (happened.length > 0) if (happened.pop()?.event === kind) return;
  };
  for (const event of events) {
    if (event.event === "restart" || event.event === "session_started") happened = [];
    else if (event.event === "undo") removeThrough("action");
    else if (event.event === "rewind") removeThrough("user");
    else happened.push(event);
  }
  return happened;
}

function stepLines(event: Event, kind: StoryOptions["kind"], domain: Domain): string[] {
  switch (event.event) {
    case "user":
      return userLines(event, kind);
    case "action":
      if (event.is_text) return [`- bot: ${JSON.stringify(event.name)}`];
      return event.name === "action_listen" || event.name === "action_extract_slots"
        ? []
        : [`- action: ${scalar(event.name)}`];
    case "active_loop":
      return [`- active_loop: ${scalar(event.name)}`];
    case "slot":
      return domain.slots[event.name]?.influenceConversation
        ? ["- slot_was_set:", `  - ${scalar(event.name)}: ${scalar(event.value)}`]
        : [];
    default:
      return [];
  }
}

function userLines({ parse_data: parse }: UserUttered, kind: StoryOptions["kind"]): string[] {
  const { name } = parse.intent;
  if (name === null) return [`- user: ${JSON.stringify(parse.text)}`];
  const intent = scalar(chosenResponse(parse, name)?.intent_response_key ?? name);
  // A payload (a button's) says its intent itself.
  const isText = parse.text !== "" && !parse.text.startsWith("/") && !parse.text.startsWith("EXTERNAL: ");
  if (kind === "test" && isText) return [`- user: ${JSON.stringify(annotatedText(parse))}`, `  intent: ${intent}`];
  const entities = parse.entities.map(({ entity, value, role, group }) => {
    const more = [role !== undefined && `role: ${scalar(role)}`, group !== undefined && `group: ${scalar(group)}`];
    return [
      `    - ${scalar(entity)}: ${scalar(value)}`,
      ...more.filter((line) => line !== false).map((line) => `      ${line}`),
    ];
  });
  return [`- intent: ${intent}`, ...(entities.length > 0 ? ["  entities:", ...entities.flat()] : [])];
}

/** Words that YAML reads as something else than text. */
const NOT_TEXT = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** JSON is YAML: what isn't a plain word is written as JSON has it. */
function scalar(value: Json): string {
  if (typeof value === "string" && /^[A-Za-z_][\w./+-]*$/.test(value) && !NOT_TEXT.test(value)) return value;
  return JSON.stringify(value);
}
