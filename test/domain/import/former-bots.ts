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
            keys: [Printer, Printer 2.0]
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
      - description: By author
        if:
          - isAction: { action: Opened }
          - isActivitySender: { user: tess }
        then:
          - addLabel: { label: inside }
`,
  },
};
