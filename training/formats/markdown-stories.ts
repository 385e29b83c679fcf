import type { Json, JsonObject } from "../../src/engine/json";
import { restOfLine } from "./markdown-lines";
import type { ReadLog } from "./read-log";
import { jsonNode, mapNode, nullScalar, scalarNode } from "./yaml-node";
import type { TextLine, YamlMap, YamlNode } from "./yaml-node";

/*
 *   ## a story                       or  >> a rule
 *   > checkpoint{"slot": "value"}
 *   * greet OR hello                 or  * inform{"city": "Oslo"}, * inform: to [Oslo](city)
 *     - utter_greet                  or  - slot{"city": "Oslo"}, - form{"name": null}, - ... in a rule
 */

/** What the user means, and the entities or the text with it. */
const USER = /^\/?([^\s{}:@]+)(?:@[\d.]+)?\s*(\{.*?\})?\s*(?::\s*(.*))?$/;
const CALL = /^([^{]+?)\s*(\{.*)?$/;

/** Events that a story in YAML can't hold. */
const OTHER_EVENTS = [
  "restart",
  "reset_slots",
  "rewind",
  "undo",
  "pause",
  "resume",
  "followup",
  "reminder",
  "cancel_reminder",
  "export",
  "session_started",
  "loop_interrupted",
  "form_validation",
  "action_execution_rejected",
];

/** A story or rule is opened, and something the user means, or a checkpoint, is followed by something with an action's name. */
export function isMarkdownStories(lines: readonly TextLine[]): boolean {
  const opens = lines.some(({ text }) => /^(#|>>)/.test(text));
  const isTurn = (line: TextLine, next: TextLine | undefined): boolean =>
    /^[*>]/.test(line.text) &&
    USER.test(line.text.slice(1).trim().split(" OR ")[0] ?? "") &&
    next !== undefined &&
    /^-\s*[\w./]+\s*(\{.*\})?$/.test(next.text);
  const turns = lines.filter((line, index) => isTurn(line, lines[index + 1])).length;
  // Lists in a text for people may look like a turn here and there.
  return opens && turns > 0 && 2 * turns >= lines.filter(({ text }) => text.startsWith("*")).length;
}

export function markdownStories(lines: readonly TextLine[], log: ReadLog): YamlMap {
  const reader = new MarkdownStoryReader(log);
  for (const line of lines) reader.read(line);
  const place = lines[0]?.place ?? { file: "", line: 1, column: 1 };
  return mapNode(
    {
      stories: { kind: "list", items: reader.stories.map(storyNode), place },
      rules: { kind: "list", items: reader.rules.map(ruleNode), place },
    },
    place,
  );
}

interface Block {
  name: TextLine;
  steps: (YamlNode | "...")[];
}

class MarkdownStoryReader {
  readonly stories: Block[] = [];
  readonly rules: Block[] = [];
  private block: Block | null = null;

  constructor(private readonly log: ReadLog) {}

  read(line: TextLine): void {
    const [opener] = /^(>>|#+)/.exec(line.text) ?? [];
    if (opener !== undefined) {
      this.block = { name: restOfLine(line, opener.length), steps: [] };
      (opener === ">>" ? this.rules : this.stories).push(this.block);
      return;
    }
    const content = restOfLine(line, 1);
    // What a form did by itself was marked so, and was never learnt.
    if (/^[*-]\s+form: /.test(line.text)) return;
    if (!this.block || !/^[>*-]/.test(line.text) || content.text === "") return this.skip(line);
    const step = line.text.startsWith("*")
      ? this.user(content)
      : line.text.startsWith(">")
        ? this.checkpoint(content)
        : this.event(content);
    if (step) this.block.steps.push(step);
  }

  private skip({ text, place }: TextLine): void {
    this.log.warning(
      place,
      "markdown.line",
      `This line is skipped: "${text}". Begin a story with \`## name\`, and its steps with \`*\`, \`-\` or \`>\`.`,
    );
  }

  private checkpoint(line: TextLine): YamlNode | null {
    const call = this.call(line);
    if (!call) return null;
    const { place } = line;
    const conditions = Object.keys(call.parameters).length > 0;
    return mapNode(
      {
        checkpoint: scalarNode(call.name, place),
        ...(conditions && { slot_was_set: slotsNode(call.parameters, line) }),
      },
      place,
    );
  }

  private event(line: TextLine): YamlNode | "..." | null {
    if (line.text === "...") return "...";
    const call = this.call(line);
    if (!call) return null;
    const { name, parameters } = call;
    const { place } = line;
    if (name === "slot") return mapNode({ slot_was_set: slotsNode(parameters, line) }, place);
    if (name === "form" || name === "active_loop") {
      const loop = parameters["name"];
      return mapNode({ active_loop: typeof loop === "string" ? scalarNode(loop, place) : nullScalar(place) }, place);
    }
    if (!OTHER_EVENTS.includes(name)) return mapNode({ action: scalarNode(name, place) }, place);
    this.log.warning(
      place,
      "markdown.line",
      `The event \`${name}\` is skipped: stories hold slots, loops and actions only. Remove it.`,
    );
    return null;
  }

  private user(line: TextLine): YamlNode | null {
    const parts = line.text.split(" OR ").map((part) => part.trim());
    const alternatives = parts.every((part) => USER.test(part)) ? parts : [line.text];
    const steps = alternatives.flatMap((part) => this.message({ ...line, text: part }) ?? []);
    const [only] = steps;
    if (!only) return null;
    return steps.length === 1 ? only : mapNode({ or: { kind: "list", items: steps, place: line.place } }, line.place);
  }

  private message(line: TextLine): YamlNode | null {
    const { place } = line;
    const [, intent, payload, text] = USER.exec(line.text) ?? [];
    if (intent === undefined) {
      this.log.error(
        place,
        "markdown.payload",
        `"${line.text}" is no intent. Write \`* intent\`, \`* intent{"entity": "value"}\` or \`* intent: text\`.`,
      );
      return null;
    }
    const parameters = this.parameters(payload, line);
    if (!parameters) return null;
    const entities = Object.entries(parameters).flatMap(([entity, value]) =>
      (Array.isArray(value) ? value : [value]).map((single) => ({ [entity]: single })),
    );
    return mapNode(
      {
        ...(text !== undefined && {
          user: scalarNode(text, { ...place, column: place.column + line.text.length - text.length }),
        }),
        intent: scalarNode(intent, place),
        ...(entities.length > 0 && { entities: jsonNode(entities, place) }),
      },
      place,
    );
  }

  /** `slot{"city": "Oslo"}`. */
  private call(line: TextLine): { name: string; parameters: JsonObject } | null {
    const [, name, json] = CALL.exec(line.text) ?? [];
    if (name === undefined) {
      this.skip(line);
      return null;
    }
    const parameters = this.parameters(json, line);
    return parameters && { name, parameters };
  }

  private parameters(json: string | undefined, { text, place }: TextLine): JsonObject | null {
    if (json === undefined) return {};
    try {
      const parsed = JSON.parse(json) as Json;
      if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed;
    } catch {
      // Reported below, with what is JSON but no object.
    }
    this.log.error(
      { ...place, column: place.column + text.indexOf(json) },
      "markdown.payload",
      `\`${json}\` can't be read. Write JSON with double quotes: \`{"name": "value"}\`.`,
    );
    return null;
  }
}

function slotsNode(slots: JsonObject, { place }: TextLine): YamlNode {
  return jsonNode(
    Object.entries(slots).map(([name, value]) => ({ [name]: value })),
    place,
  );
}

function storyNode({ name, steps }: Block): YamlNode {
  const items = steps.filter((step) => step !== "...");
  return blockNode("story", name, items, {});
}

/** What stands before a rule's first `...` is its condition; without one, the rule is for the start of a conversation. */
function ruleNode({ name, steps }: Block): YamlNode {
  const { place } = name;
  const first = steps.findIndex((step) => step === "..." || isUser(step));
  const isSnippet = steps[first] === "...";
  const conditions = isSnippet ? steps.slice(0, first) : [];
  const items = steps.slice(conditions.length).filter((step) => step !== "...");
  const listsAfterwards = steps.lastIndexOf("...") <= first;
  return blockNode("rule", name, items, {
    ...(conditions.length > 0 && {
      condition: { kind: "list", items: conditions.filter((step) => step !== "..."), place },
    }),
    ...(!isSnippet && { conversation_start: scalarNode(true, place) }),
    ...(!listsAfterwards && { wait_for_user_input: scalarNode(false, place) }),
  });
}

function blockNode(
  kind: "story" | "rule",
  { text, place }: TextLine,
  steps: YamlNode[],
  more: Record<string, YamlNode>,
): YamlNode {
  return mapNode({ [kind]: scalarNode(text, place), ...more, steps: { kind: "list", items: steps, place } }, place);
}

function isUser(step: YamlNode | "..."): boolean {
  return step !== "..." && step.kind === "map" && step.entries.some(({ key }) => key === "intent" || key === "or");
}
