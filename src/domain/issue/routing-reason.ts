/** What speaks for a person or a team. Codes are stored, and never renamed; names and paths are foreign text. */
export type RoutingReason =
  /** The settings give the team these labels. */
  | { code: 'team_labels'; team: string; labels: string[] }
  /** CODEOWNERS names the owner for a file or a pattern. */
  | { code: 'owner'; login: string; of: string }
  | { code: 'closed_similar'; login: string; number: number }
  /** Of the team's members, the one with the fewest open issues. */
  | { code: 'least_load'; login: string; team: string };
