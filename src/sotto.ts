/** What a project's own actions import: `import { slotSet, type Action } from "sotto"` (docs/action-author.md). */
import type * as engine from "./engine/actions/action";
import { formValidation as validation, type FormValidation } from "./engine/actions/form-validation";
import type { UserData } from "./storage/schema";

export type Action = engine.Action<UserData>;
export type ActionContext = engine.ActionContext<UserData>;
export type { Dispatcher } from "./engine/actions/action";
export { ActionExecutionRejection } from "./engine/actions/action";
export type { BotMessage, Button } from "./engine/actions/bot-message";
export type { SlotValidator } from "./engine/actions/form-validation";
export { activeLoop, followup, slotSet, type Event, type NewEvent } from "./engine/dialogue/events";
export type { TrackerView } from "./engine/dialogue/tracker";
export type { Clock, Random } from "./engine/environment";
export type { Json, JsonObject } from "./engine/json";
export type { Domain } from "./engine/project/domain";
export type { UserData } from "./storage/schema";

/** The action `validate_<form>`, as rasa-sdk's FormValidationAction. */
export const formValidation: (validators: FormValidation<UserData>) => Action = validation;
