import type { Form, SlotMapping } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import type { ReadLog } from "./read-log";
import { readMappings } from "./slot-mapping-reader";
import { Fields } from "./yaml-fields";
import { field, isNull } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** A form as its file gives it. */
export interface FormDraft extends Form {
  /** Before 3.0 a form says how its slots are filled: slot -> mappings. */
  mappings: Map<string, SlotMapping[]>;
}

/** Reads the map under `forms:`. */
export function readForms(node: YamlNode, domain: DomainBuilder, log: ReadLog): void {
  const fields = new Fields("domain", log);
  for (const { key, keyPlace, value } of fields.map(node, "`forms:`")?.entries ?? []) {
    const map = fields.map(value, `The form \`${key}\``);
    if (map) domain.declare("forms", key, readForm(key, map, fields, log), keyPlace);
  }
}

function readForm(name: string, map: YamlMap, fields: Fields, log: ReadLog): FormDraft {
  const where = `The form \`${name}\``;
  const form: FormDraft = { requiredSlots: [], ignoredIntents: [], mappings: new Map() };
  fields.checkKeys(map, ["required_slots", "ignored_intents"], where);
  for (const intent of fields.names(field(map, "ignored_intents"), `\`ignored_intents\` of \`${name}\``)) {
    log.refer({ kind: "intent", ...intent, where, code: "domain.form-intent" });
    form.ignoredIntents.push(intent.name);
  }
  const required = field(map, "required_slots");
  if (!required) {
    log.error(
      map.place,
      "domain.form-slot",
      `${where} has no \`required_slots:\`. Add it with the list of slots to ask for.`,
    );
  } else if (required.kind === "map") {
    for (const { key, keyPlace, value } of required.entries) {
      log.refer({ kind: "slot", name: key, place: keyPlace, where, code: "domain.form-slot" });
      form.requiredSlots.push(key);
      form.mappings.set(key, isNull(value) ? [] : readMappings(value, `\`${key}\` in the form \`${name}\``, log));
    }
  } else {
    for (const slot of fields.names(required, `\`required_slots\` of \`${name}\``)) {
      log.refer({ kind: "slot", ...slot, where, code: "domain.form-slot" });
      form.requiredSlots.push(slot.name);
    }
  }
  return form;
}
