import { describe, expect, it } from "vitest";
import { SHOULD_NOT_BE_SET } from "../../../../src/engine/dialogue/slots";
import { storyPaths } from "../../../../training/dialogue/story-graph";
import { ruleTracker, storyTracker } from "../../../../training/dialogue/story-tracker";
import { soundProject } from "../formats/memory-files";

const DOMAIN = `intents: [book]
entities: [city, tag]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city, role: to}]}
  tags: {type: list, mappings: [{type: from_entity, entity: tag}]}
  asked: {type: text, mappings: [{type: from_entity, entity: city, conditions: [{active_loop: f}]}]}
  paid: {type: bool, mappings: [{type: custom}]}
  kind: {type: categorical, values: [a, b], mappings: [{type: custom}]}
forms: {f: {required_slots: [city]}}
`;

/** The slots that the events of a story, or of a rule, set. */
function slotsOf(kind: "story" | "rule", steps: string): unknown[] {
  const text = `${kind === "story" ? "stories" : "rules"}:\n- ${kind}: s\n  steps: ${steps}\n`;
  const { domain, stories, rules } = soundProject({ "domain.yml": DOMAIN, "data/s.yml": text });
  const [path] = storyPaths(kind === "story" ? stories : rules).paths;
  const [rule] = rules;
  if (!path) throw new Error("there is no path");
  const { tracker } = rule ? ruleTracker(rule, path, domain) : storyTracker(path, domain);
  return tracker.events.flatMap((event) => (event.event === "slot" ? [[event.name, event.value]] : []));
}

describe("the slots of a story", () => {
  it("are set by the entities of its steps too, role by role, but not those that a form asks for", () => {
    const entities = "[{city: Oslo, role: to}, {city: Rome}, {tag: x}, {tag: y}]";
    expect(slotsOf("story", `[{intent: book, entities: ${entities}}]`)).toEqual([
      ["city", "Oslo"],
      ["tags", ["x", "y"]],
    ]);
  });

  it("are filled by an entity that is named without a value, and not by one that is null", () => {
    const steps = "[{intent: book, entities: [tag, {city: null, role: to}]}]";
    expect(slotsOf("story", steps)).toEqual([
      ["city", null],
      ["tags", [""]],
    ]);
  });

  it("given by name only are filled where they are texts or lists, and not set otherwise", () => {
    const steps = "[{slot_was_set: [city, tags, paid, kind]}, {action: action_listen}]";
    const filled = [
      ["city", "filled"],
      ["tags", ["filled"]],
    ];
    expect(slotsOf("story", steps)).toEqual([...filled, ["paid", null], ["kind", null]]);
    expect(slotsOf("rule", steps)).toEqual([...filled, ["paid", SHOULD_NOT_BE_SET], ["kind", SHOULD_NOT_BE_SET]]);
  });

  it("given as null must not be set in a rule", () => {
    const steps = "[{slot_was_set: [{city: null}]}, {action: action_listen}]";
    expect(slotsOf("story", steps)).toEqual([["city", null]]);
    expect(slotsOf("rule", steps)).toEqual([["city", SHOULD_NOT_BE_SET]]);
  });

  it("may stand in an `or:`", () => {
    const steps = "[{or: [{slot_was_set: [{kind: a}]}, {slot_was_set: [{kind: b}]}]}, {action: action_listen}]";
    expect(slotsOf("story", steps)).toEqual([["kind", "a"]]);
  });
});
