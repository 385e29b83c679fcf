import type { Fault } from "../protocol";

/* How the models are, and what to do about the full tier: a part of the protocol (protocol.ts). */

export type ModelStatus =
  /** In bytes; `total` is 0 until the sizes are known. Told again and again while it lasts, as a sign of life. */
  | { state: "loading"; done: number; total: number }
  | { state: "ready"; id: string }
  /** `kept` names the model still in use, or null where there is none. */
  | { state: "failed"; fault: Fault; kept: string | null };

/** `automatic`: the full tier where the device can have it; `lite`: the lite tier alone. */
export type TierChoice = "automatic" | "lite";

export type FullTierOrder =
  /** The choice that will hold from now on. `lite` also ends a download; what has come stays. */
  | TierChoice
  /** The page has nothing else to do: the files may be fetched, where nothing speaks against it. */
  | "idle"
  /** Fetch the files, whatever speaks against it, and use them. */
  | "download"
  /** Free the space. The choice is `lite` then. */
  | "remove";

/** The full tier on this device. While it isn't `ready`, the lite tier reads messages. Bytes: `done` of `total` are on the device. */
export type FullTierStatus = { done: number; total: number } & (
  | { state: "absent" | "downloading" | "interrupted" }
  /** Not fetched without being asked for. */
  | { state: "skipped"; reason: SkipReason }
  /** Whole on the device, and not in use. */
  | { state: "kept" }
  | { state: "starting" }
  /** In use from the next message on. */
  | { state: "ready" }
  | { state: "failed"; fault: Fault }
);

export type SkipReason = "save-data" | "no-room" | "no-storage";
