import type { JsonObject } from "../../src/engine/json";
import { DEFAULT_PIPELINE, DEFAULT_POLICIES, FORMER_NAMES, PIPELINE_TEMPLATES } from "./default-config";
import type { ReadLog } from "./read-log";
import type { Component, Config, Place } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

const KEYS = ["recipe", "assistant_id", "language", "pipeline", "policies", "importers", "imports"];

/** Reads config.yml; `file` is null where the project has none, or an empty one. */
export function readConfig(file: YamlNode | null, place: Place, source: string, log: ReadLog): Config {
  const fields = new Fields("config", log);
  const map: YamlMap = (file && fields.map(file, "config.yml")) ?? { kind: "map", entries: [], place };
  fields.checkKeys(map, KEYS, "config.yml");
  const text = (key: string): string | null => {
    const node = field(map, key);
    return node && !isNull(node) ? fields.text(node, `\`${key}:\``) : null;
  };
  const assistantId = text("assistant_id");
  if (assistantId === null || assistantId === "placeholder_default") {
    log.warning(
      field(map, "assistant_id")?.place ?? map.place,
      "config.assistant-id",
      "This assistant has no name of its own. Add `assistant_id:` with a name that no other assistant has.",
    );
  }
  checkImporters(map, fields, log);
  const recipe = text("recipe");
  if (recipe !== null && recipe !== "default.v1") {
    log.error(
      field(map, "recipe")?.place ?? map.place,
      "config.recipe",
      `The recipe ${recipe} isn't known here. Write \`recipe: default.v1\`, with \`pipeline:\` and \`policies:\`.`,
    );
  }
  return {
    language: text("language") ?? "en",
    assistantId,
    pipeline: readComponents(map, "pipeline", DEFAULT_PIPELINE, fields, log),
    policies: readComponents(map, "policies", DEFAULT_POLICIES, fields, log),
    source,
  };
}

/** Both of Rasa's importers are what Sotto's reader does; one of a project's own is Python. */
function checkImporters(map: YamlMap, fields: Fields, log: ReadLog): void {
  const node = field(map, "importers");
  if (!node || isNull(node)) return;
  for (const item of fields.list(node, "`importers:`")?.items ?? []) {
    const name = item.kind === "map" ? field(item, "name") : item;
    const text = name && fields.text(name, "The name of an importer");
    if (typeof text !== "string" || /(^|\.)(RasaFileImporter|MultiProjectImporter)$/.test(text)) continue;
    const message = `The importer ${text} is a program of the project's own, and isn't run. Put what it imports into files, and name their folders under \`imports:\`.`;
    log.warning(item.place, "config.importer", message);
  }
}

function readComponents(
  map: YamlMap,
  key: "pipeline" | "policies",
  defaults: readonly Omit<Component, "place">[],
  fields: Fields,
  log: ReadLog,
): Component[] {
  const node = field(map, key);
  const place = node?.place ?? map.place;
  if (node?.kind === "scalar" && node.value !== null) {
    const isTemplate = key === "pipeline" && Object.hasOwn(PIPELINE_TEMPLATES, node.text);
    if (isTemplate) {
      const message = `\`${node.text}\` is a template of Rasa 1; today's components for the same are used. List them instead.`;
      log.warning(place, "config.pipeline-template", message);
      return (PIPELINE_TEMPLATES[node.text] ?? []).map((component) => ({ ...structuredClone(component), place }));
    }
    const message = `There is no template \`${key}: ${node.text}\`. List the components instead, each as \`- name: Component\`.`;
    log.error(place, "config.pipeline-template", message);
  } else if (node && !isNull(node)) {
    const components = (fields.list(node, `\`${key}:\``)?.items ?? []).flatMap(
      (item) => readComponent(item, key, fields, log) ?? [],
    );
    if (components.length > 0) return components;
  }
  return defaults.map((component) => ({ ...structuredClone(component), place }));
}

function readComponent(node: YamlNode, key: string, fields: Fields, log: ReadLog): Component | null {
  const nameNode = node.kind === "map" ? field(node, "name") : node;
  if (!nameNode) {
    log.error(
      node.place,
      "config.component",
      `An item under \`${key}:\` has no name. Start it with \`- name: Component\`.`,
    );
    return null;
  }
  const name = fields.text(nameNode, `The name of an item under \`${key}:\``);
  if (name === null) return null;
  const options: JsonObject = Object.fromEntries(
    node.kind === "map"
      ? node.entries.filter((option) => option.key !== "name").map((option) => [option.key, toJson(option.value)])
      : [],
  );
  const today = Object.hasOwn(FORMER_NAMES, name) ? FORMER_NAMES[name] : undefined;
  if (today !== undefined) {
    const message = `\`${name}\` is what ${today} was called before Rasa 1. Write that.`;
    log.warning(nameNode.place, "config.component-replaced", message);
    return { name: today, options, place: node.place };
  }
  const isOwn = name.includes(".") && !name.startsWith("rasa.");
  return { name: className(name), options, ...(isOwn && { isOwn }), place: node.place };
}

/** `rasa.nlu.classifiers.diet_classifier.DIETClassifier` is `DIETClassifier`. */
function className(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
