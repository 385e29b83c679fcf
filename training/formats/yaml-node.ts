import type { Json } from "../../src/engine/json";
import type { Place } from "./types";

/** A YAML value with its place. Aliases and merge keys are resolved, keys are unique. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  kind: "scalar";
  value: string | number | boolean | null;
  /** As a designer reads it: `007` and `yes` stay what they are. */
  text: string;
  place: Place;
  /** Where the text itself begins: behind the quote, or below the bar. */
  textPlace: Place;
  /** The lines of a `|` block, each with its own place. */
  lines?: TextLine[];
}

export interface TextLine {
  text: string;
  place: Place;
}

export interface YamlList {
  kind: "list";
  items: YamlNode[];
  place: Place;
}

export interface YamlMap {
  kind: "map";
  entries: YamlEntry[];
  place: Place;
}

export interface YamlEntry {
  key: string;
  keyPlace: Place;
  value: YamlNode;
}

export function entry(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((candidate) => candidate.key === key);
}

/** The value under a key; undefined where the key is missing. */
export function field(map: YamlMap, key: string): YamlNode | undefined {
  return entry(map, key)?.value;
}

/** As `field`, and undefined too where nothing, or `null`, stands behind the key. */
export function given(map: YamlMap, key: string): YamlNode | undefined {
  const value = field(map, key);
  return value && isNull(value) ? undefined : value;
}

/** `key:` with nothing behind it, or `null`. */
export function isNull(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** An empty value. */
export function nullScalar(place: Place): YamlScalar {
  return { kind: "scalar", value: null, text: "", place, textPlace: place };
}

/** A text, number or flag that no YAML file holds: what other formats are turned into. */
export function scalarNode(value: string | number | boolean, place: Place): YamlScalar {
  return { kind: "scalar", value, text: String(value), place, textPlace: place };
}

/** A map of the values given, all at one place. */
export function mapNode(values: Record<string, YamlNode>, place: Place): YamlMap {
  return {
    kind: "map",
    entries: Object.entries(values).map(([key, value]) => ({ key, keyPlace: value.place, value })),
    place,
  };
}

/** The inverse of `toJson`, all at one place. */
export function jsonNode(json: Json, place: Place): YamlNode {
  if (json === null) return nullScalar(place);
  if (Array.isArray(json)) return { kind: "list", items: json.map((item) => jsonNode(item, place)), place };
  if (typeof json !== "object") return scalarNode(json, place);
  const values = Object.entries(json).map(([key, value]): [string, YamlNode] => [key, jsonNode(value, place)]);
  return mapNode(Object.fromEntries(values), place);
}

export function toJson(node: YamlNode): Json {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toJson);
    case "map":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, toJson(value)]));
  }
}
