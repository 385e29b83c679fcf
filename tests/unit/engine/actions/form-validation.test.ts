import { describe, expect, it } from "vitest";
import {
  formValidation,
  slotMappingsValidation,
  SlotValues,
  type SlotValidation,
} from "../../../../src/engine/actions/form-validation";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { Conversation } from "../../../support/small-project";
import { tableProject } from "../dialogue/table-project";
import type { Json } from "../../../../src/engine/json";

/** A value that is text or a number, as text. */
const text = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The table's form, with a slot beyond it that only code fills. */
function table(validation: SlotValidation<DataSchema>): Conversation {
  const domain = tableProject["domain.yml"]
    .replace("forms:", "  terrace: {type: text, influence_conversation: false, mappings: [{type: custom}]}\nforms:")
    .replace("responses:", "responses:\n  utter_ask_terrace: [{text: Outside?}]");
  const files = { ...tableProject, "domain.yml": `${domain}actions: [validate_table_form]\n` };
  return new Conversation(files, [formValidation<DataSchema>({ form: "table_form", ...validation })]);
}

describe("a form's validation", () => {
  it("asks for slots beyond the domain's, as the conversation goes", async () => {
    const talk = table({
      requiredSlots: (slots, { tracker }) => (tracker.slot("guests") === 6 ? [...slots, "terrace"] : [...slots]),
      extractors: {
        terrace: ({ tracker }) =>
          tracker.slot("requested_slot") === "terrace" ? tracker.latestMessage?.intent.name : undefined,
      },
    });
    await talk.say("book");
    expect((await talk.say('inform {"guests": 6}')).texts).toEqual(["Which day?"]);
    expect((await talk.say('inform {"day": "Friday"}')).texts).toEqual(["Outside?"]);
    expect((await talk.say("affirm")).texts).toEqual(["Booked for 6 on Friday."]);
    expect(talk.tracker.slot("terrace")).toBe("affirm");
    expect(talk.tracker.activeLoop).toBeNull();
  });

  it("may leave out slots of the domain", async () => {
    const talk = table({ requiredSlots: () => ["guests"] });
    expect((await talk.say('book {"guests": 3}')).texts).toEqual(["Booked for 3 on None."]);
  });

  it("validates what its extractors found, and no slot that isn't required", async () => {
    const seen: unknown[] = [];
    const talk = table({
      requiredSlots: () => ["day"],
      extractors: { day: () => "friday" },
      validators: {
        day: (value) => text(value).toUpperCase(),
        guests: (value) => {
          seen.push(value);
          return null;
        },
      },
    });
    expect((await talk.say('book {"guests": 3}')).texts).toEqual(["Booked for 3 on FRIDAY."]);
    expect(seen).toEqual([]);
  });

  it("may set several slots by one value, and each validator sees what those before it did", async () => {
    const talk = table({
      validators: {
        guests: (value) => (value === 2 ? new SlotValues({ guests: 2, day: "Sunday" }) : value),
        day: (value, { tracker }) => `${text(value)} for ${text(tracker.slot("guests"))}`,
      },
    });
    await talk.say("book");
    expect((await talk.say('inform {"guests": 2}')).texts).toEqual(["Booked for 2 on Sunday."]);
    const other = table({
      validators: {
        guests: (value) => Number(value) + 1,
        day: (value, { tracker }) => `${text(value)} (${text(tracker.slot("guests"))})`,
      },
    });
    await other.say("book");
    expect((await other.say('inform {"guests": 2, "day": "Monday"}')).texts).toEqual(["Booked for 3 on Monday (3)."]);
  });

  it("rejects a message that gives nothing, as without validation", async () => {
    const talk = table({ validators: { guests: (value) => value } });
    await talk.say("book");
    const { events } = await talk.say("affirm");
    expect(events.map(({ event }) => event)).toContain("action_execution_rejected");
  });
});

describe("the validation of slot mappings", () => {
  it("judges the slots of no form, after every message", async () => {
    const validate = slotMappingsValidation<DataSchema>({
      validators: {
        guests: (value) => (Number(value) > 8 ? null : value),
        day: () => "never asked",
      },
      extractors: { day: () => "never asked" },
    });
    const domain = tableProject["domain.yml"].replace(
      "entity: day}",
      "entity: day, conditions: [{active_loop: table_form}]}",
    );
    const files = { ...tableProject, "domain.yml": `${domain}actions: [action_validate_slot_mappings]\n` };
    const talk = new Conversation(files, [validate]);
    await talk.say('ask_hours {"guests": 20}');
    expect(talk.tracker.slots).toMatchObject({ guests: null, day: null });
    await talk.say('ask_hours {"guests": 4}');
    expect(talk.tracker.slot("guests")).toBe(4);
  });
});
