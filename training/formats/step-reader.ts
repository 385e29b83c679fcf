import type { ReadLog } from "./read-log";
import type { Step, StorySlot } from "./types";
import { UserStepReader } from "./user-step-reader";
import { Fields } from "./yaml-fields";
import { entry, field, isNull, toJson } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

const KINDS = ["intent", "user", "action", "bot", "or", "checkpoint", "slot_was_set", "active_loop", "form"] as const;

/** Actions that Rasa 2 renamed. */
const RENAMED: Readonly<Record<string, string>> = { action_deactivate_form: "action_deactivate_loop" };

/** Reads the steps of stories and rules. */
export class StepReader {
  private readonly fields: Fields;
  private readonly userSteps: UserStepReader;

  constructor(private readonly log: ReadLog) {
    this.fields = new Fields("story", log);
    this.userSteps = new UserStepReader(log);
  }

  /** `where` names the story in messages: "the story `book a trip`". */
  steps(node: YamlNode, where: string): Step[] {
    const items = this.fields.list(node, `The steps of ${where}`)?.items ?? [];
    return items.flatMap((item) => this.step(item, where) ?? []);
  }

  private step(node: YamlNode, where: string): Step | null {
    if (node.kind === "scalar" && node.text === "...") {
      const message = `The step \`...\` of ${where} is of Rasa 2.0 and is skipped: rules begin anywhere. Remove it.`;
      this.log.warning(node.place, "story.older", message);
      return null;
    }
    const map = this.fields.map(node, `A step of ${where}`);
    if (!map) return null;
    const kind = KINDS.find((candidate) => entry(map, candidate));
    const value = kind && field(map, kind);
    if (!kind && entry(map, "metadata")) return null;
    if (!kind || !value) {
      this.log.error(
        map.place,
        "story.shape",
        `A step of ${where} has ${map.entries.map(({ key }) => `\`${key}\``).join(", ") || "nothing"}, ` +
          `and none of ${KINDS.join(", ")}. Start it with one of them.`,
      );
      return null;
    }
    if (kind === "intent" || kind === "user") return this.userSteps.read(map, where);
    this.fields.checkKeys(map, kind === "checkpoint" ? [kind, "slot_was_set"] : [kind], "This step");
    const { place } = map;
    switch (kind) {
      case "action":
        return this.action(value, map, where);
      case "bot": {
        const text = this.fields.text(value, `A bot text of ${where}`);
        return text === null ? null : { kind, text: text.trim(), place };
      }
      case "or":
        return { kind, alternatives: this.alternatives(value, where), place };
      case "slot_was_set":
        return { kind: "slots", slots: this.slots(value, where), place };
      case "active_loop":
        return this.loop(value, map, where);
      case "form":
        this.log.warning(place, "story.older", "`form:` is of Rasa 2.0 and is read as `active_loop:`. Rename it.");
        return this.loop(value, map, where);
      case "checkpoint": {
        const name = this.fields.text(value, `A checkpoint of ${where}`);
        const conditions = field(map, "slot_was_set");
        return name === null ? null : { kind, name, slots: conditions ? this.slots(conditions, where) : [], place };
      }
    }
  }

  private action(node: YamlNode, step: YamlMap, where: string): Step | null {
    const written = this.fields.text(node, `An action of ${where}`)?.trim();
    if (!written) return null;
    // The action of a retrieval intent was called `respond_faq` before Rasa 2.
    const name = RENAMED[written] ?? written.replace(/^respond_/, "utter_");
    if (name !== written) {
      this.log.warning(node.place, "story.older", `\`${written}\` is of Rasa 1 and is read as \`${name}\`. Rename it.`);
    }
    this.log.refer({ kind: "action", name, place: node.place, where, code: "story.unknown-action" });
    return { kind: "action", name, place: step.place };
  }

  private loop(node: YamlNode, step: YamlMap, where: string): Step | null {
    const name = isNull(node) ? null : this.fields.text(node, `An active loop of ${where}`);
    if (name !== null) this.log.refer({ kind: "loop", name, place: node.place, where, code: "story.unknown-loop" });
    return name === null && !isNull(node) ? null : { kind: "loop", name, place: step.place };
  }

  private alternatives(node: YamlNode, where: string): Step[] {
    const items = this.fields.list(node, `The \`or:\` of ${where}`)?.items ?? [];
    return items.flatMap((item) => {
      const step = this.step(item, where);
      if (!step) return [];
      const isAllowed = (step.kind === "user" && step.intent !== undefined) || step.kind === "slots";
      if (!isAllowed) {
        this.log.error(
          item.place,
          "story.or",
          `An \`or:\` of ${where} has something else than intents and slots. Write another story for it.`,
        );
      }
      return isAllowed ? [step] : [];
    });
  }

  /** `- name: value`, or `- name` for "it was set"; also without the list. */
  private slots(node: YamlNode, where: string): StorySlot[] {
    if (isNull(node)) return [];
    const items = node.kind === "list" ? node.items : [node];
    return items.flatMap((item) => this.slotItem(item, where));
  }

  private slotItem(node: YamlNode, where: string): StorySlot[] {
    const refer = (name: string, place = node.place): void =>
      this.log.refer({ kind: "slot", name, place, where, code: "story.unknown-slot" }, "warning");
    if (node.kind === "map") {
      return node.entries.map(({ key, keyPlace, value }) => {
        refer(key, keyPlace);
        return { name: key, value: toJson(value) };
      });
    }
    const name = this.fields.text(node, `A slot of ${where}`);
    if (name === null) return [];
    refer(name);
    return [{ name }];
  }
}
