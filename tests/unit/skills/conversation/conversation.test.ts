import { describe, expect, it } from "vitest";
import { corrected, withoutLeadIn } from "../../../../src/skills/conversation/correction";
import { Talk } from "../talk";

describe("“the second one”", () => {
  it("is of those shown last, whatever kind the words sound like", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) at noon");
    await talk.say("set_reminder", "remind me to [feed the cat](task) at three");
    await talk.say("add_event", "[dentist](event_title) tomorrow at noon");
    await talk.say("list_reminders", "what reminders are there");
    await talk.say("change_event", "move the second to 5pm");
    expect(talk.reminders).toMatchObject([{}, { task: "feed the cat", due: "2026-03-02T17:00:00.000+01:00" }]);
    await talk.say("move_item", "move it to 4");
    expect(talk.reminders).toMatchObject([{}, { task: "feed the cat", due: "2026-03-02T16:00:00.000+01:00" }]);
    await talk.say("remove_from_list", "delete the first one");
    expect(talk.reminders).toMatchObject([{ task: "feed the cat" }]);
  });
});

describe("deny", () => {
  it("puts right the item just added, and only that", async () => {
    const talk = new Talk();
    await talk.say("add_to_list", "add [lemons](item) to my [shopping](list_name) list");
    await talk.say("deny", "no thanks");
    await talk.say("add_to_list", "add [butter](item) to my [shopping](list_name) list");
    await talk.say("deny", "no, limes");
    expect(talk.all("items")).toMatchObject([{ text: "lemons" }, { text: "limes" }]);
  });
});

describe("undo", () => {
  it("takes back what was created, then what was before that, and says what", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) at noon");
    await talk.say("correct", "make it two");
    const [changed] = await talk.say("undo", "undo");
    expect(changed?.text).toContain("The reminder “call Anna” is as it was before.");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-02T12:00:00.000+01:00" }]);
    const [created] = await talk.say("undo", "undo");
    expect(created?.text).toContain("The reminder “call Anna” is gone again.");
    expect(talk.reminders).toEqual([]);
    const [nothing] = await talk.say("undo", "undo");
    expect(nothing?.utter_action).toBe("utter_nothing_to_undo");
  });

  it("brings back all that one turn deleted", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) at noon");
    await talk.say("set_reminder", "wake me at 7");
    const before = talk.reminders;
    await talk.say("cancel_reminder", "delete all reminders");
    await talk.say("affirm", "yes");
    expect(talk.reminders).toEqual([]);
    await talk.say("undo", "bring it back");
    expect(talk.reminders).toEqual(expect.arrayContaining(before));
  });

  it("refuses in words when the record was changed since", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) at noon");
    talk.now = "2026-03-02T12:00:00+01:00";
    await talk.ring("reminders", talk.reminders[0]?.id ?? "");
    const [reply] = await talk.say("undo", "undo");
    expect(reply?.text).toContain("The reminder “call Anna” has changed since");
    expect(talk.reminders).toMatchObject([{ state: "ringing" }]);
  });

  it("leaves what was done in other conversations", async () => {
    const record = { id: "n", text: "wifi 4411", created: "2026-03-01T12:00:00.000+01:00" };
    const changes = [{ store: "notes", before: null, after: record }];
    const entry = { id: "j", at: record.created, conversation: "other", label: "", changes, undone: false };
    const talk = new Talk().put("notes", record).put("journal", entry);
    await talk.say("undo", "undo");
    expect(talk.all("notes")).toEqual([record]);
  });

  it("takes back the very change that is named, once, and refuses one whose record changed since", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) tomorrow at nine");
    await talk.say("take_note", "note that [the code is 4411](note_text)");
    await talk.say("set_reminder", "remind me to [feed the cat](task) tomorrow at nine");
    const [anna, note, cat] = talk.all("journal");
    const [undone] = await talk.press(`/undo${JSON.stringify({ id: note?.id })}`);
    expect(undone?.text).toContain("The note “the code is 4411” is gone again");
    expect(talk.all("notes")).toEqual([]);
    const [again] = await talk.press(`/undo${JSON.stringify({ id: note?.id })}`);
    expect(again?.utter_action).toBe("utter_nothing_to_undo");
    await talk.say("change_reminder", "move the [call Anna](task) reminder to ten");
    const [refused] = await talk.press(`/undo${JSON.stringify({ id: anna?.id })}`);
    expect(refused?.text).toContain("The reminder “call Anna” has changed since");
    await talk.press(`/undo${JSON.stringify({ id: cat?.id })}`);
    expect(talk.reminders).toMatchObject([{ task: "call Anna" }]);
  });
});

describe("correct", () => {
  it("puts the reminder just set right, its time or its subject", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Hannah](task) tomorrow at nine");
    await talk.say("correct", "no, make it ten");
    await talk.say("correct", "I said Anna not Hannah");
    expect(talk.reminders).toMatchObject([{ task: "call Anna", due: "2026-03-03T10:00:00.000+01:00" }]);
  });

  it.each(["not tomorrow, wednesday", "not tomorrow but wednesday", "wednesday, not tomorrow"])(
    "takes the day that is meant: %s",
    async (text) => {
      const talk = new Talk();
      await talk.say("set_reminder", "remind me to [call Anna](task) tomorrow at ten");
      await talk.say("correct", text);
      expect(talk.reminders).toMatchObject([{ due: "2026-03-04T10:00:00.000+01:00" }]);
    },
  );

  it("asks when then where a time is only taken back, and takes the answer", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) tomorrow at ten");
    const [question] = await talk.say("correct", "not tomorrow");
    expect(question?.utter_action).toBe("utter_ask_when_then");
    expect(talk.reminders).toMatchObject([{ task: "call Anna", due: "2026-03-03T10:00:00.000+01:00" }]);
    await talk.say("inform", "friday");
    expect(talk.reminders).toMatchObject([{ due: "2026-03-06T10:00:00.000+01:00" }]);
  });

  it("says so where it is that already, and there is nothing to undo of it", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [call Anna](task) tomorrow at ten");
    const [reply] = await talk.say("correct", "I meant tuesday");
    expect(reply?.text).toContain("It is that already");
    expect(talk.all("journal")).toHaveLength(1);
  });

  it("puts the item just added right", async () => {
    const talk = new Talk();
    await talk.say("add_to_list", "add [milk](item) to my [shopping](list_name) list");
    await talk.say("correct", "no I said bread");
    expect(talk.all("items")).toMatchObject([{ text: "bread" }]);
  });

  it("changes the amount of the item just added, and gives it no time", async () => {
    const talk = new Talk();
    await talk.say("add_to_list", "add [eggs](item) to my [shopping](list_name) list");
    await talk.say("correct", "make it ten");
    expect(talk.all("items")).toMatchObject([{ text: "10 eggs" }]);
    await talk.say("correct", "sorry, 12");
    expect(talk.all("items")).toMatchObject([{ text: "12 eggs" }]);
    const [reply] = await talk.say("correct", "no i meant tuesday");
    expect(reply?.text).toContain("nothing to change");
    expect(talk.all("items")).toMatchObject([{ text: "12 eggs" }]);
  });

  it("puts the number or a word of the note just taken right, and says where it can't", async () => {
    const talk = new Talk();
    await talk.say("take_note", "note that [Hannah's locker code is 1234](note_text)");
    await talk.say("correct", "no, 0321");
    await talk.say("correct", "Anna, not Hannah");
    expect(talk.all("notes")).toMatchObject([{ text: "Anna's locker code is 0321" }]);
    const [reply] = await talk.say("correct", "no, the garage");
    expect(reply?.utter_action).toBe("utter_cannot_correct_note");
  });

  it("says so where there is nothing to correct", async () => {
    const [reply] = await new Talk().say("correct", "no, make it ten");
    expect(reply?.utter_action).toBe("utter_nothing_to_correct");
  });
});

describe("corrections in words", () => {
  it.each([
    ["no I said bread", "bread"],
    ["sorry, call Bob", "call Bob"],
    ["change that to plumber please", "plumber"],
    ["you misheard me, I said thirteen", "thirteen"],
    ["notebook", "notebook"],
    ["no", ""],
  ])("%s", (text, content) => {
    expect(withoutLeadIn(text)).toBe(content);
  });

  it.each([
    ["call Hannah", "I said Anna not Hannah", "call Anna"],
    ["legs", "i said eggs, not legs", "eggs"],
    ["milk", "it should be butter, not better", "butter"],
    ["milk", "no", null],
  ])("%s: %s", (old, correction, right) => {
    expect(corrected(old, correction)).toBe(right);
  });
});

describe("delete it", () => {
  it.each([
    ["cancel", "forget it"],
    ["cancel", "scratch that please"],
    ["cancel_reminder", "delete it"],
    ["cancel_timer", "stop it"],
  ])("right after a record was set, understood as %s: %s", async (intent, text) => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    await talk.say("set_reminder", "remind me to [call Anna](task) at noon");
    const [reply] = await talk.say(intent, text);
    expect(talk.reminders).toMatchObject([{ task: "stretch" }]);
    expect(reply?.text).toContain("“call Anna”");
    await talk.press("/undo");
    expect(talk.reminders).toHaveLength(2);
    await talk.say("set_timer", "5 minute timer");
    await talk.say(intent, text);
    expect(talk.timers).toEqual([]);
    expect(talk.reminders).toHaveLength(2);
  });

  it("deletes nothing that was spoken of long ago", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    talk.now = "2026-03-02T10:00:00+01:00";
    await talk.say("cancel", "forget it");
    expect(talk.reminders).toHaveLength(1);
  });

  it("never minds without an object", async () => {
    const talk = new Talk();
    await talk.say("set_reminder", "remind me to [stretch](task) at noon");
    await talk.say("cancel", "never mind");
    expect(talk.reminders).toHaveLength(1);
  });
});

describe("not understood", () => {
  const ranking = [
    { name: "out_of_scope", confidence: 0.3 },
    { name: "set_reminder", confidence: 0.28 },
    { name: "add_to_list", confidence: 0.2 },
    { name: "inform", confidence: 0.1 },
  ];

  it("asks which of the two likeliest was meant, and the answer needs nothing said twice", async () => {
    const talk = new Talk();
    const [question] = await talk.saySomethingLike(ranking, "[anna](task) call pls tomorow at five");
    expect(question?.buttons?.map(({ title }) => title)).toEqual([
      "Set a reminder",
      "Put something on a list",
      "Neither",
    ]);
    await talk.press(question?.buttons?.[0]?.payload ?? "");
    expect(talk.reminders).toMatchObject([{ task: "anna", due: "2026-03-03T17:00:00.000+01:00" }]);
  });

  it("offers nothing that can't be done for want of anything to do it to", async () => {
    const unsure = [{ name: "delete_note", confidence: 0.4 }, { name: "clear_list", confidence: 0.3 }, ...ranking];
    const [question] = await new Talk().saySomethingLike(unsure, "[anna](task) gone");
    expect(question?.buttons?.map(({ title }) => title)).toEqual([
      "Set a reminder",
      "Put something on a list",
      "Neither",
    ]);
  });

  it("says honestly that it did not understand where nothing is likely", async () => {
    const [reply] = await new Talk().saySomethingLike([{ name: "set_reminder", confidence: 0.1 }], "blorp zing");
    expect(reply?.utter_action).toBe("utter_default");
  });
});

describe("small answers", () => {
  it("repeats the last reply with its card", async () => {
    const talk = new Talk();
    const [said] = await talk.say("set_timer", "5 minute timer");
    const [again] = await talk.say("repeat", "what did you say");
    expect(again).toMatchObject({ text: said?.text, custom: said?.custom });
  });

  it("says that there is nothing to repeat at the start", async () => {
    const [reply] = await new Talk().say("repeat", "pardon?");
    expect(reply?.utter_action).toBe("utter_nothing_to_repeat");
  });

  it("helps with the skill that is named, and with no other", async () => {
    const [reply] = await new Talk().say("help", "what can you do with timers");
    expect(reply?.text).toMatch(/^Timers: “Set a pasta timer/);
    expect(reply?.text).not.toContain("milk");
  });

  it.each([
    ["back_up", "back up my data", "settings"],
    ["erase_all", "delete everything", "settings"],
    ["new_chat", "start a new chat", "conversations"],
    ["show_chats", "show my chats", "conversations"],
    ["rename_chat", "rename this chat to work", "conversations"],
  ])("%s leads to a section of the page, and changes nothing", async (intent, text, section) => {
    const note = { id: "N", text: "the code is 4411", created: "2026-03-01T12:00:00.000+01:00" };
    const talk = new Talk().put("notes", note);
    const [reply] = await talk.say(intent, text);
    expect(reply?.custom).toMatchObject({ card: "place", section });
    expect(talk.all("notes")).toEqual([note]);
  });

  it("helps with examples to tap, which are in the text too", async () => {
    const [reply] = await new Talk().say("help", "what can you do");
    const card = reply?.custom as { card: string; groups: { title: string; examples: string[] }[] };
    expect(card.card).toBe("help");
    expect(card.groups.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Reminders", "Timers", "Lists", "Notes"]),
    );
    for (const { title, examples } of card.groups) expect(reply?.text).toContain(`${title}: “${examples[0]}”`);
  });

  it("offers what to do with a value that nobody asked for", async () => {
    const talk = new Talk();
    const [reply] = await talk.say("inform", "[call anna](task).");
    expect(reply?.buttons?.map(({ payload }) => payload)).toEqual([
      "remind me: call anna",
      "add call anna to my to-do list",
      "note that call anna",
    ]);
  });

  it.each([
    ["affirm", "utter_affirm"],
    ["deny", "utter_deny"],
    ["cancel", "utter_nothing_to_cancel"],
  ])("answers %s out of the blue", async (intent, response) => {
    const [reply] = await new Talk().say(intent, "well");
    expect(reply?.utter_action).toBe(response);
  });
});

describe("the note just taken", () => {
  it.each([
    ["cancel", "scratch that"],
    ["cancel", "delete the last one"],
    ["cancel", "ok delete that note please"],
  ])("goes by %s: %s", async (intent, text) => {
    const talk = new Talk();
    await talk.say("take_note", "note that the fence needs paint");
    await talk.say(intent, text);
    expect(talk.all("notes")).toEqual([]);
  });

  it.each([
    ["note that the locker is 12B", "sorry, 12D", "the locker is 12D"],
    ["note that gate A7 is ours at 9", "no, at 8", "gate A7 is ours at 9"],
    ["note that the code is 0440", "oops, 0441", "the code is 0441"],
  ])("%s / %s", async (note, correction, text) => {
    const talk = new Talk();
    await talk.say("take_note", note);
    await talk.say("correct", correction);
    expect(talk.all("notes")).toMatchObject([{ text }]);
  });

  it("answers a question that was not understood", async () => {
    const talk = new Talk();
    await talk.say("take_note", "note that the ladder is at Tom's");
    const [reply] = await talk.say("nlu_fallback", "so where's the ladder");
    expect(reply?.text).toBe("From your notes: the ladder is at Tom's");
  });
});

it("takes a correction that names a reminder for a change of it", async () => {
  const talk = new Talk();
  await talk.say("set_reminder", "remind me to [pay the rent](task) tomorrow at 9");
  await talk.say("take_note", "note that the fence needs paint");
  await talk.say("show_notes", "show my notes");
  await talk.say("list_reminders", "show my reminders");
  await talk.say("undo", "undo");
  await talk.say("correct", "actually the [rent](task) on friday at 4 pm");
  expect(talk.reminders).toMatchObject([{ task: "pay the rent", due: "2026-03-06T16:00:00.000+01:00" }]);
});
