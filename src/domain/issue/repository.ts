/** Identifies a repository for good: its tenant (the installation) and its permanent id. */
export interface RepositoryKey {
  installationId: number;
  repositoryId: number;
}

/** A repository with its current address, which a rename or a transfer changes. */
export interface RepositoryRef extends RepositoryKey {
  owner: string;
  name: string;
  private: boolean;
  /** Nothing can be written in an archived repository; false where absent. */
  archived?: boolean;
}

/** A repository as GitHub shows it right now. */
export interface ShownRepository extends RepositoryRef {
  /** What its owner says of it in one line; hostile text, absent where nothing is said. */
  description?: string;
}

/** A label as GitHub has it. `id` is permanent; name, color and description change. */
export interface Label {
  id: number;
  name: string;
  /** Six hexadecimal digits, no `#`. */
  color: string;
  description: string;
  /** True where its use shows that it belongs to people's or bots' process (process-labels.ts); absent otherwise. */
  process?: true;
}
