/** The cards' pictures, drawn here because the characters that would do are missing from many fonts. Decoration only. */
function Icon({ path }: { path: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
    >
      <path d={path} strokeLinejoin="round" />
    </svg>
  );
}

export const bellIcon = <Icon path="M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4" />;
export const timerIcon = <Icon path="M12 9v4l3 2M12 5a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 2h4" />;
export const noteIcon = <Icon path="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />;
export const checkListIcon = <Icon path="M4 6l2 2 3-4M4 17l2 2 3-4M12 7h8M12 18h8" />;
export const listIcon = <Icon path="M4 6h16M4 12h16M4 18h16" />;
export const personIcon = <Icon path="M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21a8 8 0 0 1 16 0" />;
export const clockIcon = <Icon path="M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18" />;
export const calendarIcon = <Icon path="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" />;
export const diceIcon = <Icon path="M4 4h16v16H4zM8.5 8.5v.01M15.5 8.5v.01M12 12v.01M8.5 15.5v.01M15.5 15.5v.01" />;
export const coinIcon = <Icon path="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10" />;
export const numberIcon = <Icon path="M9 4L7 20M17 4l-2 16M4 9h16M4 15h16" />;
export const sumIcon = <Icon path="M5 9h14M5 15h14" />;
export const serverIcon = <Icon path="M4 4h16v7H4zM4 13h16v7H4zM8 7.5v.01M8 16.5v.01" />;
export const swapIcon = <Icon path="M4 9h15l-4-4M20 15H5l4 4" />;
