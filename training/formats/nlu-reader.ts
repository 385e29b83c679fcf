import type { Json } from "../../src/engine/json";
import { retrievalIntentOf } from "../../src/engine/nlu/response-selection";
import { parseMarkup } from "./entity-markup";
import type { NluBuilder } from "./nlu-builder";
import { checkPattern } from "./pattern-syntax";
import type { ReadLog } from "./read-log";
import type { AnnotatedEntity, Place } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull, toJson } from "./yaml-node";
import type { TextLine, YamlMap, YamlNode } from "./yaml-node";

const KINDS = ["intent", "synonym", "regex", "lookup"] as const;

/** The text of a file that a lookup table names, which `from` gives the file of; null where there is none. */
export type LookupFiles = (path: string, from: string) => string | null;

/** Reads the list under `nlu:`. */
export function readNlu(node: YamlNode, nlu: NluBuilder, lookupFiles: LookupFiles, log: ReadLog): void {
  new NluReader(nlu, lookupFiles, log).read(node);
}

/** The part of an intent's name that the classifier learns, and the whole where it names a response too. */
export function splitIntentName(name: string): { intent: string; intentResponseKey?: string } {
  const intent = retrievalIntentOf(name);
  return intent === null ? { intent: name } : { intent, intentResponseKey: name };
}

class NluReader {
  private readonly fields: Fields;

  constructor(
    private readonly nlu: NluBuilder,
    private readonly lookupFiles: LookupFiles,
    private readonly log: ReadLog,
  ) {
    this.fields = new Fields("nlu", log);
  }

  read(node: YamlNode): void {
    if (isNull(node)) return;
    for (const item of this.fields.list(node, "`nlu:`")?.items ?? []) {
      const map = this.fields.map(item, "An item under `nlu:`");
      if (map) this.readItem(map);
    }
  }

  private readItem(item: YamlMap): void {
    const kind = KINDS.find((candidate) => field(item, candidate));
    if (!kind) {
      this.log.error(
        item.place,
        "nlu.shape",
        `An item under \`nlu:\` must name one of ${KINDS.join(", ")}; this one has ` +
          `${item.entries.map(({ key }) => `\`${key}\``).join(", ") || "nothing"}. Start it with \`- intent: name\`.`,
      );
      return;
    }
    this.fields.checkKeys(item, [kind, "examples", "metadata"], `This ${kind}`);
    const name = this.fields.text(field(item, kind) ?? item, `The name of this ${kind}`)?.trim();
    if (!name) return;
    if (kind === "intent") this.readIntent(name, item);
    else if (kind === "synonym") this.readSynonym(name, item);
    else if (kind === "regex") this.readRegex(name, item);
    else this.readLookup(name, item);
  }

  private readIntent(name: string, item: YamlMap): void {
    const intentName = splitIntentName(name);
    const where = `The examples of \`${name}\``;
    const place = field(item, "intent")?.place ?? item.place;
    this.log.refer({ kind: "intent", name: intentName.intent, place, where, code: "nlu.unknown-intent" }, "warning");
    const intentMetadata = metadataOf(item);
    const namedEntities = new Set<string>();
    for (const { text: marked, place, metadata } of this.examples(item, where)) {
      const { text, entities } = this.readMarkup(marked, place);
      for (const { entity } of entities) {
        if (namedEntities.has(entity)) continue;
        namedEntities.add(entity);
        this.log.refer({ kind: "entity", name: entity, place, where, code: "nlu.unknown-entity" }, "warning");
      }
      const ownMetadata = metadata ?? intentMetadata;
      this.nlu.addExample({
        ...intentName,
        text,
        entities,
        ...(ownMetadata !== undefined && { metadata: ownMetadata }),
        place,
      });
    }
  }

  private readMarkup(marked: string, place: Place): { text: string; entities: AnnotatedEntity[] } {
    const { text, entities, faults } = parseMarkup(marked);
    for (const { offset, code, message, severity } of faults) {
      this.log[severity]({ ...place, column: place.column + offset }, code, message);
    }
    return { text, entities };
  }

  private readSynonym(value: string, item: YamlMap): void {
    for (const { text, place } of this.examples(item, `The synonym \`${value}\``)) {
      this.nlu.addSynonym(text, value, place);
    }
  }

  private readRegex(name: string, item: YamlMap): void {
    const examples = this.examples(item, `The regex \`${name}\``);
    const valid = examples.filter(({ text, place }) => {
      const problem = checkPattern(text);
      if (problem !== null) {
        this.log.error(
          place,
          "nlu.regex",
          `The regex \`${name}\` has a pattern that can't be used: ${problem}. ` +
            "Correct it, or escape its special characters with \\.",
        );
      }
      return problem === null;
    });
    this.nlu.addPatterns(
      name,
      valid.map(({ text }) => text),
      item.place,
    );
  }

  private readLookup(name: string, item: YamlMap): void {
    const examples = field(item, "examples");
    if (examples?.kind === "scalar" && /^\S+\.(txt|csv)$/.test(examples.text.trim())) {
      const path = examples.text.trim();
      const text = this.lookupFiles(path, examples.place.file);
      const lines = (text ?? "").split(/\r?\n/).map((line) => line.trim());
      this.nlu.addEntries(
        name,
        lines.filter((line) => line !== ""),
        item.place,
      );
      this.log.warning(
        examples.place,
        "nlu.lookup-file",
        `The lookup \`${name}\` names the file ${path}, as before Rasa 2, ` +
          `${text === null ? "which isn't there" : "which is read"}. Write its entries here, one a line, each starting with \`- \`.`,
      );
      return;
    }
    const entries = this.examples(item, `The lookup \`${name}\``);
    this.nlu.addEntries(
      name,
      entries.map(({ text }) => text),
      item.place,
    );
  }

  /** The examples of an item, from a `|` block or a list. */
  private examples(item: YamlMap, where: string): (TextLine & { metadata?: Json })[] {
    const node = field(item, "examples");
    if (node === undefined || isNull(node)) {
      this.log.warning(item.place, "nlu.no-examples", `${where} are missing. Add \`examples: |\` and a line for each.`);
      return [];
    }
    if (node.kind === "scalar") {
      const lines = node.lines ?? node.text.split("\n").map((text) => ({ text, place: node.place }));
      return lines.flatMap((line) => this.dashedLine(line, where));
    }
    return (this.fields.list(node, where)?.items ?? []).flatMap((listItem) => this.listedExample(listItem, where));
  }

  private dashedLine({ text, place }: TextLine, where: string): TextLine[] {
    if (text.trim() === "") return [];
    if (!text.startsWith("-")) {
      this.log.warning(
        place,
        "nlu.example-dash",
        `${where} have a line that doesn't start with \`- \` and is skipped: "${text.trim()}". ` +
          "Start it with `- `, indented like the other lines.",
      );
      return [];
    }
    const example = text.slice(1).trim();
    if (example === "") {
      this.log.warning(place, "nlu.example-empty", `${where} have an empty line, which is skipped. Remove it.`);
      return [];
    }
    return [{ text: example, place: { ...place, column: place.column + text.indexOf(example, 1) } }];
  }

  /** `- text` or `- {text, metadata}`, whose text may carry the dash of a block. */
  private listedExample(node: YamlNode, where: string): (TextLine & { metadata?: Json })[] {
    if (node.kind === "map") this.fields.checkKeys(node, ["text", "metadata"], "This example");
    const textNode = node.kind === "map" ? (field(node, "text") ?? node) : node;
    const text = this.fields.text(textNode, where);
    if (text === null || textNode.kind !== "scalar") return [];
    const example = text.trim().replace(/^-\s+/, "");
    if (example === "") {
      this.log.warning(node.place, "nlu.example-empty", `${where} have an empty one, which is skipped. Remove it.`);
      return [];
    }
    // A leading dash, and blanks, stand before the example in its first line.
    const firstLine = (textNode.lines ?? [textNode]).find((line) => line.text.trim() !== "");
    const { textPlace } = textNode;
    const place = { ...textPlace, column: textPlace.column + Math.max(firstLine?.text.indexOf(example) ?? 0, 0) };
    const metadata = node.kind === "map" ? metadataOf(node) : undefined;
    return [{ text: example, place, ...(metadata !== undefined && { metadata }) }];
  }
}

function metadataOf(map: YamlMap): Json | undefined {
  const node = field(map, "metadata");
  return node && toJson(node);
}
