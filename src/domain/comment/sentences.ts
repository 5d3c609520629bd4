import type { languages } from '../settings/conversation.ts';

export type Language = (typeof languages)[number];

/** The fixed sentences of the living comment. Nothing foreign goes into them. */
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
  settled: string;
  reminder: string;
  closedForLack: string;
  footer: string;
}

export const sentences: Record<Language, Sentences> = {
  en: {
    missing: 'To look into this, people here also need:',
    related: 'Possibly related:',
    open: 'open',
    closed: 'closed',
    completed: 'closed as completed',
    notPlanned: 'closed as not planned',
    duplicate: 'closed as a duplicate',
    sameError: 'same error',
    sameFrame: 'same stack frame',
    bothMention: 'both mention',
    settled: 'Nothing is open here any more. Thank you.',
    reminder: 'This is still needed to go on.',
    closedForLack:
      'This was closed because what is needed did not come. Write it here or in the issue, and it can be opened again.',
    footer:
      'DispatchAI wrote this. If it is wrong, change the labels. `/help` lists what can be asked of it.',
  },
  de: {
    missing: 'Um das anzusehen, brauchen die Leute hier noch:',
    related: 'Möglicherweise verwandt:',
    open: 'offen',
    closed: 'geschlossen',
    completed: 'geschlossen, erledigt',
    notPlanned: 'geschlossen, nicht geplant',
    duplicate: 'geschlossen, doppelt gemeldet',
    sameError: 'derselbe Fehler',
    sameFrame: 'derselbe Aufruf auf dem Stack',
    bothMention: 'beide nennen',
    settled: 'Hier ist nichts mehr offen. Danke.',
    reminder: 'Das wird noch gebraucht, damit es weitergehen kann.',
    closedForLack:
      'Geschlossen, weil die nötigen Angaben nicht kamen. Mit ihnen, hier oder im Issue, kann es wieder geöffnet werden.',
    footer:
      'Das schrieb DispatchAI. Wenn es falsch ist: bitte die Labels ändern. `/help` zeigt, was es versteht.',
  },
  es: {
    missing: 'Para revisarlo, aquí también hace falta:',
    related: 'Posiblemente relacionado:',
    open: 'abierto',
    closed: 'cerrado',
    completed: 'cerrado como completado',
    notPlanned: 'cerrado como no planeado',
    duplicate: 'cerrado como duplicado',
    sameError: 'el mismo error',
    sameFrame: 'la misma llamada en la pila',
    bothMention: 'ambos mencionan',
    settled: 'Ya no queda nada pendiente aquí. Gracias.',
    reminder: 'Esto sigue haciendo falta para continuar.',
    closedForLack:
      'Se cerró porque no llegó lo que hacía falta. Con esos datos, aquí o en la incidencia, se puede volver a abrir.',
    footer:
      'Escrito por DispatchAI. Si no es correcto, cambia las etiquetas. `/help` muestra lo que entiende.',
  },
  fr: {
    missing: 'Pour examiner ce ticket, il manque encore :',
    related: 'Peut-être lié :',
    open: 'ouvert',
    closed: 'fermé',
    completed: 'fermé, terminé',
    notPlanned: 'fermé, non prévu',
    duplicate: 'fermé comme doublon',
    sameError: 'la même erreur',
    sameFrame: 'le même appel dans la pile',
    bothMention: 'les deux mentionnent',
    settled: 'Plus rien n’est en attente ici. Merci.',
    reminder: 'Ceci manque toujours pour continuer.',
    closedForLack:
      'Fermé, car les informations nécessaires ne sont pas venues. Avec elles, ici ou dans le ticket, il peut être rouvert.',
    footer:
      'Écrit par DispatchAI. Si c’est faux, changez les labels. `/help` montre ce qu’on peut lui demander.',
  },
  ja: {
    missing: '確認のため、次の情報も必要です。',
    related: '関連している可能性があります。',
    open: 'オープン',
    closed: 'クローズ済み',
    completed: '完了としてクローズ済み',
    notPlanned: '対応予定なしとしてクローズ済み',
    duplicate: '重複としてクローズ済み',
    sameError: '同じエラー',
    sameFrame: '同じスタックフレーム',
    bothMention: '共通する言葉',
    settled: '確認が必要なことはもうありません。ありがとうございます。',
    reminder: '続けるには、引き続き次の情報が必要です。',
    closedForLack:
      '必要な情報がなかったため、クローズしました。ここか Issue に書いていただければ、再開できます。',
    footer:
      'DispatchAI が書きました。間違っていれば、ラベルを変更してください。使えるコマンドは `/help` で確認できます。',
  },
  pt: {
    missing: 'Para analisar isto, ainda falta:',
    related: 'Possivelmente relacionado:',
    open: 'aberto',
    closed: 'fechado',
    completed: 'fechado como concluído',
    notPlanned: 'fechado como não planejado',
    duplicate: 'fechado como duplicado',
    sameError: 'o mesmo erro',
    sameFrame: 'a mesma chamada na pilha',
    bothMention: 'ambos mencionam',
    settled: 'Não há mais nada pendente aqui. Obrigado.',
    reminder: 'Isto ainda é necessário para continuar.',
    closedForLack:
      'Foi fechado porque o que faltava não chegou. Com esses dados, aqui ou na issue, pode ser reaberto.',
    footer: 'Escrito por DispatchAI. Se estiver errado, mude as etiquetas. `/help` mostra o que ele entende.',
  },
  zh: {
    missing: '为了处理此问题，还需要以下信息：',
    related: '可能相关：',
    open: '未关闭',
    closed: '已关闭',
    completed: '已完成并关闭',
    notPlanned: '不计划处理，已关闭',
    duplicate: '重复，已关闭',
    sameError: '相同的错误',
    sameFrame: '相同的堆栈帧',
    bothMention: '共同提到',
    settled: '这里已没有待补充的信息。谢谢。',
    reminder: '仍需要以下信息才能继续。',
    closedForLack: '由于未收到所需信息，此问题已关闭。在此处或问题中补充后，可以重新打开。',
    footer: '由 DispatchAI 编写。如有错误，请修改标签。`/help` 列出可用的命令。',
  },
};

/** The language to write in: the author's where the settings list it, else the first they list. */
export function languageFor(detected: string | null, allowed: readonly Language[]): Language {
  return allowed.find((each) => each === detected) ?? allowed[0] ?? 'en';
}
