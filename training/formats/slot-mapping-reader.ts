import type { MappingCondition, SlotMapping } from "../../src/engine/project/domain";
import type { ReadLog, Reference } from "./read-log";
import type { Place } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

const TYPES = ["from_entity", "from_text", "from_intent", "from_trigger_intent", "custom"];
const SHARED_KEYS = ["type", "intent", "not_intent", "conditions"];
const OWN_KEYS: Record<string, string[]> = {
  from_entity: ["entity", "role", "group"],
  from_text: [],
  from_intent: ["value"],
  from_trigger_intent: ["value"],
  custom: ["action"],
};

/** Reads a list of slot mappings. */
export function readMappings(node: YamlNode, where: string, log: ReadLog): SlotMapping[] {
  const reader = new MappingReader(where, log);
  const items = node.kind === "map" ? [node] : (reader.fields.list(node, `The mappings of ${where}`)?.items ?? []);
  return items.flatMap((item) => reader.read(item) ?? []);
}

class MappingReader {
  readonly fields: Fields;

  constructor(
    private readonly where: string,
    private readonly log: ReadLog,
  ) {
    this.fields = new Fields("domain", log);
  }

  read(node: YamlNode): SlotMapping | null {
    const map = this.fields.map(node, `A mapping of ${this.where}`);
    if (!map) return null;
    const typeNode = field(map, "type");
    const type = typeNode && this.fields.text(typeNode, `The type of a mapping of ${this.where}`);
    if (!type || !TYPES.includes(type)) {
      this.fault(
        typeNode?.place ?? map.place,
        `${type ? `has the unknown type ${type}` : "has no type"}. Choose one of ${TYPES.join(", ")}.`,
      );
      return null;
    }
    this.fields.checkKeys(map, [...SHARED_KEYS, ...(OWN_KEYS[type] ?? [])], `This ${type} mapping`);
    const base = {
      intent: this.intents(map, "intent"),
      notIntent: this.intents(map, "not_intent"),
      conditions: this.conditions(map),
    };
    switch (type) {
      case "from_entity":
        return this.fromEntity(map, base);
      case "from_text":
        return { type, ...base };
      case "from_intent":
      case "from_trigger_intent":
        return this.fromIntent(type, map, base);
      default:
        return this.custom(map, base);
    }
  }

  private fromEntity(map: YamlMap, base: MappingFilters): SlotMapping | null {
    const entity = this.optionalText(map, "entity");
    if (!entity) {
      this.fault(map.place, "names no entity. Add `entity:`.");
      return null;
    }
    this.refer("entity", entity.text, entity.place);
    const role = this.optionalText(map, "role")?.text;
    const group = this.optionalText(map, "group")?.text;
    return {
      type: "from_entity",
      entity: entity.text,
      ...(role !== undefined && { role }),
      ...(group !== undefined && { group }),
      ...base,
    };
  }

  private fromIntent(
    type: "from_intent" | "from_trigger_intent",
    map: YamlMap,
    base: MappingFilters,
  ): SlotMapping | null {
    const value = field(map, "value");
    if (!value) {
      this.fault(map.place, "has no value. Add `value:` with what the slot is to hold.");
      return null;
    }
    return { type, value: toJson(value), ...base };
  }

  private custom(map: YamlMap, base: MappingFilters): SlotMapping {
    const action = this.optionalText(map, "action");
    if (!action) return { type: "custom", ...base };
    this.refer("action", action.text, action.place);
    return { type: "custom", action: action.text, ...base };
  }

  private intents(map: YamlMap, key: string): string[] {
    return this.fields.names(field(map, key), `\`${key}\` of a mapping of ${this.where}`).map(({ name, place }) => {
      this.refer("intent", name, place);
      return name;
    });
  }

  private conditions(map: YamlMap): MappingCondition[] {
    const node = field(map, "conditions");
    if (!node || isNull(node)) return [];
    const items = this.fields.list(node, `The conditions of a mapping of ${this.where}`)?.items ?? [];
    return items.flatMap((item) => this.condition(item) ?? []);
  }

  private condition(node: YamlNode): MappingCondition | null {
    const map = this.fields.map(node, `A condition of a mapping of ${this.where}`);
    if (!map) return null;
    this.fields.checkKeys(map, ["active_loop", "requested_slot"], "This condition");
    const loopNode = field(map, "active_loop");
    if (!loopNode) {
      this.fault(map.place, "has a condition without `active_loop`. Name the form, or null for none.");
      return null;
    }
    const activeLoop = isNull(loopNode) ? null : this.fields.text(loopNode, "`active_loop`");
    if (activeLoop !== null) this.refer("loop", activeLoop, loopNode.place);
    const requested = this.optionalText(map, "requested_slot");
    if (!requested) return { activeLoop };
    this.refer("slot", requested.text, requested.place);
    return { activeLoop, requestedSlot: requested.text };
  }

  private optionalText(map: YamlMap, key: string): { text: string; place: Place } | undefined {
    const node = field(map, key);
    if (!node || isNull(node)) return undefined;
    const text = this.fields.text(node, `\`${key}\` of a mapping of ${this.where}`);
    return text === null ? undefined : { text, place: node.place };
  }

  private refer(kind: Reference["kind"], name: string, place: Place): void {
    // A form that isn't there is never active; without any other name the mapping fills nothing, and the others do.
    const severity = kind === "loop" ? "error" : "warning";
    this.log.refer({ kind, name, place, where: `A mapping of ${this.where}`, code: "domain.slot-mapping" }, severity);
  }

  private fault(place: Place, problem: string): void {
    this.log.error(place, "domain.slot-mapping", `A mapping of ${this.where} ${problem}`);
  }
}

type MappingFilters = Pick<SlotMapping, "intent" | "notIntent" | "conditions">;
