import type { Article } from "../../../storage/knowledge-records";
import { dateOf } from "../source";

/** How a state is said. */
export const STATES: Readonly<Record<Article["state"], string>> = {
  draft: "Draft",
  review: "In review",
  published: "Published",
  retired: "Retired",
};

/** Why an article is to be read with care on a day (`2026-03-02`); empty where nothing speaks against it. */
export function warningsOf({ outOfDate, reviewBy }: Pick<Article, "outOfDate" | "reviewBy">, today: string): string[] {
  return [
    ...(outOfDate === undefined
      ? []
      : [outOfDate === "" ? "Marked as out of date." : `Marked as out of date: ${outOfDate}`]),
    ...(isOverdue({ reviewBy }, today) ? [`Its review was due by ${dateOf({ date: reviewBy ?? "" })}.`] : []),
  ];
}

export function isOverdue({ reviewBy }: { reviewBy?: string | undefined }, today: string): boolean {
  return reviewBy !== undefined && reviewBy < today;
}
