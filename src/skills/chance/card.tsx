import { CardFrame } from "../card-frame";
import { coinIcon, diceIcon, numberIcon } from "../card-icons";
import type { CardProps } from "../card-props";
import { MAX_FACES, type CoinCard, type DiceCard, type NumberCard } from "./card-data";
import styles from "./card.module.css";

/** Which of a die's nine places (left to right, top to bottom) have a pip. */
const PIPS: Record<number, readonly number[]> = {
  1: [4],
  2: [0, 8],
  3: [0, 4, 8],
  4: [0, 2, 6, 8],
  5: [0, 2, 4, 6, 8],
  6: [0, 2, 3, 5, 6, 8],
};

function Die({ value, sides }: { value: number; sides: number }) {
  if (sides !== 6) return <span className={styles.plainDie}>{value}</span>;
  return (
    <span className={styles.die} role="img" aria-label={String(value)}>
      {Array.from({ length: 9 }, (_, place) => (
        <span key={place} className={PIPS[value]?.includes(place) ? styles.pip : undefined} />
      ))}
    </span>
  );
}

function Dice({ card, act }: CardProps<DiceCard>) {
  const hidden = card.rolls.length - MAX_FACES;
  const again = `${card.rolls.length}d${card.sides}`;
  const actions = [{ label: "Roll again", onClick: () => act(`roll ${again}`, { title: "Roll again" }) }];
  return (
    <CardFrame title={again} icon={diceIcon} actions={actions}>
      <div className={styles.row}>
        {card.rolls.slice(0, MAX_FACES).map((value, index) => (
          <Die key={index} value={value} sides={card.sides} />
        ))}
      </div>
      {card.rolls.length > 1 && (
        <p className={styles.note}>
          {hidden > 0 && `and ${hidden} more · `}Total {card.total}
        </p>
      )}
    </CardFrame>
  );
}

function Coin({ card, act }: CardProps<CoinCard>) {
  const again = card.flips.length === 1 ? "flip a coin" : `flip ${card.flips.length} coins`;
  return (
    <CardFrame
      title="Coin"
      icon={coinIcon}
      actions={[{ label: "Flip again", onClick: () => act(again, { title: "Flip again" }) }]}
    >
      <div className={styles.row}>
        {card.flips.map((flip, index) => (
          <span key={index} className={flip === "heads" ? styles.coin : `${styles.coin} ${styles.tails}`}>
            {flip === "heads" ? "Heads" : "Tails"}
          </span>
        ))}
      </div>
    </CardFrame>
  );
}

function RandomNumber({ card, act }: CardProps<NumberCard>) {
  const again = () => act(`random number between ${card.from} and ${card.to}`, { title: "Another" });
  return (
    <CardFrame
      title={`Between ${card.from.toLocaleString("en")} and ${card.to.toLocaleString("en")}`}
      icon={numberIcon}
      actions={[{ label: "Another", onClick: again }]}
    >
      <p className={styles.number}>{card.value.toLocaleString("en")}</p>
    </CardFrame>
  );
}

export const cards = { dice: Dice, coin: Coin, number: RandomNumber };
