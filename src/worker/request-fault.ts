import { BundleFault } from "../engine/project/bundle";
import { BackupFault } from "../storage/backup/backup-fault";
import { modelFault } from "./models";
import type { Fault } from "./protocol";

/** Thrown for a request that this worker doesn't know: the page is a newer one. */
export class UnknownRequest extends Error {}

/** What a request that failed tells the page. */
export function faultOf(error: unknown): Fault {
  if (error instanceof UnknownRequest)
    return { code: "request.unknown", message: `The worker knows no request "${error.message}".` };
  if (error instanceof BundleFault) return modelFault(error);
  if (error instanceof BackupFault) return { code: error.code, message: error.message };
  return {
    code: "turn.failed",
    message: "Sorry, that didn't work. Your message is kept; try again.",
    remedy: "Send it again.",
  };
}
