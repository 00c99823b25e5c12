// A picture to begin with, and a mask drawn over it: what is painted is made anew.

const MOST_UNDONE = 40;
const PAINT = 'rgb(255 90 80)';

export class MaskEditor {
  #source;
  #mask;
  #bytes = null;
  #tool = 'brush';
  #past = [];
  #from = null;
  #before = null;
  size = 24;

  constructor(source, mask) {
    this.#source = source;
    this.#mask = mask;
    mask.addEventListener('pointerdown', (event) => this.#begin(event));
    mask.addEventListener('pointermove', (event) => this.#move(event));
    mask.addEventListener('pointerup', () => { this.#from = null; });
    mask.addEventListener('pointercancel', () => { this.#from = null; });
  }

  get #paint() {
    return this.#mask.getContext('2d', { willReadFrequently: true });
  }

  hasImage() {
    return this.#bytes !== null;
  }

  async load(blob) {
    const picture = await createImageBitmap(blob);
    for (const canvas of [this.#source, this.#mask]) {
      canvas.width = picture.width;
      canvas.height = picture.height;
    }
    this.#source.getContext('2d').drawImage(picture, 0, 0);
    this.#bytes = blob;
    this.#past = [];
  }

  forget() {
    this.#bytes = null;
    this.#past = [];
  }

  use(tool) {
    this.#tool = tool;
  }

  undo() {
    const last = this.#past.pop();
    if (last) {
      this.#paint.putImageData(last, 0, 0);
    }
  }

  clear() {
    this.#remember();
    this.#paint.clearRect(0, 0, this.#mask.width, this.#mask.height);
  }

  rectangle(left, top, width, height) {
    this.#remember();
    this.#paint.fillStyle = PAINT;
    this.#paint.fillRect(left, top, width, height);
  }

  /** The file as it was chosen, with all its bits. */
  imageBase64() {
    return base64(this.#bytes);
  }

  /** White where painted, black elsewhere; null if nothing is. */
  async maskBase64() {
    const { width, height } = this.#mask;
    const pixels = this.#paint.getImageData(0, 0, width, height);
    let any = false;
    for (let i = 0; i < pixels.data.length; i += 4) {
      const white = pixels.data[i + 3] >= 128;
      any ||= white;
      pixels.data.fill(white ? 255 : 0, i, i + 3);
      pixels.data[i + 3] = 255;
    }
    if (!any) {
      return null;
    }
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d').putImageData(pixels, 0, 0);
    return base64(await canvas.convertToBlob({ type: 'image/png' }));
  }

  #remember() {
    this.#before = this.#paint.getImageData(0, 0, this.#mask.width, this.#mask.height);
    this.#past.push(this.#before);
    this.#past.splice(0, this.#past.length - MOST_UNDONE);
  }

  #place(event) {
    const box = this.#mask.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) * this.#mask.width / box.width,
      y: (event.clientY - box.top) * this.#mask.height / box.height,
    };
  }

  #begin(event) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#mask.setPointerCapture(event.pointerId);
    this.#remember();
    this.#from = this.#place(event);
    this.#move(event);
  }

  #move(event) {
    if (!this.#from) {
      return;
    }
    const to = this.#place(event);
    if (this.#tool === 'rectangle') {
      this.#paint.putImageData(this.#before, 0, 0);
      this.#paint.fillStyle = PAINT;
      this.#paint.fillRect(Math.round(Math.min(this.#from.x, to.x)), Math.round(Math.min(this.#from.y, to.y)),
        Math.round(Math.abs(to.x - this.#from.x)), Math.round(Math.abs(to.y - this.#from.y)));
      return;
    }
    this.#stroke(to);
    this.#from = to;
  }

  #stroke(to) {
    const paint = this.#paint;
    paint.globalCompositeOperation = this.#tool === 'eraser' ? 'destination-out' : 'source-over';
    paint.strokeStyle = PAINT;
    paint.lineWidth = this.size;
    paint.lineCap = 'round';
    paint.beginPath();
    paint.moveTo(this.#from.x, this.#from.y);
    // A dot where the mouse has not moved.
    paint.lineTo(to.x + 0.01, to.y);
    paint.stroke();
    paint.globalCompositeOperation = 'source-over';
  }
}

export function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
