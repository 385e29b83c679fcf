/**
 * A shop with two retrieval intents: one's responses in the domain, the other's beside its examples. Nobody asks for `faq/parking`.
 * Trains in a second.
 */
export const RETRIEVAL_PROJECT = {
  "domain.yml": `version: "3.1"
intents: [greet, faq, chitchat]
responses:
  utter_greet: [{text: Welcome.}]
  utter_faq/hours: [{text: We are open from nine to five.}]
  utter_faq/delivery: [{text: Delivery costs four euros.}]
  utter_faq/returns: [{text: Bring it back within a month.}]
  utter_faq/parking: [{text: You can park behind the shop.}]
`,
  "data/nlu.yml": `version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
    - good morning
    - hello again
- intent: faq/hours
  examples: |
    - when do you open
    - are you open on sunday
    - what are your opening hours
    - until when are you open
- intent: faq/delivery
  examples: |
    - what does delivery cost
    - is there a shipping fee
    - how much is it to deliver
    - what do you charge for shipping
- intent: faq/returns
  examples: |
    - can I return it
    - I want to bring something back
    - what if I don't like it
    - how do I return a parcel
- intent: chitchat/name
  examples: |
    - what is your name
    - do you have a name
    - who are you
    - what are you called
- intent: chitchat/joke
  examples: |
    - tell me a joke
    - make me laugh
    - do you know any jokes
    - say something funny
responses:
  utter_chitchat/name: [{text: I am the shop's assistant.}]
  utter_chitchat/joke: [{text: A shop walks into a bar.}]
`,
  "data/rules.yml": `version: "3.1"
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: faq
  steps: [{intent: faq}, {action: utter_faq}]
- rule: chitchat
  steps: [{intent: chitchat}, {action: utter_chitchat}]
`,
};
