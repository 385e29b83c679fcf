import type { Button } from "../../src/engine/actions/bot-message";
import { retrievalIntentOf } from "../../src/engine/nlu/response-selection";
import type { ResponseVariation } from "../../src/engine/project/domain";
import type { DomainBuilder } from "./domain-builder";
import { capitalized, type ReadLog } from "./read-log";
import { Fields } from "./yaml-fields";
import { field, given, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

const KEYS = [
  "text",
  "image",
  "buttons",
  "button_type",
  "quick_replies",
  "attachment",
  "elements",
  "custom",
  "channel",
  "metadata",
  "condition",
  "id",
];

/** Reads the map under `responses:`, in a domain or an NLU file. */
export function readResponses(node: YamlNode, domain: DomainBuilder, log: ReadLog): void {
  const reader = new ResponseReader(log);
  for (const { key, keyPlace, value } of reader.fields.map(node, "`responses:`")?.entries ?? []) {
    domain.declare("responses", key, reader.read(key, value), keyPlace);
  }
}

class ResponseReader {
  readonly fields: Fields;

  constructor(private readonly log: ReadLog) {
    this.fields = new Fields("domain", log);
  }

  read(name: string, node: YamlNode): ResponseVariation[] {
    const what = `the response \`${name}\``;
    const items = this.fields.list(node, capitalized(what))?.items;
    if (items?.length === 0)
      this.log.error(node.place, "domain.response", `${capitalized(what)} is empty. Add \`- text: ...\`.`);
    return (items ?? []).flatMap((item) => {
      // A variation that is nothing but a text, as in Rasa 1.
      if (item.kind === "scalar" && !isNull(item)) return { text: item.text, condition: [] };
      const map = this.fields.map(item, `A variation of ${what}`);
      return map ? [this.variation(map, what)] : [];
    });
  }

  private variation(map: YamlMap, what: string): ResponseVariation {
    this.fields.checkKeys(map, KEYS, capitalized(what));
    const variation: ResponseVariation = { condition: this.conditions(map, what) };
    for (const key of ["text", "image", "button_type", "channel", "id"] as const) {
      const node = given(map, key);
      const text = node && this.fields.text(node, `\`${key}\` of ${what}`);
      if (typeof text === "string") variation[key] = text;
    }
    for (const key of ["buttons", "quick_replies"] as const) {
      const node = given(map, key);
      if (node) variation[key] = this.buttons(node, what);
    }
    const attachment = field(map, "attachment");
    if (attachment) variation.attachment = toJson(attachment);
    const metadata = field(map, "metadata");
    if (metadata) variation.metadata = toJson(metadata);
    const elements = given(map, "elements");
    if (elements) variation.elements = (this.fields.list(elements, `\`elements\` of ${what}`)?.items ?? []).map(toJson);
    const customNode = given(map, "custom");
    const custom = customNode && this.fields.map(customNode, `\`custom\` of ${what}`);
    if (custom) variation.custom = Object.fromEntries(custom.entries.map(({ key, value }) => [key, toJson(value)]));
    if (!field(map, "text") && !customNode) {
      this.log.error(
        map.place,
        "domain.response",
        `${capitalized(what)} has a variation with neither \`text\` nor \`custom\`. Add one of them.`,
      );
    }
    return variation;
  }

  private buttons(node: YamlNode, what: string): Button[] {
    const items = this.fields.list(node, `The buttons of ${what}`)?.items ?? [];
    return items.flatMap((item) => {
      const map = this.fields.map(item, `A button of ${what}`);
      if (!map) return [];
      const title = field(map, "title");
      // A link opens its address, and a text without a payload is sent as it stands.
      const payload = field(map, "payload") ?? field(map, "url") ?? title;
      if (!title || !payload || isNull(title) || isNull(payload)) {
        this.log.error(
          map.place,
          "domain.response-button",
          `A button of ${what} has no title or an empty payload. Write \`- {title: Yes, payload: /affirm}\`.`,
        );
        return [];
      }
      this.fields.checkKeys(map, ["title", "payload", "type", "url", "content_type", "image_url"], "This button");
      const titleText = this.fields.text(title, `The title of a button of ${what}`);
      const payloadText = this.fields.text(payload, `The payload of a button of ${what}`);
      if (titleText === null || payloadText === null) return [];
      const [, intent] = /^\/([^{@\s]+)/.exec(payloadText) ?? [];
      if (intent !== undefined) {
        const name = retrievalIntentOf(intent) ?? intent;
        const { place } = payload;
        const where = `A button of ${what}`;
        this.log.refer({ kind: "intent", name, place, where, code: "domain.response-button" }, "warning");
      }
      return [{ title: titleText, payload: payloadText }];
    });
  }

  private conditions(map: YamlMap, what: string): ResponseVariation["condition"] {
    const node = given(map, "condition");
    if (!node) return [];
    const items = this.fields.list(node, `The condition of ${what}`)?.items ?? [];
    return items.flatMap((item) => {
      const condition = this.fields.map(item, `A condition of ${what}`);
      if (!condition) return [];
      const type = field(condition, "type");
      const nameNode = field(condition, "name");
      const value = field(condition, "value");
      const name = nameNode && this.fields.text(nameNode, `The slot in a condition of ${what}`);
      if (type?.kind !== "scalar" || type.value !== "slot" || !nameNode || !name || !value) {
        this.log.error(
          condition.place,
          "domain.response-condition",
          `A condition of ${what} can't be read. Write \`- {type: slot, name: slot_name, value: value}\`.`,
        );
        return [];
      }
      this.fields.checkKeys(condition, ["type", "name", "value"], "This condition");
      const { place } = nameNode;
      const where = `A condition of ${what}`;
      this.log.refer({ kind: "slot", name, place, where, code: "domain.response-condition" }, "warning");
      return [{ name, value: toJson(value) }];
    });
  }
}
