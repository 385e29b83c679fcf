import { describe, expect, it } from "vitest";
import type { Entity, ParseData } from "../../../../src/engine/nlu/parse-data";
import { splitRequests } from "../../../../src/engine/nlu/split";

/** Understands a text by the first pattern that fits it; what stands in a named group is an entity. */
const REQUESTS: [intent: string, confidence: number, pattern: RegExp][] = [
  ["set_timer", 0.9, /^set a timer for (?<duration>\d+ minutes)(?: for (?<name>\w+))?$/],
  ["add_to_list", 0.95, /^(?:jobs: )?add (?<item>[a-z]+(?: and (?<item2>[a-z]+))?)(?: to (?<list>\w+))?$/],
  ["set_reminder", 0.9, /^remind me to (?<task>.+?)(?: at (?<time>\d+))?$/],
  ["ask_time", 0.95, /^what time is it(?: in (?<place>\w+))?$/],
  ["convert_time", 0.9, /^if it's \d+ in \w+$/],
  ["move", 0.9, /^(?:move it|put it there|say that)$/],
  ["add_event", 0.9, /^(?:dinner with )?(?<person>Jess|Al)(?: and Al)?(?: at (?<time>\d+))?$/],
  ["greet", 0.99, /^hello$/],
  ["mumble", 0.5, /./],
];

function parse(text: string): ParseData {
  const [name, confidence, pattern] = REQUESTS.find(([, , fits]) => fits.test(text)) ?? ["mumble", 0.1, /./];
  const found = new RegExp(pattern.source, "d").exec(text);
  const places = Object.entries(found?.indices?.groups ?? {});
  const entities = places.flatMap(([group, place]): Entity[] => {
    if (!place) return [];
    const [start, end] = place;
    return [{ entity: group.replace(/\d/, ""), start, end, value: text.slice(start, end), extractor: "test" }];
  });
  const intent = { name, confidence };
  return { text, intent, entities, intent_ranking: [intent] };
}

async function parts(text: string, whole = parse(text)): Promise<string[]> {
  return (await splitRequests(whole, parse)).map((part) => part.text);
}

describe("splitRequests", () => {
  it("leaves a plus between numbers to the sum", async () => {
    const sum = parse("set a timer for 5 minutes plus 2 more");
    expect(await parts(sum.text, sum)).toEqual([sum.text]);
  });

  it("divides within a subject that swallowed its own time", async () => {
    const text = "remind me to feed the cat at 7 and add milk";
    const entity = (name: string, words: string) => {
      const start = text.indexOf(words);
      return { entity: name, start, end: start + words.length, value: words, extractor: "test" };
    };
    const whole = {
      ...parse(text),
      entities: [entity("task", "feed the cat at 7 and add milk"), entity("time", "at 7")],
    };
    expect(await parts(text, whole)).toEqual(["remind me to feed the cat at 7", "add milk"]);
  });

  it.each([
    ["add milk and set a timer for 5 minutes", ["add milk", "set a timer for 5 minutes"]],
    ["add milk, then set a timer for 5 minutes", ["add milk", "set a timer for 5 minutes"]],
    ["add milk. what time is it in Oslo", ["add milk", "what time is it in Oslo"]],
    ["what time is it; and also add milk", ["what time is it", "add milk"]],
    [
      "add milk & what time is it & set a timer for 9 minutes",
      ["add milk", "what time is it", "set a timer for 9 minutes"],
    ],
    [
      "set a timer for 5 minutes and set a timer for 9 minutes",
      ["set a timer for 5 minutes", "set a timer for 9 minutes"],
    ],
    ["add milk and eggs and what time is it", ["add milk and eggs", "what time is it"]],
    ["add milk and remind me to drink it at 9", ["add milk", "remind me to drink it at 9"]],
  ])("divides %j", async (text, expected) => {
    expect(await parts(text)).toEqual(expected);
  });

  it.each([
    ["milk and eggs are one item's", "add milk and eggs"],
    ["a task holds the joint", "remind me to buy milk and what time is it"],
    ["one word is an answer", "hello, set a timer for 5 minutes"],
    ["the second isn't sure", "add milk and what about it"],
    ["the first isn't sure", "so my friend and what time is it"],
    ["the same is asked twice, about nothing", "what time is it, what time is it"],
    ["the first only gives the condition", "if it's 9 in Paris, what time is it in Oslo"],
    ["the second speaks of the first", "add milk and move it"],
    ["an item begins the rest", "add milk and the eggs"],
    ["nothing is left of a part", "and add milk,"],
    ["only the second of a kind has a time", "dinner with Jess and Al at 7"],
    ["a heading's commas list things", "jobs: add milk, set a timer for 5 minutes"],
  ])("leaves a message whole where %s", async (_why, text) => {
    expect(await parts(text)).toEqual([text]);
  });

  it("gives a part without a verb that of the part before it", async () => {
    expect(await parts("add milk to shopping and nails to hardware")).toEqual([
      "add milk to shopping",
      "add nails to hardware",
    ]);
    expect(await parts("set a timer for 5 minutes for pasta and 9 minutes for eggs")).toEqual([
      "set a timer for 5 minutes for pasta",
      "set a timer for 9 minutes for eggs",
    ]);
  });

  it("gives offsets into the part's own text", async () => {
    const [, second] = await splitRequests(parse("add milk and remind me to sing at 5"), parse);
    expect(second?.entities.map(({ start, end }) => second.text.slice(start, end))).toEqual(["sing", "5"]);
  });

  it("lets mere punctuation divide only what is understood better apart", async () => {
    const text = "add milk, what time is it";
    const sure = { ...parse(text), intent: { name: "ask_time", confidence: 0.99 } };
    expect(await parts(text, sure)).toEqual([text]);
    expect(await parts(text)).toHaveLength(2);
  });

  it("reads no prose: a long text costs a bounded number of readings", async () => {
    let readings = 0;
    const counted = (text: string): ParseData => {
      readings++;
      return parse(text);
    };
    const text = Array(20).fill("add milk").join(" and ");
    await splitRequests(counted(text), counted);
    expect(readings).toBeLessThan(60);
    expect(await splitRequests(counted(`${text} and `.repeat(9)), counted)).toHaveLength(1);
  });
});
