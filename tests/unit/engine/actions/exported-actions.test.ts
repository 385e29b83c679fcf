import { expect, it } from "vitest";
import type { Action } from "../../../../src/engine/actions/action";
import { exportedActions } from "../../../../src/engine/actions/exported-actions";

const named = (name: string): Action<unknown> => ({ name, run: () => [] });

class Greet implements Action<unknown> {
  readonly name = "action_greet";
  run() {
    return [];
  }
}

class Counted extends Greet {
  constructor(readonly times: number) {
    super();
  }
}

it("finds actions, lists of them and their classes among what modules export, each once", () => {
  const one = named("action_one");
  const modules = [
    { one, default: one, list: [named("action_two"), named("validate_form")] },
    { Greet, helper: () => 1, NAMES: ["a"], settings: { name: "x" }, nothing: null, text: "run", Counted },
  ];
  const found = exportedActions(modules);
  expect(found.map(({ name }) => name)).toEqual(["action_one", "action_two", "validate_form", "action_greet"]);
  expect(found[0]).toBe(one);
});
