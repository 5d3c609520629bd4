import { fold } from './languages.ts';

/** Who is waited for, and what is: an answer, more information. Without accents, as `fold` leaves them. */
const waitedFor = {
  de: 'antwort(?:en)?|ruckmeldung(?:en)?|ruckantwort|reaktion|feedback|infos?|information(?:en)?|angaben|details|klarung|autor|autorin|melder|ersteller|nutzer|benutzer|user|kunden?|reporter',
  es: 'respuestas?|informacion|info|comentarios|detalles|datos|aclaracion|autor|usuario|cliente|reportante|feedback',
  fr: 'reponses?|retours?|informations?|infos?|precisions?|details?|auteur|utilisateur|client|rapporteur|feedback',
  pt: 'respostas?|retorno|informacoes|informacao|info|detalhes|dados|autor|usuario|cliente|relator|feedback',
  ja: '返信|回答|返答|応答|返事|連絡|情報|追加情報|情報提供|フィードバック|報告者|ユーザー|作者|起票者',
  zh: '回复|回復|回覆|反馈|反饋|答复|答覆|响应|回应|回應|补充|补充信息|信息|更多信息|資訊|更多資訊|作者回复|用户回复|用户反馈|作者反馈|作者|用户|用戶',
  ko: '답변|응답|회신|피드백|정보|추가 정보|작성자|사용자|작성자 응답|사용자 응답',
  ru: 'ответа|ответ|информации|информация|данных|данные|уточнени[яйе]|обратной связи|обратная связь|автора|пользователя|заявителя|подробност(?:и|ей)|реакции|детал(?:и|ей)',
};

/** A label that says the author has been asked for something. */
const waiting = new RegExp(
  [
    `^(?:warten?|wartet|wartend) auf (?:(?:den|die|das|eine|weitere|mehr) )?(?:${waitedFor.de})(?: (?:vom|des|von|der) .+)?$`,
    `^(?:(?:weitere|mehr|zusatzliche) )?(?:${waitedFor.de}) (?:benotigt|erforderlich|ausstehend|angefordert|gewunscht|notig|fehlt|fehlen|erbeten)$`,
    `^(?:benotigt|braucht|fehlende|weitere|mehr) (?:(?:weitere|mehr) )?(?:${waitedFor.de})$|^ruckfrage(?:n)?$`,
    `^(?:en espera de|a la espera de|esperando|espera|pendiente de|pendiente|faltan?|(?:se )?(?:necesitan?|requieren?)) (?:(?:la|el|los|al|del|mas) )*(?:${waitedFor.es})(?: (?:del|de) .+)?$`,
    `^(?:mas )?(?:${waitedFor.es}) (?:requerid[ao]s?|necesari[ao]s?|pendientes?|solicitad[ao]s?|insuficientes?)$`,
    `^(?:en attente|attente|attend|attend une|besoin|manque|il manque) ?(?:(?:de|du|des|la|une|plus|d) ?)*(?:l|d)?(?:${waitedFor.fr})(?: (?:de|du) .+)?$`,
    `^(?:plus d ?)?(?:${waitedFor.fr}) (?:manquante?s?|requise?s?|necessaires?|demandee?s?|attendue?s?|insuffisante?s?|complementaires?)$`,
    `^(?:aguardando|aguarda|esperando|a espera de|em espera de|pendente de|faltam?|precisa|precisa de|necessita|necessita de|requer) (?:(?:a|o|de|do|da|mais) )*(?:${waitedFor.pt})(?: (?:do|da|de) .+)?$`,
    `^(?:mais )?(?:${waitedFor.pt}) (?:necessari[ao]s?|pendentes?|solicitad[ao]s?|insuficientes?)$`,
    `^(?:${waitedFor.ja})の?待ち$|^(?:追加)?情報(?:が)?(?:不足|必要|求む)$|^要(?:追加)?情報$`,
    `^(?:等待|等|待)(?:${waitedFor.zh})$|^(?:需要|需|缺少|缺乏)(?:更多|进一步|补充)?(?:信息|资料|细节|反馈|資訊|資料)$|^(?:信息|资料|資訊|資料)(?:不足|不够|缺失)$`,
    `^(?:${waitedFor.ko}) ?(?:대기|요청|필요|부족|기다림)(?: ?중)?$`,
    `^(?:ожидает|ожидание|ожидаем|ожидается|ждет|ждем|в ожидании|нужн[аоы]|нужен|требуется|требуются|необходим[аоы]?|не хватает|недостаточно|мало) (?:(?:дополнительн\\p{L}+|больше) )?(?:${waitedFor.ru})(?: .+)?$`,
  ].join('|'),
  'u',
);

/** What is done with an issue, by the words that such phrases begin or end with. */
const process = new RegExp(
  [
    '^(?:warten?|wartet|wartend) auf | (?:benotigt|erforderlich|gesucht|erwunscht|gewunscht|ausstehend|notig)$|^(?:benotigt|braucht) ',
    '^in (?:arbeit|bearbeitung|prufung|planung|entwicklung|klarung|diskussion|umsetzung|warteschlange)$|^bereit (?:fur|zum|zur) ',
    '^wird (?:nicht|spater|bald) |^nicht (?:reproduzierbar|geplant|relevant|behoben|umgesetzt|bestatigt|moglich|unterstutzt)$',
    '^(?:en|a la) espera(?: |$)|^(?:esperando|pendiente|faltan?|(?:se )?(?:necesitan?|requieren?)) |^en (?:progreso|curso|revision|desarrollo|pruebas|proceso|discusion|analisis|pausa)$',
    '^no se (?:corregira|hara|reproduce|puede|va a)|^no (?:reproducible|planificado|confirmado)$|^(?:listo|lista) para |^por (?:hacer|revisar|confirmar|verificar|definir|probar)$',
    '^(?:en )?attente(?: |$)|^besoin d|^en (?:cours|revue|test|discussion|developpement|analyse|pause)(?: |$)|^a (?:faire|tester|verifier|valider|discuter|trier|revoir|corriger|confirmer)$|^pret(?:e)? (?:pour|a) ',
    '^(?:aguardando|aguarda|precisa|necessita|requer|faltam?) |^em (?:andamento|progresso|revisao|desenvolvimento|testes?|analise|espera|discussao|pausa)$|^nao (?:sera|reproduzivel|planejado|confirmado|e um)|^pront[oa] para ',
    '\\p{L}(?:待ち|中|済み|済|不要|募集)$|^要(?:確認|調査|検討|対応|相談|議論|レビュー|再現|テスト|修正)$',
    '^(?:待|等待|正在)\\p{Script=Han}{1,6}$|^已\\p{Script=Han}{1,4}$|\\p{Script=Han}中$|^(?:需要|需)(?:讨论|确认|测试|复现|帮助|评审|设计|更新|跟进|討論|確認|測試)$|^(?:不予|暂不|暂缓)\\p{Script=Han}{1,4}$',
    '(?:대기|보류|완료|예정|필요|불가|없음)$|\\p{L} ?중$',
    '^(?:ожидает|ожидание|ожидаем|ждет|ждем|в ожидании|требуется|нужн[аоы]|нужен) |^(?:в работе|в процессе|в разработке|в ожидании)$|^на (?:проверке|рассмотрении|ревью|тестировании|паузе|утверждении)$|^готов[оа]? к |^не (?:будет|воспроизводится|планируется|подтверждено)',
  ].join('|'),
  'u',
);

/** Whether a name's words say in another language than English that its issue waits for the one who filed it. */
export const isWaitingInOtherLanguages = (words: string): boolean => waiting.test(fold(words));

/** Whether a name's words say in another language than English what is done with an issue, not what it is. */
export function isWorkflowInOtherLanguages(words: string): boolean {
  const folded = fold(words);
  return waiting.test(folded) || process.test(folded);
}
