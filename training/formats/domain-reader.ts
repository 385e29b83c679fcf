import type { IntentProperties, SessionConfig } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import { readForms } from "./form-reader";
import type { ReadLog } from "./read-log";
import { readResponses } from "./response-reader";
import { readSlots } from "./slot-reader";
import type { YamlMap, YamlNode } from "./yaml-node";
import { field, isNull } from "./yaml-node";
import { Fields } from "./yaml-fields";

/** The keys of a domain file. */
export const DOMAIN_KEYS = [
  "intents",
  "entities",
  "slots",
  "forms",
  "responses",
  "templates",
  "actions",
  "session_config",
  "e2e_actions",
  "config",
] as const;

/** Reads the domain's sections of a file; `major` is the format's major version as the file gives it. */
export function readDomain(file: YamlMap, major: number | null, domain: DomainBuilder, log: ReadLog): void {
  const reader = new DomainReader(domain, log);
  const section = (key: (typeof DOMAIN_KEYS)[number], read: (node: YamlNode) => void): void => {
    const node = field(file, key);
    if (node && !isNull(node)) read(node);
  };
  section("intents", (node) => reader.readIntents(node));
  section("entities", (node) => reader.readEntities(node));
  const autoFill = reader.readAutoFill(field(file, "config"));
  section("slots", (node) => readSlots(node, { major, autoFill }, domain, log));
  section("forms", (node) => readForms(node, domain, log));
  section("responses", (node) => readResponses(node, domain, log));
  section("templates", (node) => {
    const place = file.entries.find(({ key }) => key === "templates")?.keyPlace ?? node.place;
    log.warning(place, "domain.older", "`templates:` is of Rasa 1 and is read as `responses:`. Rename it.");
    readResponses(node, domain, log);
  });
  section("actions", (node) => reader.readActions(node));
  section("session_config", (node) => reader.readSession(node));
  section("e2e_actions", (node) =>
    log.warning(
      node.place,
      "domain.e2e-actions",
      "`e2e_actions:` is ignored: end-to-end texts are taken from the stories. Remove it.",
    ),
  );
}

class DomainReader {
  private readonly fields: Fields;

  constructor(
    private readonly domain: DomainBuilder,
    private readonly log: ReadLog,
  ) {
    this.fields = new Fields("domain", log);
  }

  readIntents(node: YamlNode): void {
    for (const { name, place, properties } of this.namedItems(node, "intents")) {
      this.domain.declare("intents", name, this.intentProperties(name, properties), place);
    }
  }

  private intentProperties(name: string, properties: YamlMap | null): IntentProperties {
    const result: IntentProperties = { useEntities: true, ignoreEntities: [], isRetrievalIntent: false };
    if (!properties) return result;
    const what = `The intent \`${name}\``;
    this.fields.checkKeys(properties, ["use_entities", "ignore_entities", "is_retrieval_intent", "triggers"], what);
    const trigger = field(properties, "triggers");
    if (trigger && !isNull(trigger)) this.readTrigger(name, trigger);
    const useEntities = field(properties, "use_entities");
    if (useEntities?.kind === "scalar" && typeof useEntities.value === "boolean") {
      result.useEntities = useEntities.value || [];
    } else if (useEntities) {
      result.useEntities = this.entityNames(useEntities, `\`use_entities\` of \`${name}\``);
    }
    const ignoreEntities = field(properties, "ignore_entities");
    if (ignoreEntities) result.ignoreEntities = this.entityNames(ignoreEntities, `\`ignore_entities\` of \`${name}\``);
    const isRetrieval = field(properties, "is_retrieval_intent");
    if (isRetrieval) result.isRetrievalIntent = this.fields.flag(isRetrieval, "`is_retrieval_intent`") ?? false;
    return result;
  }

  /** What the MappingPolicy did is a rule since Rasa 2. */
  private readTrigger(intent: string, node: YamlNode): void {
    const action = this.fields.text(node, `\`triggers\` of \`${intent}\``);
    if (action === null) return;
    const { place } = node;
    this.log.warning(
      place,
      "domain.older",
      `\`triggers\` is of Rasa 1 and is read as a rule. Write \`- rule: ...\` with the steps ` +
        `\`- intent: ${intent}\` and \`- action: ${action}\`.`,
    );
    this.log.refer({
      kind: "action",
      name: action,
      place,
      where: `The intent \`${intent}\``,
      code: "story.unknown-action",
    });
    this.domain.addTrigger(intent, action, place);
  }

  /** `config: {store_entities_as_slots: false}`: no slot is filled for having an entity's name. */
  readAutoFill(node: YamlNode | undefined): boolean {
    const map = node && !isNull(node) ? this.fields.map(node, "`config:`") : null;
    if (!map) return true;
    this.fields.checkKeys(map, ["store_entities_as_slots"], "`config:`");
    this.log.warning(map.place, "domain.older", "`config:` is of Rasa 1. Say in each slot's mappings what fills it.");
    const flag = field(map, "store_entities_as_slots");
    return flag ? (this.fields.flag(flag, "`store_entities_as_slots`") ?? true) : true;
  }

  private entityNames(node: YamlNode, where: string): string[] {
    return this.fields.names(node, where).map(({ name, place }) => {
      // An entity may be narrowed to a role or a group: `city#from`.
      const entity = name.split("#", 1)[0] ?? name;
      this.log.refer({ kind: "entity", name: entity, place, where, code: "domain.unknown-entity" }, "warning");
      return name;
    });
  }

  readEntities(node: YamlNode): void {
    for (const { name, place, properties } of this.namedItems(node, "entities")) {
      const what = `The entity \`${name}\``;
      if (properties) this.fields.checkKeys(properties, ["roles", "groups", "influence_conversation"], what);
      const names = (key: string): string[] =>
        this.fields
          .names(properties ? field(properties, key) : undefined, `\`${key}\` of \`${name}\``)
          .map((item) => item.name);
      const influence = properties && field(properties, "influence_conversation");
      const influenceConversation = influence
        ? (this.fields.flag(influence, "`influence_conversation`") ?? true)
        : true;
      this.domain.declare(
        "entities",
        name,
        { roles: names("roles"), groups: names("groups"), influenceConversation },
        place,
      );
    }
  }

  readActions(node: YamlNode): void {
    for (const { name, place, properties } of this.namedItems(node, "actions")) {
      if (properties) this.fields.checkKeys(properties, ["send_domain"], `The action \`${name}\``);
      const send = properties && field(properties, "send_domain");
      const sendDomain = send ? (this.fields.flag(send, `\`send_domain\` of \`${name}\``) ?? false) : false;
      this.domain.declare("actions", name, { sendDomain }, place);
    }
  }

  readSession(node: YamlNode): void {
    const map = this.fields.map(node, "`session_config:`");
    if (!map) return;
    this.fields.checkKeys(map, ["session_expiration_time", "carry_over_slots_to_new_session"], "`session_config:`");
    const session: Partial<SessionConfig> = {};
    const expiration = field(map, "session_expiration_time");
    const minutes = expiration && this.fields.number(expiration, "`session_expiration_time`");
    if (expiration && typeof minutes === "number") {
      if (minutes >= 0) session.expirationTime = minutes;
      else
        this.log.error(
          expiration.place,
          "domain.session",
          `The session's time is ${minutes}. Give minutes, or 0 for never.`,
        );
    }
    const carryOver = field(map, "carry_over_slots_to_new_session");
    const carries = carryOver && this.fields.flag(carryOver, "`carry_over_slots_to_new_session`");
    if (typeof carries === "boolean") session.carryOverSlots = carries;
    this.domain.setSession(session);
  }

  private namedItems(node: YamlNode, section: string) {
    const list = this.fields.list(node, `\`${section}:\``);
    return (list?.items ?? []).flatMap((item) => this.fields.named(item, `An item under \`${section}:\``) ?? []);
  }
}
