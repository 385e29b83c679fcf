import type { Event, NewEvent } from "../dialogue/events";
import type { Tracker } from "../dialogue/tracker";
import type { Domain } from "../project/domain";

/** What forms and default actions use of the turn they run in: other actions, and the time. */
export interface ActionRunner {
  readonly domain: Domain;
  /** The events of one action, its messages among them; throws ActionExecutionRejection when it refuses. */
  run(name: string, tracker: Tracker): Promise<Event[]>;
  /** Whether the application has an action of this name. */
  knows(name: string): boolean;
  /** Puts the present time on events. */
  stamp(events: readonly NewEvent[]): Event[];
}
