import type { Rule, Step, Story, StorySlot, UserStep } from "../../formats/types";

/** Where conversations go: actions, and what the user says between them. */
export interface StoryGraph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export interface GraphNode {
  id: string;
  kind: "start" | "anytime" | "action" | "bot" | "checkpoint" | "end";
  label: string;
  /** A story or a rule ends here. */
  isEnd: boolean;
}

export interface GraphEdge {
  from: string;
  to: string;
  /** What the user may say, and under which condition; empty where the assistant goes on by itself. */
  labels: string[];
  /** No story goes this way, only a rule. */
  isRule: boolean;
}

const START: GraphNode = { id: "start", kind: "start", label: "start", isEnd: false };
/** Rules begin in any state: Rasa's `...`. */
const ANYTIME: GraphNode = { id: "anytime", kind: "anytime", label: "at any moment", isEnd: false };
const END: GraphNode = { id: "end", kind: "end", label: "end", isEnd: false };

/**
 * The graph of stories and rules. Places where the same last `maxHistory` actions were done are one node, so that stories that begin
 * alike are drawn once; with 1 every action is. Stories and rules are kept apart. Checkpoints join the stories that they join.
 */
export function storyGraph(stories: readonly Story[], rules: readonly Rule[], maxHistory: number): StoryGraph {
  const builder = new GraphBuilder(maxHistory);
  for (const story of stories) builder.add("story", story.steps, START, "");
  for (const rule of rules)
    builder.add(
      "rule",
      rule.steps,
      rule.conversationStart ? START : ANYTIME,
      rule.condition.flatMap(conditions).join(" and "),
    );
  return builder.graph();
}

/** A place on the way through a story. */
interface Position {
  node: string;
  /** The ids of the last actions. */
  past: string[];
}

class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();

  constructor(private readonly maxHistory: number) {}

  graph(): StoryGraph {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }

  add(kind: "story" | "rule", steps: readonly Step[], start: GraphNode, condition: string): void {
    const isRule = kind === "rule";
    let places: Position[] = [];
    let said: string[] = [];
    let only = condition;
    const labels = (): string[] => {
      if (only === "") return said;
      return said.length === 0 ? [`if ${only}`] : said.map((label) => `${label}, if ${only}`);
    };
    const go = (node: GraphNode): void => {
      const { id } = this.node(node);
      for (const { node: from } of places) this.edge(from, id, labels(), isRule);
      said = [];
      // It holds before the first step.
      only = "";
    };
    const begin = (): void => {
      if (places.length === 0) places = [{ node: this.node(start).id, past: [start.id] }];
    };
    for (const [index, step] of steps.entries()) {
      if (step.kind === "checkpoint") {
        const checkpoint = checkpointNode(step.name);
        const isStart = steps.slice(0, index).every((before) => before.kind === "checkpoint");
        if (isStart) {
          places.push({ node: this.node(checkpoint).id, past: [checkpoint.id] });
          only = step.slots.map(slotCondition).join(" and ");
        } else go(checkpoint);
        continue;
      }
      begin();
      const messages = userLabels(step);
      if (said.length === 0) said = messages;
      else if (messages.length > 0)
        said = said.flatMap((before) => messages.map((message) => `${before}, then ${message}`));
      if (step.kind !== "action" && step.kind !== "bot") continue;
      const action = step.kind === "action" ? step.name : `“${step.text}”`;
      const past = [...(places[0]?.past ?? []), action].slice(-this.maxHistory);
      const id = JSON.stringify([kind, ...past]);
      go({ id, kind: step.kind === "bot" ? "bot" : "action", label: action, isEnd: false });
      places = [{ node: id, past }];
    }
    this.end(places, said, steps, isRule);
  }

  private end(places: readonly Position[], said: readonly string[], steps: readonly Step[], isRule: boolean): void {
    if (steps.at(-1)?.kind === "checkpoint") return;
    for (const { node } of places) {
      const last = this.nodes.get(node);
      // A story that ends with what the user says has an end of its own.
      if (said.length > 0) this.edge(node, this.node(END).id, said, isRule);
      else if (last && last.kind !== "start") last.isEnd = true;
    }
  }

  private node(node: GraphNode): GraphNode {
    const known = this.nodes.get(node.id) ?? { ...node };
    this.nodes.set(node.id, known);
    return known;
  }

  private edge(from: string, to: string, labels: readonly string[], isRule: boolean): void {
    const key = JSON.stringify([from, to]);
    const known = this.edges.get(key) ?? { from, to, labels: [], isRule };
    this.edges.set(key, known);
    known.isRule &&= isRule;
    for (const label of labels) if (!known.labels.includes(label)) known.labels.push(label);
  }
}

function checkpointNode(name: string): GraphNode {
  return { id: JSON.stringify(["checkpoint", name]), kind: "checkpoint", label: name, isEnd: false };
}

/** What a step has the user say: several things where it is an `or`. */
function userLabels(step: Step): string[] {
  if (step.kind === "or") return step.alternatives.flatMap(userLabels);
  return step.kind === "user" ? [userLabel(step)] : [];
}

/** The intent and the names of its entities, or the text where that is what counts. */
function userLabel({ intent, intentResponseKey, text, entities }: UserStep): string {
  const name = intentResponseKey ?? intent;
  if (name === undefined) return `“${text ?? ""}”`;
  const names = [...new Set(entities.map(({ entity }) => entity))];
  return names.length === 0 ? name : `${name} {${names.join(", ")}}`;
}

/** `trip_form runs`, `city = Oslo`. */
function conditions(step: Step): string[] {
  if (step.kind === "loop") return [step.name === null ? "no form runs" : `${step.name} runs`];
  if (step.kind !== "slots") return [];
  return step.slots.map(slotCondition);
}

function slotCondition({ name, value }: StorySlot): string {
  if (value === undefined) return `${name} is set`;
  return value === null
    ? `${name} isn't set`
    : `${name} = ${typeof value === "string" ? value : JSON.stringify(value)}`;
}
