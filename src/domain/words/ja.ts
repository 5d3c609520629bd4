import { percent } from '../text/percent.ts';
import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';

const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `次のいずれかを指定してください: ${known.join('、')}。`;

const pooled = '、他のラベルの実績を含む';

export const ja: Catalog = {
  missing: '次の情報を追加していただけますか。',
  related: '関連している可能性がある Issue:',
  open: 'オープン',
  closed: 'クローズ済み',
  completed: '完了としてクローズ済み',
  notPlanned: '対応予定なしとしてクローズ済み',
  duplicate: '重複としてクローズ済み',
  sameError: '同じエラー',
  sameFrame: '同じスタックフレーム',
  bothMention: '共通する語',
  received: '必要な情報がそろいました。ありがとうございます。',
  nothing: '現時点でお伝えすることはありません。',
  reminder: '引き続き、次の情報が必要です。',
  closedForLack:
    '必要な情報が提供されなかったため、クローズしました。ここまたは Issue に追記していただければ、再オープンできます。',
  footer:
    'DispatchAI による投稿です。誤りがあれば、ラベルを変更してください。コマンドの一覧は `/help` で確認できます。',
  similar: '類似の Issue:',
  linked: (of) => `${of} の重複としてリンクしました。`,
  closing: (of, days) =>
    `メンテナーがこの Issue を ${of} の重複としてリンクしました。その ${days} 日後にクローズされます。オープンのままにするには、コメントするか、このコメントに 👎 でリアクションしてください。`,
  closedAsDuplicate: (of) => `${of} の重複としてクローズしました。`,
  unlinked: '重複としてのリンクは解除されました。',
  olderAnswers: '以前の回答',
  askedBy: (who, question) =>
    question === null ? `${who} さんからのリクエスト:` : `${question} (${who} さんからのリクエスト):`,
  help: '使用できるコマンド:',
  helpColumns: { command: 'コマンド', does: '動作', who: '使用できる人' },
  does: {
    triage: 'Issue を再度トリアージします。',
    category: 'カテゴリを設定します。DispatchAI はこれを学習します。',
    priority: '優先度を設定します。DispatchAI はこれを学習します。',
    effort: '工数を設定します。DispatchAI はこれを学習します。',
    label: 'ラベルを追加します。DispatchAI はこれを学習します。',
    unlabel: 'ラベルを外します。DispatchAI はこれを学習します。',
    duplicate: '別の Issue の重複としてリンクします。DispatchAI はこれを学習します。',
    'not-duplicate': '重複としてのリンクを解除します。DispatchAI はこれを学習します。',
    assign: '担当者を割り当てます。',
    unassign: '担当者を外します。名前がなければ自分を外します。',
    route: 'Issue をチームに振り分けます。チームのラベルを付け、メンバーの 1 人を担当者にします。',
    milestone: 'マイルストーンを設定します。`/milestone none` で外します。',
    close:
      'Issue を `completed`、`not-planned`、`duplicate #12` のいずれかとしてクローズします。DispatchAI はこれを学習します。',
    reopen: 'Issue を再オープンします。',
    similar: '類似の Issue を一覧表示します。',
    why: 'このように分類した理由を説明します。',
    help: 'コマンドを一覧表示します。',
    undo: 'この Issue に対する DispatchAI の直前の操作を取り消します。',
    ignore: 'この Issue を無視します。',
    resume: 'トリアージを再開します。',
  },
  who: {
    triage: 'トリアージ権限のある人',
    'triage or author': 'トリアージ権限のある人と Issue の作成者',
    anyone: 'コメントできる人',
  },
  noSimilar: '類似の Issue は見つかりませんでした。',
  notDone: '実行されませんでした:',
  problem: {
    unknown_label: ({ name }) => `このリポジトリには ${name} というラベルがありません。`,
    unknown_team: ({ name, known }) =>
      `${name} というチームはありません。${oneOf(known, '設定にチームが定義されていません。')}`,
    unknown_value: ({ dimension, value, known }) =>
      `${value} は${ja.dimension[dimension]}の値として使用できません。${oneOf(known, 'このリポジトリには値が定義されていません。')}`,
    unknown_milestone: ({ name, known }) =>
      `${name} というオープンなマイルストーンはありません。${oneOf(known, 'このリポジトリにはマイルストーンがありません。')}`,
    unknown_issue: ({ number }) => `このリポジトリに Issue #${number} はありません。`,
    other_repository: () => '重複として指定できるのは、同じリポジトリの別の Issue だけです。',
    own_duplicate: () => 'Issue をそれ自体の重複にすることはできません。',
    empty_team: () => 'このチームにはラベルがなく、対応できるメンバーもいません。',
    nothing_to_undo: () => 'この Issue には取り消せる操作がありません。',
    not_undone: ({ obstacle }) => `取り消せませんでした。${obstacleWords(ja, obstacle)}`,
    refused_by_github: ({ reason }) => `GitHub が変更を拒否しました: ${reason}`,
    paused: () => 'このリポジトリでは DispatchAI が一時停止されています。',
    too_many: ({ most }) => `1 つのコメントで実行されるのは最初の ${most} 個のコマンドだけです。`,
    no_command: () => '`/dispatch` の後にコマンドを指定してください (例: `/dispatch help`)。',
    unknown_command: ({ word }) =>
      `${word} というコマンドはありません。コマンドの一覧は \`/help\` で確認できます。`,
    misspelled: ({ word, meant }) => `${word} というコマンドはありません。${meant} のことですか。`,
    label_gone: () => 'このラベルはリポジトリにもう存在しません。',
    label_of_people: () => 'その間に、別の人が同じ名前のラベルを作成しました。',
    label_in_use: () => 'このラベルはまだ使用されています。',
    comment_deleted: () => 'コメントが削除されたため、再投稿しません。',
    taken_off: () => 'その間に、ラベルが外されました。',
    held_by_automation: () =>
      'GitHub での承認待ちです。リポジトリの自動化レベルにより、このラベルは保留されています。',
    dismissed: () => 'このラベルは GitHub で却下されました。',
    put_on: () => 'その間に、ラベルが付けられました。',
    access_revoked: () => '依頼した人は、すでにトリアージ権限を失っています。',
    too_many_rounds: ({ most }) => `この Issue には 1 時間以内にすでに ${most} 回の変更が行われています。`,
    not_assignable: ({ login }) => `GitHub では ${login} を担当者にできません。`,
    linked_back: ({ of }) => `Issue #${of} は、すでにこの Issue の重複です。`,
    canonical_gone: ({ of, canonical }) =>
      `Issue #${of} は #${canonical} の重複ですが、#${canonical} はもう存在しません。`,
    canonical_duplicate: ({ canonical }) =>
      `Issue #${canonical} 自体が重複としてクローズされています。元の Issue を指定してください。`,
    issue_gone: () => 'この Issue はもう存在しません。',
    locked: () => 'この Issue はロックされています。',
    no_triage_label: () => 'この Issue には `no-triage` ラベルが付いています。',
    ignored: () => 'この Issue は `/resume` が使われるまで無視されます。',
    no_access: ({ login }) => `${login} にはこのリポジトリのトリアージ権限がありません。`,
    unknown_changes: () => 'これらの変更はこのリポジトリにはありません。',
    bad_argument: ({ usage }) => `使い方: ${usage}`,
  },
  obstacle: {
    undone: 'すでに取り消されています。',
    irreversible: '元に戻せる以前の状態がありません。',
    issue_gone: 'Issue はもう存在しません。',
    label_changed: 'その後、ラベルが変更されました。',
    label_removed: 'ラベルはすでに外されています。',
    label_added: 'ラベルはすでに付け直されています。',
    comment_gone: 'コメントはもう存在しません。',
    comment_changed: 'その後、コメントが変更されました。',
    comment_replaced: 'より新しいコメントがあります。',
    assignees_changed: 'その後、担当者が変更されました。',
    unassigned: 'すでに担当から外れています。',
    reassigned: 'すでに再び担当に割り当てられています。',
    type_changed: 'その後、タイプが変更されました。',
    milestone_changed: 'その後、マイルストーンが変更されています。',
    state_changed: 'その後、Issue がクローズまたは再オープンされました。',
    link_changed: 'その後、重複のリンクが変更されました。',
    resumed: 'この Issue のトリアージはすでに再開されています。',
    ignored: 'この Issue は再び無視されています。',
  },
  noted: (dimension, value) =>
    `記録しました: ${dimension} ${value}。このリポジトリには対応するラベルがありません。`,
  notTriaged: 'この Issue はまだトリアージされていません。',
  noPrediction: 'この Issue には、確信を持てる予測がありません。',
  why: 'このように分類した理由:',
  summary: 'トリアージの概要:',
  confident: (share) => `確信度 ${share}`,
  autonomy: { apply: '適用済み', suggest: '提案', observe: '記録のみ' },
  withThreshold: (done, share) => `${done} (しきい値 ${share})`,
  reason: {
    no_record: () => 'このラベルにはまだ実績がありません',
    mostly_wrong: ({ right, total }) => `正解は ${total} 件中 ${right} 件のみ`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${total} 件中 ${right} 件が正解 (下限 ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}、目標 ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `直近 ${total} 件のうち正解は ${right} 件のみ (目標 ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${total} 件中 ${right} 件が正解 (下限 ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => '優先度「緊急」は必ず人が確認します',
    mode: ({ mode, scope }) =>
      scope === 'label' ? `設定により、このラベルのモードは \`${mode}\` です` : `モードは \`${mode}\` です`,
    no_label: () => 'リポジトリに対応するラベルがありません',
    rule: () => '設定されたルールによります',
    only_keywords: () => 'キーワードのみが一致しました',
    seldom_given: ({ open, floor }) =>
      `類似の Issue のうちこのラベルが付くのは ${percent(open)} のみです (最低 ${percent(floor)})`,
    below_threshold: ({ confidence, threshold }) =>
      `確信度 ${percent(confidence)} (しきい値 ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `確信度 ${percent(confidence)} (しきい値 ${percent(threshold)})`,
  },
  evidence: {
    text: '本文の語句',
    structure: '文章の構成',
    template: 'テンプレート',
    keyword: 'キーワード',
    similar: '類似の Issue',
    lesson: '過去の修正',
    model: 'モデルの判断',
    setting: '設定',
    rule: '設定されたルール',
  },
  speaksFor: '根拠:',
  speaksAgainst: '反対の根拠:',
  decidedBy: '判定:',
  dimension: { category: 'カテゴリ', priority: '優先度', effort: '工数', area: '領域' },
  percent,
  separator: '、',
  comma: '、',
  colon: ': ',
};
