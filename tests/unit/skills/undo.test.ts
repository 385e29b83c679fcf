import { describe, expect, it } from "vitest";
import { kept, PAYLOADS, talkWithRecords } from "./pressed";

const CHANGES = new Set(PAYLOADS.map(([payload]) => payload));

/** Pressed again, these do what they do once more. */
const ADDS_UP =
  /^\/(?:extend_timer|take_note|add_to_list|change_person|import_events|log_interaction|open_case|update_article)\b/;

describe.each([...CHANGES])("%s", (payload) => {
  it("is undone by its message's id, in words and by the button alike: all is as it was before", async () => {
    for (const undo of [
      (talk: ReturnType<typeof talkWithRecords>) => talk.press("/undo"),
      (talk: ReturnType<typeof talkWithRecords>) =>
        talk.press(`/undo${JSON.stringify({ id: talk.all("journal").at(-1)?.id })}`),
    ]) {
      const talk = talkWithRecords();
      const before = kept(talk);
      await talk.press(payload);
      if (talk.all("journal").length === 0) return expect(kept(talk)).toEqual(before);
      const [told] = await undo(talk);
      expect(told?.utter_action).toBe("utter_undone");
      expect(kept(talk)).toEqual(before);
    }
  });

  it.skipIf(ADDS_UP.test(payload))("pressed twice before the first was shown, does what it did once", async () => {
    const talk = talkWithRecords();
    await talk.press(payload);
    const once = kept(talk);
    await talk.press(payload);
    expect(kept(talk)).toEqual(once);
  });
});

/** By words: the intent, what is said, and what is said then where it is asked about first. */
const SAID: [intent: string, text: string, next?: [intent: string, text: string]][] = [
  ["set_reminder", "remind me to [swim](task) tomorrow at 9"],
  ["change_reminder", "move [call Anna](task) to tomorrow at 10"],
  ["cancel_reminder", "delete the reminder to [call Anna](task)"],
  ["snooze_reminder", "snooze for 5 minutes"],
  ["stop_ringing", "stop"],
  ["set_timer", "set a timer for 10 minutes"],
  ["cancel_timer", "cancel the [pasta](timer_name) timer"],
  ["add_to_list", "add [eggs](item) to my [shopping](list_name) list"],
  ["check_off_item", "tick off [milk](item)"],
  ["remove_from_list", "take [milk](item) off my shopping list"],
  ["change_item", "make [milk](item) urgent"],
  ["clear_list", "clear my [shopping](list_name) list", ["affirm", "yes"]],
  ["create_list", "make a list called [packing](list_name)"],
  ["rename_list", "rename the [shopping](list_name) list to [holiday](list_name)"],
  ["take_note", "note that [the gate code is 12](note_text)"],
  ["delete_note", "delete the note about the wifi"],
  ["add_event", "add [lunch](event_title) tomorrow at 12"],
  ["change_event", "move [tea with Bo](event_title) to 5 pm"],
  ["delete_event", "delete [tea with Bo](event_title)"],
  ["add_person", "add [Bo Lund](person) with the number 555 0199"],
  ["change_person", "[Anna](person)'s number is 555 0101"],
  ["delete_person", "delete [Anna Berg](person) from my contacts", ["affirm", "yes"]],
];

it.each(SAID)("%s: “%s” changes something, and is undone whole by “undo”", async (intent, text, next) => {
  const talk = talkWithRecords();
  const before = kept(talk);
  await talk.say(intent, text);
  if (next) {
    expect(kept(talk)).toEqual(before);
    await talk.say(...next);
  }
  expect(kept(talk)).not.toEqual(before);
  await talk.say("undo", "undo");
  expect(kept(talk)).toEqual(before);
});
