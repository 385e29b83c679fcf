import { expect, test } from "vitest";
import { isPlainNote, noteTextIn } from "../../../../src/skills/notes/note-text";

const read = (text: string, noted?: string) => {
  const start = noted === undefined ? 0 : text.indexOf(noted);
  const entity = {
    entity: "note_text",
    start,
    end: start + (noted?.length ?? 0),
    value: noted ?? "",
    extractor: "CRFEntityExtractor",
  };
  const intent = { name: "take_note", confidence: 1 };
  return noteTextIn({ text, intent, entities: noted === undefined ? [] : [entity], intent_ranking: [intent] });
};

test.each([
  ["note that the wifi code is 4411", "the wifi code is 4411"],
  ["Note: Hanna is allergic to peanuts", "Hanna is allergic to peanuts"],
  ["pls remeber the car is in row G", "the car is in row G"],
  ["write this down: the plumber comes on the 14th", "the plumber comes on the 14th"],
  ["could you please write down that my locker is 212", "my locker is 212"],
  ["write loved the Rioja in my notes", "loved the Rioja"],
  ["save this in my notes: bay 114, level minus 2", "bay 114, level minus 2"],
  ["note to self never buy that paint again", "never buy that paint again"],
  ["my bike code is 7305, write that down", "my bike code is 7305"],
  ["note that x\nsecond line", "x\nsecond line"],
  ["take a note", null],
  ["Make a note.", null],
  ["new note please", null],
  ["let me write something down", null],
  ["i need to write something down", null],
])("%s", (text, note) => expect(read(text)).toBe(note));

test("all that follows the opening is kept, though the tagger saw less of it", () => {
  expect(read("note that the code is 4411 and the name is Fern", "the code is 4411")).toBe(
    "the code is 4411 and the name is Fern",
  );
});

test("without a known opening, what was recognized is the note", () => {
  expect(read("my thought for today would be less is more", "less is more")).toBe("less is more");
});

test("a very long note is kept whole, in no time", () => {
  const long = "na ".repeat(40_000);
  const started = performance.now();
  expect(read(`note that ${long}`)).toBe(long.trim());
  expect(read(" ".repeat(100_000))).toBeNull();
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  ["memo: ask the garage", true],
  ["Note to self: ask the garage", true],
  ["idea: paint the fence", true],
  ["note:", false],
  ["find my note: garage", false],
])("%s is plainly a note: %s", (text, plain) => expect(isPlainNote(text)).toBe(plain));

test.each([
  ["save this for later: the paint is called Fjord", "the paint is called Fjord"],
  ["noet that the paint is called Fjord", "the paint is called Fjord"],
  ["for future reference, the meter is in the cellar", "the meter is in the cellar"],
])("%s", (text, note) =>
  expect(noteTextIn({ text, intent: { name: "take_note", confidence: 1 }, entities: [], intent_ranking: [] })).toBe(
    note,
  ),
);
