import type { Slot, SlotMapping } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import type { ReadLog } from "./read-log";
import { readMappings } from "./slot-mapping-reader";
import { Fields } from "./yaml-fields";
import { field, given, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** A slot as its file gives it. */
export interface SlotDraft {
  slot: Slot;
  /** Without mappings in a format before 3.0, where forms held them: `migrateSlots` finds them. */
  needsMigration: boolean;
  /** Before 3.0: whether an entity of the slot's name fills it. */
  autoFill: boolean;
}

const TYPES = ["text", "bool", "categorical", "float", "list", "any"] as const;
type SlotType = (typeof TYPES)[number];

const KEYS = [
  "type",
  "initial_value",
  "influence_conversation",
  "mappings",
  "values",
  "min_value",
  "max_value",
  "auto_fill",
  "value_reset_delay",
];

/** What the rest of a domain file says of its slots. */
export interface SlotContext {
  /** The major version of the file's format; null where it gives none. */
  major: number | null;
  /** Before 3.0: whether an entity fills the slot of its name, where the slot doesn't say. */
  autoFill: boolean;
}

/** Reads the map under `slots:`. */
export function readSlots(node: YamlNode, context: SlotContext, domain: DomainBuilder, log: ReadLog): void {
  const { major, autoFill } = context;
  const reader = new SlotReader(log, autoFill);
  const map = reader.fields.map(node, "`slots:`");
  if (!map) return;
  const hasMappings = map.entries.some(({ value }) => value.kind === "map" && field(value, "mappings"));
  const isLegacy = major === null ? !hasMappings : major < 3;
  for (const { key, keyPlace, value } of map.entries) {
    const draft = reader.read(key, value, isLegacy);
    if (draft) domain.declare("slots", key, draft, keyPlace);
  }
}

class SlotReader {
  readonly fields: Fields;

  constructor(
    private readonly log: ReadLog,
    private readonly autoFill: boolean,
  ) {
    this.fields = new Fields("domain", log);
  }

  read(name: string, node: YamlNode, isLegacy: boolean): SlotDraft | null {
    const what = `The slot \`${name}\``;
    const map = this.fields.map(node, what);
    if (!map) return null;
    this.fields.checkKeys(map, KEYS, what);
    const type = this.type(map, what);
    const initial = field(map, "initial_value");
    const mappingsNode = field(map, "mappings");
    const needsMigration = mappingsNode === undefined && isLegacy;
    const base = {
      initialValue: initial ? toJson(initial) : null,
      influenceConversation: this.influence(map, type, what),
      mappings: this.mappings(name, mappingsNode, map, needsMigration),
    };
    const autoFillNode = field(map, "auto_fill");
    const autoFill = autoFillNode ? (this.fields.flag(autoFillNode, "`auto_fill`") ?? this.autoFill) : this.autoFill;
    return { slot: this.typed(type, base, map, what), needsMigration, autoFill };
  }

  private typed(
    type: SlotType,
    base: Pick<Slot, "initialValue" | "influenceConversation" | "mappings">,
    map: YamlMap,
    what: string,
  ): Slot {
    if (type === "categorical") return { type, values: this.values(map, what), ...base };
    if (type !== "float") return { type, ...base };
    const minValue = this.bound(map, "min_value", 0);
    const maxValue = this.bound(map, "max_value", 1);
    if (minValue >= maxValue) {
      this.log.error(
        map.place,
        "domain.slot-value",
        `${what} has min_value ${minValue} and max_value ${maxValue}. Make the first the smaller.`,
      );
    }
    return { type, minValue, maxValue, ...base };
  }

  private type(map: YamlMap, what: string): SlotType {
    const node = field(map, "type");
    if (!node) {
      this.log.error(
        map.place,
        "domain.slot-type",
        `${what} has no type. Add \`type:\` with one of ${TYPES.join(", ")}.`,
      );
      return "any";
    }
    const written = this.fields.text(node, `The type of ${what}`) ?? "any";
    const type = TYPES.find((candidate) => candidate === shortType(written));
    if (type) return type;
    if (shortType(written) === "unfeaturized") {
      this.log.warning(
        node.place,
        "domain.older",
        `${what} has the type ${written} of Rasa 1, which is \`any\` today. Write that.`,
      );
    } else if (written.includes(".")) {
      this.log.warning(
        node.place,
        "domain.slot-type",
        `${what} has the type ${written}, which isn't known here; it is read as \`any\`. ` +
          `Choose one of ${TYPES.join(", ")}.`,
      );
    } else {
      this.log.error(
        node.place,
        "domain.slot-type",
        `${what} has the unknown type ${written}. Choose one of ${TYPES.join(", ")}.`,
      );
    }
    return "any";
  }

  private influence(map: YamlMap, type: SlotType, what: string): boolean {
    const node = given(map, "influence_conversation");
    const influence = node ? (this.fields.flag(node, "`influence_conversation`") ?? true) : type !== "any";
    if (node && influence && type === "any") {
      // A class of the project's own might; here it can't, and the type's own warning has said so.
      const written = field(map, "type");
      const isOwnClass = written?.kind === "scalar" && written.text !== "any";
      const message = `${what} is of type \`any\`, which can't influence the conversation. Choose another type, or set this to false.`;
      if (!isOwnClass) this.log.error(node.place, "domain.slot-type", message);
    }
    return influence && type !== "any";
  }

  private mappings(name: string, node: YamlNode | undefined, map: YamlMap, needsMigration: boolean): SlotMapping[] {
    if (node && !isNull(node)) return readMappings(node, `the slot \`${name}\``, this.log);
    if (!needsMigration) {
      this.log.error(
        map.place,
        "domain.slot-mapping",
        `The slot \`${name}\` has no mappings, so nothing says when it is filled. ` +
          "Add `mappings:`, with `- type: custom` if only actions set it.",
      );
    }
    return [];
  }

  private values(map: YamlMap, what: string): string[] {
    const node = field(map, "values");
    const values = this.fields.names(node, `The values of ${what}`).map(({ name }) => name);
    if (values.length === 0) {
      this.log.warning(
        map.place,
        "domain.slot-value",
        `${what} is categorical and has no values. Add \`values:\` with a list of them.`,
      );
    }
    const initial = field(map, "initial_value");
    if (initial?.kind === "scalar" && initial.value !== null && !includesValue(values, initial.text)) {
      this.log.warning(
        initial.place,
        "domain.slot-value",
        `${what} starts with "${initial.text}", which isn't one of its values (${values.join(", ")}). ` +
          "Add it to them, or choose one.",
      );
    }
    return values;
  }

  private bound(map: YamlMap, key: string, otherwise: number): number {
    const node = field(map, key);
    return node ? (this.fields.number(node, `\`${key}\``) ?? otherwise) : otherwise;
  }
}

/** Categorical values are compared as Rasa does: lower-cased texts. */
export function includesValue(values: readonly string[], value: unknown): boolean {
  return values.some((candidate) => candidate.toLowerCase() === String(value).toLowerCase());
}

/** `rasa.shared.core.slots.TextSlot`, as older files have it, is `text`. */
function shortType(type: string): string {
  const [, className] = /^rasa\.(?:shared\.)?core\.slots\.(\w+)Slot$/.exec(type) ?? [];
  if (className === undefined) return type;
  return className === "Boolean" ? "bool" : className.toLowerCase();
}
