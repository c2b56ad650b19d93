/** Why a backup is not made or not restored: something that whoever runs it can mend, said in one sentence. */
export type BackupRefusalKind =
  /** There is no database at DATABASE_URL, or nothing of ours in it. */
  | 'no-database'
  /** SECRET does not belong to the database. */
  | 'wrong-secret'
  /** A backup of that name is there already. */
  | 'exists'
  /** It is no backup, or not the whole of one. */
  | 'no-backup'
  /** Its bytes are not those that were written. */
  | 'damaged'
  /** A database file whose newest changes are still in the -wal beside it. */
  | 'in-use'
  /** It was made by a newer Samling. */
  | 'newer'
  /** DATABASE_URL holds a database already. */
  | 'not-empty';

export class BackupRefusal extends Error {
  override name = 'BackupRefusal';

  /** @param detail what is wrong, in the words of the database or of a check: never anything about anybody */
  constructor(
    readonly kind: BackupRefusalKind,
    readonly detail = '',
  ) {
    super(`${kind} ${detail}`.trim());
  }
}
