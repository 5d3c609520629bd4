import type { Autonomy, Dimension } from '../issue/decision.ts';
import type { languages } from '../settings/conversation.ts';

export type Language = (typeof languages)[number];

/** The sentences of the living comment. What foreign text goes into them was neutralized before. */
export interface Sentences {
  missing: string;
  related: string;
  open: string;
  closed: string;
  completed: string;
  notPlanned: string;
  duplicate: string;
  sameError: string;
  sameFrame: string;
  bothMention: string;
  /** All that was asked for came. */
  received: string;
  /** A comment that stands has nothing to say any more. */
  nothing: string;
  reminder: string;
  closedForLack: string;
  footer: string;
  similar: string;
  /** `of` is an issue's number with its sign: `#12`. */
  linked: (of: string) => string;
  closedAsDuplicate: (of: string) => string;
  unlinked: string;
  olderAnswers: string;
  /** `who` and `question` (null where several commands may have asked) are code spans. */
  askedBy: (who: string, question: string | null) => string;
  help: string;
  noSimilar: string;
  notDone: string;
  noted: (dimension: string, value: string) => string;
  notTriaged: string;
  noPrediction: string;
  why: string;
  summary: string;
  confident: (percent: string) => string;
  autonomy: Readonly<Record<Autonomy, string>>;
  withThreshold: (done: string, percent: string) => string;
  speaksFor: string;
  speaksAgainst: string;
  decidedBy: string;
  dimension: Readonly<Record<Dimension, string>>;
  /** Of a share from 0 to 1. */
  percent: (share: number) => string;
  separator: string;
  colon: string;
}

/** Rounded down: 79.6% must not read as the 80% that it misses. */
const wholePercent = (share: number) => Math.floor(share * 100 + 1e-9);

export const sentences: Record<Language, Sentences> = {
  en: {
    missing: 'Could you add the following?',
    related: 'Possibly related:',
    open: 'open',
    closed: 'closed',
    completed: 'closed as completed',
    notPlanned: 'closed as not planned',
    duplicate: 'closed as a duplicate',
    sameError: 'same error',
    sameFrame: 'same stack frame',
    bothMention: 'both mention',
    received: 'Thanks, we have everything we need.',
    nothing: 'There is nothing to add right now.',
    reminder: 'We still need the following:',
    closedForLack:
      "Closed because the requested information wasn't provided. Add it here or to the issue, and this can be reopened.",
    footer: 'Posted by DispatchAI. If something is wrong, change the labels. `/help` lists the commands.',
    similar: 'Similar issues:',
    linked: (of) => `Linked as a duplicate of ${of}.`,
    closedAsDuplicate: (of) => `Closed as a duplicate of ${of}.`,
    unlinked: 'This is no longer linked as a duplicate.',
    olderAnswers: 'Earlier answers',
    askedBy: (who, question) => (question === null ? `Asked by ${who}:` : `${question}, asked by ${who}:`),
    help: 'Available commands:',
    noSimilar: 'No similar issues found.',
    notDone: 'Not done:',
    noted: (dimension, value) => `Noted: ${dimension} ${value}. This repository has no label for it.`,
    notTriaged: "This issue hasn't been triaged yet.",
    noPrediction: 'No confident prediction for this issue.',
    why: 'Why it was triaged this way:',
    summary: 'Triage summary:',
    confident: (percent) => `${percent} confident`,
    autonomy: { apply: 'applied', suggest: 'suggested', observe: 'recorded only' },
    withThreshold: (done, percent) => `${done} (threshold ${percent})`,
    speaksFor: 'because of',
    speaksAgainst: 'against it:',
    decidedBy: 'decided by',
    dimension: { category: 'category', priority: 'priority', effort: 'effort', area: 'area' },
    percent: (share) => `${wholePercent(share)}%`,
    separator: '; ',
    colon: ': ',
  },
  de: {
    missing: 'Könntest du bitte Folgendes ergänzen?',
    related: 'Möglicherweise verwandt:',
    open: 'offen',
    closed: 'geschlossen',
    completed: 'geschlossen, erledigt',
    notPlanned: 'geschlossen, nicht geplant',
    duplicate: 'geschlossen, doppelt gemeldet',
    sameError: 'derselbe Fehler',
    sameFrame: 'derselbe Aufruf auf dem Stack',
    bothMention: 'beide nennen',
    received: 'Danke, wir haben jetzt alle Angaben.',
    nothing: 'Im Moment gibt es nichts hinzuzufügen.',
    reminder: 'Folgende Angaben fehlen uns noch:',
    closedForLack:
      'Geschlossen, weil die erbetenen Angaben fehlen. Ergänze sie hier oder im Issue, dann kann es wieder geöffnet werden.',
    footer:
      'Verfasst von DispatchAI. Falls etwas nicht stimmt, ändere bitte die Labels. `/help` listet die Befehle auf.',
    similar: 'Ähnliche Issues:',
    linked: (of) => `Als Duplikat von ${of} verknüpft.`,
    closedAsDuplicate: (of) => `Als Duplikat von ${of} geschlossen.`,
    unlinked: 'Nicht mehr als Duplikat verknüpft.',
    olderAnswers: 'Frühere Antworten',
    askedBy: (who, question) =>
      question === null ? `Gefragt von ${who}:` : `${question}, gefragt von ${who}:`,
    help: 'Verfügbare Befehle:',
    noSimilar: 'Keine ähnlichen Issues gefunden.',
    notDone: 'Nicht ausgeführt:',
    noted: (dimension, value) =>
      `Vermerkt: ${dimension} ${value}. In diesem Repository gibt es dafür kein Label.`,
    notTriaged: 'Dieses Issue wurde noch nicht eingeordnet.',
    noPrediction: 'Für dieses Issue gibt es keine ausreichend sichere Einschätzung.',
    why: 'Gründe für die Einordnung:',
    summary: 'Einordnung:',
    confident: (percent) => `${percent} Konfidenz`,
    autonomy: { apply: 'übernommen', suggest: 'vorgeschlagen', observe: 'nur erfasst' },
    withThreshold: (done, percent) => `${done} (Schwelle ${percent})`,
    speaksFor: 'dafür spricht:',
    speaksAgainst: 'dagegen spricht:',
    decidedBy: 'entschieden durch',
    dimension: { category: 'Kategorie', priority: 'Priorität', effort: 'Aufwand', area: 'Bereich' },
    percent: (share) => `${wholePercent(share)} %`,
    separator: '; ',
    colon: ': ',
  },
  es: {
    missing: '¿Podrías añadir lo siguiente?',
    related: 'Posiblemente relacionado:',
    open: 'abierto',
    closed: 'cerrado',
    completed: 'cerrado como completado',
    notPlanned: 'cerrado como no planeado',
    duplicate: 'cerrado como duplicado',
    sameError: 'el mismo error',
    sameFrame: 'la misma llamada en la pila',
    bothMention: 'ambos mencionan',
    received: 'Gracias, ya tenemos todo lo que necesitamos.',
    nothing: 'No hay nada que añadir por ahora.',
    reminder: 'Todavía necesitamos lo siguiente:',
    closedForLack:
      'Cerrado porque no se proporcionó la información solicitada. Añádela aquí o en la incidencia para que se pueda reabrir.',
    footer:
      'Publicado por DispatchAI. Si algo no es correcto, cambia las etiquetas. `/help` muestra los comandos.',
    similar: 'Incidencias similares:',
    linked: (of) => `Vinculado como duplicado de ${of}.`,
    closedAsDuplicate: (of) => `Cerrado como duplicado de ${of}.`,
    unlinked: 'Ya no está vinculado como duplicado.',
    olderAnswers: 'Respuestas anteriores',
    askedBy: (who, question) =>
      question === null ? `Solicitado por ${who}:` : `${question}, solicitado por ${who}:`,
    help: 'Comandos disponibles:',
    noSimilar: 'No se encontraron incidencias similares.',
    notDone: 'No se ha realizado:',
    noted: (dimension, value) =>
      `Anotado: ${dimension} ${value}. Este repositorio no tiene una etiqueta para ello.`,
    notTriaged: 'Esta incidencia aún no se ha clasificado.',
    noPrediction: 'No hay una predicción lo bastante fiable para esta incidencia.',
    why: 'Por qué se clasificó así:',
    summary: 'Resumen de la clasificación:',
    confident: (percent) => `${percent} de confianza`,
    autonomy: { apply: 'aplicado', suggest: 'sugerido', observe: 'solo registrado' },
    withThreshold: (done, percent) => `${done} (umbral: ${percent})`,
    speaksFor: 'a favor:',
    speaksAgainst: 'en contra:',
    decidedBy: 'decidido por',
    dimension: { category: 'categoría', priority: 'prioridad', effort: 'esfuerzo', area: 'área' },
    percent: (share) => `${wholePercent(share)} %`,
    separator: '; ',
    colon: ': ',
  },
  fr: {
    missing: 'Pourriez-vous ajouter les informations suivantes ?',
    related: 'Peut-être lié :',
    open: 'ouvert',
    closed: 'fermé',
    completed: 'fermé, terminé',
    notPlanned: 'fermé, non prévu',
    duplicate: 'fermé comme doublon',
    sameError: 'la même erreur',
    sameFrame: 'le même appel dans la pile',
    bothMention: 'les deux mentionnent',
    received: 'Merci, nous avons toutes les informations nécessaires.',
    nothing: 'Rien à ajouter pour le moment.',
    reminder: 'Il nous manque encore les informations suivantes :',
    closedForLack:
      'Fermé, car les informations demandées n’ont pas été fournies. Ajoutez-les ici ou dans le ticket pour qu’il puisse être rouvert.',
    footer:
      'Publié par DispatchAI. En cas d’erreur, modifiez les labels. `/help` affiche la liste des commandes.',
    similar: 'Tickets similaires :',
    linked: (of) => `Lié comme doublon de ${of}.`,
    closedAsDuplicate: (of) => `Fermé comme doublon de ${of}.`,
    unlinked: 'Ce ticket n’est plus lié comme doublon.',
    olderAnswers: 'Réponses précédentes',
    askedBy: (who, question) =>
      question === null ? `Demandé par ${who} :` : `${question}, demandé par ${who} :`,
    help: 'Commandes disponibles :',
    noSimilar: 'Aucun ticket similaire trouvé.',
    notDone: 'Non effectué :',
    noted: (dimension, value) => `Noté : ${dimension} ${value}. Ce dépôt n’a pas de label correspondant.`,
    notTriaged: 'Ce ticket n’a pas encore été trié.',
    noPrediction: 'Aucune prédiction suffisamment fiable pour ce ticket.',
    why: 'Raisons du tri :',
    summary: 'Résumé du tri :',
    confident: (percent) => `confiance de ${percent}`,
    autonomy: { apply: 'appliqué', suggest: 'suggéré', observe: 'seulement enregistré' },
    withThreshold: (done, percent) => `${done} (seuil : ${percent})`,
    speaksFor: 'pour :',
    speaksAgainst: 'contre :',
    decidedBy: 'décidé par',
    dimension: { category: 'catégorie', priority: 'priorité', effort: 'effort', area: 'domaine' },
    percent: (share) => `${wholePercent(share)} %`,
    separator: ' ; ',
    colon: ' : ',
  },
  ja: {
    missing: '次の情報を追加していただけますか。',
    related: '関連している可能性があります。',
    open: 'オープン',
    closed: 'クローズ済み',
    completed: '完了としてクローズ済み',
    notPlanned: '対応予定なしとしてクローズ済み',
    duplicate: '重複としてクローズ済み',
    sameError: '同じエラー',
    sameFrame: '同じスタックフレーム',
    bothMention: '共通する言葉',
    received: '必要な情報がそろいました。ありがとうございます。',
    nothing: '現時点でお伝えすることはありません。',
    reminder: '引き続き、次の情報が必要です。',
    closedForLack:
      '必要な情報が提供されなかったため、クローズしました。ここまたは Issue に追記していただければ、再オープンできます。',
    footer:
      'DispatchAI による投稿です。誤りがあれば、ラベルを変更してください。コマンドの一覧は `/help` で確認できます。',
    similar: '類似の Issue:',
    linked: (of) => `${of} の重複としてリンクしました。`,
    closedAsDuplicate: (of) => `${of} の重複としてクローズしました。`,
    unlinked: '重複としてのリンクは解除されました。',
    olderAnswers: '以前の回答',
    askedBy: (who, question) =>
      question === null ? `${who} さんからのリクエスト:` : `${question} (${who} さんからのリクエスト):`,
    help: '使用できるコマンド:',
    noSimilar: '類似の Issue は見つかりませんでした。',
    notDone: '実行されませんでした:',
    noted: (dimension, value) =>
      `記録しました: ${dimension} ${value}。このリポジトリには対応するラベルがありません。`,
    notTriaged: 'この Issue はまだトリアージされていません。',
    noPrediction: 'この Issue には、確信を持てる予測がありません。',
    why: 'このように分類した理由:',
    summary: 'トリアージの概要:',
    confident: (percent) => `確信度 ${percent}`,
    autonomy: { apply: '適用済み', suggest: '提案', observe: '記録のみ' },
    withThreshold: (done, percent) => `${done} (しきい値 ${percent})`,
    speaksFor: '根拠:',
    speaksAgainst: '反対の根拠:',
    decidedBy: '判定:',
    dimension: { category: 'カテゴリ', priority: '優先度', effort: '工数', area: '領域' },
    percent: (share) => `${wholePercent(share)}%`,
    separator: '、',
    colon: ': ',
  },
  pt: {
    missing: 'Você poderia adicionar o seguinte?',
    related: 'Possivelmente relacionado:',
    open: 'aberto',
    closed: 'fechado',
    completed: 'fechado como concluído',
    notPlanned: 'fechado como não planejado',
    duplicate: 'fechado como duplicado',
    sameError: 'o mesmo erro',
    sameFrame: 'a mesma chamada na pilha',
    bothMention: 'ambos mencionam',
    received: 'Obrigado, temos tudo de que precisamos.',
    nothing: 'Não há nada a acrescentar no momento.',
    reminder: 'Ainda precisamos do seguinte:',
    closedForLack:
      'Fechado porque as informações solicitadas não foram fornecidas. Adicione-as aqui ou na issue para que ela possa ser reaberta.',
    footer:
      'Publicado por DispatchAI. Se algo estiver errado, altere as etiquetas. `/help` lista os comandos.',
    similar: 'Issues semelhantes:',
    linked: (of) => `Vinculado como duplicado de ${of}.`,
    closedAsDuplicate: (of) => `Fechado como duplicado de ${of}.`,
    unlinked: 'Não está mais vinculado como duplicado.',
    olderAnswers: 'Respostas anteriores',
    askedBy: (who, question) =>
      question === null ? `Solicitado por ${who}:` : `${question}, solicitado por ${who}:`,
    help: 'Comandos disponíveis:',
    noSimilar: 'Nenhuma issue semelhante encontrada.',
    notDone: 'Não foi feito:',
    noted: (dimension, value) =>
      `Anotado: ${dimension} ${value}. Este repositório não tem uma etiqueta para isso.`,
    notTriaged: 'Esta issue ainda não foi triada.',
    noPrediction: 'Não há uma previsão confiável o bastante para esta issue.',
    why: 'Por que foi triada assim:',
    summary: 'Resumo da triagem:',
    confident: (percent) => `${percent} de confiança`,
    autonomy: { apply: 'aplicado', suggest: 'sugerido', observe: 'apenas registrado' },
    withThreshold: (done, percent) => `${done} (limiar: ${percent})`,
    speaksFor: 'a favor:',
    speaksAgainst: 'contra:',
    decidedBy: 'decidido por',
    dimension: { category: 'categoria', priority: 'prioridade', effort: 'esforço', area: 'área' },
    percent: (share) => `${wholePercent(share)}%`,
    separator: '; ',
    colon: ': ',
  },
  zh: {
    missing: '能否补充以下信息？',
    related: '可能相关：',
    open: '未关闭',
    closed: '已关闭',
    completed: '已完成并关闭',
    notPlanned: '不计划处理，已关闭',
    duplicate: '重复，已关闭',
    sameError: '相同的错误',
    sameFrame: '相同的堆栈帧',
    bothMention: '共同提到',
    received: '谢谢，所需信息已齐全。',
    nothing: '目前没有需要补充说明的内容。',
    reminder: '我们仍需要以下信息：',
    closedForLack: '由于未提供所需信息，此问题已关闭。在此处或问题中补充后，可以重新打开。',
    footer: '由 DispatchAI 发布。如有错误，请修改标签。`/help` 可查看命令列表。',
    similar: '相似的问题：',
    linked: (of) => `已标记为与 ${of} 重复。`,
    closedAsDuplicate: (of) => `因与 ${of} 重复而关闭。`,
    unlinked: '已取消重复标记。',
    olderAnswers: '之前的回复',
    askedBy: (who, question) => (question === null ? `由 ${who} 请求：` : `${question}，由 ${who} 请求：`),
    help: '可用命令：',
    noSimilar: '未找到相似的问题。',
    notDone: '未执行：',
    noted: (dimension, value) => `已记录：${dimension} ${value}。此仓库没有对应的标签。`,
    notTriaged: '此问题尚未分类。',
    noPrediction: '对此问题没有足够可信的预测。',
    why: '分类依据：',
    summary: '分类摘要：',
    confident: (percent) => `置信度 ${percent}`,
    autonomy: { apply: '已应用', suggest: '建议', observe: '仅记录' },
    withThreshold: (done, percent) => `${done}（阈值 ${percent}）`,
    speaksFor: '支持：',
    speaksAgainst: '反对：',
    decidedBy: '判定来源：',
    dimension: { category: '类别', priority: '优先级', effort: '工作量', area: '领域' },
    percent: (share) => `${wholePercent(share)}%`,
    separator: '；',
    colon: '：',
  },
};

/** The language to write in: the author's where the settings list it, else the first they list. */
export function languageFor(detected: string | null, allowed: readonly Language[]): Language {
  return allowed.find((each) => each === detected) ?? allowed[0] ?? 'en';
}
