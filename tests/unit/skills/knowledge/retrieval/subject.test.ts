import { expect, it } from "vitest";
import { topicOf, withSubject } from "../../../../../src/skills/knowledge/retrieval/subject";

it.each([
  ["what does the handbook say about parking?", "parking?"],
  ["what do the documents say about when the kettle is descaled?", "when the kettle is descaled?"],
  ["according to our guidelines, who may drive", ", who may drive"],
  ["what's our policy on dogs", "dogs"],
  ["is there a rule about dogs", "dogs"],
  ["look in the handbook for parental leave", "parental leave"],
  ["how many days of leave do I get", "how many days of leave do I get"],
  ["travel policy", "travel policy"],
  ["what do the policies say", "what do the policies say"],
])("“%s” is about “%s”", (question, topic) => {
  expect(topicOf(question)).toBe(topic);
});

it.each([
  ["and for part-timers?", "how many days of leave do I get", "how many days of leave do I get and for part-timers?"],
  ["what about Braga", "how many days of leave do I get", "how many days of leave do I get what about Braga"],
  ["is that paid?", "do I get leave to move house", "do I get leave to move house is that paid?"],
  ["how long is probation", "how many days of leave do I get", "how long is probation"],
  ["and for part-timers?", null, "and for part-timers?"],
])("“%s” after “%s” asks “%s”", (question, before, asked) => {
  expect(withSubject(question, before)).toBe(asked);
});
