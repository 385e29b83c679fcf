import { NO_CONNECT } from "../../src/skills/connect";
import type { Services } from "../../src/skills/services";

/** What a conversation in the terminal has beside its store: no network. */
export const memoryServices: Services = { connect: NO_CONNECT };
