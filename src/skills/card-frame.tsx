import type { ReactNode } from "react";
import styles from "./card-frame.module.css";

export interface CardAction {
  label: string;
  onClick: () => void;
  /** `danger`: it takes something away. */
  kind?: "danger";
}

/** The look all cards share: a title, what the card shows, and its buttons underneath. */
export function CardFrame({
  title,
  icon,
  children,
  actions = [],
}: {
  title: string;
  /** Decoration beside the title: a character or a small SVG. */
  icon?: ReactNode;
  children: ReactNode;
  actions?: CardAction[];
}) {
  return (
    // No section: each would be a landmark, and two cards of one title the same one.
    <div role="group" className={styles.card} aria-label={title}>
      <header className={styles.header}>
        {icon !== undefined && (
          <span className={styles.icon} aria-hidden="true">
            {icon}
          </span>
        )}
        <h3 className={styles.title}>{title}</h3>
      </header>
      <div className={styles.body}>{children}</div>
      {actions.length > 0 && (
        <footer className={styles.actions}>
          {actions.map(({ label, onClick, kind }) => (
            <button
              key={label}
              type="button"
              className={kind === "danger" ? `${styles.action} ${styles.danger}` : styles.action}
              onClick={onClick}
            >
              {label}
            </button>
          ))}
        </footer>
      )}
    </div>
  );
}
