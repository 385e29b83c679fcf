/** A form with two slots, an aside, and a way out: enough to exercise what forms and rules do to each other. */
export const tableProject = {
  "config.yml": `
recipe: default.v1
language: en
policies:
- name: MemoizationPolicy
- name: RulePolicy
`,
  "domain.yml": `
version: "3.1"
intents: [book, inform, ask_hours, stop, affirm, deny, greet]
entities: [guests, day]
slots:
  guests:
    type: float
    influence_conversation: false
    mappings:
    - {type: from_entity, entity: guests}
  day:
    type: text
    influence_conversation: false
    mappings:
    - {type: from_entity, entity: day}
    - type: from_text
      intent: inform
      conditions:
      - {active_loop: table_form, requested_slot: day}
forms:
  table_form:
    ignored_intents: [ask_hours, stop]
    required_slots: [guests, day]
responses:
  utter_ask_guests: [{text: How many?}]
  utter_ask_day: [{text: Which day?}]
  utter_booked: [{text: "Booked for {guests} on {day}."}]
  utter_hours: [{text: We open at nine.}]
  utter_really: [{text: Really stop?}]
  utter_hello: [{text: Hello.}]
  utter_default: [{text: Sorry?}]
`,
  "data/rules.yml": `
version: "3.1"
rules:
- rule: start the form
  steps: [{intent: book}, {action: table_form}, {active_loop: table_form}]
- rule: submit
  condition: [{active_loop: table_form}]
  steps: [{action: table_form}, {active_loop: null}, {action: utter_booked}]
- rule: hours
  steps: [{intent: ask_hours}, {action: utter_hours}]
`,
  "data/stories.yml": `
version: "3.1"
stories:
- story: stop, but go on
  steps:
  - intent: book
  - action: table_form
  - active_loop: table_form
  - intent: stop
  - action: utter_really
  - or: [{intent: deny}, {intent: greet}]
  - action: table_form
  - active_loop: null
  - action: utter_booked
- story: stop
  steps:
  - intent: book
  - action: table_form
  - active_loop: table_form
  - intent: stop
  - action: utter_really
  - intent: affirm
  - action: action_deactivate_loop
  - active_loop: null
`,
};
