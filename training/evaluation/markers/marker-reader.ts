import type { Domain } from "../../../src/engine/project/domain";
import { closest } from "../../formats/closest";
import { splitIntentName } from "../../formats/nlu-reader";
import { ReadLog } from "../../formats/read-log";
import type { Fault } from "../../formats/types";
import { parseYaml } from "../../formats/yaml-document";
import { Fields } from "../../formats/yaml-fields";
import type { YamlEntry, YamlNode } from "../../formats/yaml-node";
import type { Marker, NamedMarker } from "./marker";

/** A condition's key in the file. Rasa has no `not_slot_was_set`, but one who knows the others will write it. */
const CONDITIONS: Readonly<Record<string, { kind: "action" | "intent" | "slot"; negated: boolean }>> = {
  action: { kind: "action", negated: false },
  not_action: { kind: "action", negated: true },
  intent: { kind: "intent", negated: false },
  not_intent: { kind: "intent", negated: true },
  slot_was_set: { kind: "slot", negated: false },
  slot_was_not_set: { kind: "slot", negated: true },
  not_slot_was_set: { kind: "slot", negated: true },
};
const JOINS = ["and", "or", "seq"] as const;
const WRAPS = ["not", "at_least_once", "never"] as const;
const TAGS: readonly string[] = [...Object.keys(CONDITIONS), ...JOINS, ...WRAPS];

/** The text of a file of markers, and its name. */
export interface MarkerFile {
  file: string;
  text: string;
}

/** Reads files of Rasa's markers: `name: {condition or operator}`. With a domain, the names in them must be in it. */
export function readMarkers(
  files: readonly MarkerFile[],
  domain: Domain | null,
): { markers: NamedMarker[]; faults: Fault[] } {
  const log = new ReadLog();
  const reader = new MarkerReader(log, domain);
  for (const { file, text } of files) {
    const root = parseYaml(text, file, log);
    if (root) reader.file(root);
  }
  return { markers: reader.markers, faults: log.sorted() };
}

class MarkerReader {
  readonly markers: NamedMarker[] = [];
  private readonly fields: Fields;

  constructor(
    private readonly log: ReadLog,
    private readonly domain: Domain | null,
  ) {
    this.fields = new Fields("marker", log);
  }

  file(root: YamlNode): void {
    for (const entry of this.fields.map(root, "A file of markers")?.entries ?? []) {
      const { key: name, keyPlace: place, value } = entry;
      if (TAGS.includes(name)) {
        const message = `\`${name}\` can't be the name of a marker: it is a condition or an operator. Give the marker a name above it.`;
        this.log.error(place, "marker.name", message);
      } else if (this.markers.some((marker) => marker.name === name)) {
        this.log.error(place, "marker.name", `There are two markers called \`${name}\`. Rename one.`);
      } else {
        const marker = this.marker(value, `The marker \`${name}\``);
        if (marker) this.markers.push({ name, marker });
      }
    }
  }

  private marker(node: YamlNode, what: string): Marker | null {
    const map = this.fields.map(node, what);
    if (!map) return null;
    const [entry, second] = map.entries.filter(({ key }) => key !== "description");
    if (!entry || second) {
      const found = entry ? `${entry.key}, ${second?.key}` : "nothing";
      const message = `${what} has ${found}, expected one condition or operator. Join several with \`and:\` or \`or:\`.`;
      this.log.error(second?.keyPlace ?? map.place, "marker.shape", message);
      return null;
    }
    const condition = Object.hasOwn(CONDITIONS, entry.key) ? CONDITIONS[entry.key] : undefined;
    if (condition) {
      const name = this.fields.text(entry.value, `\`${entry.key}\` of ${what}`);
      if (name === null) return null;
      this.checkName(condition.kind, name, entry);
      return { ...condition, name };
    }
    return this.operator(entry, what);
  }

  private operator({ key, keyPlace, value }: YamlEntry, what: string): Marker | null {
    const join = JOINS.find((tag) => tag === key);
    const wrap = WRAPS.find((tag) => tag === key);
    if (!join && !wrap) {
      const guess = closest(key, TAGS);
      const remedy = guess ? `Did you mean \`${guess}\`?` : `Known are ${TAGS.join(", ")}.`;
      this.log.error(keyPlace, "marker.unknown-key", `${what} has \`${key}\`, no condition or operator. ${remedy}`);
      return null;
    }
    const items = value.kind === "list" ? value.items : [value];
    const parts = items.map((item) => this.marker(item, what));
    const markers = parts.filter((part) => part !== null);
    if (markers.length < parts.length) return null;
    const [only, second] = markers;
    if (!only || (wrap && second)) {
      const expected = wrap ? "one" : "some";
      const message = `\`${key}\` of ${what} has ${markers.length} conditions, expected ${expected}. Join several with \`and:\` or \`or:\`.`;
      this.log.error(keyPlace, "marker.shape", message);
      return null;
    }
    return join ? { kind: join, markers } : wrap ? { kind: wrap, marker: only } : null;
  }

  private checkName(kind: "action" | "intent" | "slot", name: string, { value: { place } }: YamlEntry): void {
    if (!this.domain) return;
    const { actions, intents, slots } = this.domain;
    const known = { action: actions, intent: Object.keys(intents), slot: Object.keys(slots) }[kind];
    const looked = kind === "intent" ? splitIntentName(name).intent : name;
    if (known.includes(looked)) return;
    const guess = closest(looked, known);
    const remedy = guess ? `Did you mean \`${guess}\`?` : "Add it to the domain, or correct the name.";
    this.log.error(place, "marker.unknown-name", `The domain has no ${kind} \`${looked}\`. ${remedy}`);
  }
}
