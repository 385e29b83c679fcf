import type { CardProps } from "../../skills/card-props";

/** What the page gives each panel. It changes data only by sending payloads, as cards do: each change is a turn, and can be undone. */
export type PanelProps = Pick<CardProps<never>, "act" | "useRecords">;
