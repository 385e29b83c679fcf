import { describe, expect, it } from "vitest";
import { NO_KNOWLEDGE, type Answer } from "../../../../src/skills/knowledge/knowledge";
import { groupByMeaning } from "../../../../src/skills/knowledge/mend/groups";
import { questionsToMend } from "../../../../src/skills/knowledge/mend/queue";
import type { Feedback } from "../../../../src/storage/knowledge-records";
import { memoryServices } from "../../../../training/commands/memory-services";
import { Talk } from "../talk";

const asked = (id: string, question: string, more: Partial<Feedback> = {}): Feedback => ({
  ...{ id, question, verdict: "unanswered", state: "open", at: `2026-03-01T09:0${id}:00.000+01:00` },
  ...more,
});

describe("questions", () => {
  const vector = (...numbers: number[]) => Float32Array.from(numbers);

  it("of one meaning are together, and those nearest to one article more easily", () => {
    const vectors = [vector(1, 0), vector(0, 1), vector(0.9, 0.43), vector(-1, 0)];
    const questions = ["a", "b", "c", "d"].map((question) => ({ question }));
    expect(groupByMeaning(questions, vectors)).toEqual([[0, 2], [1], [3]]);
    const near = [
      { question: "a", article: "x" },
      { question: "d", article: "x" },
    ];
    expect(groupByMeaning(near, [vector(1, 0), vector(0.7, 0.71)])).toEqual([[0, 1]]);
    expect(groupByMeaning([{ question: "a" }, { question: "d" }], [vector(1, 0), vector(0.7, 0.71)])).toEqual([
      [0],
      [1],
    ]);
  });

  it("of the same words are together without vectors", () => {
    const questions = ["can I bring a parrot?", "who pays the taxi?", "Can I bring parrots"].map((question) => ({
      question,
    }));
    expect(groupByMeaning(questions, null)).toEqual([[0, 2], [1]]);
  });

  it("that wait are counted, the most asked first, with the article that most came near", async () => {
    const groups = await questionsToMend(
      [
        asked("1", "who pays the taxi?", { article: "travel" }),
        asked("2", "can I bring my parrot?", { article: "pets" }),
        asked("3", "can I bring my parrots", { article: "cars" }),
        asked("4", "can I bring my parrot?", { article: "pets" }),
        asked("5", "done", { state: "closed" }),
        asked("6", "fine", { verdict: "helpful" }),
      ],
      NO_KNOWLEDGE,
    );
    expect(groups.map(({ id, question, article, feedback }) => [id, question, article, feedback.length])).toEqual([
      ["2", "can I bring my parrot?", "pets", 3],
      ["1", "who pays the taxi?", "travel", 1],
    ]);
  });
});

const answer: Answer = {
  ...{ sure: 0.9, isAnswered: true, quote: null },
  passages: [
    {
      article: "pets",
      title: "Pets",
      version: 1,
      date: "2026-01-01",
      headings: ["Birds"],
      start: 0,
      end: 3,
      text: "No.",
    },
  ],
};

/** A talk in which three questions are open, and the documents answer or don't. */
function talk(isAnswered: boolean): Talk {
  const knowledge = { ...NO_KNOWLEDGE, ask: async () => ({ ...answer, isAnswered }) };
  return new Talk(undefined, undefined, { ...memoryServices, knowledge })
    .put("articles", { id: "pets", title: "Pets" } as { id: string })
    .put("feedback", asked("1", "can I bring my parrot?", { article: "pets" }))
    .put("feedback", asked("2", "Can I bring my parrot", { article: "pets" }), asked("3", "who pays the taxi?"));
}

describe("what is to be mended", () => {
  it("is told by words, counted, with the nearest article", async () => {
    const [reply] = await talk(false).say("questions_to_mend", "what couldn't you answer?");
    expect(reply?.text).toBe(
      "2 questions to mend: “Can I bring my parrot” (asked 2 times, nearest is “Pets”) and “who pays the taxi?” (asked once).",
    );
    const [none] = await new Talk().say("questions_to_mend", "what couldn't you answer?");
    expect(none?.utter_action).toBe("utter_nothing_to_mend");
  });

  it("is closed with what it is answered now, and open again by undo", async () => {
    const it_ = talk(true);
    const [reply] = await it_.press('/close_questions{"feedback":["1","2"]}');
    expect(reply?.text).toContain("is answered now, from Pets, Birds");
    expect(it_.all("feedback")).toMatchObject([{ state: "closed" }, { state: "closed" }, { state: "open" }]);
    await it_.press("/undo");
    expect(it_.all("feedback")).toMatchObject([{ state: "open" }, { state: "open" }, { state: "open" }]);
  });

  it("may be closed though it isn't answered, and that is said", async () => {
    const [reply] = await talk(false).press('/close_questions{"feedback":["3"]}');
    expect(reply?.utter_action).toBe("utter_question_closed_unanswered");
  });
});

describe("an answer that was no help", () => {
  it("is kept once, with why and what it should have said", async () => {
    const it_ = new Talk();
    const about = { verdict: "unhelpful", question: "q", article: "pets", said: "No." };
    await it_.press(`/rate_answer${JSON.stringify(about)}`);
    await it_.press(`/rate_answer${JSON.stringify({ ...about, why: "It is wrong", correction: "Small birds may." })}`);
    expect(it_.all("feedback")).toMatchObject([
      { verdict: "unhelpful", state: "open", said: "No.", why: "It is wrong", correction: "Small birds may." },
    ]);
    expect(it_.all("feedback")).toHaveLength(1);
  });
});
