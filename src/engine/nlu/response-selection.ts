import type { ChosenResponse, ParseData, ResponseSelection } from "./parse-data";

/** Rasa's name for the selector that chooses among the responses of all retrieval intents. */
export const DEFAULT_SELECTOR = "default";

const UTTER = "utter_";

/** `faq/ask_hours` -> `faq`; null for an intent's own name. */
export function retrievalIntentOf(name: string): string | null {
  const slash = name.indexOf("/");
  return slash > 0 ? name.slice(0, slash) : null;
}

/** `faq/ask_hours` -> `utter_faq/ask_hours`, the name of its response. */
export function responseNameOf(intentResponseKey: string): string {
  return UTTER + intentResponseKey;
}

/** `utter_faq` -> `faq`; null for an action that says nothing. */
export function intentOfAction(action: string): string | null {
  return action.startsWith(UTTER) ? action.slice(UTTER.length) : null;
}

/** A choice that nobody had to make: a payload or a story names the response key itself. */
export function namedResponse(intentResponseKey: string, confidence: number): ResponseSelection {
  const name = retrievalIntentOf(intentResponseKey) ?? intentResponseKey;
  const response: ChosenResponse = {
    responses: [],
    confidence,
    intent_response_key: intentResponseKey,
    utter_action: responseNameOf(intentResponseKey),
  };
  const ranking = [{ intent_response_key: intentResponseKey, confidence }];
  return { all_retrieval_intents: [name], [name]: { response, ranking } };
}

/** What was chosen for a retrieval intent: by its own selector, else by the one for all. Null for any other intent. */
export function chosenResponse(message: ParseData | null, intent: string): ChosenResponse | null {
  const selection = message?.response_selector;
  if (!selection?.all_retrieval_intents.includes(intent)) return null;
  for (const name of [intent, DEFAULT_SELECTOR]) {
    const choice = Object.hasOwn(selection, name) ? selection[name] : undefined;
    if (choice && !Array.isArray(choice)) return choice.response;
  }
  return null;
}

/** Rasa's ActionRetrieveResponse: `utter_faq` says the response chosen for the message. Null for any other action. */
export function retrievedResponse(action: string, message: ParseData | null): string | null {
  return chosenResponse(message, intentOfAction(action) ?? "")?.utter_action ?? null;
}
