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
  bothMention: string;
  settled: string;
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
    bothMention: 'both mention',
    settled: 'Nothing is open here any more. Thank you.',
    footer: 'DispatchAI wrote this. If it is wrong, change the labels.',
  },
  de: {
    missing: 'Um das anzusehen, brauchen die Leute hier noch:',
    related: 'Möglicherweise verwandt:',
    open: 'offen',
    closed: 'geschlossen',
    completed: 'geschlossen, erledigt',
    notPlanned: 'geschlossen, nicht geplant',
    duplicate: 'geschlossen, doppelt gemeldet',
    bothMention: 'beide nennen',
    settled: 'Hier ist nichts mehr offen. Danke.',
    footer: 'Das schrieb DispatchAI. Wenn es falsch ist: bitte die Labels ändern.',
  },
  es: {
    missing: 'Para revisarlo, aquí también hace falta:',
    related: 'Posiblemente relacionado:',
    open: 'abierto',
    closed: 'cerrado',
    completed: 'cerrado como completado',
    notPlanned: 'cerrado como no planeado',
    duplicate: 'cerrado como duplicado',
    bothMention: 'ambos mencionan',
    settled: 'Ya no queda nada pendiente aquí. Gracias.',
    footer: 'Escrito por DispatchAI. Si no es correcto, cambia las etiquetas.',
  },
  fr: {
    missing: 'Pour examiner ce ticket, il manque encore :',
    related: 'Peut-être lié :',
    open: 'ouvert',
    closed: 'fermé',
    completed: 'fermé, terminé',
    notPlanned: 'fermé, non prévu',
    duplicate: 'fermé comme doublon',
    bothMention: 'les deux mentionnent',
    settled: 'Plus rien n’est en attente ici. Merci.',
    footer: 'Écrit par DispatchAI. Si c’est faux, changez les labels.',
  },
  ja: {
    missing: '確認のため、次の情報も必要です。',
    related: '関連している可能性があります。',
    open: 'オープン',
    closed: 'クローズ済み',
    completed: '完了としてクローズ済み',
    notPlanned: '対応予定なしとしてクローズ済み',
    duplicate: '重複としてクローズ済み',
    bothMention: '共通する言葉',
    settled: '確認が必要なことはもうありません。ありがとうございます。',
    footer: 'DispatchAI が書きました。間違っていれば、ラベルを変更してください。',
  },
  pt: {
    missing: 'Para analisar isto, ainda falta:',
    related: 'Possivelmente relacionado:',
    open: 'aberto',
    closed: 'fechado',
    completed: 'fechado como concluído',
    notPlanned: 'fechado como não planejado',
    duplicate: 'fechado como duplicado',
    bothMention: 'ambos mencionam',
    settled: 'Não há mais nada pendente aqui. Obrigado.',
    footer: 'Escrito por DispatchAI. Se estiver errado, mude as etiquetas.',
  },
  zh: {
    missing: '为了处理此问题，还需要以下信息：',
    related: '可能相关：',
    open: '未关闭',
    closed: '已关闭',
    completed: '已完成并关闭',
    notPlanned: '不计划处理，已关闭',
    duplicate: '重复，已关闭',
    bothMention: '共同提到',
    settled: '这里已没有待补充的信息。谢谢。',
    footer: '由 DispatchAI 编写。如有错误，请修改标签。',
  },
};

/** The language to write in: the author's where the settings list it, else the first they list. */
export function languageFor(detected: string | null, allowed: readonly Language[]): Language {
  return allowed.find((each) => each === detected) ?? allowed[0] ?? 'en';
}
