import { stateKey, statesOf, type DialogueState } from "../../src/engine/dialogue/states";
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
    const states = statesOf(tracker, domain);
    const keys = states.map((state) => stateKey([state]));
    const actions = tracker.applied().flatMap((event) => (event.event === "action" ? [event.name] : []));
    const { name, place } = path.story;
    actions.forEach((action, i) => {
      const key = keys.slice(maxHistory === null ? 0 : Math.max(0, i + 1 - maxHistory), i + 1).join("\n");
      const other = known.get(key);
      if (other === undefined) known.set(key, { action, story: name, where: `${place.file}, line ${place.line}` });
      else if (other.action !== action && !told.has(`${key}\n${action}`)) {
        told.add(`${key}\n${action}`);
        const message =
          `the story "${name}" ${goesOn(states[i])} ${action}, where the story "${other.story}" (${other.where}) ` +
          `goes on with ${other.action}; make them differ before, or do the same`;
        faults.push({ place, code: "story.conflict", message, severity: "warning" });
      }
    });
  }
  return faults;
}

/** Where the story is: after a message of the user's or an action, or at its beginning. */
function goesOn({ prev_action: action, user }: DialogueState = {}): string {
  if (action === undefined) return "begins with";
  if (action !== "action_listen") return `goes on after ${action} with`;
  return `goes on after ${user?.intent === undefined ? `"${user?.text ?? ""}"` : `the intent ${user.intent}`} with`;
}
