/** How repositories in other languages name values, prefixes and states: German, Spanish, French, Portuguese, Japanese, Chinese, Korean, Russian. */
const texts = {
  bug: `fehler, fehlerbericht, fehlermeldung, defekt, problem, störung,
    error, errores, fallo, fallos, defecto, bogue, bogues, erreur, anomalie, défaut, dysfonctionnement,
    erro, erros, defeito, falha, problema, バグ, 不具合, 障害, バグ報告, 缺陷, 错误, 故障, 漏洞报告, bug反馈, 问题反馈, 錯誤, 버그, 오류, 결함,
    баг, ошибка, дефект, не работает`,
  feature: `funktionswunsch, feature wunsch, verbesserung, verbesserungsvorschlag, neue funktion, wunsch, vorschlag, erweiterung, anforderung, idee,
    mejora, mejoras, nueva funcionalidad, nueva función, solicitud de función, solicitud de funcionalidad, sugerencia, propuesta, petición,
    amélioration, nouvelle fonctionnalité, fonctionnalité, demande de fonctionnalité, évolution, suggestion, proposition, idée,
    melhoria, nova funcionalidade, funcionalidade, sugestão, pedido de funcionalidade, solicitação de recurso, novo recurso, proposta,
    機能追加, 機能要望, 新機能, 機能, 改善, 要望, 提案, 機能改善, 功能请求, 功能需求, 新功能, 功能, 需求, 建议, 改进, 优化, 增强, 特性, 功能建議, 建議, 改進,
    기능 요청, 기능 추가, 새 기능, 기능, 개선, 제안, улучшение, новая функция, запрос функции, функция, предложение, пожелание, идея, доработка`,
  question: `frage, fragen, hilfe, pregunta, preguntas, duda, dudas, ayuda, consulta, aide, besoin daide,
    pergunta, dúvida, dúvidas, ajuda, 質問, 問い合わせ, ヘルプ, 问题咨询, 提问, 咨询, 疑问, 求助, 帮助, 提問, 질문, 문의, 도움, вопрос, вопросы, помощь`,
  documentation: `dokumentation, doku, documentación, documentação, ドキュメント, 文書, 文档, 文檔, 문서, 문서화, документация`,
  critical: `kritisch, dringend, höchste, sehr hoch, blockierend, crítica, crítico, urgente, muy alta, máxima, bloqueante,
    critique, urgent, bloquant, bloquante, très haute, muito alta, 緊急, 最高, 至急, 致命的, 紧急, 严重, 致命, 最高, 긴급, 치명적, 매우 높음,
    критический, критично, срочно, блокер, высочайший`,
  high: `hoch, hohe, wichtig, alta, alto, importante, haute, élevée, élevé, important, importante, 高, 高い, 重要, 높음, 높은, 중요, высокий, высокая, важно`,
  medium: `mittel, mittlere, normal, media, medio, moyenne, moyen, normale, média, médio, 中, 普通, 中等, 一般, 중간, 보통, средний, средняя, обычный`,
  low: `niedrig, niedrige, gering, geringe, baja, bajo, basse, faible, mineure, baixa, baixo, 低, 低い, 낮음, 낮은, низкий, низкая`,
  small: `gering, klein, einfach, leicht, pequeño, fácil, petit, facile, pequeno, 小, 易, 简单, 簡単, 작음, 쉬움, маленький, легко`,
  average: `mittel, medio, moyen, moyenne, médio, 中, 중간, средний`,
  large: `hoch, groß, schwer, schwierig, aufwendig, grande, difícil, grand, difficile, 大, 難, 难, 困难, 큼, 어려움, большой, сложно`,
  workflow: `duplikat, doppelt, ungültig, wird nicht behoben, nicht reproduzierbar, in arbeit, in bearbeitung, erledigt, behoben, fertig, geschlossen, rückfrage,
    warten auf rückmeldung, wartet, zurückgestellt, blockiert, veraltet, gute erste aufgabe, hilfe gesucht, zu erledigen, in prüfung, bestätigt, info benötigt,
    duplicado, duplicada, inválido, no válido, no se corregirá, no reproducible, en progreso, en curso, hecho, resuelto, completado, falta información, en espera, bloqueado, por hacer, en revisión,
    confirmado, obsoleto, se busca ayuda, buen primer issue,
    doublon, invalide, ne sera pas corrigé, non reproductible, en cours, terminé, résolu, fait, en attente, à faire, bloqué, en revue, à valider, confirmé, obsolète, informations manquantes, besoin dinformations, bon pour débuter,
    não será corrigido, não reproduzível, em andamento, em progresso, concluído, resolvido, feito, aguardando resposta, aguardando, bloqueado, a fazer, em revisão, falta informação, bom primeiro problema,
    重複, 対応しない, 修正しない, 再現しない, 無効, 作業中, 対応中, 進行中, 完了, 対応済み, 解決済み, 保留, 確認待ち, 返信待ち, 回答待ち, レビュー待ち, レビュー中, 未対応, 却下, 情報不足, 確認済み,
    重复, 无效, 不修复, 不予修复, 无法复现, 进行中, 处理中, 已完成, 完成, 待确认, 待处理, 待回复, 等待回复, 已解决, 已修复, 已关闭, 已确认, 暂缓, 搁置, 需要更多信息, 信息不足, 新手友好, 寻求帮助, 重複, 無效, 已處理,
    중복, 진행 중, 진행중, 작업 중, 완료, 해결됨, 보류, 대기, 대기 중, 확인 필요, 수정 안 함, 정보 부족, 검토 중,
    дубликат, дубль, не будет исправлено, не воспроизводится, в работе, в процессе, готово, исправлено, решено, закрыто, отложено, нужна информация, требуется информация, ожидание, ожидает ответа, на проверке, подтверждено, неактуально, нужна помощь`,
  categoryPrefix: `typ, art, tipo, type, catégorie, categoría, categoria, kategorie, 種別, 種類, 分類, タイプ, 类型, 類型, 类别, 유형, 종류, 분류, тип, вид`,
  priorityPrefix: `priorität, prio, dringlichkeit, schweregrad, prioridad, urgencia, severidad, gravedad, priorité, urgence, gravité, sévérité,
    prioridade, urgência, gravidade, 優先度, 優先順位, 重要度, 緊急度, 优先级, 优先度, 优先, 严重程度, 優先級, 우선순위, 중요도, приоритет, важность`,
  effortPrefix: `aufwand, schwierigkeit, größe, schätzung, esfuerzo, dificultad, tamaño, estimación, effort, difficulté, taille, estimation, charge,
    esforço, dificuldade, tamanho, 工数, 難易度, 規模, 工作量, 难度, 工时, 난이도, 크기, сложность, трудоемкость, размер`,
  workflowPrefix: `status, stand, estado, statut, état, 状態, ステータス, 状态, 進捗, 상태, статус, состояние`,
  areaPrefix: `bereich, komponente, modul, área, componente, módulo, domaine, composant, コンポーネント, 分野, 领域, 模块, 组件, 模組, 영역, 모듈, область, компонент, модуль`,
} as const;

const ascii = /^[\x20-\x7e]*$/;

/** One label's name is folded for each list that it is looked up in. */
let latest = { text: '', folded: '' };

/** Letters as they are compared: without accents, which many leave out. Other scripts keep their marks, which change the letter. */
export function fold(text: string): string {
  if (ascii.test(text)) return text;
  if (text !== latest.text) latest = { text, folded: withoutAccents(text) };
  return latest.folded;
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/ё/g, 'е');
}

/** The folded phrases of one meaning in all these languages. */
export function inOtherLanguages(meaning: keyof typeof texts): string[] {
  return texts[meaning].split(',').map((phrase) => fold(phrase.trim()));
}
