/** Examples of what can be said, in groups; each is sent when it is tapped. */
export type HelpCardData = { card: "help"; groups: { title: string; examples: string[] }[] };
