import type { Catalog } from './catalog.ts';
import { obstacleWords } from './obstacle-words.ts';
import { whenPooled } from './when-pooled.ts';
import { wholePercent } from './whole-percent.ts';

const percent = (share: number) => `${wholePercent(share)} %`;
const oneOf = (known: readonly string[], none: string) =>
  known.length === 0 ? none : `Elige entre: ${known.join(', ')}.`;

const pooled = ' con el historial de las demás etiquetas';

export const es: Catalog = {
  missing: '¿Podrías añadir lo siguiente?',
  related: 'Posiblemente relacionadas:',
  open: 'abierta',
  closed: 'cerrada',
  completed: 'cerrada como completada',
  notPlanned: 'cerrada como no planificada',
  duplicate: 'cerrada como duplicada',
  sameError: 'mismo error',
  sameFrame: 'misma llamada en la pila',
  bothMention: 'ambas mencionan',
  received: 'Gracias, ya tenemos todo lo que necesitamos.',
  nothing: 'No hay nada que añadir por ahora.',
  reminder: 'Todavía necesitamos lo siguiente:',
  closedForLack:
    'Cerrada porque no se proporcionó la información solicitada. Añádela aquí o en la incidencia para que se pueda reabrir.',
  footer:
    'Publicado por DispatchAI. Si algo no es correcto, cambia las etiquetas. `/help` muestra los comandos.',
  similar: 'Incidencias similares:',
  linked: (of) => `Vinculada como duplicada de ${of}.`,
  closing: (of, days) =>
    `Un responsable vinculó esta incidencia como duplicada de ${of}. Se cerrará ${days} ${days === 1 ? 'día' : 'días'} después. Para mantenerla abierta, deja un comentario o reacciona a este con 👎.`,
  closedAsDuplicate: (of) => `Cerrada como duplicada de ${of}.`,
  unlinked: 'Ya no está vinculada como duplicada.',
  olderAnswers: 'Respuestas anteriores',
  askedBy: (who, question) =>
    question === null ? `A petición de ${who}:` : `${question}, a petición de ${who}:`,
  help: 'Comandos disponibles:',
  helpColumns: { command: 'Comando', does: 'Qué hace', who: 'Quién puede usarlo' },
  does: {
    triage: 'Volver a clasificar la incidencia.',
    category: 'Establecer la categoría. DispatchAI aprende de ello.',
    priority: 'Establecer la prioridad. DispatchAI aprende de ello.',
    effort: 'Establecer el esfuerzo. DispatchAI aprende de ello.',
    label: 'Añadir una etiqueta. DispatchAI aprende de ello.',
    unlabel: 'Quitar una etiqueta. DispatchAI aprende de ello.',
    duplicate: 'Vincular la incidencia como duplicada de otra. DispatchAI aprende de ello.',
    'not-duplicate': 'Quitar el vínculo de duplicada. DispatchAI aprende de ello.',
    assign: 'Asignar a alguien.',
    unassign: 'Quitar a alguien de las personas asignadas; sin nombre, a ti.',
    route: 'Enviar la incidencia a un equipo: añadir su etiqueta y asignar a uno de sus miembros.',
    milestone: 'Establecer el hito o quitarlo con `/milestone none`.',
    close:
      'Cerrar la incidencia como `completed`, `not-planned` o `duplicate #12`. DispatchAI aprende de ello.',
    reopen: 'Reabrir la incidencia.',
    similar: 'Mostrar incidencias similares.',
    why: 'Explicar por qué la incidencia se clasificó así.',
    help: 'Mostrar los comandos.',
    undo: 'Deshacer la última acción de DispatchAI en esta incidencia.',
    ignore: 'Ignorar esta incidencia.',
    resume: 'Reanudar la clasificación.',
  },
  who: {
    triage: 'quien tenga acceso de triage',
    'triage or author': 'quien tenga acceso de triage y quien abrió la incidencia',
    anyone: 'quien pueda comentar',
  },
  noSimilar: 'No se encontraron incidencias similares.',
  notDone: 'No se ha ejecutado:',
  problem: {
    unknown_label: ({ name }) => `Este repositorio no tiene la etiqueta ${name}.`,
    unknown_team: ({ name, known }) =>
      `No existe el equipo ${name}. ${oneOf(known, 'La configuración no define ningún equipo.')}`,
    unknown_value: ({ dimension, value, known }) =>
      `${value} no es un valor válido de ${es.dimension[dimension]}. ${oneOf(known, 'Este repositorio no define ninguno.')}`,
    unknown_milestone: ({ name, known }) =>
      `No hay ningún hito abierto ${name}. ${oneOf(known, 'Este repositorio no tiene ninguno.')}`,
    unknown_issue: ({ number }) => `No existe la incidencia #${number} en este repositorio.`,
    other_repository: () => 'Una incidencia solo puede ser duplicada de otra del mismo repositorio.',
    own_duplicate: () => 'Una incidencia no puede ser duplicada de sí misma.',
    empty_team: () => 'Este equipo no tiene etiqueta aquí y ninguno de sus miembros está disponible.',
    nothing_to_undo: () => 'No hay nada que deshacer en esta incidencia.',
    not_undone: ({ obstacle }) => `No se ha deshecho: ${obstacleWords(es, obstacle)}`,
    refused_by_github: ({ reason }) => `GitHub rechazó el cambio: ${reason}`,
    paused: () => 'DispatchAI está en pausa en este repositorio.',
    too_many: ({ most }) => `Solo se ejecutan los primeros ${most} comandos de un comentario.`,
    no_command: () => 'Añade un comando después de `/dispatch`, por ejemplo `/dispatch help`.',
    unknown_command: ({ word }) => `El comando ${word} no existe. \`/help\` muestra los comandos.`,
    misspelled: ({ word, meant }) => `El comando ${word} no existe. ¿Querías decir ${meant}?`,
    label_gone: () => 'El repositorio ya no tiene esta etiqueta.',
    label_of_people: () => 'Mientras tanto, otra persona ha creado la etiqueta.',
    label_in_use: () => 'Todavía hay incidencias con esta etiqueta.',
    comment_deleted: () => 'Alguien eliminó el comentario, así que no se vuelve a publicar.',
    taken_off: () => 'Alguien ha quitado la etiqueta mientras tanto.',
    held_by_automation: () =>
      'Pendiente de aprobación en GitHub: el nivel de automatización del repositorio retiene esta etiqueta.',
    dismissed: () => 'Alguien descartó esta etiqueta en GitHub.',
    put_on: () => 'Alguien ha añadido la etiqueta mientras tanto.',
    access_revoked: () => 'Quien lo solicitó ya no tiene acceso de triage.',
    too_many_rounds: ({ most }) =>
      `Ya se han hecho ${most} rondas de cambios en esta incidencia en una hora.`,
    not_assignable: ({ login }) => `GitHub no permite asignar a ${login}.`,
    linked_back: ({ of }) => `La incidencia #${of} ya es duplicada de esta.`,
    canonical_gone: ({ of, canonical }) =>
      `La incidencia #${of} es duplicada de #${canonical}, que ya no existe.`,
    canonical_duplicate: ({ canonical }) =>
      `La incidencia #${canonical} también se cerró como duplicada. Indica la incidencia original.`,
    issue_gone: () => 'La incidencia ya no existe.',
    locked: () => 'La incidencia está bloqueada.',
    no_triage_label: () => 'La incidencia tiene la etiqueta `no-triage`.',
    ignored: () => 'La incidencia se ignora hasta que alguien use `/resume`.',
    no_access: ({ login }) => `${login} no tiene acceso de triage a este repositorio.`,
    unknown_changes: () => 'Estos cambios no existen en este repositorio.',
    bad_argument: ({ usage }) => `El comando se usa así: ${usage}`,
  },
  obstacle: {
    undone: 'Ya se había deshecho.',
    irreversible: 'No hay un estado anterior al que volver.',
    issue_gone: 'La incidencia ya no existe.',
    label_changed: 'Alguien ha cambiado la etiqueta desde entonces.',
    label_removed: 'La etiqueta ya se ha quitado.',
    label_added: 'La etiqueta ya se ha vuelto a añadir.',
    comment_gone: 'El comentario ya no existe.',
    comment_changed: 'El comentario ha cambiado desde entonces.',
    comment_replaced: 'Hay un comentario más reciente.',
    assignees_changed: 'Alguien ha cambiado las asignaciones desde entonces.',
    unassigned: 'Esa persona ya no está asignada.',
    reassigned: 'Esa persona se ha vuelto a asignar.',
    type_changed: 'El tipo ha cambiado desde entonces.',
    milestone_changed: 'El hito ha cambiado desde entonces.',
    state_changed: 'La incidencia se ha cerrado o reabierto desde entonces.',
    link_changed: 'El vínculo de duplicada ha cambiado desde entonces.',
    resumed: 'La clasificación de esta incidencia ya se ha reanudado.',
    ignored: 'La incidencia se vuelve a ignorar.',
  },
  noted: (dimension, value) =>
    `Anotado: ${dimension} ${value}. Este repositorio no tiene una etiqueta para ello.`,
  notTriaged: 'Esta incidencia aún no se ha clasificado.',
  noPrediction: 'No hay una predicción lo bastante fiable para esta incidencia.',
  why: 'Por qué se clasificó así:',
  summary: 'Resumen de la clasificación:',
  confident: (share) => `confianza del ${share}`,
  autonomy: { apply: 'aplicado', suggest: 'sugerido', observe: 'solo registrado' },
  withThreshold: (done, share) => `${done} (umbral: ${share})`,
  reason: {
    no_record: () => 'la etiqueta aún no tiene historial aquí',
    mostly_wrong: ({ right, total }) => `solo ${right} de ${total} aciertos`,
    below_target: ({ right, total, lowerBound, target }) =>
      `${right} aciertos de ${total} (límite inferior: ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)}; objetivo: ${percent(target)})`,
    drifted: ({ right, total, target }) =>
      `solo ${right} aciertos en los últimos ${total} casos (objetivo: ${percent(target)})`,
    reached_target: ({ right, total, lowerBound }) =>
      `${right} aciertos de ${total} (límite inferior: ${percent(lowerBound)}${whenPooled({ right, total, lowerBound }, pooled)})`,
    critical: () => 'la prioridad crítica siempre requiere revisión',
    mode: ({ mode, scope }) =>
      scope === 'label'
        ? `la configuración fija el modo \`${mode}\` para esta etiqueta`
        : `el modo es \`${mode}\``,
    no_label: () => 'el repositorio no tiene una etiqueta para ello',
    rule: () => 'lo indica una de vuestras reglas',
    only_keywords: () => 'solo coincidieron palabras clave',
    seldom_given: ({ open, floor }) =>
      `solo el ${percent(open)} de las incidencias similares recibe esta etiqueta (mínimo: ${percent(floor)})`,
    below_threshold: ({ confidence, threshold }) =>
      `confianza del ${percent(confidence)} (umbral: ${percent(threshold)})`,
    reached_threshold: ({ confidence, threshold }) =>
      `confianza del ${percent(confidence)} (umbral: ${percent(threshold)})`,
  },
  evidence: {
    text: 'palabras del texto',
    structure: 'estructura del texto',
    template: 'plantilla',
    keyword: 'palabras clave',
    similar: 'incidencias similares',
    lesson: 'correcciones anteriores',
    model: 'valoración del modelo',
    setting: 'configuración',
    rule: 'una de vuestras reglas',
  },
  speaksFor: 'a favor:',
  speaksAgainst: 'en contra:',
  decidedBy: 'decidido por',
  dimension: { category: 'categoría', priority: 'prioridad', effort: 'esfuerzo', area: 'área' },
  percent,
  separator: '; ',
  comma: ', ',
  colon: ': ',
};
