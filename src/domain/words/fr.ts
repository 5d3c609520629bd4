import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';
import { wholePercent } from './whole-percent.ts';

const percent = (share: number) => `${wholePercent(share)} %`;
const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `Valeurs possibles : ${known.join(', ')}.`;

const pooled = ' avec l’historique des autres labels';

export const fr: Catalog = {
  missing: 'Pourriez-vous ajouter les informations suivantes ?',
  related: 'Tickets peut-être liés :',
  open: 'ouvert',
  closed: 'fermé',
  completed: 'fermé (terminé)',
  notPlanned: 'fermé (non planifié)',
  duplicate: 'fermé (doublon)',
  sameError: 'même erreur',
  sameFrame: 'même appel dans la pile',
  bothMention: 'les deux mentionnent',
  received: 'Merci, nous avons toutes les informations nécessaires.',
  nothing: 'Rien à ajouter pour le moment.',
  reminder: 'Il nous manque encore les informations suivantes :',
  closedForLack:
    'Fermé, car les informations demandées n’ont pas été fournies. Ajoutez-les ici ou dans le ticket pour qu’il puisse être rouvert.',
  footer:
    'Publié par DispatchAI. En cas d’erreur, modifiez les labels. `/help` affiche la liste des commandes.',
  similar: 'Tickets similaires :',
  linked: (of) => `Signalé comme doublon de ${of}.`,
  closing: (of, days) =>
    `Un mainteneur a signalé ce ticket comme doublon de ${of}. Il sera fermé ${days} ${days === 1 ? 'jour' : 'jours'} après. Pour qu’il reste ouvert, laissez un commentaire ou réagissez à celui-ci avec 👎.`,
  closedAsDuplicate: (of) => `Fermé comme doublon de ${of}.`,
  unlinked: 'Ce ticket n’est plus signalé comme doublon.',
  olderAnswers: 'Réponses précédentes',
  askedBy: (who, question) =>
    question === null ? `Demandé par ${who} :` : `${question}, demandé par ${who} :`,
  help: 'Commandes disponibles :',
  helpColumns: { command: 'Commande', does: 'Effet', who: 'Qui peut l’utiliser' },
  does: {
    triage: 'Trier à nouveau le ticket.',
    category: 'Définir la catégorie. DispatchAI en tient compte par la suite.',
    priority: 'Définir la priorité. DispatchAI en tient compte par la suite.',
    effort: 'Définir l’effort. DispatchAI en tient compte par la suite.',
    label: 'Ajouter un label. DispatchAI en tient compte par la suite.',
    unlabel: 'Retirer un label. DispatchAI en tient compte par la suite.',
    duplicate: 'Signaler le ticket comme doublon d’un autre. DispatchAI en tient compte par la suite.',
    'not-duplicate': 'Annuler le signalement comme doublon. DispatchAI en tient compte par la suite.',
    assign: 'Assigner quelqu’un.',
    unassign: 'Retirer une assignation ; sans nom, la vôtre.',
    route: 'Confier le ticket à une équipe : ajouter son label et assigner l’un de ses membres.',
    milestone: 'Définir le jalon, ou le retirer avec `/milestone none`.',
    close:
      'Fermer le ticket comme `completed`, `not-planned` ou `duplicate #12`. DispatchAI en tient compte par la suite.',
    reopen: 'Rouvrir le ticket.',
    similar: 'Lister les tickets similaires.',
    why: 'Expliquer pourquoi le ticket a été trié ainsi.',
    help: 'Lister les commandes.',
    undo: 'Annuler la dernière action de DispatchAI sur ce ticket.',
    ignore: 'Ignorer ce ticket.',
    resume: 'Reprendre le tri.',
  },
  who: {
    triage: 'toute personne ayant l’accès de triage',
    'triage or author': 'toute personne ayant l’accès de triage, et l’auteur du ticket',
    anyone: 'toute personne pouvant commenter',
  },
  noSimilar: 'Aucun ticket similaire trouvé.',
  notDone: 'Non exécuté :',
  problem: {
    unknown_label: ({ name }) => `Ce dépôt n’a pas de label ${name}.`,
    unknown_team: ({ name, known }) =>
      `L’équipe ${name} n’existe pas. ${oneOf(known, 'La configuration ne définit aucune équipe.')}`,
    unknown_value: ({ dimension, value, known }) =>
      `${value} n’est pas une valeur valide pour la dimension « ${fr.dimension[dimension]} ». ${oneOf(known, 'Ce dépôt n’en définit aucune.')}`,
    unknown_milestone: ({ name, known }) =>
      `Aucun jalon ouvert ne s’appelle ${name}. ${oneOf(known, 'Ce dépôt n’en a aucun.')}`,
    unknown_issue: ({ number }) => `Le ticket #${number} n’existe pas dans ce dépôt.`,
    other_repository: () => 'Un ticket ne peut être le doublon que d’un autre ticket du même dépôt.',
    own_duplicate: () => 'Un ticket ne peut pas être son propre doublon.',
    empty_team: () => 'Cette équipe n’a pas de label ici et aucun de ses membres n’est disponible.',
    nothing_to_undo: () => 'Il n’y a rien à annuler sur ce ticket.',
    not_undone: ({ obstacle }) => `Annulation impossible : ${obstacleWords(fr, obstacle)}`,
    refused_by_github: ({ reason }) => `GitHub a refusé la modification : ${reason}`,
    paused: () => 'DispatchAI est en pause pour ce dépôt.',
    too_many: ({ most }) => `Seules les ${most} premières commandes d’un commentaire sont exécutées.`,
    no_command: () => 'Ajoutez une commande après `/dispatch`, par exemple `/dispatch help`.',
    unknown_command: ({ word }) =>
      `La commande ${word} n’existe pas. \`/help\` affiche la liste des commandes.`,
    misspelled: ({ word, meant }) => `La commande ${word} n’existe pas. Vouliez-vous dire ${meant} ?`,
    label_gone: () => 'Ce label n’existe plus dans le dépôt.',
    label_of_people: () => 'Entre-temps, quelqu’un d’autre a créé ce label.',
    label_in_use: () => 'Des tickets portent encore ce label.',
    comment_deleted: () => 'Le commentaire a été supprimé ; il ne sera pas publié à nouveau.',
    taken_off: () => 'Entre-temps, quelqu’un a retiré le label.',
    held_by_automation: () =>
      'En attente d’approbation sur GitHub : le niveau d’automatisation du dépôt retient ce label.',
    dismissed: () => 'Quelqu’un a rejeté ce label sur GitHub.',
    put_on: () => 'Entre-temps, quelqu’un a ajouté le label.',
    access_revoked: () => 'La personne à l’origine de la demande n’a plus l’accès de triage.',
    too_many_rounds: ({ most }) => `Ce ticket a déjà été modifié ${most} fois en une heure.`,
    not_assignable: ({ login }) => `GitHub ne permet pas d’assigner ${login}.`,
    linked_back: ({ of }) => `Le ticket #${of} est déjà un doublon de celui-ci.`,
    canonical_gone: ({ of, canonical }) =>
      `Le ticket #${of} est un doublon de #${canonical}, qui n’existe plus.`,
    canonical_duplicate: ({ canonical }) =>
      `Le ticket #${canonical} a lui-même été fermé comme doublon. Indiquez plutôt le ticket d’origine.`,
    issue_gone: () => 'Le ticket n’existe plus.',
    locked: () => 'Le ticket est verrouillé.',
    no_triage_label: () => 'Le ticket porte le label `no-triage`.',
    ignored: () => 'Le ticket est ignoré jusqu’à ce que quelqu’un utilise `/resume`.',
    no_access: ({ login }) => `${login} n’a pas l’accès de triage sur ce dépôt.`,
    unknown_changes: () => 'Ces modifications n’existent pas dans ce dépôt.',
    bad_argument: ({ usage }) => `La commande s’utilise ainsi : ${usage}`,
  },
  obstacle: {
    undone: 'cela a déjà été annulé.',
    irreversible: 'il n’y a pas d’état antérieur.',
    issue_gone: 'le ticket n’existe plus.',
    label_changed: 'quelqu’un a modifié le label depuis.',
    label_removed: 'le label a déjà été retiré.',
    label_added: 'le label a déjà été remis.',
    comment_gone: 'le commentaire n’existe plus.',
    comment_changed: 'le commentaire a changé depuis.',
    comment_replaced: 'il existe un commentaire plus récent.',
    assignees_changed: 'quelqu’un a modifié les assignations depuis.',
    unassigned: 'cette personne n’est plus assignée.',
    reassigned: 'cette personne est de nouveau assignée.',
    type_changed: 'le type a été modifié depuis.',
    milestone_changed: 'Le jalon a été modifié depuis.',
    state_changed: 'le ticket a été fermé ou rouvert depuis.',
    link_changed: 'le signalement comme doublon a été modifié depuis.',
    resumed: 'le tri de ce ticket a déjà repris.',
    ignored: 'le ticket est de nouveau ignoré.',
  },
  noted: (dimension, value) => `Noté : ${dimension} ${value}. Ce dépôt n’a pas de label correspondant.`,
  notTriaged: 'Ce ticket n’a pas encore été trié.',
  noPrediction: 'Aucune prédiction suffisamment fiable pour ce ticket.',
  why: 'Raisons du tri :',
  summary: 'Résumé du tri :',
  confident: (share) => `confiance de ${share}`,
  autonomy: { apply: 'appliqué', suggest: 'suggéré', observe: 'seulement enregistré' },
  withThreshold: (done, share) => `${done} (seuil : ${share})`,
  reason: {
    no_record: () => 'le label n’a pas encore d’historique ici',
    mostly_wrong: ({ right, total }) => `seulement ${right} sur ${total} corrects`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${right} sur ${total} corrects (borne inférieure : ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}, cible : ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `seulement ${right} corrects sur les ${total} derniers (cible : ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${right} sur ${total} corrects (borne inférieure : ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => 'la priorité critique exige toujours une vérification',
    mode: ({ mode, scope }) =>
      scope === 'label'
        ? `la configuration impose le mode \`${mode}\` pour ce label`
        : `le mode est \`${mode}\``,
    no_label: () => 'le dépôt n’a pas de label correspondant',
    rule: () => "l'une de vos règles le demande",
    only_keywords: () => 'seuls des mots-clés correspondent',
    seldom_given: ({ open, floor }) =>
      `seulement ${percent(open)} des tickets similaires reçoivent ce label (au moins ${percent(floor)} requis)`,
    below_threshold: ({ confidence, threshold }) =>
      `confiance de ${percent(confidence)} (seuil : ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `confiance de ${percent(confidence)} (seuil : ${percent(threshold)})`,
  },
  evidence: {
    text: 'mots du texte',
    structure: 'structure du texte',
    template: 'modèle de ticket',
    keyword: 'mots-clés',
    similar: 'tickets similaires',
    lesson: 'corrections précédentes',
    model: 'avis du modèle',
    setting: 'configuration',
    rule: "l'une de vos règles",
  },
  speaksFor: 'pour :',
  speaksAgainst: 'contre :',
  decidedBy: 'décidé par',
  dimension: { category: 'catégorie', priority: 'priorité', effort: 'effort', area: 'domaine' },
  percent,
  separator: ' ; ',
  comma: ', ',
  colon: ' : ',
};
