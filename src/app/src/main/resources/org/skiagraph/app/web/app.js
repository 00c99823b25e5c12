// The page: a form made of what the model takes, and what comes of it.

import { Problem, blob, cancel, json, onTokenNeeded, states, submit } from './js/api.js';
import { Delivery } from './js/delivery.js';
import {
  adapterField, clearProblems, conditionField, controlField, destinationChoice, element, formField, showProblem,
} from './js/fields.js';
import { MaskEditor } from './js/mask.js';
import { readRequest } from './js/request.js';
import { Viewer } from './js/viewer.js';

const $ = (id) => document.getElementById(id);
const editor = new MaskEditor($('source'), $('mask'));
const viewer = new Viewer();
const delivery = new Delivery((problem) => fail(problem));
viewer.onShown((number) => delivery.show(number));
let models = [];
let templates = [];
let running = null;
let written = null;

const model = () => models.find((one) => one.name === $('model').value);

async function start() {
  onTokenNeeded(askForToken);
  const [catalogue, kinds, adapters] = [await json('models'), await json('templates'), await json('adapters')];
  models = catalogue.models.filter((one) => !one.failure);
  templates = kinds.templates;
  $('model').replaceChildren(...models.map((one) =>
    element('option', { value: one.name, selected: one.name === catalogue.default }, one.name)));
  const broken = catalogue.models.filter((one) => one.failure);
  $('about').title = broken.map((one) => `${one.name}: ${one.failure.what}`).join('\n');
  $('adapter-rows').replaceChildren(...adapters.adapters.map(adapterField));
  $('adapters').hidden = adapters.adapters.length === 0;
  if (models.length === 0) {
    throw new Problem({ where: 'model', what: 'the server has no model that can be used', remedy: 'Put one into onnx/' });
  }
  showModel();
  const { destinations } = await json('destinations');
  const open = destinations.filter((one) => one.acceptsSynthetic);
  $('destinations').replaceChildren(...open.map((one) => destinationChoice(one.name)));
  $('delivery').hidden = open.length === 0;
}

function askForToken() {
  return new Promise((resolve) => {
    const dialog = $('ask-token');
    dialog.addEventListener('close', () => {
      resolve($('token').value.trim());
      $('token').value = '';
    }, { once: true });
    dialog.showModal();
  });
}

/** Lays the form out for the model that is chosen. */
function showModel() {
  const { title, family, takes, image, defaults, templates: suited, volumes } = model();
  clearProblems();
  const size = [image.width, image.height, image.depth].filter(Boolean).join(' \u00d7 ');
  $('about').textContent = `${title ? `${title}. ` : ''}${family}, ${size}`;
  showTemplates(suited, volumes);
  $('way').hidden = !takes.form || !takes.prompt;
  $('form-fields').replaceChildren(...(takes.form ?? []).map(formField));
  $('conditions').replaceChildren(...takes.conditions.map(conditionField));
  $('controls').replaceChildren(...takes.controls.map(controlField));
  $('editing').hidden = !takes.image;
  $('masking').hidden = !takes.mask;
  $('depth-field').hidden = !volumes;
  $('aspect-field').hidden = !image.aspect;
  $('num-inference-steps').placeholder = defaults.numInferenceSteps;
  $('guidance-scale').placeholder = defaults.guidanceScale;
  $('seed').placeholder = takes.suggestedSeed ?? '';
  $('width').placeholder = image.width;
  $('height').placeholder = image.height;
  $('depth').placeholder = image.depth ?? '';
  $('negative-prompt').placeholder = defaults.negativePrompt ?? '';
  showWay();
}

function showTemplates(suited, volumes) {
  const fitting = templates.filter((one) => !volumes || one.volumes);
  const names = [...suited, ...fitting.map((one) => one.name).filter((name) => !suited.includes(name))];
  $('template').replaceChildren(...names.map((name) => {
    const known = templates.find((one) => one.name === name);
    return element('option', { value: name }, known?.title ?? name);
  }));
}

function showWay() {
  const { takes } = model();
  const byForm = Boolean(takes.form) && document.querySelector('[name=way]:checked').value === 'form';
  $('form-fields').hidden = !byForm;
  $('words').hidden = byForm || !takes.prompt;
}

async function loadImage(file) {
  await editor.load(file);
  $('with-image').hidden = false;
  $('strength').value = model().takes.mask ? 1 : 0.8;
  tellNumbers();
}

function tellNumbers() {
  $('strength-shown').textContent = Number($('strength').value).toFixed(2);
  $('brush-size-shown').textContent = `${$('brush-size').value} px`;
  editor.size = Number($('brush-size').value);
}

async function generate() {
  clearProblems();
  busy(true);
  viewer.close();
  delivery.close();
  tell('Asking \u2026');
  let last = null;
  try {
    const job = await submit(await readRequest(model(), editor));
    running = job.id;
    for await (const state of states(job.id)) {
      last = state.state;
      await follow(state);
    }
  } catch (problem) {
    if (!running || last === 'failed') {
      tell('Nothing was made.');
    } else if (last !== 'written') {
      tell('The study may be made all the same.');
    }
    fail(problem);
  } finally {
    running = null;
    busy(false);
  }
}

function busy(is) {
  $('generate').disabled = is;
  $('cancel').hidden = !is;
  $('progress').hidden = !is;
  $('progress').removeAttribute('value');
  $('left').textContent = '';
}

/** The stage is spoken when it changes; the numbers only show. */
function tell(text) {
  if ($('stage').textContent !== text) {
    $('stage').textContent = text;
  }
}

async function follow({ id, state, progress, study, failure }) {
  if (state === 'queued') {
    tell(failure ? `Waiting: ${failure.where}: ${failure.what}. ${failure.remedy}.` : 'Waiting for another study \u2026');
  } else if (state === 'running') {
    tell(progress ? `${progress.stage[0].toUpperCase()}${progress.stage.slice(1)} \u2026` : 'Opening the model \u2026');
    if (progress) {
      $('progress').value = progress.done / progress.total;
      const left = progress.remaining === undefined ? '' : `, ${seconds(progress.remaining)} left`;
      $('left').textContent = `${progress.done} of ${progress.total}${left}`;
    }
  } else if (state === 'cancelled') {
    tell('Cancelled; nothing half-made was left.');
  } else if (state === 'failed') {
    throw new Problem(failure);
  } else if (!study) {
    throw new Problem(failure);
  } else {
    written = { id, study };
    tell(`Written: ${study.instances.length} ${study.instances.length === 1 ? 'image' : 'images'}.`);
    showFacts(study);
    await viewer.open(id, study);
    await delivery.open(study);
  }
}

const seconds = (count) => count < 60 ? `${count.toFixed(1)} s` : `${Math.floor(count / 60)} min ${Math.round(count % 60)} s`;

function showFacts(study) {
  const { settings } = study;
  const facts = {
    Folder: study.folder,
    Model: `${study.model}, template ${study.template}`,
    Seed: study.seed,
    Sampling: `${settings.scheduler}, ${settings.numInferenceSteps} steps, guidance ${settings.guidanceScale}`,
    'Study UID': study.instances[0].studyInstanceUid,
  };
  $('facts').replaceChildren(...Object.entries(facts).flatMap(([name, value]) =>
    [element('dt', {}, name), element('dd', {}, String(value))]));
  $('warnings').replaceChildren(...study.warnings.map((warning) => element('li', {}, warning)));
  $('edit').hidden = !model().takes.image;
}

async function download() {
  const number = viewer.number;
  const url = URL.createObjectURL(await blob(`studies/${written.id}/images/${number}.dcm`));
  element('a', { href: url, download: written.study.instances[number - 1].file }).click();
  URL.revokeObjectURL(url);
}

function fail(problem) {
  if (!(problem instanceof Problem)) {
    // A defect of the page: it has to be seen where defects are looked for.
    console.error(problem);
  }
  showProblem(problem instanceof Problem ? problem : new Problem({ what: `the page failed: ${problem.message}`, remedy: 'Load it anew' }));
}

const on = (id, event, act) => $(id).addEventListener(event, (...given) => Promise.resolve(act(...given)).catch(fail));

on('request', 'submit', (event) => { event.preventDefault(); return generate(); });
on('cancel', 'click', () => running && cancel(running));
on('model', 'change', showModel);
on('way', 'change', showWay);
on('image', 'change', () => $('image').files.length > 0 && loadImage($('image').files[0]).catch(() => {
  $('image').value = '';
  throw new Problem({ where: 'image', what: 'it is no picture that can be read', remedy: 'Give a PNG file' });
}));
on('no-image', 'click', () => { editor.forget(); $('image').value = ''; $('with-image').hidden = true; });
on('strength', 'input', tellNumbers);
on('brush-size', 'input', tellNumbers);
on('undo', 'click', () => editor.undo());
on('clear', 'click', () => editor.clear());
on('rect-add', 'click', () => editor.rectangle(...['left', 'top', 'width', 'height'].map((side) => Number($(`rect-${side}`).value))));
on('download', 'click', download);
on('edit', 'click', async () => loadImage(await blob(`studies/${written.id}/images/${viewer.number}.png`)));
on('again', 'click', () => { $('seed').value = written.study.seed; });
document.querySelectorAll('[data-tool]').forEach((button) => button.addEventListener('click', () => {
  document.querySelectorAll('[data-tool]').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
  editor.use(button.dataset.tool);
}));

start().catch(fail);
