import type { Json } from "../../src/engine/json";
import { writeMarkup } from "../formats/entity-markup";
import { confusionMatrix } from "./confusion-matrix";
import { hasWarnings, isStoryRight, type ComparedEntity, type PlayedStep, type StoryResult } from "./core-report";
import { rasaReport } from "./rasa-report";
import { addConfusionMatrix, addJson, type ReportFiles } from "./report-files";
import { playedStories } from "./story-results-writer";

/** What `rasa test core` writes to `results/`, figures and pictures. */
export function storyFiles(results: readonly StoryResult[]): ReportFiles {
  const files: ReportFiles = new Map();
  addJson(files, "story_report", storyReport(results));
  files.set(
    "failed_test_stories.yml",
    playedStories(
      results.filter((result) => !isStoryRight(result)),
      "No test story failed.",
    ),
  );
  files.set("stories_with_warnings.yml", playedStories(results.filter(hasWarnings), "No test story has warnings."));
  const actions = results.flatMap(({ steps }) => steps.filter((step) => step.kind === "action"));
  const matrix = confusionMatrix(
    actions.map(({ expected }) => expected),
    actions.map(({ predicted }) => predicted),
  );
  addConfusionMatrix(files, "story", "Action confusion matrix", matrix);
  return files;
}

/**
 * Rasa's `story_report.json`: what it calls the level of actions is over actions, intents and entities together. Messages that no
 * interpreter read, which Rasa counts as understood, are left out.
 */
function storyReport(results: readonly StoryResult[]): Json {
  const judged = results.flatMap(({ steps }) => steps.flatMap(labelsOf));
  const correct = results.filter(isStoryRight).length;
  return {
    ...rasaReport(
      judged.map(([expected]) => expected),
      judged.map(([, predicted]) => predicted),
    ),
    conversation_accuracy: {
      accuracy: results.length === 0 ? 0 : correct / results.length,
      correct,
      with_warnings: results.filter(hasWarnings).length,
      total: results.length,
    },
  };
}

type Judged = readonly [expected: string, predicted: string];

/** Rasa's label of what isn't there. */
const NONE = "None";

function labelsOf(step: PlayedStep): Judged[] {
  if (step.kind === "action") return [[step.expected, step.predicted]];
  if (!step.said) return [];
  const { text, expected, predicted } = step.said;
  const label = (entity: ComparedEntity): string => labelOf(text, entity);
  const entities = aligned(expected.entities, predicted.entities).map(([gold, found]): Judged => [
    gold ? label(gold) : NONE,
    found ? label(found) : NONE,
  ]);
  return [[expected.intent ?? NONE, predicted.intent ?? NONE], ...entities];
}

/** An entity as the markup has it: `[Oslo](city)`. */
function labelOf(text: string, { start, end, ...entity }: ComparedEntity): string {
  const words = text.slice(start, end);
  return writeMarkup(words, [{ ...entity, start: 0, end: words.length }]);
}

/** Pairs entities on the same words; one that has no partner is missed, or was found where there is none. */
function aligned(
  expected: readonly ComparedEntity[],
  predicted: readonly ComparedEntity[],
): [ComparedEntity | null, ComparedEntity | null][] {
  const missed = [...expected].sort(byPlace);
  const found = [...predicted].sort(byPlace);
  const pairs: [ComparedEntity | null, ComparedEntity | null][] = [];
  while (missed.length > 0 || found.length > 0) {
    const order = missed[0] && found[0] ? byPlace(missed[0], found[0]) : missed[0] ? -1 : 1;
    pairs.push([order <= 0 ? (missed.shift() ?? null) : null, order >= 0 ? (found.shift() ?? null) : null]);
  }
  return pairs;
}

function byPlace(a: ComparedEntity, b: ComparedEntity): number {
  return a.start - b.start || a.end - b.end;
}
