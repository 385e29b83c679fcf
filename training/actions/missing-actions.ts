import type { Domain } from "../../src/engine/project/domain";
import type { FaultCode } from "../formats/fault-codes";
import type { Fault } from "../formats/types";

const CODE: FaultCode = "action.missing";

/** Warnings of the actions that a domain names and nobody has, out of its `named` ones. */
export function missingActions(named: Iterable<string>, known: ReadonlySet<string>, domain: Domain): Fault[] {
  const others = new Set([...known, ...domain.endToEndActions, ...Object.keys(domain.forms)]);
  return [...named]
    .filter((name) => domain.actions.includes(name) && !others.has(name) && !name.startsWith("utter_"))
    .map((name) => ({
      place: { file: "actions", line: 1, column: 1 },
      code: CODE,
      message: `The domain names the action ${name}, and no file of actions/ exports it. Until one does, turns go on without it.`,
      severity: "warning",
    }));
}
