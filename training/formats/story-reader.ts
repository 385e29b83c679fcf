import type { ReadLog } from "./read-log";
import { StepReader } from "./step-reader";
import type { Place, Rule, Step, Story } from "./types";
import { Fields } from "./yaml-fields";
import { field, isNull } from "./yaml-node";
import type { YamlMap, YamlNode } from "./yaml-node";

/** Reads the list under `stories:`. */
export function readStories(node: YamlNode, log: ReadLog): Story[] {
  return new StoryReader(log).stories(node);
}

/** Reads the list under `rules:`. */
export function readRules(node: YamlNode, log: ReadLog): Rule[] {
  return new StoryReader(log).rules(node);
}

class StoryReader {
  private readonly fields: Fields;
  private readonly stepReader: StepReader;

  constructor(private readonly log: ReadLog) {
    this.fields = new Fields("story", log);
    this.stepReader = new StepReader(log);
  }

  stories(node: YamlNode): Story[] {
    return this.blocks(node, "story", "stories").map((map) => {
      this.fields.checkKeys(map, ["story", "steps", "metadata"], "This story");
      return this.block(map, "story");
    });
  }

  rules(node: YamlNode): Rule[] {
    return this.blocks(node, "rule", "rules").map((map) => {
      this.fields.checkKeys(
        map,
        ["rule", "condition", "steps", "conversation_start", "wait_for_user_input", "metadata"],
        "This rule",
      );
      const rule = this.block(map, "rule");
      return {
        ...rule,
        condition: this.condition(map, rule.name),
        conversationStart: this.flag(map, "conversation_start", false),
        waitForUserInput: this.flag(map, "wait_for_user_input", true),
      };
    });
  }

  private blocks(node: YamlNode, kind: "story" | "rule", section: string): YamlMap[] {
    if (isNull(node)) return [];
    const items = this.fields.list(node, `\`${section}:\``)?.items ?? [];
    return items.flatMap((item) => {
      const map = this.fields.map(item, `A ${kind}`);
      if (!map || field(map, kind)) return map ?? [];
      this.log.error(
        map.place,
        "story.shape",
        `An item under \`${section}:\` has no \`${kind}:\`. Start it with \`- ${kind}: name\`.`,
      );
      return [];
    });
  }

  private block(map: YamlMap, kind: "story" | "rule"): Story {
    const nameNode = field(map, kind) ?? map;
    const name = this.fields.text(nameNode, `The name of a ${kind}`) ?? "";
    const stepsNode = field(map, "steps");
    const hasSteps = stepsNode !== undefined && !isNull(stepsNode);
    const steps = hasSteps ? this.stepReader.steps(stepsNode, `the ${kind} \`${name}\``) : [];
    if (!hasSteps)
      this.log.warning(map.place, "story.empty", `The ${kind} \`${name}\` has no steps. Add \`steps:\`, or remove it.`);
    return { name, steps, place: map.place };
  }

  private condition(map: YamlMap, name: string): Step[] {
    const node = field(map, "condition");
    if (!node || isNull(node)) return [];
    const steps = this.stepReader.steps(node, `the condition of the rule \`${name}\``);
    return steps.filter((step) => this.isCondition(step, step.place, name));
  }

  private isCondition(step: Step, place: Place, name: string): boolean {
    if (step.kind === "slots" || step.kind === "loop") return true;
    this.log.error(
      place,
      "story.rule-condition",
      `The condition of the rule \`${name}\` may hold \`active_loop\` and \`slot_was_set\` only. ` +
        "Move this to its steps.",
    );
    return false;
  }

  private flag(map: YamlMap, key: string, otherwise: boolean): boolean {
    const node = field(map, key);
    return node ? (this.fields.flag(node, `\`${key}\``) ?? otherwise) : otherwise;
  }
}
