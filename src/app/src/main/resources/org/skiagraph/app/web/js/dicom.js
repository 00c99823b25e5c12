// Reads the pixels of our own files (PS3.10, explicit VR little endian), with all their bits; no other file is meant.

const EXPLICIT = '1.2.840.10008.1.2.1';
const LONG = ['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'SQ', 'UC', 'UR', 'UT', 'UN', 'SV', 'UV'];
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;

class Reader {
  constructor(buffer) {
    this.view = new DataView(buffer);
    this.at = 132;
  }

  /** The head of the next element; the place is behind it then. */
  head() {
    const tag = (this.view.getUint16(this.at, true) * 0x10000 + this.view.getUint16(this.at + 2, true));
    if (tag === ITEM || tag === ITEM_END || tag === SEQUENCE_END) {
      this.at += 8;
      return { tag, length: this.view.getUint32(this.at - 4, true) };
    }
    const vr = String.fromCharCode(this.view.getUint8(this.at + 4), this.view.getUint8(this.at + 5));
    if (LONG.includes(vr)) {
      this.at += 12;
      return { tag, vr, length: this.view.getUint32(this.at - 4, true) };
    }
    this.at += 8;
    return { tag, vr, length: this.view.getUint16(this.at - 2, true) };
  }

  skip({ length, tag }) {
    if (length !== UNDEFINED) {
      this.at += length;
      return;
    }
    const end = tag === ITEM ? ITEM_END : SEQUENCE_END;
    for (let inner = this.head(); inner.tag !== end; inner = this.head()) {
      this.skip(inner);
    }
  }

  text(length) {
    const bytes = new Uint8Array(this.view.buffer, this.at, length);
    return String.fromCharCode(...bytes).replace(/[\0 ]+$/, '');
  }
}

function elements(buffer, wanted) {
  const reader = new Reader(buffer);
  const found = {};
  while (reader.at < buffer.byteLength) {
    const head = reader.head();
    const name = wanted[head.tag];
    if (name === 'pixels') {
      found.pixels = { at: reader.at, length: head.length };
    } else if (name) {
      found[name] = head.vr === 'US' ? reader.view.getUint16(reader.at, true) : reader.text(head.length);
    }
    if (head.tag === 0x00020010 && found.syntax !== EXPLICIT) {
      return found;
    }
    reader.skip(head);
  }
  return found;
}

/** {width, height, channels, values, slope, intercept, level, window, inverted}; null if the encoding is another. */
export function decode(buffer) {
  const e = elements(buffer, {
    0x00020010: 'syntax', 0x00280002: 'samples', 0x00280004: 'photometric', 0x00280010: 'rows', 0x00280011: 'columns',
    0x00280100: 'allocated', 0x00280101: 'stored', 0x00280103: 'signed', 0x00281050: 'center', 0x00281051: 'width', 0x00281052: 'intercept',
    0x00281053: 'slope', 0x7fe00010: 'pixels',
  });
  if (e.syntax !== EXPLICIT || !e.pixels) {
    return null;
  }
  const count = e.rows * e.columns * e.samples;
  const data = buffer.slice(e.pixels.at, e.pixels.at + e.pixels.length);
  const Values = e.allocated === 8 ? Uint8Array : e.signed ? Int16Array : Uint16Array;
  const slope = Number(e.slope ?? 1);
  const intercept = Number(e.intercept ?? 0);
  const span = 2 ** e.stored;
  return {
    width: e.columns, height: e.rows, channels: e.samples, values: new Values(data, 0, count), slope, intercept,
    lowest: (e.signed ? -span / 2 : 0) * slope + intercept,
    span: span * slope,
    level: Number((e.center ?? String(span * slope / 2 + intercept)).split('\\')[0]),
    window: Number((e.width ?? String(span * slope)).split('\\')[0]),
    inverted: e.photometric === 'MONOCHROME1',
  };
}

/** The same out of a preview, for encodings that only a PACS unpacks. */
export async function fromPreview(blob) {
  const picture = await createImageBitmap(blob);
  const { width, height } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const paint = canvas.getContext('2d');
  paint.drawImage(picture, 0, 0);
  const rgba = paint.getImageData(0, 0, width, height).data;
  const values = new Uint8Array(width * height * 3);
  for (let i = 0, to = 0; i < rgba.length; i += 4) {
    values[to++] = rgba[i];
    values[to++] = rgba[i + 1];
    values[to++] = rgba[i + 2];
  }
  return { width, height, channels: 3, values, slope: 1, intercept: 0, lowest: 0, span: 256, level: 128, window: 256, inverted: false };
}
