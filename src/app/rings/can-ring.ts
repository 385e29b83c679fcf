import { identity } from "../../identity";

/** Whether anything may ring: the assistant of this build keeps reminders or timers. */
export const canRing = identity.keeps.includes("reminders") || identity.keeps.includes("timers");
