import type { SamplePerson } from '../replay/sample.ts';

const reader = (login: string, name: string): SamplePerson => ({
  login,
  name,
  kind: 'person',
  permission: 'read',
});

/** The two who build Keepsill, the neighbour who sorts issues, the people who write them, and a bot. */
export const storyPeople: SamplePerson[] = [
  { login: 'ilse-brandt', name: 'Ilse Brandt', kind: 'person', permission: 'admin' },
  { login: 'tomasz-wren', name: 'Tomasz Wren', kind: 'person', permission: 'write' },
  { login: 'moorhen-dev', name: 'Moorhen', kind: 'person', permission: 'triage' },
  { login: 'dependabee[bot]', name: 'dependabee', kind: 'bot', permission: 'read' },
  reader('bartek-rusin', 'Bartek Rusin'),
  reader('bex-t', 'Bex'),
  reader('dev-nullify', ''),
  reader('dokken77', ''),
  reader('ed-mcnally', 'Ed McNally'),
  reader('gabriel-tsu', 'Gabriel Tsu'),
  reader('henrike-vos', 'Henrike Vos'),
  reader('hollis-grey', 'Hollis'),
  reader('ines-carv', 'Inês Carvalhal'),
  reader('kasimir-b', 'Kasimir B.'),
  reader('linde-q', ''),
  reader('linus-faber', 'Linus Faber'),
  reader('marisol-v', 'Marisol'),
  reader('marta-oleander', 'Marta Oleander'),
  reader('olli-savol', 'Olli Savol'),
  reader('orrin-p', 'Orrin P.'),
  reader('pixelgrain', ''),
  reader('pwolanski', 'Piotr Wolański'),
  reader('quietharbor', ''),
  reader('rbtw', ''),
  reader('rsd-hagen', 'R. aus Hagen'),
  reader('snorri-g', 'Snorri'),
  reader('sunniva-k', 'Sunniva'),
  reader('tnakajo', '中条'),
  reader('wintergreen-ops', 'Wintergreen Historical Society'),
  reader('xxbestdealsxx', 'BEST DEALS'),
];
