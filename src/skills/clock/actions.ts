import { goesOnFromDocuments, orDocuments } from "../knowledge/or-documents";
import type { SkillActions } from "../services";
import { countdownAction } from "./countdown-action";
import { dateActions } from "./date-actions";
import { askTime, convertTimeZone } from "./time-actions";

export const actions: SkillActions = (services) => [
  // "And in Sheffield?" may be about the time there, or about what was just asked of the documents.
  orDocuments(services, { name: "action_ask_time", run: askTime }, goesOnFromDocuments),
  { name: "action_convert_time_zone", run: convertTimeZone },
  ...dateActions,
  countdownAction,
];
