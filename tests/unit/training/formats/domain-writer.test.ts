import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_INTENTS } from "../../../../src/engine/project/domain";
import type { Domain, Slot, SlotMapping } from "../../../../src/engine/project/domain";
import { DomainBuilder } from "../../../../training/formats/domain-builder";
import { migrateSlots } from "../../../../training/formats/domain-migration";
import { readDomain } from "../../../../training/formats/domain-reader";
import { writeDomain } from "../../../../training/formats/domain-writer";
import { ReadLog } from "../../../../training/formats/read-log";
import { parseYaml } from "../../../../training/formats/yaml-document";

/** A domain from its text, with the actions that are listed in it. */
function read(text: string): { domain: Domain; actions: string[]; faults: string[] } {
  const log = new ReadLog();
  const builder = new DomainBuilder(log);
  const root = parseYaml(text, "domain.yml", log);
  if (root?.kind === "map") readDomain(root, 3, builder, log);
  const domain = builder.build(migrateSlots(builder, log), new Set());
  return { domain, actions: [...builder.declared.actions.keys()], faults: log.faults.map(({ message }) => message) };
}

const name = fc.stringMatching(/^[a-z_]{1,6}$/);
const names = fc.uniqueArray(name, { maxLength: 2 });
const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom("- a", "#", "yes", "a: b", "1", "\\u0041", "é", "a\nb\n", " "),
);
const json = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 }));
const byName = <T>(of: fc.Arbitrary<T>) => fc.dictionary(name, of, { noNullPrototype: true, maxKeys: 3 });

const filters = fc.record({
  intent: names,
  notIntent: names,
  conditions: fc.array(
    fc.record({ activeLoop: fc.option(name), requestedSlot: name }, { requiredKeys: ["activeLoop"] }),
    {
      maxLength: 2,
    },
  ),
});
const own = fc.oneof(
  fc.record(
    { type: fc.constant("from_entity" as const), entity: name, role: name, group: name },
    { requiredKeys: ["type", "entity"] },
  ),
  fc.record({ type: fc.constant("from_text" as const) }),
  fc.record({ type: fc.constantFrom("from_intent" as const, "from_trigger_intent" as const), value: json }),
  fc.record({ type: fc.constant("custom" as const), action: name }, { requiredKeys: ["type"] }),
);
const mapping: fc.Arbitrary<SlotMapping> = fc.tuple(own, filters).map(([of, more]) => ({ ...of, ...more }));
const typed = fc.oneof(
  fc.record({ type: fc.constantFrom("text" as const, "bool" as const, "list" as const) }),
  fc.record({
    type: fc.constant("categorical" as const),
    values: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("float" as const),
    minValue: fc.integer({ max: 0 }),
    maxValue: fc.integer({ min: 1 }),
  }),
);
const slot: fc.Arbitrary<Slot> = fc
  .record({
    typed,
    initialValue: json,
    influenceConversation: fc.boolean(),
    mappings: fc.array(mapping, { minLength: 1, maxLength: 2 }),
  })
  .map(({ typed: of, initialValue, ...more }) => ({
    ...of,
    ...more,
    initialValue: of.type === "categorical" ? (of.values[0] ?? null) : initialValue,
  }));

const parts = fc.record({
  intents: byName(
    fc.record({
      useEntities: fc.oneof(fc.constant(true as const), names),
      ignoreEntities: names,
      isRetrievalIntent: fc.boolean(),
    }),
  ),
  entities: byName(fc.record({ roles: names, groups: names, influenceConversation: fc.boolean() })),
  slots: byName(slot),
  forms: byName(fc.record({ requiredSlots: names, ignoredIntents: names })),
  responses: byName(
    fc.array(
      fc.record(
        {
          text,
          image: text,
          button_type: text,
          metadata: json,
          id: name,
          channel: name,
          buttons: fc.array(fc.record({ title: text, payload: text }), { minLength: 1, maxLength: 2 }),
          custom: byName(json),
          condition: fc.array(fc.record({ name, value: json }), { maxLength: 2 }),
        },
        { requiredKeys: ["text", "condition"] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  endToEndActions: fc.constant<string[]>([]),
  userActions: byName(fc.record({ sendDomain: fc.boolean() })),
  sessionConfig: fc.record({ expirationTime: fc.nat(), carryOverSlots: fc.boolean() }),
});

const plain = { useEntities: true as const, ignoreEntities: [], isRetrievalIntent: false };

describe("a domain that is written and read", () => {
  it("is the same again, whatever it holds", () => {
    fc.assert(
      fc.property(parts, ({ intents, ...domain }) => {
        const given = Object.fromEntries(DEFAULT_INTENTS.map((intent) => [intent, plain]));
        const all = { ...given, ...intents };
        const again = read(writeDomain({ ...domain, intents: all, actions: [] }));
        expect(again.faults).toEqual([]);
        const { actions: _, ...rest } = again.domain;
        expect(rest).toEqual({ ...domain, intents: all });
      }),
      { numRuns: 300 },
    );
  });

  it("looks as a designer would write it", () => {
    const domain = `version: "3.1"
intents:
  - greet
  - book:
      use_entities:
        - city
entities:
  - city:
      roles:
        - from
slots:
  city:
    type: text
    influence_conversation: false
    mappings:
      - type: from_entity
        entity: city
        role: from
        conditions:
          - active_loop: trip_form
            requested_slot: city
forms:
  trip_form:
    required_slots:
      - city
responses:
  utter_hi:
    - condition:
        - type: slot
          name: city
          value: Oslo
      text: Hi!
actions:
  - action_go
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
`;
    expect(writeDomain(read(domain).domain)).toBe(domain);
  });
});
