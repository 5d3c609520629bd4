/** How repositories in other languages name values, prefixes and states: German, Spanish, French, Portuguese, Japanese, Chinese, Korean, Russian. */
const texts = {
  bug: `fehler, fehlerbericht, fehlerberichte, fehlermeldung, fehlermeldungen, programmfehler, softwarefehler, bugmeldung, bestätigter fehler,
    defekt, defekte, problem, probleme, störung, störungen,
    error, errores, fallo, fallos, defecto, defectos, reporte de error, informe de error, error confirmado,
    bogue, bogues, erreur, erreurs, anomalie, anomalies, défaut, défauts, dysfonctionnement, dysfonctionnements, rapport de bug, problème, problèmes,
    erro, erros, defeito, defeitos, falha, falhas, problema, problemas, relato de bug, relatório de bug, relatório de erro,
    バグ, 不具合, 障害, バグ報告, 不具合報告, 欠陥, エラー, 缺陷, 错误, 故障, 漏洞报告, bug反馈, bug 反馈, 问题反馈, 错误报告, 缺陷报告, 錯誤,
    버그, 오류, 결함, 에러, 문제, 버그 리포트, 버그 신고, 버그 제보, 오류 신고,
    баг, баги, ошибка, ошибки, дефект, дефекты, не работает, проблема, проблемы, неисправность, сообщение об ошибке, отчет об ошибке`,
  feature: `funktionswunsch, funktionswünsche, feature wunsch, featurewunsch, funktionsanfrage, feature anfrage, verbesserung, verbesserungen,
    verbesserungsvorschlag, verbesserungsvorschläge, neue funktion, neue funktionen, neues feature, wunsch, wünsche, vorschlag, vorschläge,
    erweiterung, erweiterungen, anforderung, anforderungen, idee, ideen, änderungswunsch, änderungswünsche, änderungsanfrage, optimierung,
    mejora, mejoras, nueva funcionalidad, nuevas funcionalidades, nueva función, nueva característica, funcionalidad, funcionalidades, característica,
    solicitud de función, solicitud de funcionalidad, solicitud de característica, solicitud de mejora, sugerencia, sugerencias,
    propuesta, propuestas, petición, peticiones, optimización,
    amélioration, améliorations, nouvelle fonctionnalité, nouvelles fonctionnalités, fonctionnalité, fonctionnalités, nouvelle fonction,
    demande de fonctionnalité, demande damélioration, demande dévolution, évolution, évolutions, suggestion, proposition, propositions, souhait, idée, idées, optimisation,
    melhoria, melhorias, nova funcionalidade, novas funcionalidades, funcionalidade, funcionalidades, nova função, sugestão, sugestões, pedido de funcionalidade,
    solicitação de funcionalidade, solicitação de recurso, pedido de recurso, novo recurso, proposta, propostas, ideia, ideias, otimização, aprimoramento,
    機能追加, 機能要望, 機能要求, 機能リクエスト, 新機能, 機能, 改善, 改善要望, 改善提案, 要望, 提案, 機能改善, アイデア,
    功能请求, 功能需求, 功能建议, 新功能, 新特性, 功能, 需求, 建议, 提议, 提案, 改进, 改善, 优化, 增强, 特性, 想法, 功能建議, 功能請求, 建議, 改進, 優化, 增強,
    기능 요청, 기능요청, 기능 추가, 기능 개선, 새 기능, 새로운 기능, 신규 기능, 기능, 개선, 개선 사항, 개선사항, 제안, 아이디어,
    улучшение, улучшения, новая функция, новый функционал, новая возможность, запрос функции, запрос на функцию, функция, функционал, предложение, предложения,
    пожелание, пожелания, идея, идеи, доработка, доработки, оптимизация`,
  question: `frage, fragen, rückfragen, hilfe, anfrage, anfragen, supportanfrage, support anfrage, unterstützung, benutzerfrage, wie geht das,
    pregunta, preguntas, duda, dudas, ayuda, consulta, consultas, soporte, cuestión, aide, besoin daide, demande daide, assistance,
    pergunta, perguntas, dúvida, dúvidas, ajuda, suporte, questão, questões, pedido de ajuda,
    質問, 質疑, 問い合わせ, お問い合わせ, ヘルプ, サポート, 相談, 使い方, 问题咨询, 提问, 咨询, 諮詢, 疑问, 疑問, 求助, 帮助, 幫助, 支持, 使用问题, 提問, 答疑,
    질문, 질의, 문의, 문의 사항, 문의사항, 도움, 도움말, 지원, 사용법, вопрос, вопросы, помощь, поддержка, вопрос по использованию, консультация`,
  documentation: `dokumentation, dokumentationen, doku, documentación, documentação, ドキュメント, ドキュメンテーション, 文書, 文书, 文档, 文檔, 文件改进, 說明文件, 문서, 문서화, 문서 작업, документация`,
  critical: `kritisch, kritische, kritischer, kritisches, dringend, dringende, dringender, dringendes, eilig, sofort, blockierend, blockierende, blockierender, blocker fehler,
    crítico, crítica, críticos, críticas, urgente, urgentes, muy urgente, inmediato, inmediata, bloqueante, bloqueantes, bloqueador, bloqueadora,
    critique, critiques, urgent, urgente, urgents, urgentes, très urgent, immédiat, immédiate, bloquant, bloquante, bloquants, bloquantes,
    muito urgente, imediato, imediata, impeditivo, impeditiva,
    緊急, 緊急対応, 至急, 大至急, 最優先, 致命的, 致命, クリティカル, ブロッカー, 紧急, 非常紧急, 特急, 加急, 严重, 嚴重, 致命, 阻断, 重大缺陷,
    긴급, 긴급함, 긴급 처리, 급함, 치명적, 치명적임, 심각, 심각함, 최우선, 블로커, 크리티컬,
    критический, критическая, критическое, критические, критичный, критичная, критичное, критично, критикал, срочно, срочный, срочная, срочное, срочные,
    очень срочно, неотложно, неотложный, блокер, блокирующий, блокирующая, блокирующее`,
  highest: `höchste, höchster, höchstes, sehr hoch, sehr hohe, muy alta, muy alto, máxima, máximo, très haute, très haut, très élevée, très élevé, maximale, maximal,
    muito alta, muito alto, altíssima, 最高, 最重要, 极高, 非常高, 최고, 매우 높음, 매우 높은, очень высокий, очень высокая, высочайший, максимальный, максимальная, наивысший, высший`,
  important: `wichtig, wichtige, wichtiger, wichtiges, sehr wichtig, vorrangig, importante, importantes, muy importante, prioritario, prioritaria, grave, graves,
    important, importante, importants, très important, prioritaire, prioritaires, muito importante, prioritário, prioritária,
    重要, 重大, 優先, 高優先, 高优, 高優, 优先, 优先处理, 중요, 중요함, 매우 중요, важно, важный, важная, важное, важные, очень важно, серьезный, серьезная`,
  high: `hoch, hohe, hoher, hohes, erhöht, alta, alto, altas, altos, mayor, haute, haut, hautes, élevée, élevé, majeur, majeure, maior, 高, 高い, 높음, 높은, 높다, высокий, высокая, высокое`,
  medium: `mittel, mittlere, mittlerer, mittleres, normal, normale, normaler, media, medio, medias, medios, moderada, moderado, moyenne, moyen, normale, modéré, modérée,
    média, médio, 中, 中程度, 普通, 通常, 中等, 一般, 正常, 중간, 보통, 일반, средний, средняя, среднее, обычный, обычная, нормальный`,
  low: `niedrig, niedrige, niedriger, niedriges, gering, geringe, geringer, unwichtig, baja, bajo, bajas, bajos, leve, menor, basse, bas, faible, faibles, mineure, mineur,
    baixa, baixo, 低, 低い, 軽微, 轻微, 次要, 较低, 低优, 낮음, 낮은, 낮다, 사소함, низкий, низкая, низкое, незначительный, незначительная, неважно`,
  small: `gering, klein, kleine, einfach, leicht, wenig, pequeño, pequeña, fácil, sencillo, sencilla, poco, petit, petite, facile, simple, pequeno, pequena, 小, 易, 简单, 簡単, 容易, 작음, 쉬움, 간단, маленький, малый, легко, легкий, простой, просто`,
  average: `mittel, mittlere, medio, media, mediano, moyen, moyenne, médio, média, 中, 中等, 중간, 보통, средний, средняя`,
  large: `hoch, groß, große, schwer, schwierig, aufwendig, viel, komplex, grande, difícil, complejo, compleja, grand, difficile, complexe, complexo, complexa, 大, 難, 难, 困难, 困難, 复杂, 큼, 어려움, 복잡, большой, большая, сложно, сложный, трудно, трудный`,
  kind: `refaktorierung, refactoring, aufräumen, aufräumarbeiten, technische schulden, tippfehler, regresión, refactorización, limpieza, deuda técnica, errata,
    régression, refactorisation, nettoyage, dette technique, coquille, regressão, refatoração, limpeza, dívida técnica,
    リグレッション, デグレ, リファクタリング, 技術的負債, 誤字, 回归, 回歸, 重构, 重構, 技术债, 技术债务, 错别字, 问题, 問題,
    회귀, 리팩토링, 리팩터링, 기술 부채, 오타, регрессия, рефакторинг, технический долг, техдолг, опечатка, опечатки`,
  workflow: `duplikat, doppelt, ungültig, wird nicht behoben, nicht reproduzierbar, in arbeit, in bearbeitung, erledigt, behoben, fertig, geschlossen, rückfrage,
    warten auf rückmeldung, wartet, zurückgestellt, blockiert, veraltet, gute erste aufgabe, hilfe gesucht, zu erledigen, in prüfung, bestätigt, info benötigt,
    duplicado, duplicada, inválido, no válido, no se corregirá, no reproducible, en progreso, en curso, hecho, resuelto, completado, falta información, en espera, bloqueado, por hacer, en revisión,
    confirmado, obsoleto, se busca ayuda, buen primer issue,
    doublon, invalide, ne sera pas corrigé, non reproductible, en cours, terminé, résolu, fait, en attente, à faire, bloqué, en revue, à valider, confirmé, obsolète, informations manquantes, besoin dinformations, bon pour débuter,
    não será corrigido, não reproduzível, em andamento, em progresso, concluído, resolvido, feito, aguardando resposta, aguardando, bloqueado, a fazer, em revisão, falta informação, bom primeiro problema,
    重複, 対応しない, 修正しない, 再現しない, 無効, 作業中, 対応中, 進行中, 完了, 対応済み, 解決済み, 保留, 確認待ち, 返信待ち, 回答待ち, レビュー待ち, レビュー中, 未対応, 却下, 情報不足, 確認済み,
    重复, 无效, 不修复, 不予修复, 无法复现, 进行中, 处理中, 已完成, 完成, 待确认, 待处理, 待回复, 等待回复, 已解决, 已修复, 已关闭, 已确认, 暂缓, 搁置, 需要更多信息, 信息不足, 新手友好, 寻求帮助, 重複, 無效, 已處理,
    중복, 진행 중, 진행중, 작업 중, 완료, 해결됨, 보류, 대기, 대기 중, 확인 필요, 수정 안 함, 정보 부족, 검토 중,
    дубликат, дубль, не будет исправлено, не воспроизводится, в работе, в процессе, готово, исправлено, решено, закрыто, отложено, нужна информация, требуется информация, ожидание, ожидает ответа, на проверке, подтверждено, неактуально, нужна помощь,
    doppelte, duplikate, ungültige, gelöst, abgelehnt, abgeschlossen, angenommen, akzeptiert, offen, neu, zugewiesen, geplant, pausiert, verschoben, später, vielleicht, irgendwann,
    unbestätigt, ungeklärt, zu prüfen, zu klären, zu testen, getestet, aufgabe, aufgaben, unteraufgabe, teilaufgabe, diskussion, umfrage, meilenstein, einsteigerfreundlich, anfängerfreundlich,
    für einsteiger, für anfänger, mitarbeit erwünscht, kein fehler, kein bug, wie vorgesehen, funktioniert wie vorgesehen, externes problem, keine rückmeldung, keine antwort,
    duplicados, duplicadas, inválida, inválidos, resuelta, resueltos, cerrado, cerrada, completada, terminado, terminada, bloqueada, pendiente, pendientes, rechazado, rechazada, aceptado, aceptada, aprobado,
    aprobada, asignado, confirmada, descartado, pospuesto, aplazado, pausado, en pausa, en pruebas, en desarrollo, obsoleta, nuevo, tarea, tareas, subtarea, discusión, debate, no es un error, no es un fallo,
    no es un bug, para principiantes, fuera de alcance, más adelante, quizás, sin respuesta, ayuda necesaria, se necesita ayuda, buena primera tarea, corregido, corregida, solucionado, solucionada,
    doublons, invalides, résolue, résolus, fermé, fermée, corrigé, corrigée, terminée, bloquée, rejeté, rejetée, refusé, refusée, accepté, acceptée, validé, validée, confirmée, reporté, reportée, abandonné,
    abandonnée, en pause, à tester, à vérifier, à discuter, à trier, à revoir, nouveau, tâche, tâches, sous tâche, discussion, pas un bug, hors périmètre, hors sujet, aide demandée, aide bienvenue,
    aide recherchée, bonne première contribution, plus tard, peut être, sans réponse, obsolète, planifié, prévu,
    duplicadas, inválidos, resolvida, resolvidos, fechado, fechada, corrigido, corrigida, concluída, finalizado, bloqueada, rejeitado, rejeitada, recusado, aceito, aceita, aprovado, aprovada, confirmada, adiado,
    adiada, pausado, pendente, pendentes, em análise, em teste, em testes, em desenvolvimento, em espera, novo, tarefa, tarefas, subtarefa, discussão, não é um bug, não é um erro, procura se ajuda, precisa de ajuda,
    ajuda desejada, boa primeira contribuição, para iniciantes, fora de escopo, mais tarde, talvez, sem resposta, planejado,
    検討中, 調査中, 未着手, 着手, 対応予定, 対応不要, 仕様, 仕様通り, 仕様どおり, 再現できない, 再現不可, 再現せず, 中止, 終了, 解決, 修正済み, 承認済み, 修正完了, クローズ, 議論, 議論中, タスク, 初心者向け, 初心者歓迎,
    協力者募集, ヘルプ募集, 対象外, スコープ外, 後で, いつか, トリアージ, 返信なし, 回答済み, 新規, 受付, 見送り, 延期, ブロック中,
    重复问题, 重复提交, 未解决, 待办, 待办事项, 待定, 拒绝, 拒絕, 关闭, 關閉, 不是问题, 非问题, 不是bug, 不是 bug, 非bug, 设计如此, 按设计, 无法重现, 不能复现, 计划中, 开发中, 测试中, 讨论, 讨论中, 討論, 任务, 任務, 子任务, 适合新手, 欢迎贡献,
    需要帮助, 超出范围, 以后, 也许, 长期, 未确认, 阻塞, 被阻塞, 新建, 不处理, 不做, 挂起, 延期, 推迟, 过期, 过时, 长时间未回复, 无回复, 無法重現, 進行中, 處理中,
    중복됨, 유효하지 않음, 해결, 해결 완료, 완료됨, 닫힘, 거절, 거절됨, 반려, 승인, 승인됨, 확인됨, 진행, 차단됨, 막힘, 예정, 연기, 취소, 취소됨, 재현 불가, 재현 안 됨, 논의, 할 일, 작업, 새 이슈, 신규, 초보자 환영,
    도움 필요, 도움 요청, 범위 밖, 나중에, 응답 없음, 답변 없음, 수정됨, 수정 완료, 수정 예정, 처리 완료, 토론,
    дубликаты, повтор, недействительно, не баг, не ошибка, неверно, решен, решена, исправлен, исправлена, закрыт, закрыта, выполнено, сделано, завершено, отклонено, отклонен, отклонена, принято, одобрено,
    подтвержден, подтверждена, подтвержденный, заблокировано, приостановлено, на паузе, запланировано, в планах, в разработке, на рассмотрении, на ревью, на тестировании, новое, новая, новый, задача, задачи, подзадача,
    обсуждение, для новичков, хорошая первая задача, вне рамок, позже, может быть, когда нибудь, устарело, устаревший, устаревшее, нет ответа, без ответа, не воспроизводится, бэклог`,
  categoryPrefix: `typ, art, tipo, type, catégorie, categoría, categoria, kategorie, genre, nature, naturaleza, clase, espécie, 種別, 種類, 分類, カテゴリ, カテゴリー, タイプ, 类型, 類型, 类别, 類別, 分类, 种类,
    유형, 종류, 분류, 타입, 카테고리, тип, вид, категория`,
  loosePrefix: `catégorie, categoría, categoria, kategorie, 分類, カテゴリ, カテゴリー, 类别, 類別, 分类, 분류, 카테고리, категория`,
  priorityPrefix: `priorität, prio, dringlichkeit, schweregrad, wichtigkeit, prioridad, urgencia, severidad, gravedad, importancia, criticidad, priorité, urgence, gravité, sévérité, criticité,
    prioridade, urgência, gravidade, severidade, importância, criticidade, 優先度, 優先順位, プライオリティ, 重要度, 緊急度, 深刻度, 重大度, 优先级, 优先度, 优先, 严重程度, 严重性, 重要性, 重要程度, 紧急程度, 優先級, 嚴重程度,
    우선순위, 중요도, 긴급도, 심각도, приоритет, приоритетность, важность, срочность, критичность, серьезность`,
  effortPrefix: `aufwand, schwierigkeit, größe, schätzung, komplexität, umfang, esfuerzo, dificultad, tamaño, estimación, complejidad, effort, difficulté, taille, estimation, charge, complexité,
    esforço, dificuldade, tamanho, estimativa, complexidade, 工数, 見積, 見積もり, 難易度, 規模, サイズ, 複雑度, 工作量, 难度, 難度, 工时, 复杂度, 规模, 预估, 난이도, 크기, 복잡도, 규모, 작업량, 공수,
    сложность, трудоемкость, размер, оценка, объем`,
  workflowPrefix: `status, stand, zustand, phase, estado, fase, etapa, statut, état, étape, situação, 状態, ステータス, 状況, 状态, 狀態, 进度, 阶段, 進捗, 進捗状況, 상태, 단계, 진행 상태, статус, состояние, этап, стадия`,
  areaPrefix: `bereich, teilbereich, komponente, modul, paket, plattform, thema, área, componente, módulo, tema, paquete, plataforma, domaine, composant, module, sujet, thème, paquet, plateforme,
    pacote, コンポーネント, モジュール, 分野, 領域, エリア, 対象, パッケージ, プラットフォーム, 领域, 模块, 组件, 平台, 区域, 子系统, 主题, 模組, 元件, 영역, 모듈, 컴포넌트, 구성 요소, 분야, 플랫폼,
    область, компонент, модуль, раздел, подсистема, платформа, пакет, тема`,
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
