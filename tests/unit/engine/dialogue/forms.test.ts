import { describe, expect, it } from "vitest";
import type { Action } from "../../../../src/engine/actions/action";
import { formValidation } from "../../../../src/engine/actions/form-validation";
import type { DataSchema } from "../../../../src/engine/actions/store";
import { activeLoop, slotSet, type NewEvent } from "../../../../src/engine/dialogue/events";
import type { TrackerView } from "../../../../src/engine/dialogue/tracker";
import { Conversation, type Files } from "../../../support/small-project";
import { tableProject } from "./table-project";

const REJECT: NewEvent = { event: "action_execution_rejected", name: "table_form", policy: null, confidence: null };

describe("a form", () => {
  it("asks for each empty slot in order and ends when all are filled", async () => {
    const talk = new Conversation(tableProject);
    expect((await talk.say("book")).texts).toEqual(["How many?"]);
    expect((await talk.say('inform {"guests": 4}')).texts).toEqual(["Which day?"]);
    const last = await talk.say('inform {"day": "Friday"}');
    expect(last.texts).toEqual(["Booked for 4 on Friday."]);
    expect(last.actions).toEqual(["table_form", "utter_booked", "action_listen"]);
    expect(talk.tracker.activeLoop).toBeNull();
  });

  it("uses what the first message already said", async () => {
    const talk = new Conversation(tableProject);
    expect((await talk.say('book {"guests": 2, "day": "Monday"}')).texts).toEqual(["Booked for 2 on Monday."]);
  });

  it("takes a correction of a slot that was given before", async () => {
    const talk = new Conversation(tableProject);
    await talk.say('book {"guests": 2}');
    expect((await talk.say('inform {"guests": 3, "day": "Monday"}')).texts).toEqual(["Booked for 3 on Monday."]);
  });

  it("answers an aside by rule and asks its question again", async () => {
    const talk = new Conversation(tableProject);
    await talk.say("book");
    expect((await talk.say("ask_hours")).texts).toEqual(["We open at nine.", "How many?"]);
    expect((await talk.say('inform {"guests": 4}')).texts).toEqual(["Which day?"]);
  });

  it("does not take the text of an ignored intent as a value", async () => {
    const talk = new Conversation(tableProject);
    await talk.say('book {"guests": 2}');
    await talk.say("ask_hours");
    expect(talk.tracker.slot("day")).toBeNull();
    expect(talk.tracker.slot("requested_slot")).toBe("day");
  });

  it("follows a story out of the form", async () => {
    const talk = new Conversation(tableProject);
    await talk.say("book");
    expect((await talk.say("stop")).texts).toEqual(["Really stop?"]);
    expect((await talk.say("affirm")).actions).toEqual(["action_deactivate_loop", "action_listen"]);
    expect(talk.tracker.activeLoop).toBeNull();
    expect(talk.tracker.slot("requested_slot")).toBeNull();
  });

  it("follows a story back into the form without validating the message again", async () => {
    const talk = new Conversation(tableProject);
    await talk.say("book");
    await talk.say("stop");
    const back = await talk.say("deny");
    expect(back.texts).toEqual(["How many?"]);
    expect(back.events.some((event) => event.event === "loop_interrupted")).toBe(true);
  });

  it("asks again when its validation refuses a value", async () => {
    const validate = formValidation({
      form: "table_form",
      validators: {
        guests(value, { dispatcher }) {
          if (typeof value === "number" && value <= 8) return value;
          dispatcher.say({ text: "Eight at most." });
          return null;
        },
      },
    });
    const files = { ...tableProject, "domain.yml": `${tableProject["domain.yml"]}actions: [validate_table_form]\n` };
    const talk = new Conversation(files, [validate]);
    await talk.say("book");
    expect((await talk.say('inform {"guests": 20}')).texts).toEqual(["Eight at most.", "How many?"]);
    expect((await talk.say('inform {"guests": 8}')).texts).toEqual(["Which day?"]);
  });

  it("lets its validation choose the next question, or end it", async () => {
    const steer = {
      name: "validate_table_form",
      run: () => [slotSet("guests", 1), slotSet("requested_slot", null)],
    };
    const files = { ...tableProject, "domain.yml": `${tableProject["domain.yml"]}actions: [validate_table_form]\n` };
    const talk = new Conversation(files, [steer]);
    await talk.say('book {"guests": 3}');
    expect(talk.tracker.activeLoop).toBeNull();
    expect(talk.tracker.slot("guests")).toBe(1);
  });
});

/** The project with actions of its own. */
function withActions(...names: string[]): Files {
  return { ...tableProject, "domain.yml": `${tableProject["domain.yml"]}actions: [${names.join(", ")}]\n` };
}

const validation = (run: Action<DataSchema>["run"]): Action<DataSchema> => ({ name: "validate_table_form", run });

/** What a validation is given: the slots set at the very end, and what the form asked for. */
function candidates({ tracker }: { tracker: TrackerView }): string {
  const last = tracker.events.findLastIndex(({ event }) => event !== "slot");
  const slots = tracker.events.slice(last + 1).map((event) => (event.event === "slot" ? event.name : ""));
  return `${JSON.stringify(tracker.slot("requested_slot"))}: ${slots.join(" ")}`;
}

describe("a form's validation", () => {
  it("is given what the message filled and nothing else, and at the start whatever was filled before", async () => {
    const seen: string[] = [];
    const judge = validation((context) => {
      seen.push(candidates(context));
      return [];
    });
    const talk = new Conversation(withActions("validate_table_form"), [judge]);
    await talk.say('book {"guests": 4}');
    await talk.say('inform {"day": "Friday"}');
    expect(seen).toEqual(["null: guests", '"day": day']);
  });

  it("runs at the start also where nothing was filled: it may choose the first question", async () => {
    const talk = new Conversation(withActions("validate_table_form"), [
      validation(({ tracker }) => (tracker.slot("day") === null ? [slotSet("requested_slot", "day")] : [])),
    ]);
    expect((await talk.say("book")).texts).toEqual(["Which day?"]);
    expect((await talk.say('inform {"day": "Friday"}')).texts).toEqual(["How many?"]);
  });

  it("may ask for a slot that the form doesn't name, and gets what the user says to it", async () => {
    const files = withActions("validate_table_form");
    const domain = files["domain.yml"]!.replace(
      "slots:",
      `slots:
  seat:
    type: text
    influence_conversation: false
    mappings:
    - {type: from_text, conditions: [{active_loop: table_form, requested_slot: seat}]}`,
    );
    const judge = validation(({ tracker }) =>
      tracker.slot("guests") === 1 && tracker.slot("seat") === null ? [slotSet("requested_slot", "seat")] : [],
    );
    const talk = new Conversation({ ...files, "domain.yml": domain }, [judge]);
    await talk.say("book");
    await talk.say('inform {"guests": 1}');
    expect(talk.tracker.slot("requested_slot")).toBe("seat");
    expect((await talk.say("greet")).texts).toEqual(["Which day?"]);
    expect(talk.tracker.slot("seat")).toBe("greet");
  });

  it("ends the form by asking for nothing, or by ending the loop", async () => {
    for (const end of [slotSet("requested_slot", null), activeLoop(null)]) {
      const talk = new Conversation(withActions("validate_table_form"), [
        validation(({ tracker }) => (tracker.slot("guests") === null ? [] : [end])),
      ]);
      await talk.say("book");
      const { actions } = await talk.say('inform {"guests": 1}');
      expect(actions).toEqual(["table_form", "utter_booked", "action_listen"]);
      expect(talk.tracker.activeLoop).toBeNull();
      expect(talk.tracker.slot("requested_slot")).toBeNull();
    }
  });

  it.each([
    ["last", [slotSet("day", "soon"), REJECT]],
    ["before it sets a slot", [REJECT, slotSet("day", "soon")]],
  ])("hands the message on to other policies by a rejection %s; what it set stays", async (_, returned) => {
    const greet = `version: "3.1"\nrules:\n- rule: greet\n  steps: [{intent: greet}, {action: utter_hello}]\n`;
    const talk = new Conversation({ ...withActions("validate_table_form"), "data/stories.yml": greet }, [
      validation(({ tracker }) => (tracker.slot("guests") === null || tracker.slot("day") !== null ? [] : returned)),
    ]);
    await talk.say("book");
    const { actions, texts } = await talk.say('greet {"guests": 3}');
    expect(texts[0]).toBe("Hello.");
    expect(actions[0]).toBe("utter_hello");
    expect([talk.tracker.slot("guests"), talk.tracker.slot("day")]).toEqual([3, "soon"]);
  });

  it("runs without anything to judge when the user comes back to the form", async () => {
    const seen: string[] = [];
    const talk = new Conversation(withActions("validate_table_form"), [
      validation((context) => {
        seen.push(candidates(context));
        return [];
      }),
    ]);
    for (const text of ["book", "stop", "deny"]) await talk.say(text);
    // The start, the rejected "stop", and the way back.
    expect(seen).toEqual(["null: ", '"guests": ', '"guests": ']);
    expect(talk.tracker.activeLoop?.rejected).toBe(false);
  });
});

describe("how a form asks", () => {
  const ask = (name: string): Action<DataSchema> => ({
    name,
    run: ({ dispatcher }) => {
      dispatcher.say({ text: `by ${name}` });
      return [];
    },
  });

  it("prefers the form's own question to the slot's, and an action to a response", async () => {
    const form = "action_ask_table_form_guests";
    const slot = "action_ask_guests";
    const ofForm = withActions(form, slot);
    const response = { ...ofForm };
    response["domain.yml"] = ofForm["domain.yml"]!.replace(
      "responses:",
      "responses:\n  utter_ask_table_form_guests: [{text: by the form's response}]",
    );
    expect((await new Conversation(response, [ask(form), ask(slot)]).say("book")).texts).toEqual([`by ${form}`]);
    expect((await new Conversation(response, [ask(slot)]).say("book")).texts).toEqual(["by the form's response"]);
    expect((await new Conversation(ofForm, [ask(slot)]).say("book")).texts).toEqual([`by ${slot}`]);
    expect((await new Conversation(ofForm).say("book")).texts).toEqual(["How many?"]);
  });

  it("says nothing where there is no question, and waits all the same", async () => {
    const domain = tableProject["domain.yml"].replace("  utter_ask_guests: [{text: How many?}]\n", "");
    const talk = new Conversation({ ...tableProject, "domain.yml": domain });
    expect((await talk.say("book")).texts).toEqual([]);
    expect(talk.tracker.slot("requested_slot")).toBe("guests");
  });
});

describe("one form after another", () => {
  const files: Files = {
    ...tableProject,
    "domain.yml": tableProject["domain.yml"]
      .replace("intents: [", "intents: [order, ")
      .replace(
        "forms:",
        `  dish:
    type: text
    influence_conversation: false
    mappings:
    - {type: from_text, conditions: [{active_loop: order_form, requested_slot: dish}]}
forms:
  order_form: {required_slots: [dish]}`,
      )
      .replace("responses:", "responses:\n  utter_ask_dish: [{text: Which dish?}]"),
    "data/order.yml": `
version: "3.1"
rules:
- rule: order
  steps: [{intent: order}, {action: order_form}, {active_loop: order_form}]
- rule: ordered
  condition: [{active_loop: order_form}]
  steps: [{action: order_form}, {active_loop: null}, {action: utter_hours}]
`,
  };

  it("a form that another takes over from asks its own question, and the first is over", async () => {
    const talk = new Conversation(files);
    await talk.say("book");
    expect((await talk.say("order")).texts).toEqual(["Which dish?"]);
    expect(talk.tracker.activeLoop?.name).toBe("order_form");
    expect(talk.tracker.slot("requested_slot")).toBe("dish");
    expect((await talk.say("greet")).texts).toEqual(["We open at nine."]);
    expect(talk.tracker.slot("dish")).toBe("greet");
    expect(talk.tracker.activeLoop).toBeNull();
  });

  it("what the first asked for is not for the second's validation", async () => {
    const seen: string[] = [];
    const judge = {
      name: "validate_order_form",
      run: (context: { tracker: TrackerView }) => {
        seen.push(candidates(context));
        return [];
      },
    };
    const domain = `${files["domain.yml"]}actions: [validate_order_form]\n`;
    const talk = new Conversation({ ...files, "domain.yml": domain }, [judge]);
    await talk.say("book");
    await talk.say("order");
    expect(seen).toEqual(["null: "]);
  });
});

describe("an action of a form's name", () => {
  it("stands in the form's place", async () => {
    const own: Action<DataSchema> = {
      name: "table_form",
      run({ dispatcher, tracker }) {
        dispatcher.say({ text: "my own form" });
        return tracker.activeLoop ? [activeLoop(null)] : [activeLoop("table_form")];
      },
    };
    const talk = new Conversation(withActions("table_form"), [own]);
    expect((await talk.say("book")).texts).toEqual(["my own form"]);
    expect((await talk.say('inform {"guests": 1}')).texts).toEqual(["my own form", "Booked for 1 on None."]);
  });
});
