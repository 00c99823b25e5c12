// Shows a study's images one at a time, with window and level by dragging, by sliders, or by keys.

import { blob } from './api.js';
import { decode, fromPreview } from './dicom.js';

const MOST_KEPT = 64;
const $ = (id) => document.getElementById(id);

export class Viewer {
  #canvas = $('picture');
  #study = null;
  #image = null;
  #number = 1;
  #kept = new Map();
  #drag = null;
  #turn = 0;
  #shown = () => {};

  constructor() {
    this.#canvas.addEventListener('pointerdown', (event) => this.#grip(event));
    this.#canvas.addEventListener('pointermove', (event) => this.#pull(event));
    this.#canvas.addEventListener('pointerup', () => { this.#drag = null; });
    this.#canvas.addEventListener('wheel', (event) => { event.preventDefault(); this.#go(Math.sign(event.deltaY)); }, { passive: false });
    this.#canvas.addEventListener('keydown', (event) => this.#key(event));
    for (const id of ['level', 'window']) {
      $(id).addEventListener('input', () => this.#draw());
    }
    $('number').addEventListener('input', () => this.show(Number($('number').value)));
    $('reset').addEventListener('click', () => this.#reset());
  }

  /** @param listener hears the number of the image whenever another one is shown */
  onShown(listener) {
    this.#shown = listener;
  }

  get number() {
    return this.#number;
  }

  async open(id, study) {
    this.#study = { id, count: study.instances.length };
    this.#kept.clear();
    this.#image = null;
    $('number').max = this.#study.count;
    $('number-field').hidden = this.#study.count === 1;
    $('viewer').hidden = false;
    await this.show(1);
  }

  close() {
    this.#study = null;
    $('viewer').hidden = true;
  }

  async show(number) {
    this.#number = number;
    this.#shown(number);
    const turn = ++this.#turn;
    const image = await this.#load(number);
    if (turn !== this.#turn) {
      return;
    }
    const first = this.#image === null;
    this.#image = image;
    if (first) {
      this.#reset();
    }
    $('number').value = number;
    $('number-shown').textContent = `${number} of ${this.#study.count}`;
    this.#draw();
  }

  async #load(number) {
    if (!this.#kept.has(number)) {
      const path = `studies/${this.#study.id}/images/${number}`;
      const image = decode(await (await blob(`${path}.dcm`)).arrayBuffer()) ?? await fromPreview(await blob(`${path}.png`));
      if (this.#kept.size >= MOST_KEPT) {
        this.#kept.delete(this.#kept.keys().next().value);
      }
      this.#kept.set(number, image);
    }
    return this.#kept.get(number);
  }

  #reset() {
    const { lowest, span, level, window } = this.#image;
    Object.assign($('level'), { min: lowest, max: lowest + span, step: span / 4096, value: level });
    Object.assign($('window'), { min: span / 4096, max: span, step: span / 4096, value: window });
    this.#draw();
  }

  #draw() {
    const { width, height, channels, values, slope, intercept, inverted } = this.#image;
    const level = Number($('level').value);
    const window = Math.max(Number($('window').value), 1e-6);
    this.#canvas.width = width;
    this.#canvas.height = height;
    const paint = this.#canvas.getContext('2d', { willReadFrequently: true });
    const picture = paint.createImageData(width, height);
    const low = level - window / 2;
    const grey = (value) => {
      const shown = (value * slope + intercept - low) / window * 255;
      return inverted ? 255 - shown : shown;
    };
    // Clamping and rounding is what the array does.
    for (let i = 0, from = 0; i < picture.data.length; i += 4, from += channels) {
      for (let c = 0; c < 3; c++) {
        picture.data[i + c] = grey(values[from + (channels === 3 ? c : 0)]);
      }
      picture.data[i + 3] = 255;
    }
    paint.putImageData(picture, 0, 0);
    $('level-shown').textContent = Math.round(level);
    $('window-shown').textContent = Math.round(window);
    $('position').textContent = `${width} \u00d7 ${height}   L ${Math.round(level)}  W ${Math.round(window)}`;
  }

  #grip(event) {
    this.#canvas.setPointerCapture(event.pointerId);
    this.#drag = { x: event.clientX, y: event.clientY, level: Number($('level').value), window: Number($('window').value) };
  }

  /** Up and down is level, left and right is window, as on a workstation. */
  #pull(event) {
    if (!this.#drag) {
      return;
    }
    const unit = this.#image.span / 512;
    $('level').value = this.#drag.level + (event.clientY - this.#drag.y) * unit;
    $('window').value = this.#drag.window + (event.clientX - this.#drag.x) * unit;
    this.#draw();
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.#go(steps[event.key]);
    }
  }

  #go(step) {
    const next = this.#number + step;
    if (this.#study && next >= 1 && next <= this.#study.count) {
      this.show(next);
    }
  }
}
