import type { Json } from "../../src/engine/json";
import { parseMarkup } from "./entity-markup";
import { splitIntentName } from "./nlu-reader";
import type { ReadLog } from "./read-log";
import type { Place, StoryEntity, UserStep } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** What a `user:` text says. */
interface SaidText {
  text: string;
  intent?: string;
  entities: StoryEntity[];
}

/** Reads `- intent: ...` and `- user: ...` steps. */
export class UserStepReader {
  private readonly fields: Fields;

  constructor(private readonly log: ReadLog) {
    this.fields = new Fields("story", log);
  }

  read(step: YamlMap, where: string): (UserStep & { place: Place }) | null {
    this.fields.checkKeys(step, ["intent", "user", "entities", "metadata"], "This step");
    const intentNode = field(step, "intent");
    const userNode = field(step, "user");
    const written = intentNode && this.fields.text(intentNode, `The intent of a step of ${where}`);
    const said = userNode && this.readText(userNode, where);
    if (written === null || said === null) return null;
    const intent = written?.trim().replace(/^\//, "") ?? said?.intent;
    if (intent !== undefined) {
      const { intent: name } = splitIntentName(intent);
      const place = intentNode?.place ?? userNode?.place ?? step.place;
      this.log.refer({ kind: "intent", name, place, where, code: "story.unknown-intent" }, "warning");
    }
    const listed = this.listedEntities(field(step, "entities"), where);
    // As in Rasa, what a text says itself goes before a list of entities.
    const entities = said?.entities ?? listed;
    for (const { entity } of entities) {
      const { place } = step;
      this.log.refer({ kind: "entity", name: entity, place, where, code: "story.unknown-entity" }, "warning");
    }
    return {
      kind: "user",
      ...(intent !== undefined && splitIntentName(intent)),
      ...(said && { text: said.text }),
      entities,
      place: step.place,
    };
  }

  /** A text with annotations, or one such as `/greet{"name": "Ann"}`, which says its intent and entities itself. */
  private readText(node: YamlNode, where: string): SaidText | null {
    const written = this.fields.text(node, `The text of a step of ${where}`);
    if (written === null || node.kind !== "scalar") return null;
    const payload = readPayload(written.trim());
    if (payload) return payload;
    const { text, entities, faults } = parseMarkup(written.trim());
    for (const { offset, code, message, severity } of faults) {
      this.log[severity]({ ...node.textPlace, column: node.textPlace.column + offset }, code, message);
    }
    return { text, entities };
  }

  /** `- city`, `- city: Oslo`, `- city: Oslo` with a `role` or `group`. */
  private listedEntities(node: YamlNode | undefined, where: string): StoryEntity[] {
    if (!node || isNull(node)) return [];
    const items = this.fields.list(node, `The entities of a step of ${where}`)?.items ?? [];
    return items.flatMap((item) => this.listedEntity(item, where) ?? []);
  }

  private listedEntity(node: YamlNode, where: string): StoryEntity | null {
    if (node.kind !== "map") {
      const entity = this.fields.text(node, `An entity of a step of ${where}`);
      return entity === null ? null : { entity, value: "" };
    }
    const named = node.entries.filter(({ key }) => key !== "role" && key !== "group");
    const [only] = named;
    if (!only || named.length > 1) {
      this.log.error(
        node.place,
        "story.shape",
        `An entity of a step of ${where} has ${named.length} names. Write one item each: \`- city: Oslo\`.`,
      );
      return null;
    }
    const role = this.optionalText(node, "role", where);
    const group = this.optionalText(node, "group", where);
    return {
      entity: only.key,
      value: toJson(only.value),
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
    };
  }

  private optionalText(map: YamlMap, key: string, where: string): string | undefined {
    const node = field(map, key);
    return node && !isNull(node)
      ? (this.fields.text(node, `The ${key} of an entity of ${where}`) ?? undefined)
      : undefined;
  }
}

/** Rasa's direct form of a message: `/intent@0.9{"entity": "value"}`; null for any other text. */
function readPayload(text: string): SaidText | null {
  const [, intent, json] = /^\/([^{@\s]+)(?:@[\d.]+)?\s*(\{[^]*\})?$/.exec(text) ?? [];
  if (intent === undefined) return null;
  return { intent, text, entities: json === undefined ? [] : payloadEntities(json) };
}

function payloadEntities(json: string): StoryEntity[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return [];
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return [];
  return Object.entries(parsed).flatMap(([entity, value]: [string, Json]) =>
    (Array.isArray(value) ? value : [value]).map((single) => ({ entity, value: single })),
  );
}
