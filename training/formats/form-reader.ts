import type { Form, SlotMapping } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import type { ReadLog } from "./read-log";
import { readMappings } from "./slot-mapping-reader";
import type { Place } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull } from "./yaml-node";
import type { YamlEntry, YamlMap, YamlNode } from "./yaml-node";

/** A form as its file gives it. */
export interface FormDraft extends Form {
  /** Before 3.0 a form says how its slots are filled: slot -> mappings. */
  mappings: Map<string, SlotMapping[]>;
}

/** Reads what stands under `forms:`. */
export function readForms(node: YamlNode, domain: DomainBuilder, log: ReadLog): void {
  new FormReader(domain, log).read(node);
}

class FormReader {
  private readonly fields: Fields;

  constructor(
    private readonly domain: DomainBuilder,
    private readonly log: ReadLog,
  ) {
    this.fields = new Fields("domain", log);
  }

  /** A map of forms; before Rasa 2 a list of names, or of such maps. */
  read(node: YamlNode): void {
    if (node.kind === "list") {
      for (const item of node.items) {
        const named = this.fields.named(item, "An item under `forms:`");
        if (named) this.readForm(named.name, named.place, named.properties);
      }
      return;
    }
    for (const { key, keyPlace, value } of this.fields.map(node, "`forms:`")?.entries ?? []) {
      const map = isNull(value) ? null : this.fields.map(value, `The form \`${key}\``);
      if (map || isNull(value)) this.readForm(key, keyPlace, map);
    }
  }

  private readForm(name: string, place: Place, map: YamlMap | null): void {
    if (!map || map.entries.length === 0) return this.declareCode(name, place);
    const form: FormDraft = { requiredSlots: [], ignoredIntents: [], mappings: new Map() };
    const where = `The form \`${name}\``;
    for (const intent of this.fields.names(field(map, "ignored_intents"), `\`ignored_intents\` of \`${name}\``)) {
      this.log.refer({ kind: "intent", ...intent, where, code: "domain.form-intent" }, "warning");
      form.ignoredIntents.push(intent.name);
    }
    const required = field(map, "required_slots");
    const slots = map.entries.filter(({ key }) => key !== "ignored_intents");
    if (required) {
      this.fields.checkKeys(map, ["required_slots", "ignored_intents"], where);
      this.readRequired(required, name, form);
    } else if (slots.length > 0 && slots.every(({ value }) => value.kind === "list")) {
      // Before 2.6 the slots stood under the form itself.
      const message = `${where} is as before Rasa 2.6; its slots are read. Put them under \`required_slots:\`.`;
      this.log.warning(place, "domain.older", message);
      this.readMapped(slots, name, form);
    } else {
      const message = `${where} has no \`required_slots:\`. Add it with the list of slots to ask for.`;
      this.log.error(map.place, "domain.form-slot", message);
    }
    this.domain.declare("forms", name, form, place);
  }

  private readRequired(required: YamlNode, name: string, form: FormDraft): void {
    if (required.kind === "map") return this.readMapped(required.entries, name, form);
    const where = `The form \`${name}\``;
    for (const slot of this.fields.names(required, `\`required_slots\` of \`${name}\``)) {
      this.log.refer({ kind: "slot", ...slot, where, code: "domain.form-slot" });
      form.requiredSlots.push(slot.name);
    }
  }

  private readMapped(entries: readonly YamlEntry[], name: string, form: FormDraft): void {
    for (const { key, keyPlace, value } of entries) {
      const where = `The form \`${name}\``;
      this.log.refer({ kind: "slot", name: key, place: keyPlace, where, code: "domain.form-slot" });
      form.requiredSlots.push(key);
      form.mappings.set(key, isNull(value) ? [] : readMappings(value, `\`${key}\` in the form \`${name}\``, this.log));
    }
  }

  /** A form that is nothing but its name was code, a FormAction: an action of that name is to do its work. */
  private declareCode(name: string, place: Place): void {
    this.log.warning(
      place,
      "domain.form-without-slots",
      `The form \`${name}\` has no slots here: before Rasa 2 a FormAction in Python held them. ` +
        "Write them under `required_slots:`, or have an action of this name ask for them.",
    );
    this.domain.declare("forms", name, { requiredSlots: [], ignoredIntents: [], mappings: new Map() }, place);
    if (!this.domain.declared.actions.has(name)) this.domain.declare("actions", name, { sendDomain: false }, place);
  }
}
