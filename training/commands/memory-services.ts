import { NO_CONNECT } from "../../src/skills/connect";
import { NO_KNOWLEDGE } from "../../src/skills/knowledge/knowledge";
import { NO_SITES } from "../../src/skills/sites/sites";
import type { Services } from "../../src/skills/services";
import { NO_SOURCES } from "../../src/skills/sources/sources";

/** What a conversation in the terminal has beside its store: no documents, no network. */
export const memoryServices: Services = {
  knowledge: NO_KNOWLEDGE,
  sites: NO_SITES,
  connect: NO_CONNECT,
  sources: NO_SOURCES,
};
