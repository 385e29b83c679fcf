import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotatedText, storyFile, storyItem, type StoryOptions } from "../../../../src/engine/dialogue/story-yaml";
import type { Event } from "../../../../src/engine/dialogue/events";
import { parseMarkup } from "../../../../training/formats/entity-markup";
import { playStories } from "../../../../training/evaluation/core-report";
import { Conversation, projectOf, trainedCore, type Files } from "../../../support/small-project";
import { tableProject } from "./table-project";

const { domain } = projectOf(tableProject);

async function talked(...messages: string[]): Promise<Event[]> {
  const talk = new Conversation(tableProject);
  for (const message of messages) await talk.say(message);
  return [...talk.tracker.events];
}

const storyYaml = (events: Event[], options: StoryOptions): string => storyFile([storyItem(events, options) ?? ""]);

/** The stories of a project whose only story file this is. */
function readBack(yaml: string, files: Files = tableProject) {
  return projectOf({ ...files, "data/stories.yml": yaml }).stories;
}

describe("a conversation as a story", () => {
  it("says what was meant and done, without what was taken back, and reads back", async () => {
    const yaml = storyYaml(await talked("greet", "book", 'inform {"guests": 4}'), {
      name: "a table",
      kind: "story",
      domain,
    });
    const [story] = readBack(yaml);
    expect(story?.name).toBe("a table");
    expect(
      story?.steps.map((step) => ("name" in step ? step.name : "intent" in step ? step.intent : step.kind)),
    ).toEqual(["book", "table_form", "table_form", "inform", "table_form"]);
  });

  it("passes as a test of the assistant that held it", async () => {
    const events = await talked("book", 'inform {"guests": 4}', "ask_hours", 'inform {"day": "Monday"}');
    const yaml = storyYaml(events, { name: "with an aside", kind: "test", domain });
    const stories = readBack(yaml);
    const [result] = playStories(trainedCore(tableProject).model, stories, null, { now: 0, zone: "UTC" });
    expect(result?.expected).toContain("utter_hours");
    expect(result?.predicted).toEqual(result?.expected);
  });

  it("begins where the session did", async () => {
    const yaml = storyYaml(await talked("ask_hours", "restart", "book"), { name: "again", kind: "story", domain });
    expect(yaml).not.toContain("ask_hours");
    expect(yaml).toContain("- intent: book");
  });

  it("is none where nothing was said", () => {
    expect(storyItem([], { name: "nothing", kind: "story", domain })).toBeNull();
  });

  it("keeps a name that YAML would read as something else", async () => {
    const events = await talked("book");
    for (const name of ["no", "a: b", '"', "- x", "12"])
      expect(readBack(storyYaml(events, { name, kind: "story", domain }))[0]?.name).toBe(name);
  });
});

describe("the text of an example", () => {
  it.each([
    ["to Oslo", [{ start: 3, end: 7, value: "Oslo" }], "to [Oslo](city)"],
    [
      "to Oslo",
      [{ start: 3, end: 7, value: "OSL", role: "to" }],
      'to [Oslo]{"entity":"city","role":"to","value":"OSL"}',
    ],
    [
      "to Oslo",
      [
        { start: 3, end: 7, value: "Oslo" },
        { start: 3, end: 5, value: "Os" },
      ],
      "to [Oslo](city)",
    ],
    ["to Oslo", [{ start: 0, end: 0, value: "Oslo" }], "to Oslo"],
  ])("%s %j", (text, found, marked) => {
    const entities = found.map((entity) => ({ entity: "city", extractor: "DIETClassifier", ...entity }));
    expect(annotatedText({ text, entities })).toBe(marked);
  });

  it("reads back as the same text and entities", () => {
    const word = fc.stringMatching(/^[a-zæøå]{1,8}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.boolean(), fc.option(word, { nil: undefined })), { minLength: 1 }),
        (words) => {
          let text = "";
          const entities = words.flatMap(([written, isEntity, role]) => {
            const start = text === "" ? 0 : text.length + 1;
            text = text === "" ? written : `${text} ${written}`;
            const place = { start, end: text.length, value: written, ...(role !== undefined && { role }) };
            return isEntity ? [{ entity: "thing", extractor: "DIETClassifier", ...place }] : [];
          });
          const read = parseMarkup(annotatedText({ text, entities }));
          expect(read.text).toBe(text);
          expect(read.entities).toEqual(entities.map(({ extractor: _, ...entity }) => entity));
        },
      ),
    );
  });
});
