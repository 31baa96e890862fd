// Words in Thai and English. Both files have the same keys; a test compares them.

const STORED = 'naichang.desk.language';
const words = {};

export const LANGUAGES = ['th', 'en'];
export let language = 'th';

/** Loads both languages and chooses the one used last, else the browser's, else Thai. */
export async function start() {
  await Promise.all(
    LANGUAGES.map(async each => {
      words[each] = await (await fetch(new URL(`../messages/${each}.json`, import.meta.url))).json();
    }),
  );
  const wished = [remembered(), ...navigator.languages.map(each => each.slice(0, 2))];
  use(wished.find(each => LANGUAGES.includes(each)) ?? 'th');
}

function remembered() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

/** Speaks this language from now on. */
export function choose(next) {
  use(next);
  try {
    localStorage.setItem(STORED, next);
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page.
  }
}

function use(next) {
  language = next;
  document.documentElement.lang = next;
  document.title = t('title');
}

/** Whether there are words for this key. */
export function known(key) {
  return key in words[language];
}

/** The words for a key; `{name}` is filled in from `values`. */
export function t(key, values = {}) {
  const text = words[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** `key.one` for one and `key` for any other number, in languages that tell them apart. */
export function count(key, number) {
  return t(number === 1 ? `${key}.one` : key, { n: number.toLocaleString(language) });
}

/** The words for a value of a closed list, or the value itself if it is newer than this page. */
export function word(list, value) {
  const key = `${list}.${value}`;
  return known(key) ? t(key) : String(value);
}

/** A refusal in words: by its code, else as the server put it. */
export function problem(refusal) {
  const code = refusal.code ?? 'unexpected';
  const text = known(`problem.${code}`) ? t(`problem.${code}`, { detail: refusal.detail ?? '' }) : (refusal.detail ?? t('problem.unexpected', { code }));
  return refusal.field ? `${text} (${word('field', refusal.field)})` : text;
}
