import { closest } from "./closest";
import type { ReadLog } from "./read-log";
import type { Place } from "./types";
import type { YamlList, YamlMap, YamlNode } from "./yaml-node";

/** The first half of a fault's code: which kind of content is being read. */
export type Room = "file" | "nlu" | "domain" | "story" | "config" | "marker";

/** Reads typed values out of one room's nodes. What has the wrong shape is reported, and comes back as null. */
export class Fields {
  constructor(
    private readonly room: Room,
    private readonly log: ReadLog,
  ) {}

  map(node: YamlNode, what: string): YamlMap | null {
    if (node.kind === "map") return node;
    return this.wrongShape(node, what, "`key: value` pairs", "Write them one a line, indented alike.");
  }

  list(node: YamlNode, what: string): YamlList | null {
    if (node.kind === "list") return node;
    return this.wrongShape(node, what, "a list", "Write one item a line, each starting with `- `.");
  }

  /** A scalar as it is written; numbers and booleans are texts too. */
  text(node: YamlNode, what: string): string | null {
    if (node.kind === "scalar" && node.value !== null) return node.text;
    return this.wrongShape(
      node,
      what,
      "a text",
      "Write it behind the colon, in quotes if it holds special characters.",
    );
  }

  flag(node: YamlNode, what: string): boolean | null {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
    return this.wrongShape(node, what, "true or false", "Write `true` or `false` without quotes.");
  }

  number(node: YamlNode, what: string): number | null {
    if (node.kind === "scalar" && typeof node.value === "number" && Number.isFinite(node.value)) return node.value;
    return this.wrongShape(node, what, "a number", "Write it without quotes.");
  }

  /** One name or a list of names, each with its place; nothing gives none. */
  names(node: YamlNode | undefined, what: string): { name: string; place: Place }[] {
    if (node === undefined || (node.kind === "scalar" && node.value === null)) return [];
    const items = node.kind === "list" ? node.items : [node];
    return items.flatMap((item) => {
      const name = this.text(item, what);
      return name === null ? [] : [{ name, place: item.place }];
    });
  }

  /** `name`, or `name: {properties}` as the only key: how lists in a domain name things. */
  named(node: YamlNode, what: string): { name: string; place: Place; properties: YamlMap | null } | null {
    if (node.kind !== "map") {
      const name = this.text(node, what);
      return name === null ? null : { name, place: node.place, properties: null };
    }
    const [first, second] = node.entries;
    if (!first || second) {
      return this.wrongShape(node, what, "one name", "Indent its properties deeper than the name.");
    }
    const { key: name, keyPlace: place, value } = first;
    if (value.kind === "scalar" && value.value === null) return { name, place, properties: null };
    const properties = this.map(value, `the properties of \`${name}\``);
    return { name, place, properties };
  }

  /** Warns of keys that nothing reads. */
  checkKeys(map: YamlMap, known: readonly string[], what: string): void {
    for (const { key, keyPlace } of map.entries) {
      if (known.includes(key)) continue;
      const guess = closest(key, known);
      this.log.warning(
        keyPlace,
        `${this.room}.unknown-key`,
        `${what} has the key \`${key}\`, which is ignored. ` +
          (guess ? `Did you mean \`${guess}\`?` : `Known keys: ${known.join(", ")}.`),
      );
    }
  }

  private wrongShape(node: YamlNode, what: string, expected: string, remedy: string): null {
    this.log.error(
      node.place,
      `${this.room}.shape`,
      `${what}: expected ${expected}, found ${describe(node)}. ${remedy}`,
    );
    return null;
  }
}

function describe(node: YamlNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "map")
    return `\`key: value\` pairs (${node.entries
      .slice(0, 3)
      .map(({ key }) => key)
      .join(", ")})`;
  if (node.value === null) return "nothing";
  return node.text.length > 40 ? `"${node.text.slice(0, 40)}..."` : `"${node.text}"`;
}
