import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStoryFile } from "../../../../training/formats/project-reader";
import { writeStories } from "../../../../training/formats/story-writer";
import type { Rule, Step, Story } from "../../../../training/formats/types";

const place = { file: "s.yml", line: 1, column: 1 };

const name = fc.stringMatching(/^[a-z_]{1,6}$/);
const line = fc
  .oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom("- a", "#", "yes", "a: b", "1", "\\u0041", '"', "é", "null", "a\nb"),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "" && !/[[\]]|^\//.test(text));
const value = fc.oneof(line, fc.integer(), fc.boolean(), fc.constant(null), fc.array(line, { maxLength: 2 }));
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 2 });

const slot = fc.oneof(fc.record({ name }), fc.record({ name, value }));
const intent = fc.oneof(
  name.map((of) => ({ intent: of })),
  fc.tuple(name, name).map(([of, key]) => ({ intent: of, intentResponseKey: `${of}/${key}` })),
);
const role = fc.record({ role: name, group: name }, { requiredKeys: [] });
const listed = fc.record({ entity: name.filter((of) => of !== "role" && of !== "group"), value });
const meant = fc
  .record({ intent, entities: fc.array(fc.tuple(listed, role).map(([entity, more]) => ({ ...entity, ...more }))) })
  .map(({ intent: of, entities }) => ({ kind: "user" as const, ...of, entities }));
const said = fc
  .record({
    before: fc.constantFrom("", "go to "),
    span: line,
    entity: name,
    value: fc.option(line),
    role,
    intent: fc.option(intent),
  })
  .map(({ before, span, entity, value: of, role: more, intent: meaning }) => ({
    kind: "user" as const,
    ...meaning,
    text: before + span,
    entities: [{ entity, start: before.length, end: before.length + span.length, value: of ?? span, ...more }],
  }));
const payload = name.map((of) => ({
  kind: "user" as const,
  intent: of,
  text: `/${of}{"city": "Oslo"}`,
  entities: [{ entity: "city", value: "Oslo" }],
}));
const slots = fc.array(slot, { maxLength: 3 }).map((of) => ({ kind: "slots" as const, slots: of }));
const step: fc.Arbitrary<Step> = fc
  .oneof(
    meant,
    said,
    payload,
    fc.record({ kind: fc.constant("action" as const), name }),
    fc.record({ kind: fc.constant("bot" as const), text: line }),
    slots,
    fc.record({ kind: fc.constant("loop" as const), name: fc.option(name) }),
    fc.record({ kind: fc.constant("checkpoint" as const), name, slots: fc.array(slot, { maxLength: 2 }) }),
    fc.record({
      kind: fc.constant("or" as const),
      alternatives: some(fc.oneof(meant, slots).map((alternative) => ({ ...alternative, place }))),
    }),
  )
  .map((of) => ({ ...of, place }));
const story: fc.Arbitrary<Story> = fc.record({ name: line, steps: fc.array(step), place: fc.constant(place) });
const rule: fc.Arbitrary<Rule> = fc.record({
  name: line,
  condition: fc.array(slots.map((of) => ({ ...of, place }))),
  conversationStart: fc.boolean(),
  waitForUserInput: fc.boolean(),
  steps: fc.array(step),
  place: fc.constant(place),
});

const withoutPlaces = (of: unknown): unknown =>
  JSON.parse(JSON.stringify(of, (key, inner: unknown) => (key === "place" ? undefined : inner)));

describe("stories and rules that are written and read", () => {
  it("are the same again, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 3 }), fc.array(rule, { maxLength: 2 }), (stories, rules) => {
        const text = writeStories(stories, rules);
        const again = readStoryFile(text, "s.yml");
        expect(again.faults).toEqual([]);
        expect(withoutPlaces([again.stories, again.rules])).toEqual(withoutPlaces([stories, rules]));
        expect(writeStories(again.stories, again.rules)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it("look as a designer would write them", () => {
    const text = `version: "3.1"
stories:
  - story: book
    steps:
      - checkpoint: started
        slot_was_set:
          - plan: basic
      - or:
          - intent: greet
          - intent: faq/hours
      - user: to [Oslo](city)
        intent: book
      - intent: inform
        entities:
          - seat
          - city: Oslo
            role: to
      - action: trip_form
      - active_loop: null
      - slot_was_set:
          - plan
          - city: null
      - bot: Hello!
rules:
  - rule: first
    condition:
      - active_loop: trip_form
    conversation_start: true
    wait_for_user_input: false
    steps:
      - action: utter_hi
`;
    const { stories, rules } = readStoryFile(text, "s.yml");
    expect(writeStories(stories, rules)).toBe(text);
  });
});
