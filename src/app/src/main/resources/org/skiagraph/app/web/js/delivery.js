// What a person thinks of each image, and how it stands at each destination.

import { json, post } from './api.js';
import { element } from './fields.js';

const PAUSE = 1000;
const LONG_PAUSE = 5000;
const VERDICTS = { open: 'Waits for your word.', accepted: 'Accepted.', flagged: 'Kept back for another look.', rejected: 'Rejected: it is not sent.' };
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

  #act(path) {
    post(`deliveries/${path}`).then(() => this.#ask()).catch(this.#fail);
  }

  /** Only the newest question is answered, and asked again. */
  async #ask() {
    const asking = ++this.#asking;
    const study = this.#study;
    const { images } = await json(`deliveries/${study}`);
    if (asking !== this.#asking || study !== this.#study) {
      return;
    }
    this.#images = images;
    this.#draw();
    // What is stored may still be committed, or not: that depends on the destination.
    const pause = this.#count('pending', 'sent') > 0 ? PAUSE : LONG_PAUSE;
    if (this.#count('pending', 'sent', 'stored') > 0) {
      setTimeout(() => asking === this.#asking && this.#study && this.#ask().catch(this.#fail), pause);
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
    tell('verdict', this.#uids.length === 1 ? VERDICTS[image.verdict] : `Image ${this.#number}: ${VERDICTS[image.verdict]}`);
    $('deliveries').hidden = image.deliveries.length === 0;
    tell('deliveries-of', `Where image ${this.#number} goes`);
    $('deliveries').tBodies[0].replaceChildren(...image.deliveries.map((one) => element('tr', {},
      element('th', { scope: 'row' }, one.destination),
      element('td', { 'data-state': one.state }, held(one, image.verdict)), element('td', {}, one.detail))));
    $('retry').hidden = !this.#images.some((one) => one.verdict !== 'rejected' && one.deliveries.some(isDead));
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

const held = ({ state }, verdict) => state === 'pending' && verdict !== 'accepted' ? 'pending (held)' : state;

/** What is spoken is spoken when it changes. */
function tell(id, text) {
  if ($(id).textContent !== text) {
    $(id).textContent = text;
  }
}
