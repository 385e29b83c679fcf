import type { Random } from "../../src/engine/environment";
import type { Event } from "../../src/engine/dialogue/events";
import { shuffled } from "../nlu/sampling";
import type { TrainingTracker } from "./story-tracker";

/** Rasa glues stories together in so many rounds (`rasa/shared/core/generator.py`). */
const ROUNDS = 3;
/** Trackers made in all, for each step of `--augmentation`. */
const TRACKERS = 10;

/**
 * Stories glued end to start, at random: the policies that generalise learn from them that anything may have been said before a
 * story. With a factor of 50, Rasa's default, at most 500 conversations of two to four stories are made; none with 0.
 */
export function augmented(stories: readonly TrainingTracker[], factor: number, random: Random): TrainingTracker[] {
  const made: TrainingTracker[] = [];
  const most = Math.ceil((factor * TRACKERS) / ROUNDS);
  let before: readonly TrainingTracker[] = stories;
  for (let round = 0; round < ROUNDS; round++) {
    const pairs = before.length * stories.length;
    const chosen = shuffled(pairs, random).slice(0, most);
    before = chosen.map((pair) =>
      glued(
        before[Math.floor(pair / stories.length)] as TrainingTracker,
        stories[pair % stories.length] as TrainingTracker,
      ),
    );
    made.push(...before);
  }
  return made;
}

function glued(first: TrainingTracker, second: TrainingTracker): TrainingTracker {
  // The first has ended with a listen; the second begins with one.
  const events: Event[] = [...first.tracker.events, ...second.tracker.events.slice(1)];
  const name = `${first.path.name} + ${second.path.name}`;
  return { ...second, path: { ...second.path, name }, tracker: second.tracker.fresh(events) };
}
