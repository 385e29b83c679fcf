import { describe, expect, it } from "vitest";
import { storyGraph, type StoryGraph } from "../../../../../training/evaluation/story-graph/story-graph";
import { storyGraphSvg } from "../../../../../training/evaluation/story-graph/story-graph-svg";
import { readStoryFile } from "../../../../../training/formats/project-reader";

function graphOf(yaml: string, maxHistory = 2): StoryGraph {
  const { stories, rules, faults } = readStoryFile(`version: "3.1"\n${yaml}`, "data/stories.yml");
  expect(faults).toEqual([]);
  return storyGraph(stories, rules, maxHistory);
}

/** Every way as `from -label/label-> to`, in any order. */
function ways({ nodes, edges }: StoryGraph): string[] {
  const label = (id: string): string => nodes.find((node) => node.id === id)?.label ?? "?";
  return edges
    .map(({ from, to, labels, isRule }) => `${label(from)} ${isRule ? "~" : "-"}${labels.join("/")}> ${label(to)}`)
    .sort();
}

const names = ({ nodes }: StoryGraph): string[] => nodes.map(({ label }) => label).sort();

const TWO_ALIKE = `
stories:
- story: happy
  steps: [{intent: greet}, {action: utter_greet}, {intent: happy}, {action: utter_fine}]
- story: sad
  steps: [{or: [{intent: greet}, {intent: hello}]}, {action: utter_greet}, {intent: sad}, {action: utter_cheer}, {action: utter_fine}]
`;

describe("the graph of stories", () => {
  it("draws once how stories begin, and what the user may say on one way", () => {
    const graph = graphOf(TWO_ALIKE);
    expect(ways(graph)).toEqual([
      "start -greet/hello> utter_greet",
      "utter_cheer -> utter_fine",
      "utter_greet -happy> utter_fine",
      "utter_greet -sad> utter_cheer",
    ]);
    expect(graph.nodes.filter(({ isEnd }) => isEnd).map(({ label }) => label)).toEqual(["utter_fine", "utter_fine"]);
  });

  it("joins what is the same for as many actions as are looked back", () => {
    expect(names(graphOf(TWO_ALIKE, 1))).toEqual(["start", "utter_cheer", "utter_fine", "utter_greet"]);
    const repeated =
      "stories:\n- story: again\n  steps: [{intent: faq}, {action: utter_faq}, {intent: faq}, {action: utter_faq}, {intent: faq}, {action: utter_faq}]";
    expect(ways(graphOf(repeated))).toEqual([
      "start -faq> utter_faq",
      "utter_faq -faq> utter_faq",
      "utter_faq -faq> utter_faq",
    ]);
    expect(graphOf(repeated, 3).nodes).toHaveLength(4);
  });

  it("leads through checkpoints, from wherever they are set to wherever they are met", () => {
    const graph = graphOf(`
stories:
- story: one
  steps: [{intent: a}, {action: utter_a}, {checkpoint: met}]
- story: two
  steps: [{intent: b}, {action: utter_b}, {checkpoint: met}]
- story: then
  steps: [{checkpoint: met, slot_was_set: [{city: Oslo}]}, {intent: c}, {action: utter_c}]
`);
    expect(ways(graph)).toEqual([
      "met -c, if city = Oslo> utter_c",
      "start -a> utter_a",
      "start -b> utter_b",
      "utter_a -> met",
      "utter_b -> met",
    ]);
    expect(graph.nodes.filter(({ isEnd }) => isEnd).map(({ label }) => label)).toEqual(["utter_c"]);
  });

  it("keeps rules apart, which begin at any moment, and says under which condition", () => {
    const graph = graphOf(`
rules:
- rule: submit
  condition: [{active_loop: trip_form}, {slot_was_set: [{city: Oslo}, seats, {day: null}]}]
  steps: [{action: trip_form}, {active_loop: null}, {action: action_book}]
- rule: first greeting
  conversation_start: true
  steps: [{intent: greet}, {action: utter_greet}]
- rule: stop
  condition: [{active_loop: trip_form}]
  steps: [{intent: stop}, {action: utter_stop}]
stories:
- story: greeting
  steps: [{intent: greet}, {action: utter_greet}]
`);
    expect(ways(graph)).toEqual([
      "at any moment ~if trip_form runs and city = Oslo and seats is set and day isn't set> trip_form",
      "at any moment ~stop, if trip_form runs> utter_stop",
      "start -greet> utter_greet",
      "start ~greet> utter_greet",
      "trip_form ~> action_book",
    ]);
  });

  it("shows texts, entities, and messages that nothing is said to", () => {
    const graph = graphOf(`
stories:
- story: texts
  steps:
  - user: "hi there"
  - bot: "Hello!"
  - intent: book
    entities: [{city: Oslo, role: from}, {city: Bergen, role: to}, {day: Monday}]
  - intent: thank
`);
    expect(ways(graph)).toEqual(["start -“hi there”> “Hello!”", "“Hello!” -book {city, day}, then thank> end"]);
  });
});

describe("the picture of stories", () => {
  const svg = storyGraphSvg(graphOf(TWO_ALIKE), { stories: 2, rules: 0 });

  it("says what it shows to those who can't see it", () => {
    expect(svg).toContain('<title id="title">2 stories, 0 rules</title>');
    expect(svg).toContain(
      "4 places where an action is done, 4 ways between them. start → utter_greet: greet or hello.",
    );
  });

  it("draws a box for each place, a line for each way, and what is said on it", () => {
    expect([...svg.matchAll(/<rect class="box/g)]).toHaveLength(5);
    expect([...svg.matchAll(/<path class="edge/g)]).toHaveLength(4);
    for (const said of ["greet", "hello", "happy", "sad"])
      expect(svg).toMatch(new RegExp(`class="said"[^>]*>${said}<`));
  });

  it("cuts long names short, and names them whole in the tooltip", () => {
    const long = `utter_${"very_".repeat(20)}long`;
    const intents = Array.from({ length: 20 }, (_, i) => `{intent: i${i}}`).join(", ");
    const graph = graphOf(`stories:\n- story: long\n  steps: [{or: [${intents}]}, {action: ${long}}]\n`);
    const picture = storyGraphSvg(graph, { stories: 1, rules: 0 });
    expect(picture).toContain(`<title>${long}</title>`);
    expect(picture).not.toContain(`>${long}</text>`);
    expect(picture).toContain(">and 13 more</text>");
  });

  it("is of nothing where there is nothing", () => {
    expect(storyGraphSvg({ nodes: [], edges: [] }, { stories: 0, rules: 0 })).toContain("</svg>");
  });
});
