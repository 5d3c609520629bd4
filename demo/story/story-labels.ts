import type { SampleLabel } from '../replay/sample.ts';

/** Keepsill's labels, grown over three years: GitHub's own, some with a prefix, some without a word of description. */
export const storyLabels: SampleLabel[] = [
  { name: 'bug', color: 'd73a4a', description: "Something isn't working" },
  { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
  { name: 'question', color: 'd876e3', description: 'Somebody needs help or wants to know how' },
  { name: 'documentation', color: '0075ca', description: 'The manual, the guides, the man pages' },
  { name: 'priority: critical', color: 'b60205', description: 'Photos are lost or nobody can use it' },
  { name: 'priority: high', color: 'd93f0b', description: 'Many people are hit and there is no way around' },
  { name: 'priority: medium', color: 'fbca04', description: '' },
  { name: 'priority: low', color: 'c2e0c6', description: 'Nice to have, cosmetic' },
  { name: 'area/android', color: 'bfd4f2', description: 'Android app' },
  { name: 'area/ios', color: 'bfd4f2', description: 'iPhone and iPad app, Live Photos' },
  { name: 'area/web', color: 'bfd4f2', description: 'Timeline, viewer and settings in the browser' },
  {
    name: 'area/server',
    color: 'bfd4f2',
    description: 'keepsilld: database, migrations, login, thumbnails, uploads',
  },
  { name: 'area/cli', color: 'bfd4f2', description: 'The keepsill command' },
  { name: 'area/import', color: 'bfd4f2', description: 'Google Takeout, folders, other services' },
  { name: 'area/storage', color: 'bfd4f2', description: 'Disks, S3 buckets, free space' },
  { name: 'area/sharing', color: 'bfd4f2', description: 'Shared albums and public links' },
  { name: 'area/docs', color: 'bfd4f2', description: '' },
  { name: 'regression', color: 'e99695', description: 'Worked in an earlier release' },
  { name: 'good first issue', color: '7057ff', description: 'Good for newcomers' },
  { name: 'help wanted', color: '008672', description: 'Extra attention is needed' },
  { name: 'needs-info', color: 'fef2c0', description: 'Waiting for the reporter' },
  { name: 'duplicate', color: 'cfd3d7', description: 'This issue or pull request already exists' },
  { name: 'wontfix', color: 'ffffff', description: 'This will not be worked on' },
  { name: 'stale', color: 'ededed', description: '' },
  {
    name: 'blocked upstream',
    color: '5319e7',
    description: 'libvips, ffmpeg or the phone has to change first',
  },
  { name: '🎉 next release', color: '0e8a16', description: '' },
  { name: 'no-triage', color: 'd4c5f9', description: 'Machines keep their hands off' },
];

/** Which label carries a category or a priority in this repository; an area is named by its own label. */
export const labelOfValue: Record<string, string> = {
  bug: 'bug',
  feature: 'enhancement',
  question: 'question',
  documentation: 'documentation',
  critical: 'priority: critical',
  high: 'priority: high',
  medium: 'priority: medium',
  low: 'priority: low',
};
