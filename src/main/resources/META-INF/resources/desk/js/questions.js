// A checklist's questions and answers in words, which more than one screen shows.

import { number, value } from './format.js';
import { language, t, word } from './i18n.js';
import * as names from './names.js';

/** What a template says in both languages. */
export function said(words) {
  return typeof words === 'string' ? words : (words?.[language] ?? words?.th ?? '');
}

/** The question of this id in any of these checklists. */
export function question(checklists, itemId) {
  return checklists.flatMap(each => each.items).find(each => each.id === itemId);
}

/** An answer's value as the question means it. */
export function reading(item, it) {
  const title = each => said(item.choices?.find(choice => choice.value === each)?.title) || each;
  switch (item.kind) {
    case 'choice':
      return title(it);
    case 'multi-choice':
      return [].concat(it).map(title).join(', ');
    case 'number':
    case 'meter':
      return [typeof it === 'number' ? number(it) : it, item.unit].filter(each => each != null).join(' ');
    case 'photo':
    case 'signature':
      return t('visit.files', { n: [].concat(it).length, kind: word('attachment', item.kind) });
    default:
      return value('value', it, names.person);
  }
}
