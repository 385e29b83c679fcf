import type { NewEvent } from "../dialogue/events";
import { activeLoop, slotSet } from "../dialogue/events";
import { customMappingActions, extractSlots } from "../dialogue/slot-filling";
import { initialSlots } from "../dialogue/slots";
import type { Tracker } from "../dialogue/tracker";
import type { Json } from "../json";
import { chosenResponse } from "../nlu/response-selection";
import { REQUESTED_SLOT, type Domain } from "../project/domain";
import type { Dispatcher } from "./action";
import type { ActionRunner } from "./action-runner";

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
  action_revert_fallback_events: () => [{ event: "rewind" }, { event: "rewind" }],
  action_deactivate_loop: () => [activeLoop(null), slotSet(REQUESTED_SLOT, null)],
  action_back: ({ dispatcher, domain }) => {
    utterIfKnown("utter_back", dispatcher, domain);
    return [{ event: "rewind" }, { event: "rewind" }];
  },
  action_default_ask_affirmation: ({ tracker, dispatcher }) => {
    const ranking = tracker.latestMessage?.intent_ranking ?? [];
    const meant = ranking.find((intent) => intent.name !== "nlu_fallback")?.name;
    if (!meant) return [];
    // Of a retrieval intent the button names the response too: nothing is chosen for a payload.
    const complete = chosenResponse(tracker.latestMessage, meant)?.intent_response_key ?? meant;
    dispatcher.say({
      text: `Did you mean '${meant}'?`,
      buttons: [
        { title: "Yes", payload: `/${complete}` },
        { title: "No", payload: "/out_of_scope" },
      ],
    });
    return [];
  },
  action_default_ask_rephrase: ({ dispatcher, domain }) => {
    utterIfKnown("utter_ask_rephrase", dispatcher, domain);
    return [];
  },
  action_unlikely_intent: () => [],
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

/** Fills the slots from the latest message, custom mappings too, and lets `action_validate_slot_mappings` judge them. */
async function extractAllSlots({ tracker, domain, runtime }: DefaultContext): Promise<NewEvent[]> {
  const candidates = new Map<string, Json>(extractSlots(tracker, domain));
  for (const action of customMappingActions(tracker, domain)) {
    if (!runtime.knows(action)) continue;
    for (const event of await runtime.run(action, tracker))
      if (event.event === "slot") candidates.set(event.name, event.value);
  }
  const events = [...candidates].map(([name, value]) => slotSet(name, value));
  if (events.length === 0 || !runtime.knows("action_validate_slot_mappings")) return events;
  const trial = tracker.copy();
  trial.updateAll(runtime.stamp(events));
  const judged = await runtime.run("action_validate_slot_mappings", trial);
  const mentioned = new Set(judged.flatMap((event) => (event.event === "slot" ? [event.name] : [])));
  return [
    ...judged.filter((event) => event.event === "slot" || event.event === "bot"),
    ...events.filter((event) => event.event === "slot" && !mentioned.has(event.name)),
  ];
}
