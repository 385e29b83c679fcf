import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { countdownAction } from "./countdown-action";
import { dateActions } from "./date-actions";
import { timeActions } from "./time-actions";

export const actions: Action<UserData>[] = [...timeActions, ...dateActions, countdownAction];
