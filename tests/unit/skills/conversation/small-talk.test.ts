import { describe, expect, it } from "vitest";
import { ANSWERS } from "../../../../src/skills/conversation/small-talk";
import { Talk } from "../talk";

const note = { id: "N", text: "the wifi code is 4411", created: "2026-03-01T12:00:00.000+01:00" };

/** How each of the replies that small talk can answer comes about. */
const SMALL_TALK: Record<string, [intent: string, text: string]> = {
  utter_greet: ["greet", "hello"],
  utter_user_sad: ["user_sad", "I feel so sad today"],
  utter_user_happy: ["user_happy", "what a day"],
  action_out_of_scope: ["out_of_scope", "call a taxi at nine"],
  utter_ask_weather: ["ask_weather", "will it rain in [Oslo](place) on friday"],
  utter_joke: ["tell_joke", "a joke please"],
  action_help: ["help", "what can you do"],
  action_remember_name: ["tell_name", "I'm [Sam](person)"],
  action_did_you_mean: ["nlu_fallback", "[anna](task) tomorrow"],
};

describe("answers in small talk", () => {
  const cases = Object.entries(ANSWERS).flatMap(([reply, intents]) =>
    intents.map((intent) => [reply, intent] as const),
  );

  it.each(cases)("after %s, %s has a story wherever in a conversation", async (reply, answer) => {
    const [intent, text] = SMALL_TALK[reply] ?? ["", ""];
    for (const before of [
      [],
      ["tell_joke"],
      ["tell_joke", "ask_time", "ask_date"],
      ["user_sad", "affirm", "ask_time"],
    ]) {
      const talk = new Talk();
      for (const earlier of before) await talk.say(earlier, "yes");
      await talk.say(intent, text);
      expect(talk.actions).toEqual([reply]);
      await talk.say(answer, "well");
      expect(talk.actions).toHaveLength(1);
      expect(["action_default_fallback", "action_deny", "utter_greet", "utter_thank"]).not.toContain(talk.actions[0]);
    }
  });

  it("mean what was said before, whatever was recognized in it", async () => {
    const talk = new Talk();
    await talk.say("user_sad", "I feel so sad today");
    const [reply] = await talk.say("affirm", "yes please, all three");
    expect(reply?.utter_action).toBe("utter_comfort_accepted");
  });

  it("mean it in the middle of a conversation too", async () => {
    const talk = new Talk();
    await talk.say("greet", "hello");
    await talk.say("take_note", "note that [the bay is 12](note_text)");
    await talk.say("tell_joke", "a joke please");
    await talk.say("tell_name", "I'm [Sam](person)");
    const [reply] = await talk.say("deny", "no");
    expect(reply?.utter_action).toBe("utter_ask_user_name");
  });

  it("bring one joke after another, and then none", async () => {
    const talk = new Talk();
    await talk.say("tell_joke", "a joke please");
    for (let more = 0; more < 6; more++) {
      const [joke] = await talk.say("affirm", "yes");
      expect(joke?.utter_action).toBe("utter_joke");
    }
    const [last] = await talk.say("deny", "no");
    expect(last?.utter_action).toBe("utter_no_more_jokes");
  });

  it("mean little out of the blue", async () => {
    const talk = new Talk();
    expect((await talk.say("affirm", "yes"))[0]?.utter_action).toBe("utter_affirm");
    expect((await talk.say("deny", "no"))[0]?.utter_action).toBe("utter_deny");
    await talk.say("ask_time", "what time is it");
    expect((await talk.say("deny", "no"))[0]?.utter_action).toBe("utter_deny");
  });
});

describe("yes and no to a question", () => {
  it("answer it, whatever small talk there was before", async () => {
    const talk = new Talk().put("notes", note);
    await talk.say("user_sad", "I feel so sad");
    await talk.say("delete_note", "delete all my notes");
    const [kept] = await talk.say("deny", "no");
    expect(kept?.utter_action).toBe("utter_left_as_it_is");
    await talk.say("delete_note", "delete all my notes");
    await talk.say("affirm", "yes");
    expect(talk.all("notes")).toEqual([]);
  });

  it("answer it once: a second yes deletes nothing more", async () => {
    const talk = new Talk().put("notes", note);
    await talk.say("delete_note", "delete all my notes");
    await talk.say("affirm", "yes");
    talk.put("notes", note);
    const [reply] = await talk.say("affirm", "yes");
    expect(reply?.utter_action).toBe("utter_affirm");
    expect(talk.all("notes")).toEqual([note]);
  });

  it("say of two guesses that it is neither", async () => {
    const talk = new Talk();
    const ranking = [
      { name: "set_reminder", confidence: 0.3 },
      { name: "add_to_list", confidence: 0.28 },
    ];
    await talk.saySomethingLike(ranking, "[anna](task) tomorow");
    const [reply] = await talk.press("/deny");
    expect(reply?.utter_action).toBe("utter_say_otherwise");
  });
});
