// Reads the form into a request: the API's names are the command line's.

import { base64 } from './mask.js';

const NUMBERS = ['num-inference-steps', 'guidance-scale', 'seed', 'count', 'width', 'height', 'depth'];
const $ = (id) => document.getElementById(id);

/** @param editor holds picture and mask */
export async function readRequest(model, editor) {
  const request = { model: $('model').value };
  if ($('template').value) {
    request.template = $('template').value;
  }
  words(model, request);
  named('condition', request);
  for (const id of NUMBERS) {
    if ($(id).value !== '' && !$(id).closest('[hidden]')) {
      request[id] = Number($(id).value);
    }
  }
  if ($('scheduler').value.trim()) {
    request.scheduler = $('scheduler').value.trim();
  }
  if ($('mirror').checked) {
    request.mirror = true;
  }
  if ($('aspect').checked && !$('aspect').closest('[hidden]')) {
    request.aspect = 'original';
  }
  await pictures(model, request, editor);
  adapters(request);
  delivery(request);
  return request;
}

function words(model, request) {
  if (model.takes.form && document.querySelector('[name=way]:checked').value === 'form') {
    named('form', request);
    return;
  }
  if (!model.takes.prompt) {
    return;
  }
  request.prompt = $('prompt').value;
  if ($('negative-prompt').value) {
    request['negative-prompt'] = $('negative-prompt').value;
  }
}

/** Fields that the model named. */
function named(kind, request) {
  const inputs = [...document.querySelectorAll(`[data-${kind}]`)];
  const values = Object.fromEntries(inputs.map((input) => [input.dataset[kind], input.value]));
  if (inputs.length > 0) {
    request[kind] = values;
  }
}

async function pictures(model, request, editor) {
  if (model.takes.image && editor.hasImage()) {
    request.image = await editor.imageBase64();
    request.strength = Number($('strength').value);
    const mask = model.takes.mask ? await editor.maskBase64() : null;
    if (mask) {
      request.mask = mask;
    }
  }
  const controls = [];
  for (const row of document.querySelectorAll('[data-control]')) {
    const [file, scale] = row.querySelectorAll('input');
    if (file.files.length > 0) {
      controls.push({ name: row.dataset.control, image: await base64(file.files[0]), scale: Number(scale.value) });
    }
  }
  if (controls.length > 0) {
    request.control = controls;
  }
}

function delivery(request) {
  const to = [...document.querySelectorAll('[data-destination]:checked')].map((input) => input.dataset.destination);
  if (to.length > 0) {
    request.to = to;
  }
  for (const id of ['route', 'review']) {
    if ($(id).checked) {
      request[id] = true;
    }
  }
}

function adapters(request) {
  const loras = [...document.querySelectorAll('[data-lora]')]
    .filter((input) => input.value !== '')
    .map((input) => ({ name: input.dataset.lora, weight: Number(input.value) }));
  if (loras.length > 0) {
    request.lora = loras;
  }
}
