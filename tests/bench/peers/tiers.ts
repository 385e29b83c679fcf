import { shippedEncoder } from "../../../training/encoder/encoder-folder";
import type { Tier } from "./contender";

/** What a tier lacks to be trained here, and what to do; null where nothing. */
export async function missingFor(tier: Tier): Promise<string | null> {
  if (tier === "lite" || (await shippedEncoder()) !== null) return null;
  return "models/encoder/ holds no encoder: run npx sotto encoder prepare";
}
