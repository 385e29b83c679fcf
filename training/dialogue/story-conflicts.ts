import { stateKey, statesOf } from "../../src/engine/dialogue/states";
import type { Fault, Project } from "../formats/types";
import { storyPaths } from "./story-graph";
import { meetsConditions, storyTracker } from "./story-tracker";

/**
 * Stories that go on differently where everything before is the same (`rasa data validate stories`): whoever remembers them has to
 * forget both. `maxHistory`: how many states back count; null: all.
 */
export function storyConflicts({ stories, domain }: Project, maxHistory: number | null): Fault[] {
  const known = new Map<string, { action: string; story: string; where: string }>();
  const faults: Fault[] = [];
  const told = new Set<string>();
  for (const path of storyPaths(stories).paths) {
    if (!meetsConditions(path, domain)) continue;
    const { tracker } = storyTracker(path, domain);
    const keys = statesOf(tracker, domain).map((state) => stateKey([state]));
    const actions = tracker.applied().flatMap((event) => (event.event === "action" ? [event.name] : []));
    const { name, place } = path.story;
    actions.forEach((action, i) => {
      const key = keys.slice(maxHistory === null ? 0 : Math.max(0, i + 1 - maxHistory), i + 1).join("\n");
      const other = known.get(key);
      if (other === undefined) known.set(key, { action, story: name, where: `${place.file}, line ${place.line}` });
      else if (other.action !== action && !told.has(`${key}\n${action}`)) {
        told.add(`${key}\n${action}`);
        const after = actions[i - 1];
        const message =
          `the story "${name}" goes on with ${action} after ${after === undefined ? "nothing" : after}, where the story ` +
          `"${other.story}" (${other.where}) goes on with ${other.action}; make them differ before, or do the same`;
        faults.push({ place, code: "story.conflict", message, severity: "warning" });
      }
    });
  }
  return faults;
}
