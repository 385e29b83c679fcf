import type { ReactNode } from "react";
import styles from "./panel.module.css";

interface Props {
  title: string;
  /** What can be done with all of it. */
  action?: ReactNode;
  tone?: "late";
  children: ReactNode;
}

/** A part of a panel, under a heading of its own. */
export function Group({ title, action, tone, children }: Props) {
  return (
    <section className={styles.group} aria-label={title}>
      <div className={styles.groupHead}>
        <h3 className={styles.groupTitle} data-tone={tone}>
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
