import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';
import { wholePercent } from './whole-percent.ts';

const percent = (share: number) => `${wholePercent(share)} %`;
const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `Möglich sind: ${known.join(', ')}.`;

const pooled = ' mit den Werten der anderen Labels';

export const de: Catalog = {
  missing: 'Könntest du bitte Folgendes ergänzen?',
  related: 'Möglicherweise verwandt:',
  open: 'offen',
  closed: 'geschlossen',
  completed: 'als erledigt geschlossen',
  notPlanned: 'als nicht geplant geschlossen',
  duplicate: 'als Duplikat geschlossen',
  sameError: 'gleicher Fehler',
  sameFrame: 'gleicher Stackframe',
  bothMention: 'beide erwähnen',
  received: 'Danke, wir haben jetzt alle Angaben.',
  nothing: 'Derzeit gibt es nichts zu ergänzen.',
  reminder: 'Folgende Angaben fehlen uns noch:',
  closedForLack:
    'Geschlossen, weil die erbetenen Angaben fehlen. Ergänze sie hier oder im Issue, dann kann es wieder geöffnet werden.',
  footer:
    'Verfasst von DispatchAI. Falls etwas nicht stimmt, ändere bitte die Labels. `/help` listet die Befehle auf.',
  similar: 'Ähnliche Issues:',
  linked: (of) => `Als Duplikat von ${of} verknüpft.`,
  closing: (of, days) =>
    `Ein Maintainer hat dieses Issue als Duplikat von ${of} verknüpft. ${days} ${days === 1 ? 'Tag' : 'Tage'} danach wird es geschlossen. Damit es offen bleibt, schreib einen Kommentar oder reagiere auf diesen mit 👎.`,
  closedAsDuplicate: (of) => `Als Duplikat von ${of} geschlossen.`,
  unlinked: 'Nicht mehr als Duplikat verknüpft.',
  olderAnswers: 'Frühere Antworten',
  askedBy: (who, question) =>
    question === null ? `Angefragt von ${who}:` : `${question}, angefragt von ${who}:`,
  help: 'Verfügbare Befehle:',
  helpColumns: { command: 'Befehl', does: 'Wirkung', who: 'Wer ihn nutzen darf' },
  does: {
    triage: 'Das Issue erneut einordnen.',
    category: 'Die Kategorie setzen. DispatchAI lernt daraus.',
    priority: 'Die Priorität setzen. DispatchAI lernt daraus.',
    effort: 'Den Aufwand setzen. DispatchAI lernt daraus.',
    label: 'Ein Label hinzufügen. DispatchAI lernt daraus.',
    unlabel: 'Ein Label entfernen. DispatchAI lernt daraus.',
    duplicate: 'Das Issue als Duplikat eines anderen verknüpfen. DispatchAI lernt daraus.',
    'not-duplicate': 'Die Verknüpfung als Duplikat aufheben. DispatchAI lernt daraus.',
    assign: 'Jemanden zuweisen.',
    unassign: 'Eine Zuweisung aufheben, ohne Namen die eigene.',
    route: 'Das Issue an ein Team leiten: dessen Label setzen und ein Mitglied zuweisen.',
    milestone: 'Den Meilenstein setzen oder mit `/milestone none` entfernen.',
    close:
      'Das Issue als `completed`, `not-planned` oder `duplicate #12` schließen. DispatchAI lernt daraus.',
    reopen: 'Das Issue wieder öffnen.',
    similar: 'Ähnliche Issues auflisten.',
    why: 'Erklären, warum das Issue so eingeordnet wurde.',
    help: 'Die Befehle auflisten.',
    undo: 'Die letzte Aktion von DispatchAI in diesem Issue rückgängig machen.',
    ignore: 'Dieses Issue ignorieren.',
    resume: 'Die Einordnung fortsetzen.',
  },
  who: {
    triage: 'alle mit Triage-Zugriff',
    'triage or author': 'alle mit Triage-Zugriff sowie wer das Issue erstellt hat',
    anyone: 'alle, die kommentieren können',
  },
  noSimilar: 'Keine ähnlichen Issues gefunden.',
  notDone: 'Nicht ausgeführt:',
  problem: {
    unknown_label: ({ name }) => `In diesem Repository gibt es kein Label ${name}.`,
    unknown_team: ({ name, known }) =>
      `Es gibt kein Team ${name}. ${oneOf(known, 'In den Einstellungen sind keine Teams definiert.')}`,
    unknown_value: ({ dimension, value, known }) =>
      `${value} ist kein gültiger Wert für ${de.dimension[dimension]}. ${oneOf(known, 'In diesem Repository ist keiner definiert.')}`,
    unknown_milestone: ({ name, known }) =>
      `Es gibt keinen offenen Meilenstein ${name}. ${oneOf(known, 'In diesem Repository gibt es keinen.')}`,
    unknown_issue: ({ number }) => `In diesem Repository gibt es kein Issue #${number}.`,
    other_repository: () => 'Ein Issue kann nur Duplikat eines anderen Issues im selben Repository sein.',
    own_duplicate: () => 'Ein Issue kann nicht sein eigenes Duplikat sein.',
    empty_team: () => 'Dieses Team hat hier kein Label, und keines seiner Mitglieder ist verfügbar.',
    nothing_to_undo: () => 'In diesem Issue gibt es nichts rückgängig zu machen.',
    not_undone: ({ obstacle }) => `Nicht rückgängig gemacht: ${obstacleWords(de, obstacle)}`,
    refused_by_github: ({ reason }) => `GitHub hat die Änderung abgelehnt: ${reason}`,
    paused: () => 'DispatchAI ist für dieses Repository angehalten.',
    too_many: ({ most }) => `Nur die ersten ${most} Befehle eines Kommentars werden ausgeführt.`,
    no_command: () => 'Gib nach `/dispatch` einen Befehl an, zum Beispiel `/dispatch help`.',
    unknown_command: ({ word }) => `Den Befehl ${word} gibt es nicht. \`/help\` listet die Befehle auf.`,
    misspelled: ({ word, meant }) => `Den Befehl ${word} gibt es nicht. Meintest du ${meant}?`,
    label_gone: () => 'Dieses Label gibt es im Repository nicht mehr.',
    label_of_people: () => 'Das Label wurde inzwischen von jemand anderem angelegt.',
    label_in_use: () => 'Das Label wird noch von Issues verwendet.',
    comment_deleted: () => 'Der Kommentar wurde gelöscht und wird deshalb nicht noch einmal veröffentlicht.',
    taken_off: () => 'Das Label wurde inzwischen entfernt.',
    held_by_automation: () =>
      'Wartet auf Freigabe auf GitHub: Die Automatisierungsstufe des Repositorys hält dieses Label zurück.',
    dismissed: () => 'Jemand hat dieses Label auf GitHub verworfen.',
    put_on: () => 'Das Label wurde inzwischen hinzugefügt.',
    access_revoked: () => 'Wer das angefordert hat, hat keinen Triage-Zugriff mehr.',
    too_many_rounds: ({ most }) =>
      `An diesem Issue wurde innerhalb einer Stunde bereits ${most}-mal etwas geändert.`,
    not_assignable: ({ login }) => `GitHub lässt nicht zu, dass ${login} zugewiesen wird.`,
    linked_back: ({ of }) => `Issue #${of} ist bereits ein Duplikat von diesem.`,
    canonical_gone: ({ of, canonical }) =>
      `Issue #${of} ist ein Duplikat von #${canonical}, das nicht mehr existiert.`,
    canonical_duplicate: ({ canonical }) =>
      `Issue #${canonical} wurde selbst als Duplikat geschlossen. Gib stattdessen das ursprüngliche Issue an.`,
    issue_gone: () => 'Das Issue existiert nicht mehr.',
    locked: () => 'Das Issue ist gesperrt.',
    no_triage_label: () => 'Das Issue trägt das Label `no-triage`.',
    ignored: () => 'Das Issue wird ignoriert, bis jemand `/resume` verwendet.',
    no_access: ({ login }) => `${login} hat keinen Triage-Zugriff auf dieses Repository.`,
    unknown_changes: () => 'Diese Änderungen gibt es in diesem Repository nicht.',
    bad_argument: ({ usage }) => `So wird der Befehl verwendet: ${usage}`,
  },
  obstacle: {
    undone: 'Das wurde bereits rückgängig gemacht.',
    irreversible: 'Es gibt keinen früheren Stand.',
    issue_gone: 'Das Issue existiert nicht mehr.',
    label_changed: 'Das Label wurde seitdem von jemandem geändert.',
    label_removed: 'Das Label wurde bereits entfernt.',
    label_added: 'Das Label wurde bereits wieder hinzugefügt.',
    comment_gone: 'Der Kommentar existiert nicht mehr.',
    comment_changed: 'Der Kommentar wurde seitdem geändert.',
    comment_replaced: 'Es gibt einen neueren Kommentar.',
    assignees_changed: 'Die Zuweisungen wurden seitdem von jemandem geändert.',
    unassigned: 'Die Zuweisung besteht nicht mehr.',
    reassigned: 'Die Zuweisung besteht bereits wieder.',
    type_changed: 'Der Typ wurde seitdem geändert.',
    milestone_changed: 'Der Meilenstein wurde seitdem geändert.',
    state_changed: 'Das Issue wurde seitdem geschlossen oder wieder geöffnet.',
    link_changed: 'Die Verknüpfung als Duplikat wurde seitdem geändert.',
    resumed: 'Die Einordnung dieses Issues wurde bereits fortgesetzt.',
    ignored: 'Das Issue wird bereits wieder ignoriert.',
  },
  noted: (dimension, value) =>
    `Vermerkt: ${dimension} ${value}. In diesem Repository gibt es dafür kein Label.`,
  notTriaged: 'Dieses Issue wurde noch nicht eingeordnet.',
  noPrediction: 'Für dieses Issue gibt es keine ausreichend sichere Einschätzung.',
  why: 'Gründe für die Einordnung:',
  summary: 'Einordnung:',
  confident: (share) => `Konfidenz ${share}`,
  autonomy: { apply: 'gesetzt', suggest: 'vorgeschlagen', observe: 'nur erfasst' },
  withThreshold: (done, share) => `${done} (Schwelle ${share})`,
  reason: {
    no_record: () => 'für das Label liegen hier noch keine Erfahrungswerte vor',
    mostly_wrong: ({ right, total }) => `nur ${right} von ${total} richtig`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${right} von ${total} richtig (untere Grenze ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}, Ziel ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `nur ${right} der letzten ${total} richtig (Ziel ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${right} von ${total} richtig (untere Grenze ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => 'kritische Priorität muss immer geprüft werden',
    mode: ({ mode, scope }) =>
      scope === 'label'
        ? `laut Einstellungen gilt für dieses Label der Modus \`${mode}\``
        : `es gilt der Modus \`${mode}\``,
    no_label: () => 'im Repository gibt es dafür kein Label',
    rule: () => 'eine eurer Regeln verlangt es',
    only_keywords: () => 'nur Schlüsselwörter passten',
    seldom_given: ({ open, floor }) =>
      `nur ${percent(open)} ähnlicher Issues erhalten dieses Label (mindestens ${percent(floor)})`,
    below_threshold: ({ confidence, threshold }) =>
      `Konfidenz ${percent(confidence)} (Schwelle ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `Konfidenz ${percent(confidence)} (Schwelle ${percent(threshold)})`,
  },
  evidence: {
    text: 'Wortwahl',
    structure: 'Aufbau des Textes',
    template: 'Vorlage',
    keyword: 'Schlüsselwörter',
    similar: 'ähnliche Issues',
    lesson: 'frühere Korrekturen',
    model: 'Einschätzung des Modells',
    setting: 'Einstellungen',
    rule: 'eine eurer Regeln',
  },
  speaksFor: 'dafür spricht:',
  speaksAgainst: 'dagegen spricht:',
  decidedBy: 'entschieden von',
  dimension: { category: 'Kategorie', priority: 'Priorität', effort: 'Aufwand', area: 'Bereich' },
  percent,
  separator: '; ',
  comma: ', ',
  colon: ': ',
};
