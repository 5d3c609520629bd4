import type { Language } from './sentences.ts';

/** What an issue's author is told before a duplicate is closed. Nothing foreign goes into it. */
export function closingNotice(canonical: number, days: number, language: Language): string {
  return notices[language](`#${Math.trunc(canonical)}`, Math.trunc(days));
}

const notices: Record<Language, (of: string, days: number) => string> = {
  en: (of, days) =>
    `A maintainer linked this as a duplicate of ${of}. It will be closed ${days} ${days === 1 ? 'day' : 'days'} after that. A comment, or a 👎 on this comment, keeps it open.`,
  de: (of, days) =>
    `Ein Maintainer hat dies als Duplikat von ${of} verknüpft. ${days} ${days === 1 ? 'Tag' : 'Tage'} danach wird es geschlossen. Ein Kommentar oder ein 👎 an diesem Kommentar hält es offen.`,
  es: (of, days) =>
    `Un responsable lo ha vinculado como duplicado de ${of}. Se cerrará ${days} ${days === 1 ? 'día' : 'días'} después. Un comentario o un 👎 en este comentario lo mantiene abierto.`,
  fr: (of, days) =>
    `Un responsable a lié ce ticket comme doublon de ${of}. Il sera fermé ${days} ${days === 1 ? 'jour' : 'jours'} après. Un commentaire, ou un 👎 sur celui-ci, le garde ouvert.`,
  ja: (of, days) =>
    `メンテナーがこれを ${of} の重複としてリンクしました。その ${days} 日後にクローズされます。コメントするか、このコメントに 👎 を付けるとオープンのままになります。`,
  pt: (of, days) =>
    `Um mantenedor vinculou isto como duplicado de ${of}. Será fechado ${days} ${days === 1 ? 'dia' : 'dias'} depois. Um comentário ou um 👎 neste comentário o mantém aberto.`,
  zh: (of, days) =>
    `维护者已将此问题标记为与 ${of} 重复，将在 ${days} 天后关闭。发表评论或对此评论点 👎 可使其保持开启。`,
};
