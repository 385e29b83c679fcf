import type { SkillActions } from "../services";

export const actions: SkillActions = (_services) => [];
