import type { Dialect } from '../../db/store';
import type { Ground } from './ground';
import type { Outcome } from './outcome';
import type { Postgres } from './postgres';
import { clockSteps } from './scenarios/clock';
import { doubleSubmits, lastPlaces } from './scenarios/crowding';
import { fullDisk, fullMailFolder, startOnFullDisk } from './scenarios/disk';
import { killUnderLoad } from './scenarios/kill';
import { heldLocks } from './scenarios/lock';
import { failingMail } from './scenarios/mail';
import { killAtMoments } from './scenarios/moments';
import { endPostgres } from './scenarios/postgres-ends';
import { lostCommits, silences, storms, terminations } from './scenarios/transactions';
import type { SmallDisk } from './small-disk';

/** What a fault is given besides its ground. */
export interface Means {
  /** The server that a ground on PostgreSQL is on. */
  postgres: Postgres | undefined;
  /** A disk of so many megabytes, or null. Closed when the fault is over. */
  disk(megabytes: number): SmallDisk | null;
}

export interface Fault {
  /** For `--only`. */
  id: string;
  name: string;
  /** How many rounds on each database that it concerns. */
  rounds: Partial<Record<Dialect, number>>;
  /** @returns what became of it, or why it could not be tried here */
  try(ground: Ground, rounds: number, means: Means): Promise<Outcome | string>;
}

const noDisk = 'no small disk can be made here: it takes root on Linux';

/** Every fault, in the order of the table. */
export const faults: Fault[] = [
  {
    id: 'kill',
    name: 'kill -9 under load',
    rounds: { sqlite: 200, postgres: 50 },
    try: (ground, rounds) => killUnderLoad(ground, rounds),
  },
  {
    id: 'moments',
    name: 'kill -9 between commit and send, before and after 250',
    rounds: { sqlite: 15, postgres: 15 },
    try: (ground, rounds) => killAtMoments(ground, rounds),
  },
  {
    id: 'postgres',
    name: 'PostgreSQL ends (fast, immediate, kill -9) and starts',
    rounds: { postgres: 27 },
    try: (ground, rounds, { postgres }) => endPostgres(ground, postgres!, rounds),
  },
  {
    id: 'silence',
    name: 'PostgreSQL falls silent',
    rounds: { postgres: 2 },
    try: (ground, rounds) => silences(ground, rounds),
  },
  {
    id: 'terminate',
    name: 'connections end inside changes',
    rounds: { postgres: 50 },
    try: (ground, rounds) => terminations(ground, rounds),
  },
  {
    id: 'commit',
    name: 'the answer to COMMIT is lost',
    rounds: { postgres: 50 },
    try: (ground, rounds) => lostCommits(ground, rounds),
  },
  {
    id: 'storm',
    name: 'a storm of 40001 and 40P01',
    rounds: { postgres: 3 },
    try: (ground, rounds) => storms(ground, rounds),
  },
  {
    id: 'lock',
    name: 'a lock is held for 10 s',
    rounds: { sqlite: 3, postgres: 3 },
    try: (ground, rounds) => heldLocks(ground, rounds),
  },
  {
    id: 'disk',
    name: 'the disk is full',
    rounds: { sqlite: 3, postgres: 3 },
    async try(ground, rounds, { postgres, disk: make }) {
      const disk = make(24);
      if (!postgres)
        return fullDisk(disk ? { ...ground, databaseUrl: `sqlite:${disk.folder}/samling.db` } : ground, disk, rounds);
      if (!disk) return noDisk;
      const databaseUrl = await postgres.create(disk.folder);
      try {
        return await fullDisk({ ...ground, databaseUrl }, disk, rounds);
      } finally {
        // before the disk is taken away under it
        await postgres.drop(databaseUrl);
      }
    },
  },
  {
    id: 'disk-start',
    name: 'a start on a full disk',
    rounds: { sqlite: 3 },
    async try(ground, rounds, means) {
      const disk = means.disk(8);
      return disk ? startOnFullDisk(ground, disk, rounds) : noDisk;
    },
  },
  {
    id: 'disk-mail',
    name: 'MAIL_DIR is full',
    rounds: { sqlite: 3 },
    async try(ground, rounds, means) {
      const disk = means.disk(2);
      return disk ? fullMailFolder(ground, disk, rounds) : noDisk;
    },
  },
  {
    id: 'mail',
    name: 'the mail server fails',
    rounds: { sqlite: 7, postgres: 7 },
    try: (ground, rounds) => failingMail(ground, rounds),
  },
  {
    id: 'clock',
    name: 'the clock steps back',
    rounds: { sqlite: 10, postgres: 10 },
    try: (ground, rounds) => clockSteps(ground, rounds),
  },
  {
    id: 'double',
    name: 'a form sent four times at once, slowly',
    rounds: { sqlite: 100, postgres: 100 },
    try: (ground, rounds) => doubleSubmits(ground, rounds),
  },
  {
    id: 'last-place',
    name: 'the last place, a cancellation and a promotion at once',
    rounds: { sqlite: 100, postgres: 100 },
    try: (ground, rounds) => lastPlaces(ground, rounds),
  },
];
