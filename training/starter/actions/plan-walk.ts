import { slotSet, type Action } from "sotto";

/** Says when one is home again from the walk that `walk_form` asked about. */
export const planWalk: Action = {
  name: "action_plan_walk",
  run({ tracker, dispatcher, clock }) {
    const minutes = Number(tracker.slots["minutes"]);
    const home = new Date(clock.now() + minutes * 60_000);
    const time = home.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: clock.zone });
    dispatcher.utter("utter_walk", { home: time });
    // The next walk begins anew.
    return [slotSet("place", null), slotSet("minutes", null)];
  },
};
