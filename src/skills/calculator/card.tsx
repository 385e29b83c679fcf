import type { CardProps } from "../card-props";
import { CardFrame } from "../card-frame";
import { sumIcon, swapIcon } from "../card-icons";
import type { CalculationCard, ConversionCard } from "./card-data";
import styles from "./card.module.css";

function Calculation({ card }: CardProps<CalculationCard>) {
  return (
    <CardFrame title="Sum" icon={sumIcon}>
      <p className={styles.asked}>{card.expression}</p>
      <p className={styles.result}>
        {card.rounded ? "≈ " : ""}
        {card.result}
      </p>
      {card.lines.length > 0 && (
        <dl className={styles.lines}>
          {card.lines.map(({ label, value }) => (
            <div key={label} className={styles.line}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </CardFrame>
  );
}

function Conversion({ card }: CardProps<ConversionCard>) {
  return (
    <CardFrame title="Conversion" icon={swapIcon}>
      <p className={styles.asked}>{card.from}</p>
      <p className={styles.result}>
        {card.rounded ? "≈ " : "= "}
        {card.to}
      </p>
      {card.note !== "" && <p className={styles.note}>{card.note}</p>}
    </CardFrame>
  );
}

export const cards = { calculation: Calculation, conversion: Conversion };
