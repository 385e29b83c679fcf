/** What the page's systems panel uses of the skill: its words and drawings, and nothing that acts. */
export { usersZone } from "./users-zone";
export { countOf } from "./phrases";
export { connectorsOf } from "./connections/connectors";
export { Machines } from "./systems/card";
export { Chart } from "./systems/chart";
export { watchInWords } from "./systems/watch-words";
