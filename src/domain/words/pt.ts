import { percent } from '../text/percent.ts';
import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';

const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `Escolha uma destas opções: ${known.join(', ')}.`;

const pooled = ' com o histórico das outras etiquetas';

export const pt: Catalog = {
  missing: 'Você poderia adicionar o seguinte?',
  related: 'Possivelmente relacionadas:',
  open: 'aberta',
  closed: 'fechada',
  completed: 'fechada como concluída',
  notPlanned: 'fechada como não planejada',
  duplicate: 'fechada como duplicada',
  sameError: 'mesmo erro',
  sameFrame: 'mesma chamada na pilha',
  bothMention: 'ambas mencionam',
  received: 'Obrigado, temos tudo de que precisamos.',
  nothing: 'Não há nada a acrescentar no momento.',
  reminder: 'Ainda precisamos do seguinte:',
  closedForLack:
    'Fechada porque as informações solicitadas não foram fornecidas. Adicione-as aqui ou na issue para que ela possa ser reaberta.',
  footer: 'Publicado por DispatchAI. Se algo estiver errado, altere as etiquetas. `/help` lista os comandos.',
  similar: 'Issues semelhantes:',
  linked: (of) => `Vinculada como duplicada de ${of}.`,
  closing: (of, days) =>
    `Um mantenedor vinculou esta issue como duplicada de ${of}. Ela será fechada ${days} ${days === 1 ? 'dia' : 'dias'} depois disso. Para mantê-la aberta, deixe um comentário ou reaja a este com 👎.`,
  closedAsDuplicate: (of) => `Fechada como duplicada de ${of}.`,
  unlinked: 'Não está mais vinculada como duplicada.',
  olderAnswers: 'Respostas anteriores',
  askedBy: (who, question) =>
    question === null ? `Solicitado por ${who}:` : `${question}, solicitado por ${who}:`,
  help: 'Comandos disponíveis:',
  helpColumns: { command: 'Comando', does: 'O que faz', who: 'Quem pode usar' },
  does: {
    triage: 'Refazer a triagem da issue.',
    category: 'Definir a categoria. O DispatchAI aprende com isso.',
    priority: 'Definir a prioridade. O DispatchAI aprende com isso.',
    effort: 'Definir o esforço. O DispatchAI aprende com isso.',
    label: 'Adicionar uma etiqueta. O DispatchAI aprende com isso.',
    unlabel: 'Remover uma etiqueta. O DispatchAI aprende com isso.',
    duplicate: 'Vincular a issue como duplicada de outra. O DispatchAI aprende com isso.',
    'not-duplicate': 'Remover o vínculo de duplicada. O DispatchAI aprende com isso.',
    assign: 'Atribuir a alguém.',
    unassign: 'Remover uma atribuição; sem nome, a sua.',
    route: 'Encaminhar a issue a uma equipe: adicionar a etiqueta dela e atribuir a um de seus membros.',
    milestone: 'Definir o marco ou removê-lo com `/milestone none`.',
    close:
      'Fechar a issue como `completed`, `not-planned` ou `duplicate #12`. O DispatchAI aprende com isso.',
    reopen: 'Reabrir a issue.',
    similar: 'Listar issues semelhantes.',
    why: 'Explicar por que a issue foi triada assim.',
    help: 'Listar os comandos.',
    undo: 'Desfazer a última ação do DispatchAI nesta issue.',
    ignore: 'Ignorar esta issue.',
    resume: 'Retomar a triagem.',
  },
  who: {
    triage: 'quem tem acesso de triagem',
    'triage or author': 'quem tem acesso de triagem e quem abriu a issue',
    anyone: 'quem pode comentar',
  },
  noSimilar: 'Nenhuma issue semelhante encontrada.',
  notDone: 'Não executado:',
  problem: {
    unknown_label: ({ name }) => `Este repositório não tem a etiqueta ${name}.`,
    unknown_team: ({ name, known }) =>
      `A equipe ${name} não existe. ${oneOf(known, 'As configurações não definem nenhuma equipe.')}`,
    unknown_value: ({ dimension, value, known }) =>
      `${value} não é um valor válido de ${pt.dimension[dimension]}. ${oneOf(known, 'Este repositório não define nenhum.')}`,
    unknown_milestone: ({ name, known }) =>
      `Não há nenhum marco aberto ${name}. ${oneOf(known, 'Este repositório não tem nenhum.')}`,
    unknown_issue: ({ number }) => `A issue #${number} não existe neste repositório.`,
    other_repository: () => 'Uma issue só pode ser duplicada de outra do mesmo repositório.',
    own_duplicate: () => 'Uma issue não pode ser duplicada de si mesma.',
    empty_team: () => 'Esta equipe não tem etiqueta aqui e nenhum de seus membros está disponível.',
    nothing_to_undo: () => 'Não há nada para desfazer nesta issue.',
    not_undone: ({ obstacle }) => `Não foi desfeito: ${obstacleWords(pt, obstacle)}`,
    refused_by_github: ({ reason }) => `O GitHub recusou a alteração: ${reason}`,
    paused: () => 'O DispatchAI está em pausa neste repositório.',
    too_many: ({ most }) => `Apenas os primeiros ${most} comandos de um comentário são executados.`,
    no_command: () => 'Adicione um comando depois de `/dispatch`, por exemplo `/dispatch help`.',
    unknown_command: ({ word }) => `O comando ${word} não existe. \`/help\` lista os comandos.`,
    misspelled: ({ word, meant }) => `O comando ${word} não existe. Você quis dizer ${meant}?`,
    label_gone: () => 'O repositório não tem mais esta etiqueta.',
    label_of_people: () => 'Enquanto isso, outra pessoa criou a etiqueta.',
    label_in_use: () => 'Ainda há issues com esta etiqueta.',
    comment_deleted: () => 'Alguém excluiu o comentário; por isso ele não é publicado de novo.',
    taken_off: () => 'Enquanto isso, alguém removeu a etiqueta.',
    held_by_automation: () =>
      'Aguardando aprovação no GitHub: o nível de automação do repositório retém esta etiqueta.',
    dismissed: () => 'Alguém descartou esta etiqueta no GitHub.',
    put_on: () => 'Enquanto isso, alguém adicionou a etiqueta.',
    access_revoked: () => 'Quem fez o pedido não tem mais acesso de triagem.',
    too_many_rounds: ({ most }) => `Já houve ${most} rodadas de alterações nesta issue em uma hora.`,
    not_assignable: ({ login }) => `O GitHub não permite atribuir ${login}.`,
    linked_back: ({ of }) => `A issue #${of} já é duplicada desta.`,
    canonical_gone: ({ of, canonical }) =>
      `A issue #${of} é duplicada de #${canonical}, que não existe mais.`,
    canonical_duplicate: ({ canonical }) =>
      `A própria issue #${canonical} foi fechada como duplicada. Indique a issue original.`,
    issue_gone: () => 'A issue não existe mais.',
    locked: () => 'A issue está bloqueada.',
    no_triage_label: () => 'A issue tem a etiqueta `no-triage`.',
    ignored: () => 'A issue é ignorada até alguém usar `/resume`.',
    no_access: ({ login }) => `${login} não tem acesso de triagem a este repositório.`,
    unknown_changes: () => 'Essas alterações não existem neste repositório.',
    bad_argument: ({ usage }) => `Use o comando assim: ${usage}`,
  },
  obstacle: {
    undone: 'Isso já foi desfeito.',
    irreversible: 'Não há um estado anterior para restaurar.',
    issue_gone: 'A issue não existe mais.',
    label_changed: 'Alguém alterou a etiqueta desde então.',
    label_removed: 'A etiqueta já foi removida.',
    label_added: 'A etiqueta já foi adicionada de novo.',
    comment_gone: 'O comentário não existe mais.',
    comment_changed: 'O comentário mudou desde então.',
    comment_replaced: 'Há um comentário mais recente.',
    assignees_changed: 'Alguém alterou as atribuições desde então.',
    unassigned: 'Essa pessoa não está mais atribuída.',
    reassigned: 'Essa pessoa foi atribuída de novo.',
    type_changed: 'O tipo foi alterado desde então.',
    milestone_changed: 'O marco foi alterado desde então.',
    state_changed: 'A issue foi fechada ou reaberta desde então.',
    link_changed: 'O vínculo de duplicada foi alterado desde então.',
    resumed: 'A triagem desta issue já foi retomada.',
    ignored: 'A issue voltou a ser ignorada.',
  },
  noted: (dimension, value) =>
    `Anotado: ${dimension} ${value}. Este repositório não tem uma etiqueta para isso.`,
  notTriaged: 'Esta issue ainda não foi triada.',
  noPrediction: 'Não há uma previsão confiável o bastante para esta issue.',
  why: 'Por que foi triada assim:',
  summary: 'Resumo da triagem:',
  confident: (share) => `${share} de confiança`,
  autonomy: { apply: 'aplicado', suggest: 'sugerido', observe: 'apenas registrado' },
  withThreshold: (done, share) => `${done} (limiar: ${share})`,
  reason: {
    no_record: () => 'a etiqueta ainda não tem histórico aqui',
    mostly_wrong: ({ right, total }) => `apenas ${right} de ${total} corretas`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${right} de ${total} corretas (limite inferior: ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}, meta: ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `apenas ${right} das últimas ${total} corretas (meta: ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${right} de ${total} corretas (limite inferior: ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => 'prioridade crítica sempre exige revisão',
    mode: ({ mode, scope }) =>
      scope === 'label'
        ? `as configurações definem o modo \`${mode}\` para esta etiqueta`
        : `o modo é \`${mode}\``,
    no_label: () => 'o repositório não tem uma etiqueta para isso',
    rule: () => 'uma das suas regras o determina',
    only_keywords: () => 'apenas palavras-chave coincidiram',
    seldom_given: ({ open, floor }) =>
      `apenas ${percent(open)} das issues semelhantes recebem esta etiqueta (mínimo: ${percent(floor)})`,
    below_threshold: ({ confidence, threshold }) =>
      `${percent(confidence)} de confiança (limiar: ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `${percent(confidence)} de confiança (limiar: ${percent(threshold)})`,
  },
  evidence: {
    text: 'palavras do texto',
    structure: 'estrutura do texto',
    template: 'modelo da issue',
    keyword: 'palavras-chave',
    similar: 'issues semelhantes',
    lesson: 'correções anteriores',
    model: 'avaliação do modelo',
    setting: 'configurações',
    rule: 'uma das suas regras',
  },
  speaksFor: 'a favor:',
  speaksAgainst: 'contra:',
  decidedBy: 'decidido por',
  dimension: { category: 'categoria', priority: 'prioridade', effort: 'esforço', area: 'área' },
  percent,
  separator: '; ',
  comma: ', ',
  colon: ': ',
};
