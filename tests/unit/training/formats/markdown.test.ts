import { describe, expect, it } from "vitest";
import { readNluFile, readStoryFile, readTests } from "../../../../training/formats/project-reader";
import type { Step, Story } from "../../../../training/formats/types";
import { briefly, memoryFiles, readFiles, soundProject } from "./memory-files";

const NLU = `<!-- what users say -->
## intent:book
- go to [Oslo](city)
* from [Bergen]{"entity": "city", "role": "from"} <!-- or elsewhere -->
+ fly to [the capital](city:Oslo)

## intent: faq/hours
- when are you open?

## synonym:Oslo
- oslo city

## regex:code
- [A-Z]{2}-[0-9]+

## lookup:city
- Oslo
- Bergen
`;

const STORIES = `## book a trip <!-- a comment -->
> started
> elsewhere{"plan": "basic"}
* book{"city": "Oslo", "seats": [1, 2]} OR /greet
    - utter_where
    - trip_form
    - form{"name": "trip_form"}
* form: inform{"city": "Bergen"}
    - form: trip_form
    - slot{"city": "Oslo", "plan": null}
    - form{"name": null}
<!-- several
* lines -->
* inform: to [Oslo](city), please
    - action_go
> later

>> in a form
    - form{"name": "trip_form"}
    - slot{"requested_slot": "city"}
    - ...
* explain
    - utter_explain
    - ...

>> at the start
* greet
    - utter_greet
`;

const strip = ({ place: _, ...step }: Step): unknown =>
  step.kind === "or" ? { kind: "or", alternatives: step.alternatives.map(strip) } : step;
const stripped = ({ place: _, steps, ...story }: Story): unknown => ({ ...story, steps: steps.map(strip) });

describe("nlu.md", () => {
  it("is read as the same data in YAML", () => {
    const yaml = `nlu:
- intent: book
  examples: |
    - go to [Oslo](city)
    - from [Bergen]{"entity": "city", "role": "from"}
    - fly to [the capital](city:Oslo)
- intent: faq/hours
  examples: |
    - when are you open?
- synonym: Oslo
  examples: |
    - oslo city
- regex: code
  examples: |
    - [A-Z]{2}-[0-9]+
- lookup: city
  examples: |
    - Oslo
    - Bergen
`;
    const withoutPlaces = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "place" ? undefined : inner)));
    const { nlu, faults } = readNluFile(NLU, "nlu.md");
    expect(briefly(faults, "nlu.md")).toEqual(["markdown.older at 2:1"]);
    expect(withoutPlaces(nlu)).toEqual(withoutPlaces(readNluFile(yaml, "nlu.yml").nlu));
  });

  it("knows the place of each example, and of what is wrong in it", () => {
    const { nlu } = readNluFile(NLU, "nlu.md");
    expect(nlu.examples.map(({ place }) => `${place.line}:${place.column}`)).toEqual(["3:3", "4:3", "5:3", "8:3"]);
    const { nlu: rest, faults } = readNluFile(
      "## intent:a\n- to [Oslo\n- hi\nhello\n## colour:red\n- red\n## intent:b\n- [x](y)\n",
      "nlu.md",
    );
    expect(briefly(faults, "nlu.md")).toEqual([
      "markdown.older at 1:1",
      "nlu.entity-brackets at 2:6",
      "markdown.line at 4:1",
      "markdown.section at 5:1",
    ]);
    expect(rest.examples.map(({ text }) => text)).toEqual(["to [Oslo", "hi", "x"]);
  });
});

describe("stories.md", () => {
  it("is read with its checkpoints, alternatives, payloads, slots and loops; what a form did itself is skipped", () => {
    const { stories, faults } = readStoryFile(STORIES, "s.md");
    expect(briefly(faults, "s.md")).toEqual(["markdown.older at 1:1"]);
    expect(stories.map(stripped)).toEqual([
      {
        name: "book a trip",
        steps: [
          { kind: "checkpoint", name: "started", slots: [] },
          { kind: "checkpoint", name: "elsewhere", slots: [{ name: "plan", value: "basic" }] },
          {
            kind: "or",
            alternatives: [
              {
                kind: "user",
                intent: "book",
                entities: [
                  { entity: "city", value: "Oslo" },
                  { entity: "seats", value: 1 },
                  { entity: "seats", value: 2 },
                ],
              },
              { kind: "user", intent: "greet", entities: [] },
            ],
          },
          { kind: "action", name: "utter_where" },
          { kind: "action", name: "trip_form" },
          { kind: "loop", name: "trip_form" },
          {
            kind: "slots",
            slots: [
              { name: "city", value: "Oslo" },
              { name: "plan", value: null },
            ],
          },
          { kind: "loop", name: null },
          {
            kind: "user",
            intent: "inform",
            text: "to Oslo, please",
            entities: [{ entity: "city", start: 3, end: 7, value: "Oslo" }],
          },
          { kind: "action", name: "action_go" },
          { kind: "checkpoint", name: "later", slots: [] },
        ],
      },
    ]);
    expect(stories[0]?.steps[3]?.place).toEqual({ file: "s.md", line: 5, column: 7 });
  });

  it("has rules: what stands before `...` is their condition, and without it they are for the start", () => {
    const { rules } = readStoryFile(STORIES, "s.md");
    expect(
      rules.map(({ name, conversationStart, waitForUserInput }) => [name, conversationStart, waitForUserInput]),
    ).toEqual([
      ["in a form", false, false],
      ["at the start", true, true],
    ]);
    expect(rules[0]?.condition.map(strip)).toEqual([
      { kind: "loop", name: "trip_form" },
      { kind: "slots", slots: [{ name: "requested_slot", value: "city" }] },
    ]);
    expect(rules[0]?.steps.map(strip)).toEqual([
      { kind: "user", intent: "explain", entities: [] },
      { kind: "action", name: "utter_explain" },
    ]);
  });

  it.each([
    ["a payload that isn't JSON", "* greet{name: Ann}", "markdown.payload at 4:8"],
    ["a slot that isn't JSON", "- slot{'a': 1}", "markdown.payload at 4:7"],
    ["a line that is nothing", "and then?", "markdown.line at 4:1"],
    ["an event that YAML can't say", "- restart", "markdown.line at 4:3"],
    ["a message that is no intent", "* good morning to you", "markdown.payload at 4:3"],
  ])("with %s keeps the rest", (_, line, expected) => {
    const { stories, faults } = readStoryFile(`## s\n* greet\n- utter_a\n${line}\n- utter_b\n`, "s.md");
    expect(briefly(faults, "s.md")).toEqual(["markdown.older at 1:1", expected]);
    expect(stories[0]?.steps.at(-1)).toMatchObject({ kind: "action", name: "utter_b" });
  });
});

describe("responses.md", () => {
  it("holds the responses of retrieval intents", () => {
    const text = "## ask hours\n* faq/hours\n  - We open at nine.\n  - At nine,\\nevery day.\n";
    const { nlu, faults } = readNluFile(text, "r.md");
    expect(briefly(faults, "r.md")).toEqual(["markdown.older at 1:1"]);
    expect(nlu.responses).toEqual({
      "faq/hours": [
        { text: "We open at nine.", condition: [] },
        { text: "At nine,\nevery day.", condition: [] },
      ],
    });
  });
});

describe("a project in Markdown", () => {
  it("is read as a whole, its tests apart, and files for people are left alone", () => {
    const files = {
      "domain.yml": "intents: [greet]\nresponses: {utter_hi: [{text: Hi}]}\n",
      "data/nlu.md": "## intent:greet\n- hi\n- hello\n",
      "data/stories.md": "## hello\n* greet\n  - utter_hi\n",
      "data/README.md": "# Data\n\n## How to add\n\n* write some\n  - lines\n* and more of them\n- here\n",
      "tests/conversation_tests.md": "## hello\n* greet: good day\n  - utter_hi\n",
    };
    const project = soundProject(files);
    expect(project.nlu.examples.map(({ text }) => text)).toEqual(["hi", "hello"]);
    expect(project.stories.map(({ name }) => name)).toEqual(["hello"]);
    expect(readFiles(files).faults.map(({ place }) => place.file)).not.toContain("data/README.md");
    const tests = readTests("p", memoryFiles(files));
    expect(tests.stories[0]?.steps[0]).toMatchObject({ kind: "user", intent: "greet", text: "good day" });
  });
});
