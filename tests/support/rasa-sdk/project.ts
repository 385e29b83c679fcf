import type { Files } from "../small-project";

const actions = [
  "action_events",
  "action_says",
  "action_reports",
  "action_rejects",
  "action_breaks",
  "action_slow",
  "action_missing",
  "action_query_knowledge_base",
];

/** An intent for each of the server's actions: `events {"wanted": "pause"}` runs action_events. */
const rules = actions.map((action) => {
  const intent = action.replace("action_", "");
  return `- rule: ${intent}\n  steps: [{intent: ${intent}}, {action: ${action}}]\n`;
});

/** What actions.py is for. */
export const serverProject: Files = {
  "config.yml": "assistant_id: server\npipeline: []\npolicies: [{name: RulePolicy}]\n",
  "domain.yml": `
version: "3.1"
intents: [greet, due, inform, book_trip, ${actions.map((action) => action.replace("action_", "")).join(", ")}]
entities: [wanted, city, object_type, mention, attribute, cafe, food]
actions: [validate_trip_form, action_validate_slot_mappings, action_default_fallback, utter_done, ${actions.join(", ")}]
slots:
  wanted:
    type: text
    influence_conversation: false
    mappings: [{type: from_entity, entity: wanted}]
  shout: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  seat: {type: text, influence_conversation: false, initial_value: any, mappings: [{type: custom}]}
  destination:
    type: text
    influence_conversation: false
    mappings: [{type: from_entity, entity: city, conditions: [{active_loop: trip_form}]}]
  cabin: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  object_type: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: object_type}]}
  mention: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: mention}]}
  attribute: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: attribute}]}
  cafe: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: cafe}]}
  food: {type: text, influence_conversation: false, mappings: [{type: from_entity, entity: food}]}
forms:
  trip_form: {required_slots: [destination]}
responses:
  utter_done: [{text: Done.}]
  utter_greet: [{text: Hello.}]
  utter_ask_destination: [{text: Where to?}]
  utter_ask_cabin: [{text: Which class?}]
  utter_booked: [{text: "Booked {destination}, {cabin}."}]
  utter_ask_rephrase: [{text: What do you mean?}]
  utter_card:
  - text: "A seat at the {seat}."
    buttons: [{title: Own, payload: /greet}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: book
  steps: [{intent: book_trip}, {action: trip_form}, {active_loop: trip_form}]
- rule: booked
  condition: [{active_loop: trip_form}]
  steps: [{action: trip_form}, {active_loop: null}, {slot_was_set: [{requested_slot: null}]}, {action: utter_booked}]
${rules.join("")}`,
};
