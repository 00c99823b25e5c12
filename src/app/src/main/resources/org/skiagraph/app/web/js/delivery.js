// What a person thinks of each image, and how it stands at each destination.

import { json, post } from './api.js';
import { element } from './fields.js';

const PAUSE = 1000;
const LONG_PAUSE = 5000;
const VERDICTS = { open: 'Waits for your word.', accepted: 'Accepted.', flagged: 'Kept back for another look.' };
const WORDS = { accept: 'accepted', flag: 'flagged', reject: 'rejected' };
const $ = (id) => document.getElementById(id);

export class Delivery {
  #study = null;
  #uids = [];
  #images = [];
  #number = 1;
  #asking = 0;
  #fail;

  /** @param fail hears of what goes wrong */
  constructor(fail) {
    this.#fail = fail;
    document.querySelectorAll('[data-verdict]').forEach((button) => button.addEventListener('click', () =>
      this.#act(`${'all' in button.dataset ? this.#study : this.#uids[this.#number - 1]}/${button.dataset.verdict}`)));
    $('retry').addEventListener('click', () => this.#act(`${this.#study}/retry`));
    $('withdraw').addEventListener('click', () => this.#act(`${this.#study}/withdraw`, { note: true }));
  }

  /** Shows a study's images, and goes on as long as anything may still happen to them. */
  async open(study) {
    this.#study = study.instances[0].studyInstanceUid;
    this.#uids = study.instances.map((one) => one.sopInstanceUid);
    this.#images = [];
    $('whole-study').hidden = this.#uids.length === 1;
    await this.#ask();
  }

  close() {
    this.#study = null;
  }

  /** @param number of the image that is looked at, from 1 */
  show(number) {
    this.#number = number;
    this.#draw();
  }

  /** One that is answered when another study is looked at, or none, changes nothing here. */
  #act(path, document = {}) {
    const study = this.#study;
    post(`deliveries/${path}`, document).then(() => study === this.#study && this.#ask()).catch(this.#fail);
  }

  /** Only the newest question is answered, and asked again. */
  async #ask() {
    const asking = ++this.#asking;
    const study = this.#study;
    const isNewest = () => asking === this.#asking && study !== null && study === this.#study;
    const again = (pause) => setTimeout(() => isNewest() && this.#ask().catch(this.#fail), pause);
    try {
      const { images } = await json(`deliveries/${study}`);
      if (!isNewest()) {
        return;
      }
      this.#images = images;
    } catch (problem) {
      if (isNewest()) {
        if (!problem.isRefusal) {
          again(LONG_PAUSE);
        }
        throw problem;
      }
      return;
    }
    this.#draw();
    // What is held waits for a person; what is stored may still be committed, or not: that depends on the destination.
    const isMoving = this.#images.some((image) => image.deliveries.some(({ state }) =>
      state === 'sent' || (state === 'pending' && image.verdict === 'accepted')));
    if (this.#count('pending', 'sent', 'stored') > 0) {
      again(isMoving ? PAUSE : LONG_PAUSE);
    }
  }

  #all() {
    return this.#images.flatMap((image) => image.deliveries);
  }

  #count(...states) {
    return this.#all().filter((one) => states.includes(one.state)).length;
  }

  #draw() {
    const image = this.#images.find((one) => one.sopInstanceUid === this.#uids[this.#number - 1]);
    if (!image) {
      return;
    }
    document.querySelectorAll('[data-verdict]:not([data-all])').forEach((button) =>
      button.setAttribute('aria-pressed', String(WORDS[button.dataset.verdict] === image.verdict)));
    const word = VERDICTS[image.verdict] ?? rejected(image);
    tell('verdict', this.#uids.length === 1 ? word : `Image ${this.#number}: ${word}`);
    $('deliveries').hidden = image.deliveries.length === 0;
    tell('deliveries-of', `Where image ${this.#number} goes`);
    $('deliveries').tBodies[0].replaceChildren(...image.deliveries.map((one) => element('tr', {},
      element('th', { scope: 'row' }, one.destination),
      element('td', { 'data-state': one.state }, held(one, image.verdict)), element('td', {}, one.detail))));
    $('retry').hidden = !this.#images.some((one) => one.verdict !== 'rejected' && one.deliveries.some(isDead));
    $('withdraw').hidden = !this.#images.some((one) => one.verdict === 'rejected' && isThere(one));
    tell('summary', this.#summary());
  }

  #summary() {
    if (this.#all().length === 0) {
      return 'It goes nowhere: no destination was chosen.';
    }
    const states = [...new Set(this.#all().map((one) => one.state))];
    return `The whole study: ${states.map((state) => `${this.#count(state)} ${state}`).join(', ')}`;
  }
}

const isDead = ({ state }) => state === 'dead';

/** What has arrived, or may have. */
const isThere = ({ deliveries }) => deliveries.some(({ state }) => ['sent', 'stored', 'committed'].includes(state));

const rejected = (image) => isThere(image)
  ? 'Rejected, but it was sent already: that does not take it back. Withdraw the study to tell those who have it.'
  : 'Rejected: it is not sent.';

const held = ({ state }, verdict) => state === 'pending' && verdict !== 'accepted' ? 'pending (held)' : state;

/** What is spoken is spoken when it changes. */
function tell(id, text) {
  if ($(id).textContent !== text) {
    $(id).textContent = text;
  }
}
