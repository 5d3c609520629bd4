/** Why an issue is closed, in GitHub's words. */
export type CloseReason = 'completed' | 'not_planned' | 'duplicate';
