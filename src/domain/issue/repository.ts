/** Where a repository lives: its tenant (the installation), its permanent id, and its current address. */
export interface RepositoryRef {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  private: boolean;
  /** Nothing can be written in an archived repository; false where absent. */
  archived?: boolean;
}

/** A label as GitHub has it. `id` is permanent; name, colour and description change. */
export interface Label {
  id: number;
  name: string;
  /** Six hexadecimal digits, no `#`. */
  color: string;
  description: string;
}
