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
export const sumIcon = <Icon path="M5 9h14M5 15h14" />;
export const swapIcon = <Icon path="M4 9h15l-4-4M20 15H5l4 4" />;
