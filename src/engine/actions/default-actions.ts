import type { NewEvent } from "../dialogue/events";
import { activeLoop, slotSet } from "../dialogue/events";
import { explainSlots } from "../dialogue/slot-filling";
import { initialSlots } from "../dialogue/slots";
import type { Tracker } from "../dialogue/tracker";
import { FALLBACK_INTENT } from "../nlu/fallback-classifier";
import { chosenResponse } from "../nlu/response-selection";
import { REQUESTED_SLOT, type Domain } from "../project/domain";
import type { Dispatcher } from "./action";
import type { ActionRunner } from "./action-runner";
import { OUT_OF_SCOPE_INTENT, revertFallbackEvents, runTwoStageFallback, TWO_STAGE_FALLBACK } from "./fallback-actions";

interface DefaultContext {
  tracker: Tracker;
  domain: Domain;
  dispatcher: Dispatcher;
  runtime: ActionRunner;
}

type DefaultAction = (context: DefaultContext) => NewEvent[] | Promise<NewEvent[]>;

/** Rasa's default actions (`rasa/core/actions/action.py`); a project overrides one by registering an action of its name. */
const DEFAULTS: Readonly<Record<string, DefaultAction>> = {
  action_listen: () => [],
  action_restart: ({ dispatcher, domain }) => {
    utterIfKnown("utter_restart", dispatcher, domain);
    return [{ event: "restart" }];
  },
  action_session_start: ({ tracker, domain }) => [
    { event: "session_started" },
    ...(domain.sessionConfig.carryOverSlots ? carriedSlots(tracker, domain) : []),
    { event: "action", name: "action_listen", policy: null, confidence: null, hide_rule_turn: false },
  ],
  action_default_fallback: ({ dispatcher, domain }) => {
    utterIfKnown("utter_default", dispatcher, domain);
    return [{ event: "rewind" }];
  },
  action_revert_fallback_events: ({ tracker }) => revertFallbackEvents(tracker),
  action_deactivate_loop: () => [activeLoop(null), slotSet(REQUESTED_SLOT, null)],
  action_back: ({ dispatcher, domain }) => {
    utterIfKnown("utter_back", dispatcher, domain);
    return [{ event: "rewind" }, { event: "rewind" }];
  },
  action_default_ask_affirmation: askAffirmation,
  action_default_ask_rephrase: ({ dispatcher, domain }) => {
    utterIfKnown("utter_ask_rephrase", dispatcher, domain);
    return [];
  },
  [TWO_STAGE_FALLBACK]: ({ tracker, runtime }) => runTwoStageFallback(tracker, runtime),
  action_unlikely_intent: () => [],
  action_send_text: sendText,
  action_extract_slots: extractAllSlots,
};

export function defaultAction(name: string): DefaultAction | undefined {
  return Object.hasOwn(DEFAULTS, name) ? DEFAULTS[name] : undefined;
}

function utterIfKnown(response: string, dispatcher: Dispatcher, domain: Domain): void {
  if (domain.responses[response]) dispatcher.utter(response);
}

function carriedSlots(tracker: Tracker, domain: Domain): NewEvent[] {
  const initial = initialSlots(domain);
  return Object.entries(tracker.slots)
    .filter(
      ([name, value]) => name !== REQUESTED_SLOT && JSON.stringify(value) !== JSON.stringify(initial[name] ?? null),
    )
    .map(([name, value]) => slotSet(name, value));
}

/** "Did you mean ...?" of the likeliest intent that there is; where there is none, other words are asked for. */
async function askAffirmation({ tracker, domain, dispatcher, runtime }: DefaultContext): Promise<NewEvent[]> {
  const { intent, intent_ranking: ranking = [] } = tracker.latestMessage ?? { intent: { name: null } };
  const meant = [intent, ...ranking].find(({ name }) => name !== null && canBeMeant(name, domain))?.name;
  if (!meant) return runtime.run("action_default_ask_rephrase", tracker);
  // Of a retrieval intent the button names the response too: nothing is chosen for a payload.
  const complete = chosenResponse(tracker.latestMessage, meant)?.intent_response_key ?? meant;
  dispatcher.say({
    text: `Did you mean '${meant}'?`,
    buttons: [
      { title: "Yes", payload: `/${complete}` },
      { title: "No", payload: `/${OUT_OF_SCOPE_INTENT}` },
    ],
    utter_action: "action_default_ask_affirmation",
  });
  return [];
}

/** That it was out of scope is what "no" says. */
function canBeMeant(intent: string, domain: Domain): boolean {
  return intent !== FALLBACK_INTENT && intent !== OUT_OF_SCOPE_INTENT && Object.hasOwn(domain.intents, intent);
}

/** Says the text that whoever asked for it put into the `followup`'s metadata: `{message: {text}}`. */
function sendText({ tracker, dispatcher }: DefaultContext): NewEvent[] {
  const asked = tracker.events.findLast(({ event }) => event === "followup");
  const message = asked?.metadata?.["message"];
  const text = message !== null && typeof message === "object" && !Array.isArray(message) ? message["text"] : undefined;
  if (typeof text === "string" && text !== "") dispatcher.say({ text });
  return [];
}

/** Fills the slots from the latest message, custom mappings too, and lets `action_validate_slot_mappings` judge them. */
async function extractAllSlots({ tracker, domain, runtime }: DefaultContext): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const ran = new Set<string>();
  for (const { slot, mappings } of explainSlots(tracker, domain)) {
    for (const { outcome } of mappings) {
      if (outcome.kind === "filled") events.push(slotSet(slot, outcome.value));
      if (outcome.kind !== "runs-action" || ran.has(outcome.action) || !runtime.knows(outcome.action)) continue;
      ran.add(outcome.action);
      events.push(...(await runtime.run(outcome.action, tracker)).filter(({ event }) => event === "slot"));
    }
  }
  if (!runtime.knows("action_validate_slot_mappings")) return events;
  const trial = tracker.copy();
  trial.updateAll(runtime.stamp(events));
  const judged = await runtime.run("action_validate_slot_mappings", trial);
  const mentioned = new Set(judged.flatMap((event) => (event.event === "slot" ? [event.name] : [])));
  return [
    ...judged.filter((event) => event.event === "slot" || event.event === "bot"),
    ...events.filter((event) => event.event === "slot" && !mentioned.has(event.name)),
  ];
}
