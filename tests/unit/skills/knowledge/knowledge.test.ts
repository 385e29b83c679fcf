import { describe, expect, it } from "vitest";
import { NO_KNOWLEDGE, type Answer, type Passage } from "../../../../src/skills/knowledge/knowledge";
import { memoryServices } from "../../../../training/commands/memory-services";
import { Talk } from "../talk";

const passage: Passage = {
  article: "leave",
  title: "Annual leave",
  version: 2,
  date: "2026-01-12T00:00:00+00:00",
  headings: ["Carrying days over"],
  start: 10,
  end: 62,
  text: "Days that are left lapse on 31 March. Others are paid.",
};
const answered: Answer = {
  sure: 0.9,
  isAnswered: true,
  passages: [passage],
  quote: { start: 10, end: 47, words: "Days that are left lapse on 31 March." },
};
const near: Answer = { ...answered, sure: 0.2, isAnswered: false };
const nothing: Answer = { sure: 0, isAnswered: false, passages: [], quote: null };

/** A conversation over documents that say what the test has them say, and what they were asked. */
function talkOver(answer: Answer): { talk: Talk; asked: string[] } {
  const asked: string[] = [];
  const knowledge = {
    ...NO_KNOWLEDGE,
    ask: async (question: string) => {
      asked.push(question);
      return answer;
    },
  };
  return { talk: new Talk(undefined, undefined, { ...memoryServices, knowledge }), asked };
}

const article = {
  ...{ id: "leave", title: "Annual leave", state: "published", tags: [], version: 2, source: { kind: "written" } },
  ...{ created: "2026-01-12T00:00:00+00:00", updated: "2026-01-12T00:00:00+00:00" },
};

describe("a question to the documents", () => {
  it("is answered by the passage itself, with its source, and a link to where it stands", async () => {
    const { talk } = talkOver(answered);
    const [reply] = await talk.say("ask_documents", "until when must I take old leave?");
    expect(reply?.text).toBe(
      "Annual leave, Carrying days over (12 January 2026): “Days that are left lapse on 31 March.”",
    );
    expect(reply?.custom).toMatchObject({ card: "passage", passage: { article: "leave", version: 2 } });
    expect(talk.all("feedback")).toEqual([]);
  });

  it("says that its article is out of date, where somebody marked it so", async () => {
    const { talk } = talkOver(answered);
    talk.stores.set("articles", new Map([["leave", { ...article, outOfDate: "the law changed" }]]));
    const [reply] = await talk.say("ask_documents", "until when must I take old leave?");
    expect(reply?.text).toContain("out of date: the law changed");
  });

  it("is declined with the nearest places where they don't answer, and kept for whoever mends them", async () => {
    const { talk } = talkOver(near);
    const [reply] = await talk.say("ask_documents", "can I bring my parrot?");
    expect(reply?.text).toContain("“Annual leave, Carrying days over”");
    expect(reply?.text).not.toContain("31 March");
    expect(talk.all("feedback")).toMatchObject([
      { question: "can I bring my parrot?", verdict: "unanswered", state: "open", article: "leave" },
    ]);
  });

  it("that found no answer is nothing to undo: what was done before is", async () => {
    const { talk } = talkOver(near);
    await talk.say("take_note", "note that [the bay is 12](note_text)");
    await talk.say("ask_documents", "can I bring my parrot?");
    await talk.say("undo", "undo");
    expect(talk.all("notes")).toEqual([]);
    expect(talk.all("feedback")).toHaveLength(1);
  });

  it("is told that there are no documents, where there are none", async () => {
    const { talk } = talkOver(nothing);
    const [reply] = await talk.say("ask_documents", "what's the policy on parrots?");
    expect(reply?.utter_action).toBe("utter_no_documents");
    expect(talk.all("feedback")).toEqual([]);
  });

  it("keeps the subject of the one before, for a while", async () => {
    const { talk, asked } = talkOver(answered);
    await talk.say("ask_documents", "how many days of leave do I get?");
    await talk.say("ask_documents", "and for part-timers?");
    talk.now = "2026-03-02T11:00:00+01:00";
    await talk.say("ask_documents", "and for trainees?");
    expect(asked).toEqual([
      "how many days of leave do I get?",
      "how many days of leave do I get? and for part-timers?",
      "and for trainees?",
    ]);
  });

  it("goes on where the next message sounds like one for the time elsewhere, but doesn't say so", async () => {
    const { talk, asked } = talkOver(answered);
    await talk.say("ask_documents", "how many days of leave do I get?");
    const [reply] = await talk.say("ask_time", "and in Sheffield?");
    expect(reply?.text).toContain("lapse on 31 March");
    expect(asked.at(-1)).toBe("how many days of leave do I get? and in Sheffield?");
    const [time] = await talk.say("ask_time", "and what time is it in London?");
    expect(time?.text).toContain("London");
  });

  it("is rated, in words that say what comes of it", async () => {
    const { talk } = talkOver(answered);
    await talk.press(
      '/rate_answer{"verdict":"unhelpful","question":"q","article":"leave","passage":"Carrying days over"}',
    );
    expect(talk.all("feedback")).toMatchObject([
      { question: "q", verdict: "unhelpful", state: "open", article: "leave", passage: "Carrying days over" },
    ]);
  });
});

describe("a question about the user's records", () => {
  it.each([
    ["show_events", "when is the [canteen](event_title) open?"],
    ["find_person", "what is [Mr Hall](person)'s number?"],
    ["find_note", "what is the [dress code](topic)?"],
    ["inform", "gym membership, what is it?"],
  ])("is answered by the documents where the records have nothing of it: %s", async (intent, text) => {
    const { talk } = talkOver(answered);
    const [reply] = await talk.say(intent, text);
    expect(reply?.custom).toMatchObject({ card: "passage" });
  });

  it("is answered by the records where they have it, or where it is plainly of them", async () => {
    const { talk, asked } = talkOver(answered);
    await talk.say("add_event", "[canteen](event_title) tomorrow at noon");
    await talk.say("show_events", "when is the [canteen](event_title)?");
    await talk.say("show_events", "when is my [dentist](event_title) appointment?");
    expect(asked).toEqual([]);
  });
});

describe("a message that nothing else answers", () => {
  it.each(["nlu_fallback", "out_of_scope"])("(%s) is answered where the documents surely do", async (intent) => {
    const { talk } = talkOver(answered);
    const [reply] = await talk.say(intent, "until when can I take the rest of my days?");
    expect(reply?.text).toContain("lapse on 31 March");
  });

  it.each([
    ["an unsure answer", { ...answered, sure: 0.55 }, "until when can I take the rest?"],
    ["no question", { ...answered, sure: 0.8 }, "play some jazz"],
  ])("is not answered by %s", async (_why, answer, text) => {
    const { talk } = talkOver(answer);
    const [reply] = await talk.say("out_of_scope", text);
    expect(reply?.utter_action).toBe("utter_out_of_scope");
    expect(talk.all("feedback")).toEqual([]);
  });

  it("is declined where it names them, for they are what was meant", async () => {
    const { talk } = talkOver(near);
    talk.stores.set("articles", new Map([["leave", article]]));
    const [reply] = await talk.say("out_of_scope", "what's the handbook's view on parrots?");
    expect(reply?.text).toContain("“Annual leave, Carrying days over”");
  });

  it("may still be asked of them: it is offered, and the question needs not be typed again", async () => {
    const { talk, asked } = talkOver(near);
    talk.stores.set("articles", new Map([["leave", article]]));
    const unsure = [
      { name: "show_measure", confidence: 0.4 },
      { name: "calculate", confidence: 0.3 },
      { name: "convert_unit", confidence: 0.2 },
    ];
    const [question] = await talk.saySomethingLike(unsure, "what is the mileage rate?");
    // Nothing is connected that could be measured.
    expect(question?.buttons?.map(({ title }) => title)).toEqual([
      "Work out a sum",
      "Convert units",
      "Ask the documents",
      "Neither",
    ]);
    await talk.press(question?.buttons?.[2]?.payload ?? "");
    expect(asked.at(-1)).toBe("what is the mileage rate?");
  });
});
