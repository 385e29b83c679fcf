import type { RecordOf } from "../../../worker/protocol";
import type { useDone } from "../done";
import type { PanelProps } from "../panel-props";

export type Article = RecordOf<"articles">;
export type Feedback = RecordOf<"feedback">;

/** What each view of the panel gets. */
export interface ViewProps extends Pick<PanelProps, "act"> {
  articles: Article[];
  /** The day it is here, `2026-03-02`. */
  today: string;
  done: ReturnType<typeof useDone>;
}
