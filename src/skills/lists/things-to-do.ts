/** Verbs that start a thing to do, whatever follows. */
const VERBS = new Set(
  (
    "ask arrange bring buy call cancel chase clear collect complete confirm contact deliver descale do empty find finish " +
    "fetch fill fix forward get give go help invite learn make meet move organise organize pay phone prepare put read " +
    "refill remove renew repair replace reply reschedule return schedule sell send set sign speak start submit take talk " +
    "tell throw tidy try update visit wash write"
  ).split(" "),
);

/** Words that are things to buy as well: only verbs before an object, as in "water the plants". */
const VERBS_OR_THINGS = new Set(
  (
    "back bake book change charge check clean cook cut download drop dry dust email feed file hoover iron mail mop mow " +
    "order pack paint pick plan plant polish post practise practice print ring scan sort study sweep text transfer trim " +
    "vacuum walk water wrap"
  ).split(" "),
);

const BEFORE_OBJECT =
  /^(?:a|an|the|my|our|his|her|their|this|that|some|all|up|off|out|for|to|with|at|about|in|on|mum|mom|dad|dr|professor|mr|mrs|ms)$/;

/** Whether an item is something to do ("call the bank") rather than something to have ("milk"). */
export function isThingToDo(item: string): boolean {
  const [first = "", second = ""] = item.toLowerCase().split(/\s+/);
  if (second === "") return false;
  return VERBS.has(first) || (VERBS_OR_THINGS.has(first) && BEFORE_OBJECT.test(second));
}
