// A tiny view: screens describe what they show as a tree of plain objects, and `render` changes the page into it.
// Elements that stay are kept, so that focus, scroll and half-written text survive a live update.
// Text only ever becomes text nodes; nothing here parses HTML.

const SHOWN = Symbol('shown');
const SVG = 'http://www.w3.org/2000/svg';
/** Set as properties of the element, because the attribute of that name means only the beginning. */
const LIVE = new Set(['value', 'checked', 'disabled', 'hidden', 'inert', 'selected']);

/** Describes an element. `key` keeps it recognisable among its siblings; `ref` is called once, when it is made. */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children: children.flat(Infinity).filter(each => each != null && each !== false) };
}

/** Makes the children of `host` be these. */
export function render(host, ...trees) {
  reconcile(host, trees.flat(Infinity).filter(each => each != null && each !== false));
}

function reconcile(host, trees) {
  const keyed = new Map();
  const loose = [];
  for (const node of host.childNodes) {
    const key = node[SHOWN]?.props?.key;
    if (key === undefined) {
      loose.push(node);
    } else {
      keyed.set(key, node);
    }
  }
  const pairs = trees.map(tree => [tree, take(tree, keyed, loose)]);
  // What goes, goes first: then nothing that stays has to move, and moving would take the focus away.
  for (const left of [...keyed.values(), ...loose]) {
    left.remove();
  }
  let place = host.firstChild;
  for (const [tree, old] of pairs) {
    const node = shown(host, tree, old);
    if (node === place) {
      place = place.nextSibling;
    } else {
      host.insertBefore(node, place);
    }
  }
}

/** The old node that can become this one, if there is one. */
function take(tree, keyed, loose) {
  const key = tree?.props?.key;
  if (key !== undefined) {
    const node = keyed.get(key);
    if (node?.[SHOWN].tag !== tree.tag) {
      return null;
    }
    keyed.delete(key);
    return node;
  }
  const at = loose.findIndex(node => (tree.tag ? node[SHOWN]?.tag === tree.tag : node.nodeType === Node.TEXT_NODE));
  return at < 0 ? null : loose.splice(at, 1)[0];
}

function shown(host, tree, old) {
  if (!tree.tag) {
    const text = String(tree);
    if (!old) {
      return document.createTextNode(text);
    }
    if (old.data !== text) {
      old.data = text;
    }
    return old;
  }
  if (old?.[SHOWN] === tree) {
    // What a screen describes by the very same object has not changed.
    return old;
  }
  const node = old ?? create(host, tree.tag);
  const before = node[SHOWN]?.props ?? {};
  node[SHOWN] = tree;
  for (const name of Object.keys(before)) {
    if (!(name in tree.props)) {
      set(node, name, null, before[name]);
    }
  }
  // Children first: a select can only take a value that it has.
  reconcile(node, tree.children);
  for (const [name, value] of Object.entries(tree.props)) {
    if (value !== before[name] || name === 'style') {
      set(node, name, value, before[name]);
    }
  }
  if (!('lang' in tree.props)) {
    markThai(node, tree.children);
  }
  if (!old) {
    tree.props.ref?.(node);
  }
  return node;
}

/** Names and reports are written in Thai whatever the page speaks; fonts, line breaks and voices go by `lang`. */
function markThai(node, children) {
  const text = children.filter(each => !each.tag).join('');
  const thai = text.match(/[\u0e01-\u0e5b]/g)?.length ?? 0;
  if (document.documentElement.lang !== 'th' && thai > (text.match(/[a-z]/gi)?.length ?? 0)) {
    node.setAttribute('lang', 'th');
  } else if (node.hasAttribute('lang')) {
    node.removeAttribute('lang');
  }
}

function create(host, tag) {
  const svg = tag === 'svg' || host.namespaceURI === SVG;
  return svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

function set(node, name, value, before) {
  if (name === 'key' || name === 'ref') {
    return;
  }
  if (name === 'style') {
    // By the object model, which a strict content security policy allows, unlike the attribute.
    for (const property in { ...before, ...value }) {
      if (value?.[property] !== before?.[property]) {
        node.style.setProperty(property, value?.[property] ?? '');
      }
    }
  } else if (name.startsWith('on')) {
    // Handlers are expressions; a false that one happens to answer must not cancel the key or press.
    node[name] = value
      ? event => {
          value(event);
        }
      : null;
  } else if (LIVE.has(name)) {
    node[name] = value ?? (name === 'value' ? '' : false);
  } else if (value == null || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}
