import type { ReactNode } from "react";
import { BackIcon } from "../icons";
import styles from "./panel.module.css";

interface Props {
  title: string;
  /** What it is part of, to go back to. */
  back?: { href: string; label: string };
  /** Buttons beside it. */
  children?: ReactNode;
}

/** A panel's heading, to which the focus goes when the panel is opened (panel-frame.tsx). */
export function Heading({ title, back, children }: Props) {
  return (
    <header className={styles.head}>
      {back && (
        <a className={`${styles.icon} ${styles.back}`} href={back.href} aria-label={back.label}>
          <BackIcon />
        </a>
      )}
      <h2 className={styles.heading} dir="auto">
        {title}
      </h2>
      {children}
    </header>
  );
}
