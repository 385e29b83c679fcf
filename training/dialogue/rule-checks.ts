import type { Domain } from "../../src/engine/project/domain";
import type { Fault } from "../formats/types";
import { RULE_SNIPPET, examplesOf, type TrainingTracker } from "./story-tracker";

/** A rule speaks of one message: what comes after the next belongs to another rule, or to a story (`restrict_rules`). */
export function rulesOfSeveralTurns(rules: readonly TrainingTracker[]): Fault[] {
  return rules.flatMap(({ path, tracker }) => {
    const messages = tracker.events.filter(({ event }) => event === "user").length;
    if (messages < 2) return [];
    const message = `the rule "${path.story.name}" has ${messages} messages of the user, and may have one; write a story instead`;
    return [{ place: path.story.place, code: "story.rule-turns", message, severity: "error" }];
  });
}

/** What rules say that an action does: the slots that it sets, and the loop that it starts. */
interface Effects {
  slots: Set<string>;
  loop: string | null;
}

/**
 * Rules that leave out what an action does in another rule (`_check_for_incomplete_rules`): there the conversation goes on in a state
 * that such a rule doesn't fit, and so it never holds.
 */
export function incompleteRules(rules: readonly TrainingTracker[], domain: Domain): Fault[] {
  const effects = effectsOf(rules, domain);
  return rules.flatMap((rule) => {
    for (const { states, action: next } of examplesOf(rule, domain)) {
      const state = states.at(-1);
      const expected = effects.get(state?.prev_action ?? "");
      // What the last action of a rule that doesn't wait does is for the next rule to say.
      if (!state || !expected || next === RULE_SNIPPET) continue;
      const missing = [...expected.slots].filter((slot) => !(slot in (state.slots ?? {})));
      if (missing.length > 0) return [incomplete(rule, state.prev_action, `slot_was_set: ${missing.join(", ")}`)];
      if (expected.loop !== null && state.active_loop === undefined)
        return [incomplete(rule, state.prev_action, `active_loop: ${expected.loop}`)];
    }
    return [];
  });
}

function effectsOf(rules: readonly TrainingTracker[], domain: Domain): Map<string, Effects> {
  const effects = new Map<string, Effects>();
  for (const { tracker } of rules) {
    let action: Effects | null = null;
    for (const event of tracker.events) {
      if (event.event === "action") {
        action = { slots: new Set(), loop: null, ...effects.get(event.name) };
        if (event.name !== RULE_SNIPPET && event.name !== "action_listen") effects.set(event.name, action);
      } else if (event.event === "user") action = null;
      else if (event.event === "slot" && influences(domain, event.name)) action?.slots.add(event.name);
      else if (event.event === "active_loop" && action && event.name && event.name in domain.forms)
        action.loop = event.name;
    }
  }
  return effects;
}

/** Only such slots are part of a state. */
function influences(domain: Domain, name: string): boolean {
  const slot = Object.hasOwn(domain.slots, name) ? domain.slots[name] : undefined;
  return slot !== undefined && slot.influenceConversation && slot.type !== "any";
}

function incomplete({ path }: TrainingTracker, action: string | undefined, what: string): Fault {
  const message =
    `the rule "${path.story.name}" says nothing of "${what}" after ${action}, which another rule does; say it here too ` +
    `(null where it is unset), or end the rule there with wait_for_user_input: false`;
  return { place: path.story.place, code: "story.incomplete-rule", message, severity: "error" };
}
