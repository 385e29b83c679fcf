import type { Domain } from "../../../project/domain";
import { SHOULD_NOT_BE_SET, slotFeatures } from "../../slots";
import type { DialogueState } from "../../states";
import { TextFeaturizer } from "./text-features";

/** The parts of a state that the network reads, each a vector of its own; empty ones are left out. */
export const STATE_PARTS = ["intent", "text", "entities", "action", "slots", "loop"] as const;

export type StatePart = (typeof STATE_PARTS)[number];

/**
 * A state in numbers (`rasa/core/featurizers/single_state_featurizer.py`): one place for each intent, entity, action, slot
 * feature and loop of the domain, and one for each feature of the texts that end-to-end stories taught.
 */
export class StateFeaturizer {
  /** Numbers in each part. */
  readonly sizes: Readonly<Record<StatePart, number>>;
  private readonly intents: ReadonlyMap<string, number>;
  private readonly entities: ReadonlyMap<string, number>;
  private readonly actions: ReadonlyMap<string, number>;
  private readonly loops: ReadonlyMap<string, number>;
  /** Where a slot's features begin. */
  private readonly slots = new Map<string, number>();
  readonly text: TextFeaturizer;

  /** `textHashes`: the features of texts that training knew, see TextFeaturizer. */
  constructor(domain: Domain, textHashes: Int32Array) {
    this.text = new TextFeaturizer(textHashes);
    this.intents = places(Object.keys(domain.intents));
    this.entities = places(
      Object.entries(domain.entities).flatMap(([name, { roles, groups }]) => [
        name,
        ...[...roles, ...groups].map((label) => `${name}#${label}`),
      ]),
    );
    this.actions = places(domain.actions);
    this.loops = places([...Object.keys(domain.forms), "action_two_stage_fallback"]);
    let slots = 0;
    for (const [name, slot] of Object.entries(domain.slots)) {
      if (!slot.influenceConversation) continue;
      this.slots.set(name, slots);
      slots += slotFeatures(slot, null).length;
    }
    this.sizes = {
      intent: this.intents.size,
      text: textHashes.length,
      entities: this.entities.size,
      action: this.actions.size,
      slots,
      loop: this.loops.size,
    };
  }

  /** Writes one part of a state to `output`, from `at` on, where there are zeros. What the domain doesn't know is left out. */
  write(part: StatePart, state: DialogueState, output: Float32Array, at: number): void {
    const set = (place: number | undefined, value = 1): void => {
      if (place !== undefined) output[at + place] = value;
    };
    switch (part) {
      case "intent":
        return set(this.intents.get(state.user?.intent ?? ""));
      case "text":
        return this.text.write(state.user?.text ?? "", output, at);
      case "entities":
        for (const entity of state.user?.entities ?? []) set(this.entities.get(entity));
        return;
      case "action":
        return set(this.actions.get(state.prev_action ?? ""));
      case "loop":
        return set(this.loops.get(state.active_loop ?? ""));
      case "slots":
        for (const [name, features] of Object.entries(state.slots ?? {})) {
          const start = this.slots.get(name);
          if (features === SHOULD_NOT_BE_SET || start === undefined) continue;
          features.forEach((value, i) => set(start + i, value));
        }
        return;
      default:
        return part satisfies never;
    }
  }
}

function places(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, place) => [name, place]));
}
