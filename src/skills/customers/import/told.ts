import { capitalize, countOf, joinWords } from "../../phrases";
import type { ImportCounts } from "./puts";

/** "2 customers added, 1 changed, 3 as before, 1 case and 2 contacts added." */
export function tellImported({ added, changed, same, cases, interactions }: ImportCounts): string {
  const customers = [
    [added, "added"],
    [changed, "changed"],
    [same, "as before"],
  ].filter(([count]) => count !== 0) as [number, string][];
  const told = customers.map(([count, what], place) => `${place === 0 ? countOf(count, "customer") : count} ${what}`);
  const more = [
    ...(cases > 0 ? [`${countOf(cases, "case")} saved`] : []),
    ...(interactions > 0 ? [`${countOf(interactions, "contact")} added to their history`] : []),
  ];
  const all = [...told, ...more];
  return all.length === 0 ? "Nothing was imported." : `${capitalize(joinWords(all))}.`;
}
