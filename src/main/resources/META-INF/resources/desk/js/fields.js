// Fields of a form that keeps what was entered: each with its label, written back as somebody writes.

import { h } from './view.js';

/** The fields of the form of this name, over what was entered so far; `changed` is called after each change. */
export function fields(form, entry, changed) {
  const labelled = (name, label, tag, props, options) => [
    h('label', { key: `${name}-label`, for: `${form}-${name}` }, label),
    h(tag, { key: name, id: `${form}-${name}`, value: entry[name], ...props }, options),
  ];
  const set = (name, value) => {
    entry[name] = value;
    changed();
  };
  return {
    set,
    line: (name, label, more) => labelled(name, label, 'input', { oninput: event => set(name, event.target.value), ...more }, []),
    /** One of some values, each in the words that `said` has for it. */
    choice: (name, label, values, said) =>
      labelled(name, label, 'select', { onchange: event => set(name, event.target.value) }, values.map(each => h('option', { key: each, value: each }, said(each)))),
  };
}
