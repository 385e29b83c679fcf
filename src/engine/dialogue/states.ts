import type { ParseData } from "../nlu/parse-data";
import type { Domain } from "../project/domain";
import { SHOULD_NOT_BE_SET, slotFeatures } from "./slots";
import type { Tracker } from "./tracker";
import type { TrackerState } from "./tracker-state";

/**
 * What the policies see of a moment in the dialogue, right before an action: who said what, what the assistant did last, the
 * slots that influence the conversation, the running loop. Absent parts are unset (`Domain.get_active_state`).
 */
export interface DialogueState {
  user?: { intent?: string; text?: string; entities?: string[] };
  prev_action?: string;
  slots?: Record<string, number[] | typeof SHOULD_NOT_BE_SET>;
  active_loop?: string;
}

/** What only rules use, and policies that learn from stories must therefore not see. */
export interface RuleOnly {
  slots: readonly string[];
  loops: readonly string[];
}

/** One state. With `onlyTouchedSlots`, slots that hold their initial value are left out: rules speak only of what they name. */
function dialogueState(state: TrackerState, domain: Domain, onlyTouchedSlots = false): DialogueState {
  const result: DialogueState = {};
  const user = userSubState(state, domain);
  if (user) result.user = user;
  if (state.latestAction !== null) result.prev_action = state.latestAction;
  if (state.activeLoop) result.active_loop = state.activeLoop.name;
  for (const [name, slot] of Object.entries(domain.slots)) {
    if (!slot.influenceConversation) continue;
    const value = state.slots[name] ?? null;
    if (value === SHOULD_NOT_BE_SET) {
      (result.slots ??= {})[name] = SHOULD_NOT_BE_SET;
      continue;
    }
    if (onlyTouchedSlots && !state.touchedSlots.includes(name)) continue;
    const features = slotFeatures(slot, value);
    if (features.some((feature) => feature !== 0)) (result.slots ??= {})[name] = features;
  }
  return result;
}

/**
 * What was made of a tracker's past before, by domain: that past never changes, and every prediction looks at all of it anew. The
 * states are shared, and so must not be changed.
 */
interface Made {
  states: WeakMap<TrackerState, DialogueState>;
  users: WeakMap<ParseData, DialogueState["user"]>;
  visible: WeakMap<RuleOnly, WeakMap<DialogueState, DialogueState>>;
}
const made = new WeakMap<Domain, Made>();

function madeOf(domain: Domain): Made {
  return obtained(made, domain, () => ({ states: new WeakMap(), users: new WeakMap(), visible: new WeakMap() }));
}

function obtained<K extends object, V>(cache: WeakMap<K, V>, key: K, make: () => V): V {
  if (cache.has(key)) return cache.get(key) as V;
  const value = make();
  cache.set(key, value);
  return value;
}

function knownState(state: TrackerState, domain: Domain): DialogueState {
  return obtained(madeOf(domain).states, state, () => dialogueState(state, domain));
}

function userSubState({ latestMessage: message, usesText }: TrackerState, domain: Domain): DialogueState["user"] {
  if (!message) return undefined;
  if (usesText === true && message.text !== "") return { text: message.text };
  return obtained(madeOf(domain).users, message, () => {
    const intent = message.intent.name;
    if (intent === null) return message.text === "" ? undefined : { text: message.text };
    const entities = featurizedEntities(message, domain);
    return entities.length > 0 ? { intent, entities } : { intent };
  });
}

/** The entities that may influence what follows this intent, sorted: names, `name#role` and `name#group`. */
function featurizedEntities(message: ParseData, domain: Domain): string[] {
  const properties = domain.intents[message.intent.name ?? ""];
  const found = new Set<string>();
  for (const { entity, role, group } of message.entities) {
    if (!domain.entities[entity]?.influenceConversation) continue;
    if (properties && properties.useEntities !== true && !properties.useEntities.includes(entity)) continue;
    if (properties?.ignoreEntities.includes(entity)) continue;
    found.add(entity);
    if (role !== undefined) found.add(`${entity}#${role}`);
    if (group !== undefined) found.add(`${entity}#${group}`);
  }
  return [...found].sort();
}

/** The states of a conversation, oldest first, the last being the present one. */
export function statesOf(tracker: Tracker, domain: Domain, onlyTouchedSlots = false): DialogueState[] {
  const states: DialogueState[] = [];
  tracker.visitTurns((state) =>
    states.push(onlyTouchedSlots ? dialogueState(state, domain, true) : knownState(state, domain)),
  );
  return states;
}

/**
 * The states as policies that learn from stories see them: turns made only by rules are hidden, as are the slots and loops
 * that only rules use (`Domain.states_for_tracker_history` with `ignore_rule_only_turns`).
 */
export function storyStatesOf(tracker: Tracker, domain: Domain, ruleOnly: RuleOnly): DialogueState[] {
  const states: DialogueState[] = [];
  let lastVisibleAction: string | undefined;
  let hidden = false;
  const cache = obtained(madeOf(domain).visible, ruleOnly, () => new WeakMap<DialogueState, DialogueState>());
  tracker.visitTurns((state, hideRuleTurn) => {
    if (!hidden) lastVisibleAction = state.latestAction ?? undefined;
    // Neither a followup nor a form on its happy path changes whether the turn is hidden.
    const ranItself = state.latestAction !== null && state.latestAction === state.activeLoop?.name;
    if (state.followupAction === null && !ranItself) hidden = hideRuleTurn;
    if (hidden) return;
    const whole = knownState(state, domain);
    const visible = obtained(cache, whole, () => withoutRuleOnly(whole, ruleOnly));
    const previous = states.at(-1);
    const user = previous && visible.prev_action !== "action_listen" ? previous.user : visible.user;
    const action = lastVisibleAction ?? visible.prev_action;
    states.push(user === visible.user && action === visible.prev_action ? visible : withTurn(visible, user, action));
  });
  return states;
}

function withTurn(state: DialogueState, user: DialogueState["user"], action: string | undefined): DialogueState {
  const { user: _user, prev_action: _action, ...rest } = state;
  return { ...rest, ...(user && { user }), ...(action !== undefined && { prev_action: action }) };
}

/** The same for the policies that generalise: to them it's as if no intent had been thought unlikely. */
export function learnerStatesOf(tracker: Tracker, domain: Domain, ruleOnly: RuleOnly): DialogueState[] {
  return storyStatesOf(tracker, domain, ruleOnly).filter(({ prev_action }) => prev_action !== "action_unlikely_intent");
}

/** A copy, without what only rules use. */
function withoutRuleOnly(state: DialogueState, ruleOnly: RuleOnly): DialogueState {
  const visible = { ...state };
  if (visible.active_loop && ruleOnly.loops.includes(visible.active_loop)) delete visible.active_loop;
  const slots = Object.entries(visible.slots ?? {}).filter(([name]) => !ruleOnly.slots.includes(name));
  if (slots.length > 0) visible.slots = Object.fromEntries(slots);
  else delete visible.slots;
  return visible;
}

/**
 * States as one string, equal for equal states. Written as Rasa's `json.dumps(states, sort_keys=True)` writes them, because
 * among the rules that match, the one with the longest key wins.
 */
export function stateKey(states: readonly DialogueState[]): string {
  return `[${states.map((state) => obtained(keys, state, () => pythonJson(rasaShape(state)))).join(", ")}]`;
}

const keys = new WeakMap<DialogueState, string>();

/** The sub-states under Rasa's names. */
function rasaShape(state: DialogueState): object {
  return {
    ...(state.active_loop !== undefined && { active_loop: { name: state.active_loop } }),
    ...(state.prev_action !== undefined && { prev_action: { action_name: state.prev_action } }),
    ...(state.slots && { slots: state.slots }),
    ...(state.user && { user: state.user }),
  };
}

function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (typeof value === "number") return Number.isInteger(value) ? `${value}.0` : String(value);
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${pythonJson(item)}`).join(", ")}}`;
  }
  return JSON.stringify(value);
}
