import type { ComponentType } from "react";
import type { JsonObject } from "../engine/json";
import type { CardProps } from "./card-props";
import { cards as calculator } from "./calculator/card";
import { cards as calendar } from "./calendar/card";
import { cards as chance } from "./chance/card";
import { cards as clock } from "./clock/card";
import { cards as conversation } from "./conversation/card";
import { cards as currency } from "./currency/card";
import { cards as customers } from "./customers/card";
import { cards as lists } from "./lists/card";
import { cards as notes } from "./notes/card";
import { cards as people } from "./people/card";
import { cards as reminders } from "./reminders/card";
import { cards as systems } from "./systems/card";
import { cards as timers } from "./timers/card";

/** Card name -> what draws it, from all skills. */
const registry: Record<string, ComponentType<CardProps<never>>> = {
  ...calculator,
  ...calendar,
  ...chance,
  ...clock,
  ...conversation,
  ...currency,
  ...customers,
  ...lists,
  ...notes,
  ...people,
  ...reminders,
  ...systems,
  ...timers,
};

/** Cards that show all that their reply's text says. Other cards come with facts that only the text has. */
const COMPLETE = new Set(["calculation", "conversion", "countdown", "date", "dice", "coin", "number", "help", "lists"]);

/** Whether the card shows all that its reply's text says, so that the text need not be read beside it. */
export function saysAll(card: JsonObject): boolean {
  return (typeof card.card === "string" && COMPLETE.has(card.card)) || card.overview === true;
}

/** Draws a reply's card; nothing where no skill knows its name (the reply's text is always there). */
export function Card(props: CardProps<JsonObject>) {
  const name = props.card.card;
  if (typeof name !== "string" || !Object.hasOwn(registry, name)) return null;
  // A card's payload was written by an action of the skill that draws it: they share its type, in card-data.ts.
  const Drawn = registry[name] as ComponentType<CardProps<JsonObject>>;
  return <Drawn {...props} />;
}
