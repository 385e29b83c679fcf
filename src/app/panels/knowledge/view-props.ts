import type { RecordOf } from "../../../worker/protocol";
import type { useDone } from "../done";
import type { PanelProps } from "../panel-props";

/** What each view of the panel gets. */
export interface ViewProps extends Pick<PanelProps, "act"> {
  articles: RecordOf<"articles">[];
  done: ReturnType<typeof useDone>;
}

/** How a state is said. */
export const STATES: Record<RecordOf<"articles">["state"], string> = {
  draft: "Draft",
  review: "In review",
  published: "Published",
  retired: "Retired",
};
