/** Examples of what can be said, in groups; each is sent when it is tapped. */
export type HelpCardData = { card: "help"; groups: { title: string; examples: string[] }[] };

/** Leads to a section of the page, for what only a press there does. Written by responses of the domain. */
export type PlaceCardData = { card: "place"; section: "settings" | "conversations"; title: string };
