import type { FullTierStatus, SkipReason } from "../../worker/protocol";
import { identity } from "../../identity";

const REASONS: Record<SkipReason, string> = {
  "save-data": "because this device is set to save data",
  "no-room": "because this device has little room left for it",
  "no-storage": `because the browser doesn’t let ${identity.name} keep files here`,
};

/** What is going on with the full tier, in a sentence that changes only when that does: it is said aloud. */
export function tierInWords(fullTier: FullTierStatus | null): string {
  switch (fullTier?.state) {
    case undefined:
      return "Only lite is available here.";
    case "absent":
      return fullTier.done > 0 ? "A part of full is on this device." : "Full is not on this device.";
    case "skipped":
      return `Full was not downloaded, ${REASONS[fullTier.reason]}.`;
    case "downloading":
      return "Full is being downloaded. You can go on meanwhile.";
    case "interrupted":
      return "The download of full was interrupted. It goes on when you are online.";
    case "kept":
      return "Full is on this device, and not in use.";
    case "starting":
      return "Full is starting.";
    case "ready":
      return "Full is in use.";
    case "failed":
      return [fullTier.fault.message, fullTier.fault.remedy, "Lite stays in use."].filter(Boolean).join(" ");
  }
}
