import { OTHER_VALUE } from "../../src/engine/dialogue/slots";
import { DEFAULT_INTENTS, REQUESTED_SLOT, SESSION_STARTED_METADATA_SLOT } from "../../src/engine/project/domain";
import { closest } from "./closest";
import type { DomainBuilder } from "./domain-builder";
import { capitalized, type ReadLog, type Reference } from "./read-log";
import { includesValue } from "./slot-reader";
import type { NluExample, Place, Project, Step } from "./types";
import { checkAnnotations } from "./validate-annotations";
import { checkCheckpoints } from "./validate-checkpoints";
import { checkRetrieval } from "./validate-retrieval";

/** The checks that need the whole project. */
export function validate(project: Project, places: DomainBuilder, log: ReadLog): void {
  checkReferences(project, log);
  checkIntents(project, places, log);
  checkDuplicateExamples(project.nlu.examples, log);
  checkAnnotations(project.nlu.examples, log);
  checkResponses(project, places, log);
  checkRetrieval(project, places, log);
  checkCheckpoints(project, log);
  checkStorySlots(project, log);
  checkFormSlots(project, places, log);
}

/** Where each kind of name is declared, for the remedy. */
const SECTION: Record<Reference["kind"], string> = {
  intent: "intents",
  entity: "entities",
  slot: "slots",
  action: "actions",
  loop: "forms",
};

/** Guessing what was meant takes time with every known name, so only so many names are guessed at. */
const MAX_GUESSES = 200;

/** Every name that the files use is one that the domain has. */
function checkReferences({ domain }: Project, log: ReadLog): void {
  const known: Record<Reference["kind"], Set<string>> = {
    intent: new Set(Object.keys(domain.intents)),
    entity: new Set(Object.keys(domain.entities)),
    slot: new Set([...Object.keys(domain.slots), REQUESTED_SLOT, SESSION_STARTED_METADATA_SLOT]),
    action: new Set(domain.actions),
    // An action that keeps itself active is a loop too, as Rasa's own action_two_stage_fallback is.
    loop: new Set([...Object.keys(domain.forms), ...domain.actions]),
  };
  let guesses = 0;
  for (const { kind, name, place, where, code, severity } of log.references) {
    if (known[kind].has(name)) continue;
    const guess = ++guesses <= MAX_GUESSES ? closest(name, known[kind]) : undefined;
    const section = kind === "action" && name.startsWith("utter_") ? "responses" : SECTION[kind];
    log[severity](
      place,
      code,
      `${capitalized(where)}: the ${kind} \`${name}\` isn't in the domain. ` +
        (guess ? `Did you mean \`${guess}\`? Otherwise add` : "Add") +
        ` it under \`${section}:\`.`,
    );
  }
}

/** Warns of intents that can't be learnt, and of those that lead to nothing. */
function checkIntents({ domain, nlu, stories, rules }: Project, places: DomainBuilder, log: ReadLog): void {
  const counts = new Map<string, number>();
  for (const { intent } of nlu.examples) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  const used = new Set<string>();
  for (const story of [...stories, ...rules]) {
    for (const step of flatSteps(story.steps)) {
      if (step.kind === "user" && step.intent !== undefined) used.add(step.intent);
    }
  }
  for (const { mappings } of Object.values(domain.slots)) {
    for (const { intent } of mappings) intent.forEach((name) => used.add(name));
  }
  for (const [name, { place }] of places.declared.intents) {
    if (isDefaultIntent(name)) continue;
    const count = counts.get(name) ?? 0;
    if (count === 0) {
      log.warning(
        place,
        "nlu.no-examples",
        `The intent \`${name}\` has no examples, so no message is understood as it. Add some under \`nlu:\`.`,
      );
    } else if (count < 2) {
      log.warning(
        place,
        "nlu.few-examples",
        `The intent \`${name}\` has one example only. Add more, so that it is learnt.`,
      );
    }
    if (!used.has(name)) {
      log.warning(
        place,
        "domain.unused-intent",
        `No story, rule or slot uses the intent \`${name}\`. Write one for it, or remove it.`,
      );
    }
  }
}

function isDefaultIntent(name: string): boolean {
  return DEFAULT_INTENTS.some((intent) => intent === name);
}

/** The same text under two intents teaches neither. */
function checkDuplicateExamples(examples: readonly NluExample[], log: ReadLog): void {
  const first = new Map<string, NluExample>();
  for (const example of examples) {
    const known = first.get(example.text);
    if (!known) {
      first.set(example.text, example);
    } else if (known.intent !== example.intent) {
      log.warning(
        example.place,
        "nlu.duplicate-example",
        `"${example.text}" is an example of \`${example.intent}\` here and of \`${known.intent}\` in ` +
          `${known.place.file}, line ${known.place.line}. Keep one of them.`,
      );
    }
  }
}

/** Every `utter_` action has something to say. */
function checkResponses({ domain }: Project, places: DomainBuilder, log: ReadLog): void {
  const answered = new Set(Object.keys(domain.responses));
  for (const name of [...answered]) {
    // `utter_faq` says what `utter_faq/ask_hours` and its siblings say.
    if (name.includes("/")) answered.add(name.slice(0, name.indexOf("/")));
  }
  const named: [string, Place][] = [
    ...[...places.declared.actions].map(([name, { place }]): [string, Place] => [name, place]),
    ...[...places.declared.intents].flatMap(([name, { place }]): [string, Place][] =>
      domain.intents[name]?.isRetrievalIntent ? [[`utter_${name}`, place]] : [],
    ),
  ];
  for (const [name, place] of named) {
    if (!name.startsWith("utter_") || answered.has(name)) continue;
    log.warning(
      place,
      "domain.missing-response",
      `The action \`${name}\` has no response. Add it under \`responses:\`.`,
    );
  }
}

/** Stories set categorical slots to values that those have. */
function checkStorySlots({ domain, stories, rules }: Project, log: ReadLog): void {
  const steps = [...stories.map((story) => story.steps), ...rules.flatMap((rule) => [rule.condition, rule.steps])];
  for (const step of steps.flatMap(flatSteps)) {
    if (step.kind !== "slots" && step.kind !== "checkpoint") continue;
    for (const { name, value } of step.slots) {
      const slot = Object.hasOwn(domain.slots, name) ? domain.slots[name] : undefined;
      if (slot?.type !== "categorical" || value == null || value === OTHER_VALUE || includesValue(slot.values, value))
        continue;
      log.warning(
        step.place,
        "story.slot-value",
        `The slot \`${name}\` is set to ${JSON.stringify(value)}, which isn't one of its values ` +
          `(${slot.values.join(", ")}). Add it to them, or choose one.`,
      );
    }
  }
}

/** A slot that a form is to fill is one that the form asks for; only what activates a form may fill others too. */
function checkFormSlots({ domain }: Project, places: DomainBuilder, log: ReadLog): void {
  for (const [name, { place }] of places.declared.slots) {
    const loops = (domain.slots[name]?.mappings ?? []).flatMap(({ type, conditions }) =>
      type === "from_trigger_intent" ? [] : conditions.map(({ activeLoop }) => activeLoop),
    );
    for (const loop of new Set(loops)) {
      const asked = loop !== null && Object.hasOwn(domain.forms, loop) ? domain.forms[loop]?.requiredSlots : undefined;
      if (asked === undefined || asked.length === 0 || asked.includes(name)) continue;
      log.warning(
        place,
        "domain.slot-mapping",
        `The slot \`${name}\` has a mapping for the form \`${loop}\`, which doesn't ask for it. ` +
          "Add it to the form's `required_slots:`, unless an action does.",
      );
    }
  }
}

/** Steps, with those inside `or:`. */
function flatSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => (step.kind === "or" ? flatSteps(step.alternatives) : [step]));
}
