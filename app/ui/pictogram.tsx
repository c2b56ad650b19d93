import type { Kind } from '../../domain/event';

/** Drawn for this project on a sheet of 24 × 24 with a pen of 2. */
const drawings: Record<Kind, string> = {
  // somebody who jumps for joy
  'health-day': 'M12 3.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 1 0 0-3M4 5l5 4v5l-4 6M20 5l-5 4v5l4 6M9 9h6',
  // a cup that steams
  'breakfast-dialogue':
    'M4 10h12v5a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5zM16 11h2a2 2 0 0 1 0 5h-2M8 3c-1 1.5 1 2.5 0 4M12 3c-1 1.5 1 2.5 0 4',
  // a bat and a ball
  tournament: 'M3 21l5-5M7 17l8-11a3 3 0 0 1 4 4L9 18zM5 4a2 2 0 1 0 .1 0M9 8l2 1',
  // a book that lies open
  course: 'M12 6C10 4 6 4 3 5v14c3-1 7-1 9 1 2-2 6-2 9-1V5c-3-1-7-1-9 1zM12 6v14',
  // people around a table
  meeting:
    'M12 8a4 4 0 1 0 .1 0M12 2.5v1M12 20.5v1M2.5 12h1M20.5 12h1M5.300 5.300l.7.7M18 18l.7.7M18.700 5.300l-.7.7M6 18l-.7.7',
  // a pencil that has begun
  workshop: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4M13 21h8',
  // through the open door
  visit: 'M10 3h10v18H10M10 8V3M10 21v-5M3 12h11M11 8l4 4-4 4',
  // a picture on its hook
  exhibition: 'M3 8h18v13H3zM8 8l4-5 4 5M6 18l4-5 3 3 2-2 3 4',
  // a screen, and those who watch
  film: 'M3 3h18v11H3zM10 6l5 2.5-5 2.5zM6 21v-2M12 21v-2M18 21v-2M6 17v.1M12 17v.1M18 17v.1',
  // a note on its pin
  other: 'M5 7h14v9l-5 5H5zM14 21v-5h5M12 10V3M10 3h4',
};

/** The drawing of a kind of event, in the colour of the text. It says nothing that a word beside it does not. */
export function Pictogram({ kind }: { kind: Kind }) {
  return (
    <svg className="pictogram" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[kind]} />
    </svg>
  );
}
