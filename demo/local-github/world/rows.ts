import type { Collection, Row } from './collection.ts';
import type { Store } from './store.ts';

/** The rows of emulate's GitHub service that the hub reads, and the hub's own. Fields that nobody here reads are left out. */
export interface UserRow extends Row {
  login: string;
  node_id: string;
  avatar_url: string;
  type: 'User' | 'Bot';
  site_admin: boolean;
  name: string | null;
}

export interface OrgRow extends Row {
  login: string;
  node_id: string;
  name: string | null;
  description: string | null;
}

export interface RepoRow extends Row {
  node_id: string;
  name: string;
  full_name: string;
  owner_id: number;
  owner_type: 'User' | 'Organization';
  private: boolean;
  visibility: string;
  description: string | null;
  default_branch: string;
  has_issues: boolean;
  archived: boolean;
  open_issues_count: number;
  /** The hub's: what agents may do unasked (suggestions.ts); null or absent while issue suggestions are off. */
  automation?: AutomationLevel | null;
}

/** A repository's automation level, from holding every change of an agent to applying every one. */
export type AutomationLevel = 'full control' | 'cautious' | 'balanced' | 'full';

export type Confidence = 'low' | 'medium' | 'high';

/** Why an agent changes something, and how sure it is. */
export interface Intent {
  rationale: string | null;
  confidence: Confidence | null;
}

/** An agent's label that people approve or dismiss, or that the automation level let through (`applied`). */
export interface SuggestionRow extends Row, Intent {
  issue_id: number;
  label_id: number;
  state: 'pending' | 'applied' | 'approved' | 'dismissed' | 'replaced' | 'invalidated';
  actor_id: number;
  issue_event_id: number | null;
  resolved_by: number | null;
}

export interface IssueRow extends Row {
  node_id: string;
  repo_id: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  state_reason: string | null;
  locked: boolean;
  active_lock_reason: string | null;
  user_id: number;
  assignee_ids: number[];
  label_ids: number[];
  milestone_id: number | null;
  comments: number;
  closed_at: string | null;
  closed_by_id: number | null;
  is_pull_request: boolean;
  /** The hub's: id of the organization's issue type. */
  type_id?: number | null;
}

export interface LabelRow extends Row {
  node_id: string;
  repo_id: number;
  name: string;
  description: string | null;
  color: string;
  default: boolean;
}

export interface MilestoneRow extends Row {
  node_id: string;
  repo_id: number;
  number: number;
  title: string;
  description: string | null;
  state: 'open' | 'closed';
  creator_id: number;
}

export interface CommentRow extends Row {
  node_id: string;
  repo_id: number;
  issue_number: number | null;
  body: string;
  user_id: number;
  comment_type: 'issue' | 'review' | 'commit';
}

export interface IssueEventRow extends Row {
  node_id: string;
  repo_id: number;
  issue_number: number;
  event: string;
  actor_id: number;
  commit_id: string | null;
  commit_url: string | null;
  label_name: string | null;
  /** The hub's: the label's color when the event happened. */
  label_color?: string | null;
  assignee_id: number | null;
  rename: { from: string; to: string } | null;
  state_reason?: string | null;
  /** The hub's: why an agent did it. */
  intent?: Intent | null;
}

export interface CollaboratorRow extends Row {
  repo_id: number;
  user_id: number;
  permission: 'pull' | 'triage' | 'push' | 'maintain' | 'admin';
  /** What was really given, while `permission` is lent. */
  lent?: { given: CollaboratorRow['permission'] | null; times: number } | null;
}

export interface TeamRow extends Row {
  org_id: number;
  slug: string;
}

export interface TeamMemberRow extends Row {
  team_id: number;
  user_id: number;
  role: 'member' | 'maintainer';
}

export interface AppRow extends Row {
  app_id: number;
  slug: string;
  name: string;
  private_key: string;
  permissions: Record<string, string>;
  events: string[];
  webhook_url: string | null;
  webhook_secret: string | null;
  description: string | null;
  /** The hub's own: emulate keeps these apart, and delivers by itself where `webhook_url` is set. */
  hook_url?: string | null;
  client_id?: string;
  client_secret?: string;
  external_url?: string;
  setup_url?: string | null;
}

export interface InstallationRow extends Row {
  installation_id: number;
  app_id: number;
  account_type: 'User' | 'Organization';
  account_id: number;
  account_login: string;
  repository_selection: 'all' | 'selected';
  repository_ids: number[];
  permissions: Record<string, string>;
  events: string[];
  suspended_at: string | null;
}

export interface OauthAppRow extends Row {
  client_id: string;
  client_secret: string;
  name: string;
  redirect_uris: string[];
}

export interface ReactionRow extends Row {
  subject: 'issue' | 'comment';
  subject_id: number;
  user_id: number;
  content: string;
}

export interface IssueTypeRow extends Row {
  org_id: number;
  name: string;
  description: string | null;
  color: string;
}

export interface Tables {
  users: Collection<UserRow>;
  orgs: Collection<OrgRow>;
  teams: Collection<TeamRow>;
  teamMembers: Collection<TeamMemberRow>;
  repos: Collection<RepoRow>;
  collaborators: Collection<CollaboratorRow>;
  issues: Collection<IssueRow>;
  pullRequests: Collection<Row & { repo_id: number; number: number }>;
  labels: Collection<LabelRow>;
  milestones: Collection<MilestoneRow>;
  comments: Collection<CommentRow>;
  issueEvents: Collection<IssueEventRow>;
  apps: Collection<AppRow>;
  appInstallations: Collection<InstallationRow>;
  oauthApps: Collection<OauthAppRow>;
  reactions: Collection<ReactionRow>;
  issueTypes: Collection<IssueTypeRow>;
  suggestions: Collection<SuggestionRow>;
}

/** The hub's collections beside emulate's own. */
export function hubTables(store: Store): Pick<Tables, 'reactions' | 'issueTypes' | 'suggestions'> {
  return {
    reactions: store.collection<ReactionRow>('hub.reactions', ['subject_id']),
    issueTypes: store.collection<IssueTypeRow>('hub.issue_types', ['org_id']),
    suggestions: store.collection<SuggestionRow>('hub.suggestions', ['issue_id']),
  };
}
