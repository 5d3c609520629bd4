import { expect, it } from 'vitest';
import { isWaitingLabel } from '../../../src/domain/taxonomy/waiting-label.ts';

it.each([
  ...['info-needed', 'waiting-for-reply', 'triage/needs-information', 'pending answer', 'waiting for answer'],
  ...['warten auf Antwort', 'Infos benötigt', 'Rückfrage', 'Status: warten auf Rückmeldung'],
  ...['esperando respuesta', 'falta información', 'pendiente de información del usuario'],
  ...['en attente de réponse', "besoin d'informations", 'informations manquantes'],
  ...['aguardando resposta', 'precisa de mais informações', '返信待ち', '情報不足', '追加情報待ち'],
  ...[
    '待回复',
    '需要更多信息',
    '等待用户反馈',
    '답변 대기',
    '정보 부족',
    'ожидает ответа',
    'нужна информация',
  ],
])('%s says that its issue waits for the one who filed it', (name) => {
  expect(isWaitingLabel(name)).toBe(true);
});

it.each([
  ...[
    'wartet auf Review',
    'in Arbeit',
    'en curso',
    'en attente de fusion',
    'em análise',
    'レビュー待ち',
    '待评审',
  ],
  ...['검토 중', 'на рассмотрении', 'ожидает ревью', 'needs review', 'login', 'Antwortzeit'],
])('%s does not', (name) => {
  expect(isWaitingLabel(name)).toBe(false);
});
