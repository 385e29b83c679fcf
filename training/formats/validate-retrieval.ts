import { responseNameOf, retrievalIntentOf } from "../../src/engine/nlu/response-selection";
import type { DomainBuilder } from "./domain-builder";
import type { ReadLog } from "./read-log";
import type { Component, Project } from "./types";

/** Checks retrieval intents: examples, responses and ResponseSelectors name the same response keys. */
export function checkRetrieval(project: Project, places: DomainBuilder, log: ReadLog): void {
  checkKeys(project, places, log);
  checkSelectors(project, places, log);
}

/** Every example has a response to lead to, and every response examples that lead to it. */
function checkKeys({ nlu, stories, rules }: Project, places: DomainBuilder, log: ReadLog): void {
  const asked = new Set<string>();
  // An intent with no response at all is an error of its own, `domain.missing-response`.
  const answered = new Set(Object.keys(nlu.responses).map(retrievalIntentOf));
  for (const { intent, intentResponseKey: key, place } of nlu.examples) {
    if (key === undefined || asked.has(key)) continue;
    asked.add(key);
    if (Object.hasOwn(nlu.responses, key) || !answered.has(intent)) continue;
    log.warning(
      place,
      "nlu.missing-response",
      `The examples of \`${key}\` have no response, so nothing is said to them. ` +
        `Add \`${responseNameOf(key)}\` under \`responses:\`.`,
    );
  }
  const used = new Set(
    [...stories, ...rules].flatMap(({ steps }) => steps.flatMap((step) => (step.kind === "action" ? [step.name] : []))),
  );
  for (const key of Object.keys(nlu.responses)) {
    const response = responseNameOf(key);
    const isRetrieval = places.declared.intents.has(retrievalIntentOf(key) ?? "");
    const place = places.declared.responses.get(response)?.place;
    if (!isRetrieval || !place || asked.has(key) || used.has(response)) continue;
    log.warning(
      place,
      "domain.unused-response",
      `The response \`${response}\` is never chosen, because \`${key}\` has no examples. Add some under \`nlu:\`.`,
    );
  }
}

/** Each retrieval intent has one selector that chooses its response: its own, or the one for all. */
function checkSelectors({ nlu, config }: Project, places: DomainBuilder, log: ReadLog): void {
  const retrievalIntents = new Set(
    nlu.examples.flatMap((example) => (example.intentResponseKey ? example.intent : [])),
  );
  const selected = new Set<string | null>();
  for (const component of config.pipeline) {
    if (component.name !== "ResponseSelector") continue;
    const intent = retrievalIntentOption(component);
    if (intent !== null && !retrievalIntents.has(intent)) {
      log.warning(
        component.place,
        "config.response-selector",
        `This ResponseSelector chooses for \`${intent}\`, which no example \`${intent}/...\` makes a retrieval intent. ` +
          "Add some, or correct the name.",
      );
    } else if (selected.has(intent)) {
      log.warning(
        component.place,
        "config.response-selector",
        `This is the second ResponseSelector for ${intent === null ? "all retrieval intents" : `\`${intent}\``}; ` +
          "the first is used. Remove one.",
      );
    }
    selected.add(intent);
  }
  if (selected.has(null)) return;
  for (const intent of retrievalIntents) {
    const place = places.declared.intents.get(intent)?.place;
    if (!place || selected.has(intent)) continue;
    log.warning(
      place,
      "config.response-selector",
      `\`${intent}\` is a retrieval intent, and no ResponseSelector in config.yml chooses its responses. ` +
        "Add `- name: ResponseSelector` to `pipeline:`.",
    );
  }
}

/** The option `retrieval_intent`; null where the selector is for all of them. */
export function retrievalIntentOption({ options }: Pick<Component, "options">): string | null {
  const intent = options["retrieval_intent"];
  return typeof intent === "string" ? intent : null;
}
