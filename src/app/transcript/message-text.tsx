import { useState } from "react";
import { splitLinks } from "./links";
import styles from "./message.module.css";

/** A text longer than this is folded (UTF-16 code units). */
const longest = 1500;
/** What cutting inside a surrogate pair leaves behind. */
const halfCharacter = /[\uD800-\uDBFF]$/;

/** A message's text as text, never as markup: line breaks kept, web addresses made links, its own direction. */
export function MessageText({ text }: { text: string }) {
  const [unfolded, setUnfolded] = useState(false);
  const folded = text.length > longest && !unfolded;
  const shown = folded ? `${text.slice(0, longest).replace(halfCharacter, "")}…` : text;

  return (
    <>
      <p className={styles.text} dir="auto">
        {splitLinks(shown).map(({ text: part, href }, index) =>
          href === undefined ? (
            part
          ) : (
            <a key={index} href={href} target="_blank" rel="noopener noreferrer">
              {part}
            </a>
          ),
        )}
      </p>
      {folded && (
        <button className={styles.unfold} type="button" onClick={() => setUnfolded(true)}>
          Show all {text.length.toLocaleString("en")} characters
        </button>
      )}
    </>
  );
}
