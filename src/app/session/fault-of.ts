import { WorkerFault } from "../../worker/client";
import type { Fault } from "../../worker/protocol";

/** What a rejected request means to the user. */
export function faultOf(error: unknown): Fault {
  if (error instanceof WorkerFault) return error.fault;
  const late = error instanceof DOMException && error.name === "TimeoutError";
  return { code: "turn.failed", message: late ? "No answer came in time." : "That couldn't be done." };
}
