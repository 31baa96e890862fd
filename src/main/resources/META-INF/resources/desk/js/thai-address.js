// A Thai address as people dictate it: the words for what a name is of are left out, as the server keeps it without.

import { t, word } from './i18n.js';
import { h } from './view.js';

/** The parts as they are written on a letter: the most letters of each, and the words before it. */
const PARTS = {
  houseNumber: [50, /^(บ้านเลขที่|เลขที่)\s*/],
  moo: [20, /^(หมู่ที่|หมู่(?!บ้าน)|ม\.)\s*/],
  soi: [200, /^(ซอย|ซ\.)\s*/],
  road: [200, /^(ถนน|ถ\.)\s*/],
  subdistrict: [100, /^(ตำบล|แขวง|ต\.)\s*/],
  district: [100, /^(อำเภอ|เขต|อ\.)\s*/],
  province: [100, /^(จังหวัด|จ\.)\s*/],
  postcode: [5, /^$/],
};
const BANGKOK = /^(กทม\.?|กรุงเทพ(ฯ|มหานคร)?|bangkok)$/i;

/** Nothing yet. */
export const empty = () => Object.fromEntries(Object.keys(PARTS).map(each => [each, '']));

/** A field for each part. */
export function inputs(form) {
  return h(
    'fieldset',
    { key: 'address', class: 'address' },
    h('legend', {}, t('field.address')),
    Object.entries(PARTS).map(([part, [maxlength]]) => {
      const digits = part === 'postcode' && { inputmode: 'numeric', pattern: '[0-9]{5}' };
      return h('div', { key: part }, form.line(part, word('field', `address.${part}`), { autocomplete: 'off', maxlength, ...digits }));
    }),
  );
}

/** What was entered, as the server keeps it; null where there is nothing. */
export function read(entered) {
  const parts = Object.entries(PARTS).map(([part, [, words]]) => [part, entered[part].trim().replace(words, '') || null]);
  const address = Object.fromEntries(parts);
  return BANGKOK.test(address.province ?? '') ? { ...address, province: 'กรุงเทพมหานคร' } : address;
}
