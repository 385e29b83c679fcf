import { shippedEncoder } from "../../../training/encoder/encoder-folder";
import type { Tier } from "./contender";

/** What a tier lacks to be trained here, and what to do; null where nothing. */
export function missingFor(tier: Tier): string | null {
  if (tier === "lite" || shippedEncoder() !== null) return null;
  return "models/encoder/ holds no encoder: run npx sotto encoder prepare";
}
