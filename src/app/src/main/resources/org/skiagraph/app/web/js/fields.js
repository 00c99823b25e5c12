// Builds labelled fields out of what a model says that it takes.

let made = 0;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/** A label, an input and the place for what is wrong with it. */
export function field(label, input, error) {
  input.id ||= `field-${++made}`;
  return element('div', { class: 'field' }, element('label', { for: input.id }, label), input,
    element('p', { class: 'error', 'data-error': error, hidden: true }));
}

export function select(values, chosen, empty) {
  const options = values.map((value) => element('option', { value, selected: value === chosen }, value));
  if (empty) {
    options.unshift(element('option', { value: '' }, '\u2013'));
  }
  return element('select', {}, ...options);
}

const number = (from, to, value) =>
  element('input', { type: 'number', min: from, max: to, step: 'any', value, autocomplete: 'off' });

/** One field of a model's form. */
export function formField(spec) {
  const input = spec.choices
    ? select(spec.choices, spec.default, !spec.required)
    : spec.mostCharacters
      ? element('input', { maxlength: spec.mostCharacters, value: spec.default, autocomplete: 'off' })
      : number(spec.from, spec.to, spec.default);
  input.dataset.form = spec.name;
  return field(spec.label, input, `form ${spec.name}`);
}

/** A class or a number that a model takes. */
export function conditionField(spec) {
  const input = spec.classes ? select(spec.classes, spec.default) : number(spec.from, spec.to, spec.default ?? spec.from);
  input.dataset.condition = spec.name;
  const range = spec.classes ? '' : ` (${spec.from} to ${spec.to})`;
  return field(spec.name + range, input, spec.name);
}

/** A picture for a ControlNet. */
export function controlField(name) {
  const file = element('input', { type: 'file', accept: 'image/png,.png' });
  const scale = element('input', { type: 'number', min: 0, step: 'any', value: 1 });
  const row = element('div', { class: 'control', 'data-control': name },
    field(`ControlNet ${name}: PNG file`, file, `control ${name}`), field('Scale', scale, `scale ${name}`));
  return row;
}

/** How much of an adapter is taken; empty is nothing. */
export function adapterField(name) {
  const weight = element('input', { type: 'number', step: 'any', placeholder: 'not used' });
  weight.dataset.lora = name;
  return field(`${name}: weight`, weight, `lora ${name}`);
}

/** A destination that a study may go to. */
export function destinationChoice(name) {
  const input = element('input', { type: 'checkbox' });
  input.dataset.destination = name;
  return element('label', { class: 'choice' }, input, name);
}

/** Shows a problem beside the field that it is about, or at the end of the form. */
export function showProblem(problem) {
  const places = [problem.where, problem.where.split(' ')[0]];
  const place = places.map((where) => document.querySelector(`[data-error="${CSS.escape(where)}"]`))
    .find((found) => found && found.parentElement.offsetParent) ?? document.getElementById('problem');
  const about = place.id === 'problem' && problem.where ? `${problem.where}: ` : '';
  place.textContent = about + [problem.what, problem.remedy].filter(Boolean).join('. ') + '.';
  place.hidden = false;
  const input = place.closest('.field')?.querySelector('input, select, textarea');
  if (input) {
    place.id ||= `error-${++made}`;
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', place.id);
    input.closest('details')?.setAttribute('open', '');
    input.focus();
  }
}

export function clearProblems() {
  document.querySelectorAll('.error').forEach((place) => { place.hidden = true; });
  document.querySelectorAll('[aria-invalid]').forEach((input) => {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  });
}
