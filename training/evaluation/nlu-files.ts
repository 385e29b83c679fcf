import type { Json, JsonObject } from "../../src/engine/json";
import { confidenceHistogram } from "./confidence-histogram";
import { confusionMatrix } from "./confusion-matrix";
import { likeliestIntent, responseFor, type ParsedExample } from "./nlu-report";
import { rasaReport } from "./rasa-report";
import { addConfusionMatrix, addHistogram, addJson, type ReportFiles } from "./report-files";
import { extractorsOf, NO_ENTITY, tokenEntities } from "./token-entities";

/** What `rasa test nlu` writes to `results/`, figures and pictures. */
export function nluFiles(parsed: readonly ParsedExample[]): ReportFiles {
  const files: ReportFiles = new Map();
  addIntents(files, parsed);
  addResponses(files, parsed);
  for (const extractor of extractorsOf(parsed)) addEntities(files, parsed, extractor);
  return files;
}

/** What was to be chosen for a text, and what was. */
interface Choice {
  text: string;
  expected: string;
  predicted: string;
  confidence: number;
}

function addIntents(files: ReportFiles, parsed: readonly ParsedExample[]): void {
  const choices = parsed.map(({ example: { text, intent }, parse }): Choice => {
    const { name, confidence } = likeliestIntent(parse);
    return { text, expected: intent, predicted: name ?? "", confidence };
  });
  addChoices(files, choices, {
    report: "intent_report",
    plots: "intent",
    title: "Intent",
    errors: "intent_errors",
    keys: ["intent", "intent_prediction"],
  });
}

function addResponses(files: ReportFiles, parsed: readonly ParsedExample[]): void {
  const choices = parsed.flatMap((one): Choice[] => {
    const { text, intentResponseKey: expected } = one.example;
    const chosen = responseFor(one);
    if (expected === undefined || !chosen) return [];
    return [{ text, expected, predicted: chosen.intent_response_key, confidence: chosen.confidence }];
  });
  if (choices.length === 0) return;
  addChoices(files, choices, {
    report: "response_selection_report",
    plots: "response_selection",
    title: "Response selection",
    errors: "response_selection_errors",
    keys: ["intent_response_key_target", "intent_response_key_prediction"],
  });
}

/** File names, and Rasa's keys for what was expected and what was predicted of an error. */
interface ChoiceNames {
  report: string;
  plots: string;
  title: string;
  errors: string;
  keys: readonly [expected: string, predicted: string];
}

function addChoices(files: ReportFiles, choices: readonly Choice[], names: ChoiceNames): void {
  const expected = choices.map((choice) => choice.expected);
  const predicted = choices.map((choice) => choice.predicted);
  const isRight = (choice: Choice): boolean => choice.expected === choice.predicted;
  const [expectedKey, predictedKey] = names.keys;
  addJson(files, names.report, rasaReport(expected, predicted));
  addJson(
    files,
    names.errors,
    choices
      .filter((choice) => !isRight(choice))
      .map(({ text, confidence, ...choice }) => ({
        text,
        [expectedKey]: choice.expected,
        [predictedKey]: { name: choice.predicted, confidence },
      })),
  );
  addConfusionMatrix(files, names.plots, `${names.title} confusion matrix`, confusionMatrix(expected, predicted));
  const answers = choices.map((choice) => ({ isRight: isRight(choice), confidence: choice.confidence }));
  addHistogram(files, names.plots, `${names.title} confidence`, confidenceHistogram(answers));
}

function addEntities(files: ReportFiles, parsed: readonly ParsedExample[], extractor: string): void {
  const results = tokenEntities(parsed, extractor);
  const expected = results.flatMap((result) => result.expected);
  const predicted = results.flatMap((result) => result.predicted);
  addJson(files, `${extractor}_report`, rasaReport(expected, predicted, NO_ENTITY));
  const wrong = results.filter((result) => result.expected.some((label, i) => label !== result.predicted[i]));
  addJson(
    files,
    `${extractor}_errors`,
    wrong.map(({ parsed: { example, parse } }) => ({
      text: example.text,
      entities: example.entities.map(plain),
      predicted_entities: parse.entities.map(plain),
    })),
  );
  addConfusionMatrix(files, extractor, `${extractor} confusion matrix`, confusionMatrix(expected, predicted));
  const found = results.flatMap((result) =>
    result.predicted.flatMap((label, i) =>
      label === NO_ENTITY ? [] : [{ isRight: label === result.expected[i], confidence: result.confidences[i] ?? 0 }],
    ),
  );
  addHistogram(files, extractor, `${extractor} confidence`, confidenceHistogram(found));
}

/** Plain data, though TypeScript's interfaces don't say so. */
function plain(fields: object): JsonObject {
  return fields as Record<string, Json>;
}
