import type { ProjectContent } from "./content-file";
import { readNlu, splitIntentName } from "./nlu-reader";
import type { ReadLog } from "./read-log";
import type { AnnotatedEntity } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull, mapNode } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** Reads `rasa_nlu_data`, the JSON of Rasa 1: entities by their places in the text. */
export function readNluJson(node: YamlNode, content: ProjectContent, log: ReadLog): void {
  new NluJsonReader(content, log).read(node);
}

class NluJsonReader {
  private readonly fields: Fields;

  constructor(
    private readonly content: ProjectContent,
    private readonly log: ReadLog,
  ) {
    this.fields = new Fields("nlu", log);
  }

  read(node: YamlNode): void {
    const data = this.fields.map(node, "`rasa_nlu_data`");
    if (!data) return;
    this.fields.checkKeys(
      data,
      ["common_examples", "regex_features", "lookup_tables", "entity_synonyms"],
      "`rasa_nlu_data`",
    );
    const message =
      "This file is in the JSON of Rasa 1; it is read all the same. `sotto data convert` makes YAML of it.";
    this.log.warning(node.place, "nlu.json", message);
    for (const example of this.maps(data, "common_examples")) this.readExample(example);
    // What is no example says the same as an item under `nlu:`.
    const items = [
      ...this.maps(data, "entity_synonyms").flatMap((item) => this.item(item, "synonym", "value", "synonyms")),
      ...this.maps(data, "regex_features").flatMap((item) => this.item(item, "regex", "name", "pattern")),
      ...this.maps(data, "lookup_tables").flatMap((item) => this.item(item, "lookup", "name", "elements")),
    ];
    readNlu({ kind: "list", items, place: node.place }, this.content.nlu, this.content.lookupFiles, this.log);
  }

  private maps(data: YamlMap, key: string): YamlMap[] {
    const node = field(data, key);
    if (!node || isNull(node)) return [];
    const items = this.fields.list(node, `\`${key}\``)?.items ?? [];
    return items.flatMap((item) => this.fields.map(item, `An item of \`${key}\``) ?? []);
  }

  private item(item: YamlMap, kind: string, nameKey: string, examplesKey: string): YamlMap[] {
    const [name, examples] = [field(item, nameKey), field(item, examplesKey)];
    if (!name || !examples) {
      const message = `This ${kind} needs \`${nameKey}\` and \`${examplesKey}\`.`;
      this.log.error(item.place, "nlu.shape", message);
      return [];
    }
    const isOne = kind === "regex" && examples.kind === "scalar";
    const listed: YamlNode = isOne ? { kind: "list", items: [examples], place: examples.place } : examples;
    return [mapNode({ [kind]: name, examples: listed }, item.place)];
  }

  private readExample(example: YamlMap): void {
    const [textNode, intentNode] = [field(example, "text"), field(example, "intent")];
    const text = this.fields.text(textNode ?? example, "The text of an example");
    const intent = this.fields.text(intentNode ?? example, "The intent of an example");
    if (text === null || intent === null || text.trim() === "") return;
    const name = splitIntentName(intent);
    const place = textNode?.kind === "scalar" ? textNode.textPlace : example.place;
    const where = `The examples of \`${intent}\``;
    this.log.refer({ kind: "intent", name: name.intent, place, where, code: "nlu.unknown-intent" }, "warning");
    const entities = this.maps(example, "entities").flatMap((entity) => this.entity(entity, text));
    for (const { entity } of entities) {
      this.log.refer({ kind: "entity", name: entity, place, where, code: "nlu.unknown-entity" }, "warning");
    }
    this.content.nlu.addExample({ ...name, text, entities, place });
  }

  private entity(map: YamlMap, text: string): AnnotatedEntity[] {
    const number = (key: string): number => {
      const node = field(map, key);
      return node?.kind === "scalar" && typeof node.value === "number" ? node.value : NaN;
    };
    const written = (key: string): string | undefined => {
      const node = field(map, key);
      return node?.kind === "scalar" && node.value !== null ? node.text : undefined;
    };
    // Rasa counts characters, where JavaScript counts two for one outside the basic plane.
    const characters = [...text];
    const [from, to] = [number("start"), number("end")];
    const entity = written("entity");
    if (entity === undefined || !(from >= 0 && from < to && to <= characters.length)) {
      const message = `This entity can't be read in a text of ${characters.length} characters. Give \`start\`, \`end\` and \`entity\`.`;
      this.log.error(map.place, "nlu.entity-annotation", message);
      return [];
    }
    const start = characters.slice(0, from).join("").length;
    const span = characters.slice(from, to).join("");
    const [role, group] = [written("role"), written("group")];
    return [
      {
        entity,
        start,
        end: start + span.length,
        value: written("value") ?? span,
        ...(role !== undefined && { role }),
        ...(group !== undefined && { group }),
      },
    ];
  }
}
