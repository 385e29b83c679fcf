import { describe, expect, it } from "vitest";
import { slotSet } from "../../../../src/engine/dialogue/events";
import { formValidation } from "../../../../src/engine/actions/form-validation";
import { Conversation } from "../../../support/small-project";
import { tableProject } from "./table-project";

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
