import type { FoundFile } from '../../../src/domain/import/finding.ts';

/** Files of former bots, written for this project in the shape that such files have. */
export const formerBots: Readonly<Record<string, FoundFile>> = {
  labelerWorkflow: {
    path: '.github/workflows/label-issues.yml',
    text: `name: Label issues
on: { issues: { types: [opened] } }
jobs:
  label:
    runs-on: ubuntu-latest
    steps:
      - uses: github/issue-labeler@v3.4
        with:
          configuration-path: .github/issue-labeler.yml
          include-title: 1
          include-body: 0
      - uses: actions/labeler@v5
`,
  },
  labeler: {
    path: '.github/issue-labeler.yml',
    text: `"area: printer":
  - '/(printer|toner|paper jam)/i'
crash:
  - 'crash'
  - 'Windows'
lookahead:
  - '(?!no)yes'
versions:
  - '/v[0-9]+/'
  - 'x'
  - 'y'
'':
  - 'nothing'
`,
  },
  pullLabeler: {
    path: '.github/labeler.yml',
    text: 'docs:\n  - changed-files:\n      - any-glob-to-any-file: docs/**\n',
  },
  staleWorkflow: {
    path: '.github/workflows/stale.yml',
    text: `jobs:
  stale:
    steps:
      - uses: actions/stale@v9
        with:
          days-before-stale: 90
          days-before-close: 14
          stale-issue-label: dormant
          exempt-issue-labels: pinned, security
`,
  },
  staleApp: {
    path: '.github/stale.yml',
    text: 'daysUntilStale: 30\ndaysUntilClose: -1\nstaleLabel: old\nexemptLabels:\n  - keep\n',
  },
  form: {
    path: '.github/ISSUE_TEMPLATE/problem.yml',
    text: `name: Problem
description: x
body:
  - type: dropdown
    id: device
    attributes: { label: Which device (model)?, options: [Printer, Scanner, Other] }
`,
  },
  policy: {
    path: '.github/advanced-issue-labeler.yml',
    text: `policy:
  - template: [problem.yml]
    section:
      - id: [device]
        block-list: [Other]
        label:
          - name: 'device: printer'
            keys: [Printer, Printer 2.0, Other]
          - name: scanner
      - id: [unknown]
        label: [{ name: x, keys: [y] }]
`,
  },
  dotnet: {
    path: '.github/workflows/predict.yml',
    text: `jobs:
  predict:
    uses: dotnet/issue-labeler/.github/workflows/predict-issue.yml@v1
    with:
      label_prefix: "part-"
      threshold: 0.4
      default_label: part-unknown
`,
  },
  classifier: {
    path: '.github/classifier.json',
    text: JSON.stringify({
      vacation: ['mona'],
      assignees: { tess: { accuracy: 0.8 } },
      labels: {
        terminal: { assign: ['tess', 'not a login!'], accuracy: 0.8 },
        'git~': {},
        constructor: { assign: ['rita'] },
      },
    }),
  },
  commands: {
    path: '.github/commands.json',
    text: JSON.stringify([
      {
        type: 'comment',
        name: 'needsMoreInfo',
        action: 'updateLabels',
        addLabel: '~info-needed',
        allowUsers: [],
      },
      { type: 'label', name: '*duplicate', action: 'close', comment: 'Thanks' },
      { type: 'label', name: '*off-topic', action: 'close', reason: 'not_planned' },
      { type: 'comment', name: 'good', action: 'updateLabels', addLabel: 'help wanted' },
      null,
    ]),
  },
  triagebot: {
    path: 'triagebot.toml',
    text: `[relabel]
allow-unauthenticated = ["topic-*", "needs-*"]

[assign]
warn_non_default_branch = true
[assign.owners]
"/engine" = ["@tess", "@rita"]

[autolabel."needs-look"]
new_issue = true
[autolabel."topic-engine"]
trigger_files = ["engine/"]
[autolabel."needs-sort"]
new_issue = true
exclude_labels = ["topic-*"]

[autolabel."needs-priority"]
trigger_labels = ["regression-*"]
[autolabel."needs-review"]
new_pr = true

[mentions."engine/parse"]
cc = ["@ravi"]

[shortcut]
[__proto__]
x = 1
`,
  },
  owners: {
    path: 'engine/OWNERS',
    text: 'approvers:\n  - engine-leads\nreviewers: [ravi]\nlabels: [area/engine]\n',
  },
  rootOwners: { path: 'OWNERS', text: 'approvers: [mona]\n' },
  aliases: { path: 'OWNERS_ALIASES', text: 'aliases:\n  Engine-Leads: [tess, rita]\n' },
  plugins: {
    path: 'config/plugins.yaml',
    text: 'plugins:\n  acme/widgets: [label, lifecycle, size]\nrequire_matching_label:\n  - { missing_label: needs-kind, issues: true, regexp: ^kind/ }\n',
  },
  fabric: {
    path: '.github/fabricbot.json',
    text: JSON.stringify({
      version: '1.0',
      tasks: [
        {
          taskType: 'trigger',
          config: {
            taskName: 'Printers',
            conditions: {
              operator: 'and',
              operands: [
                { name: 'isAction', parameters: { action: 'opened' } },
                { name: 'titleContains', parameters: { titlePattern: 'print (job)' } },
              ],
            },
            actions: [{ name: 'addLabel', parameters: { label: 'printing' } }],
          },
        },
        { taskType: 'scheduled', config: { taskName: 'Old ones', actions: [{ name: 'closeIssue' }] } },
        {
          ...{ taskType: 'trigger', disabled: true },
          config: {
            taskName: 'Off',
            conditions: { operands: [{ name: 'titleContains', parameters: { titlePattern: 'off' } }] },
            actions: [{ name: 'addLabel', parameters: { label: 'off' } }],
          },
        },
        {
          taskType: 'trigger',
          config: {
            ...{ taskName: 'Replies', eventType: 'issue', eventNames: ['issue_comment'] },
            conditions: { operands: [{ name: 'bodyContains', parameters: { bodyPattern: 'thanks' } }] },
            actions: [{ name: 'addLabel', parameters: { label: 'thanked' } }],
          },
        },
      ],
    }),
  },
  policies: {
    path: '.github/policies/triage.yml',
    text: `id: triage
configuration:
  resourceManagementConfiguration:
    scheduledSearches:
      - description: Close what waits
    eventResponderTasks:
      - description: Label scans
        if:
          - payloadType: Issues
          - isAction: { action: Opened }
          - bodyContains: { pattern: 'scan(ner)?', isRegex: true }
        then:
          - addLabel: { label: scanning }
      - description: Sort what is new
        if:
          - payloadType: Issues
          - isAction: { action: Opened }
        then:
          - addLabel: { label: unsorted }
      - description: Scans or copies
        if:
          - payloadType: Issues
          - isAction: { action: Opened }
          - or:
              - titleContains: { pattern: copy, isRegex: False }
              - bodyContains: { pattern: copier, isRegex: False }
        then:
          - addLabel: { label: copying }
      - description: Words of a comment
        if:
          - payloadType: Issue_Comment
          - bodyContains: { pattern: thanks, isRegex: False }
        then:
          - addLabel: { label: thanked }
      - description: Nobody has it
        if:
          - payloadType: Issues
          - isAction: { action: Opened }
          - isNotAssigned
          - titleContains: { pattern: ink, isRegex: False }
        then:
          - addLabel: { label: free }
      - description: By author
        if:
          - isAction: { action: Opened }
          - isActivitySender: { user: tess }
        then:
          - addLabel: { label: inside }
`,
  },
  laterLabelerWorkflow: {
    path: '.github/workflows/labels-by-text.yml',
    text: `jobs:
  label:
    steps:
      - uses: github/issue-labeler@v3.4
        with:
          configuration-path: .github/triage-words.yml
          enable-versioned-regex: 1
`,
  },
  versionedLabeler: { path: '.github/triage-words-v2.yml', text: "paper:\n  - 'paper'\n" },
  formerVersionedLabeler: { path: '.github/triage-words-v1.yml', text: "ink:\n  - 'ink'\n" },
  conditionsWorkflow: {
    path: '.github/workflows/conditions.yml',
    text: 'jobs:\n  label:\n    steps:\n      - uses: srvaroa/labeler@v1\n        with: { config_path: .github/conditions.yml }\n',
  },
  conditions: {
    path: '.github/conditions.yml',
    text: `version: 1
issues: True
labels:
  - label: printing
    title: '^print'
    body: 'toner'
  - { label: queue, title: 'queue', type: issue }
  - { label: draft, title: 'draft', draft: True }
  - { label: quiet, negate: True, title: 'loud' }
  - { label: review, type: pull_request, title: 'x' }
`,
  },
  keywordsWorkflow: {
    path: '.github/workflows/keywords.yml',
    text: `jobs:
  label:
    steps:
      - uses: Naturalclar/issue-action@v2.0.2
        with:
          title-or-body: title
          parameters: '[{"keywords": ["jam", "stuck"], "labels": ["jammed"], "assignees": ["tess"]}]'
`,
  },
  dotnetSteps: {
    path: '.github/workflows/labeler-predict-issues.yml',
    text: `env:
  PREFIX: "zone-"
  LIMIT: 0.40
jobs:
  predict:
    env: { OTHER: needs-zone }
    steps:
      - uses: dotnet/issue-labeler/restore@v2
      - uses: dotnet/issue-labeler/predict@v2
        with:
          issues: \${{ github.event.issue.number }}
          label_prefix: \${{ env.PREFIX }}
          threshold: \${{ env.LIMIT }}
          default_label: \${{env.OTHER}}
`,
  },
  dotnetPulls: {
    path: '.github/workflows/labeler-predict-pulls.yml',
    text: `jobs:
  predict:
    steps:
      - uses: dotnet/issue-labeler/predict@v2
        with: { pulls: 1, label_prefix: zone- }
      - uses: dotnet/issue-labeler/predict@v2
        with: { issues: 1, label_prefix: "\${{ inputs.prefix }}" }
`,
  },
  moreCommands: {
    path: '.vscode/commands.json',
    text: JSON.stringify([
      { type: 'comment', name: 'moreInfo', action: 'updateLabels', addLabel: 'bot/needs more info' },
      {
        ...{ type: 'label', name: 'bot/needs more info', action: 'updateLabels' },
        ...{ addLabel: 'needs more info', removeLabel: 'bot/needs more info' },
      },
      { type: 'label', name: '*needs-more-info-closed', action: 'close', comment: 'Bye' },
      { type: 'label', name: 'printing', assign: ['rita', 'mona'] },
    ]),
  },
  filteredOwners: {
    path: 'scanner/OWNERS',
    text: `filters:
  ".*":
    approvers: [rita]
    labels: [area/scanner]
  '\\.go$':
    reviewers: [tess]
    labels: [language/go]
`,
  },
};
